"""Figures of the evidence in, a dot plot in SVG out: one row per percentage, 0 to 100 %.

Each row says in words what was seen, its grade, whether related, the number with its qualifier,
and of whom; it is a link to the words in the document. Counts have no place on this axis. The same
rows stand in a table wherever a plot does (templates/_figures.html).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import svg
from markupsafe import Markup

from ingest.site.numbers.dot_marks import KINDS, escaped, kinds, lines, mark, reach, sample, words

LINE = 16.0
GAP = 7.0
TICKS = (0, 25, 50, 75, 100)
PER_CHARACTER = 7.2
"""How wide a character of the plot's 13 units is taken to be; its words are broken by that."""
LEAST_ROOM = 130.0
"""Words that have less beside their mark, such as that of a long range, stand below it."""
COMPARATOR = "Comparator: patients who took something else"
NOBODY = "(of whom: see its words)"


@dataclass(frozen=True, slots=True)
class Group:
    """Figures under one name. ``path`` is the page that the name leads to."""

    name: str
    figures: Sequence[Mapping[str, Any]]
    path: str | None = None

    @property
    def percentages(self) -> list[Mapping[str, Any]]:
        """The figures that are drawn, those of the comparator last."""
        drawn = [one for one in self.figures if one["unit"] == "percent"]
        return sorted(drawn, key=lambda one: one["arm"] == "comparator")

    @property
    def counts(self) -> list[Mapping[str, Any]]:
        """The figures that count patients, cases or events: no percentages."""
        return [one for one in self.figures if one["unit"] != "percent"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand: the words beside the axis, or above it where there is no room."""

    name: str
    width: float
    words_room: float
    left: float
    right: float
    stacked: bool

    def x(self, value: float) -> float:
        """The place of a percentage on the axis."""
        share = min(max(value, 0.0), 100.0) / 100
        return round(self.left + share * (self.right - self.left), 1)


WIDE = Layout("wide", 760, 300, 320, 740, stacked=False)
NARROW = Layout("narrow", 340, 336, 20, 318, stacked=True)


def dot_plot(groups: Iterable[Group], label: str, path: Callable[[str], str]) -> Markup:
    """A figure with the plot, wide and narrow, and its legend; "" where nothing can be drawn.

    A figure is a row of ``figures.read_figures``; ``path`` turns a path into an address.
    """
    drawn = [group for group in groups if group.percentages]
    if not drawn:
        return Markup("")
    plots = Markup("").join(_markup(_plot(drawn, one, label, path)) for one in (WIDE, NARROW))
    return Markup('<figure class="dots"><figcaption>{}</figcaption>{}{}</figure>').format(
        label, plots, _legend(drawn)
    )


def percentage_words(figure: Mapping[str, Any]) -> str:
    """A percentage with its qualifier, the count behind it and of whom it is."""
    count = f" ({figure['count_words']})" if figure["count_words"] else ""
    whom = f"of {figure['basis']}" if figure["basis"] else NOBODY
    return f"{figure['amount_words']}{count} {whom}"


def _plot(
    groups: Sequence[Group], layout: Layout, label: str, path: Callable[[str], str]
) -> svg.SVG:
    rows: list[svg.Element] = []
    y = 2 * LINE
    for group in groups:
        if len(groups) > 1:
            rows += _name(group, layout, y, path)
            y += LINE * 1.6
        told = False
        for figure in group.percentages:
            if figure["arm"] == "comparator" and not told:
                rows.append(words(4, y + 12, COMPARATOR, "arm"))
                y += LINE * 1.4
                told = True
            row, height = _row(figure, layout, y, path)
            rows.append(row)
            y += height
        y += GAP
    return svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, layout.width, round(y + LINE)),
        class_=["plot", layout.name],
        elements=[*_axis(layout, y), *rows],
        extra={"role": "group", "aria-label": escaped(label)},
    )


def _axis(layout: Layout, bottom: float) -> Iterator[svg.Element]:
    for tick in TICKS:
        x = layout.x(tick)
        yield svg.Line(x1=x, x2=x, y1=LINE + 4, y2=bottom, class_=["grid"])
        for y in (LINE, bottom + LINE - 3):
            yield words(x, y, f"{tick}%" if tick == TICKS[-1] else str(tick), "tick")


def _name(
    group: Group, layout: Layout, y: float, path: Callable[[str], str]
) -> Iterator[svg.Element]:
    room = layout.width - 8
    (shown,) = lines(group.name, room, PER_CHARACTER * 1.2, 1) or ["?"]
    said = words(4, y + LINE, shown, "name")
    yield svg.Line(x1=0, x2=layout.width, y1=y, y2=y, class_=["rule"])
    if group.path is None:
        yield said
    else:
        yield svg.A(href=escaped(path(group.path)), elements=[_title(group.name), said])


def _row(
    figure: Mapping[str, Any], layout: Layout, top: float, path: Callable[[str], str]
) -> tuple[svg.Element, float]:
    """A row and its height."""
    what = lines(figure["outcome"] or "outcome: see its words", layout.words_room, PER_CHARACTER, 3)
    narrowed = lines(" · ".join(figure["quality_words"]), layout.words_room, PER_CHARACTER, 2)
    said = [(line, "what") for line in what] + [(line, "quality") for line in narrowed]
    beside_top = top + (len(said) * LINE if layout.stacked else 0)
    beside, count = _beside(figure, layout, beside_top + 13)
    height = GAP + LINE * ((len(said) + count) if layout.stacked else max(len(said), count))
    elements: list[svg.Element] = [
        _title(f"“{figure['passage_words']}”"),
        svg.Rect(x=0, y=top - 1, width=layout.width, height=height - 2, class_=["hit"]),
        *(words(4, top + 13 + LINE * at, line, kind) for at, (line, kind) in enumerate(said)),
        *beside,
    ]
    link = svg.A(
        href=escaped(path(figure["source_path"])),
        elements=elements,
        extra={"aria-label": escaped(_spoken(figure))},
    )
    return link, height


def _beside(figure: Mapping[str, Any], layout: Layout, y: float) -> tuple[list[svg.Element], int]:
    """The mark with its number in words and its quote beside it, and how many lines these take."""
    values = [figure["value"]] + [figure["value_max"]] * (figure["value_max"] is not None)
    ends = [layout.x(value) for value in values]
    low, high = reach(figure, ends)
    before, after = low - layout.left - 1, layout.width - high - 9
    x, room, anchor = (high + 5, after, "start") if after >= before else (low - 5, before, "end")
    below = int(room < LEAST_ROOM)
    if below:
        x, room, anchor = layout.left, layout.width - layout.left, "start"
    said = lines(percentage_words(figure), room, PER_CHARACTER, 3)
    quote = lines(f"“{figure['quote']}”", room, PER_CHARACTER, 1)
    kinds_of_line = [(line, "number") for line in said] + [(line, "said") for line in quote]
    elements = mark(figure, ends, y - 4)
    elements += [
        words(x, y + LINE * at, line, kind, anchor)
        for at, (line, kind) in enumerate(kinds_of_line, below)
    ]
    return elements, len(kinds_of_line) + below


def _spoken(figure: Mapping[str, Any]) -> str:
    """A row as a screen reader says it."""
    parts = [figure["outcome"] or "outcome: see its words", percentage_words(figure)]
    parts += figure["quality_words"]
    page = "" if figure["page"] is None else f", page {figure['page']}"
    return f"{'; '.join(parts)}; “{figure['quote']}”: to the source{page}"


def _title(text: str) -> svg.Title:
    return svg.Title(text=escaped(text))


def _legend(groups: Iterable[Group]) -> Markup:
    used = {kind for group in groups for one in group.percentages for kind in kinds(one)}
    entries = Markup("").join(
        Markup("<li>{} {}</li>").format(_markup(sample(kind)), KINDS[kind])
        for kind in KINDS
        if kind in used
    )
    return Markup('<ul class="legend">{}</ul>').format(entries)


def _markup(drawing: svg.SVG) -> Markup:
    return Markup(drawing.as_str())
