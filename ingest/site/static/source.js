// A row lights its words and words light their rows; without this the links between them still do.
(() => {
  const list = document.querySelector(".read-here ol");
  if (!list) return;

  const rowsOf = (target) => {
    const piece = target.closest("[data-rows]");
    if (piece) return piece.dataset.rows.split(" ");
    const item = target.closest("[data-row]");
    return item ? [item.dataset.row] : [];
  };

  const into = (item) => {
    if (list.scrollHeight <= list.clientHeight) return;
    const [outer, inner] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      list.scrollTop += inner.top - outer.top - outer.height / 3;
    }
  };

  const light = (event) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    const rows = rowsOf(target);
    for (const row of rows) {
      list.querySelector(`[data-row="${row}"]`)?.classList.add("lit");
      for (const piece of document.querySelectorAll(`[data-rows~="${row}"]`)) {
        if (!target.closest("[data-rows]")) piece.classList.add("lit");
      }
    }
    if (target.closest("[data-rows], .overlay")) {
      const first = list.querySelector(".lit");
      if (first) into(first);
    }
  };

  document.addEventListener("mouseover", light);
  document.addEventListener("focusin", light);
})();
