"""Lines of a page and its letters in, the boxes of any words of those lines out. Pure.

The lines are what one library read, the letters are where another finds them. Where both agree on
a line to the letter, words have boxes of their own; where they do not, a line is one box; and where
they agree on no line of a page, it has none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

SLACK = 1.0
"""How far beyond the ends of its line, in points, the middle of a letter may stand."""


class Glyph(Protocol):
    """A letter with its box."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def x0(self) -> float: ...  # noqa: D102
    @property
    def top(self) -> float: ...  # noqa: D102
    @property
    def x1(self) -> float: ...  # noqa: D102
    @property
    def bottom(self) -> float: ...  # noqa: D102


class Box(NamedTuple):
    """A rectangle on a page, in points."""

    x0: float
    top: float
    x1: float
    bottom: float


class PrintedLine(NamedTuple):
    """A line of a page: its place in the text, its words, its box."""

    start: int
    end: int
    text: str
    box: Box


class PlacedLine(NamedTuple):
    """A line, and from where to where each of its letters reaches; None where that is not sure."""

    line: PrintedLine
    letters: tuple[tuple[int, float, float], ...] | None


class Boxes(NamedTuple):
    """The boxes of some words; ``exact`` unless one of them is of a line that has other words."""

    boxes: tuple[Box, ...]
    exact: bool


def placed_lines(lines: Iterable[PrintedLine], letters: Iterable[Glyph]) -> list[PlacedLine]:
    """Each line with its letters, where the letters in its box spell it."""
    glyphs = sorted(letters, key=_middle)
    middles = [_middle(glyph) for glyph in glyphs]
    return [_placed(line, glyphs, middles) for line in lines]


def agree(placed: Sequence[PlacedLine]) -> bool:
    """Whether the letters spell any of the lines, so that these stand where the letters do."""
    return not placed or any(one.letters is not None for one in placed)


def _placed(line: PrintedLine, glyphs: Sequence[Glyph], middles: Sequence[float]) -> PlacedLine:
    first, last = bisect_left(middles, line.box.top), bisect_right(middles, line.box.bottom)
    within = (line.box.x0 - SLACK, line.box.x1 + SLACK)
    found = [one for one in glyphs[first:last] if within[0] <= (one.x0 + one.x1) / 2 <= within[1]]
    found.sort(key=lambda one: one.x0)
    offsets = [line.start + at for at, char in enumerate(line.text) if not char.isspace()]
    spelt = "".join(line.text.split())
    if [one.text for one in found] != list(spelt):
        return PlacedLine(line, None)
    reach = ((at, one.x0, one.x1) for at, one in zip(offsets, found, strict=True))
    return PlacedLine(line, tuple(reach))


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def boxes_of(start: int, end: int, placed: Sequence[PlacedLine]) -> Boxes:
    """The boxes of the words from ``start`` to ``end`` on a page, one for each of its lines.

    Lines are in the order of the text.
    """
    found: list[Box] = []
    exact = True
    at = bisect_right(placed, start, key=lambda one: one.line.start)
    for one in islice(placed, max(0, at - 1), None):
        line = one.line
        if line.start >= end:
            break
        first, last = max(start, line.start), min(end, line.end)
        words = line.text[first - line.start : last - line.start] if first < last else ""
        if not words.strip():
            continue
        if one.letters is None:
            found.append(line.box)
            exact &= words.split() == line.text.split()
            continue
        reach = one.letters[bisect_left(one.letters, (first,)) : bisect_left(one.letters, (last,))]
        left, right = min(x0 for _, x0, _ in reach), max(x1 for _, _, x1 in reach)
        found.append(Box(left, line.box.top, right, line.box.bottom))
    return Boxes(tuple(found), exact)


def outline(boxes: Iterable[Box]) -> str:
    """The boxes as the ``d`` of one SVG path."""
    return "".join(_rectangles(boxes))


def _rectangles(boxes: Iterable[Box]) -> Iterator[str]:
    for box in boxes:
        width, height = round(box.x1 - box.x0, 2), round(box.bottom - box.top, 2)
        yield f"M{round(box.x0, 2):g} {round(box.top, 2):g}h{width:g}v{height:g}h-{width:g}z"
