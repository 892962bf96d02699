"""A percentage in, its mark and its words in SVG out.

The mark says how exact the number is: filled as printed, open where the plan hedges, an arrow
where it names a bound, a bar over a range; a diamond is the comparator's. The library that writes
the SVG escapes nothing, so all text goes through ``escaped`` here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

import svg
from markupsafe import escape

HEDGED = {"about", "almost"}
LOWER_BOUND = {"at_least", "more_than"}
UPPER_BOUND = {"up_to", "less_than"}
RADIUS = 5.0
ARROW = 18.0
KINDS = {
    "exact": "the number as printed, without a hedge",
    "hedged": "about, almost",
    "lower": "at least, more than",
    "upper": "up to, less than",
    "range": "from one number to another",
    "comparator": "diamonds: the comparator, patients who took something else",
}
"""What each kind of mark means, in the order of the legend."""


def escaped(text: object) -> str:
    """``text`` fit to stand in an element or in an attribute's quotes."""
    return str(escape(text))


def words(x: float, y: float, text: str, kind: str, anchor: str = "start") -> svg.Text:
    """A line of text at a place. ``kind`` is a class of dot_plot.css."""
    end = ["end"] if anchor == "end" else []
    return svg.Text(x=round(x, 1), y=round(y, 1), class_=[kind, *end], text=escaped(text))


def lines(text: str, room: float, per_character: float, most: int) -> list[str]:
    """``text`` broken to fit into ``room``; what is cut off leaves an ellipsis."""
    return wrap(
        " ".join(text.split()),
        max(int(room / per_character), 4),
        max_lines=most,
        placeholder=" …",
    )


def kinds(figure: Mapping[str, Any]) -> list[str]:
    """Which marks of the legend a figure is drawn with."""
    qualifier = figure["qualifier"]
    found = ["exact"]
    if qualifier in HEDGED:
        found = ["hedged"]
    elif qualifier in LOWER_BOUND:
        found = ["lower"]
    elif qualifier in UPPER_BOUND:
        found = ["upper"]
    if figure["value_max"] is not None:
        found.append("range")
    if figure["arm"] == "comparator":
        found.append("comparator")
    return found


def reach(figure: Mapping[str, Any], ends: Sequence[float]) -> tuple[float, float]:
    """How far a mark goes to the left and to the right of the places of its numbers."""
    found = kinds(figure)
    left = ends[0] - (ARROW if "upper" in found else RADIUS)
    right = ends[-1] + (ARROW if "lower" in found else RADIUS)
    return left, right


def mark(figure: Mapping[str, Any], ends: Sequence[float], y: float) -> list[svg.Element]:
    """The mark of a figure whose numbers stand at ``ends`` (one, or two of a range)."""
    found = kinds(figure)
    drawn: list[svg.Element] = []
    if len(ends) > 1:
        drawn.append(svg.Line(x1=ends[0], x2=ends[1], y1=y, y2=y, class_=["range"]))
    if "lower" in found:
        drawn += _arrow(ends[-1], y, 1)
    if "upper" in found:
        drawn += _arrow(ends[0], y, -1)
    fill = "filled" if "exact" in found else "open"
    return drawn + [_point(x, y, fill, "comparator" in found) for x in ends]


def sample(kind: str) -> svg.SVG:
    """The mark of a kind alone, for the legend."""
    qualifier = {"hedged": "about", "lower": "at_least", "upper": "up_to"}.get(kind, "exactly")
    figure = {
        "qualifier": qualifier,
        "value_max": 1 if kind == "range" else None,
        "arm": "comparator" if kind == "comparator" else None,
    }
    ends = (8.0, 32.0) if kind == "range" else (20.0,)
    return svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, 40, 14),
        width=40,
        height=14,
        class_=["sample"],
        extra={"aria-hidden": "true"},
        elements=mark(figure, ends, 7),
    )


def _point(x: float, y: float, fill: str, comparator: bool) -> svg.Element:
    if not comparator:
        return svg.Circle(cx=x, cy=y, r=RADIUS, class_=["dot", fill])
    far = RADIUS + 1
    corners: list[Any] = [x - far, y, x, y - far, x + far, y, x, y + far]
    return svg.Polygon(points=corners, class_=["dot", fill])


def _arrow(x: float, y: float, way: int) -> list[svg.Element]:
    tip = x + way * ARROW
    back = tip - way * 6
    head: list[Any] = [tip, y, back, y - 4, back, y + 4]
    return [
        svg.Line(x1=x, x2=back, y1=y, y2=y, class_=["bound"]),
        svg.Polygon(points=head, class_=["arrow"]),
    ]
