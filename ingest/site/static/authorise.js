// The answer follows what is entered; without this the button "Check" does the same.
(() => {
  const form = document.querySelector("form.request");
  if (!form || !window.fetch || !window.DOMParser) return;
  let asked = 0;

  const check = async () => {
    const mine = ++asked;
    const body = new URLSearchParams(new FormData(form));
    body.set("phase", form.dataset.phase);
    let page;
    try {
      const response = await fetch(form.action, { method: "POST", body });
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      return;
    }
    if (mine !== asked) return;
    document.title = page.title;
    for (const told of form.querySelectorAll(".at")) {
      const now = page.getElementById(told.id);
      if (!now) continue;
      const input = form.querySelector(`input[aria-describedby="${told.id}"]`);
      if (input) input.toggleAttribute("aria-invalid", false);
      if (input && now.children.length) input.setAttribute("aria-invalid", "true");
      told.replaceChildren(...now.children);
    }
    for (const part of ["#whole", "#bar", "#details"]) {
      const [before, after] = [document.querySelector(part), page.querySelector(part)];
      if (before && after && before.innerHTML !== after.innerHTML) {
        before.replaceChildren(...after.childNodes);
      }
    }
  };

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, 250);
  });
})();
