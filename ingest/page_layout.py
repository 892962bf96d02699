"""Words on pages in, rows and lines in reading order out. Pure: no file, no PDF library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from ingest.document import Box

PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
FULL = 0.85
"""How far towards the right margin a line reaches at least that goes on in the next."""
FEW = 10
"""Lines that tell what white is usual, at least."""
WIDER = 1.25
"""How many times the usual white stands at least between two paragraphs."""
NO_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
"""What a PDF may give for a glyph and no text can hold: control characters, half characters."""
UNKNOWN = "\ufffd"
"""The sign for a glyph whose character is not known."""


SAME = 4.0
"""How far apart, in points, the edges of one column may be on two pages."""

SLANT = 0.02
"""The rise of a letter's base line, as a share of its run, from which it is askew."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words on one base line, joined by single blanks."""

    page: int
    text: str
    box: Box

    @property
    def top(self) -> float:
        """Distance from the page's top edge in points."""
        return self.box.top

    @property
    def bottom(self) -> float:
        """Distance of its lower edge from the page's top edge in points."""
        return self.box.bottom


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a ruled table with its lines."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a ruled table, its cells from left to right."""

    page: int
    table: int
    top: float
    cells: tuple[Cell, ...]
    grid: int = 0
    """The table counted over page breaks: what goes on is one table."""

    @property
    def bottom(self) -> float:
        """Distance of its lower edge from the page's top edge in points."""
        return max(cell.bottom for cell in self.cells)

    @property
    def lines(self) -> list[PrintedLine]:
        """The lines of all its cells."""
        return [line for cell in self.cells for line in cell.lines]

    @property
    def words(self) -> tuple[str, ...]:
        """The text of each cell."""
        return tuple(" ".join(line.text for line in cell.lines) for cell in self.cells)

    def like(self, other: Row) -> bool:
        """Whether both rows have the same columns."""
        return len(self.cells) == len(other.cells) and all(
            abs(a.x0 - b.x0) < SAME and abs(a.x1 - b.x1) < SAME
            for a, b in zip(self.cells, other.cells, strict=True)
        )


@dataclass(slots=True)
class Layout:
    """A page: its blocks from top to bottom, and rotated words aside."""

    number: int
    height: float
    blocks: list[PrintedLine | Row]
    aside: list[PrintedLine]


def name_unknown(letters: Iterable[dict[str, Any]]) -> None:
    """Put the sign for an unknown glyph wherever a letter has none of a text's characters."""
    for letter in letters:
        if not letter["text"].isprintable():
            letter["text"] = NO_CHARACTER.sub(UNKNOWN, letter["text"])


def askew(letter: Mapping[str, Any]) -> bool:
    """Whether a letter's base line is neither level nor upright, as a watermark's is."""
    along, rise, *_ = letter["matrix"]
    if not along or not rise:
        return False
    return bool(min(abs(along), abs(rise)) > SLANT * max(abs(along), abs(rise)))


def askew_lines(page: int, letters: Iterable[Mapping[str, Any]]) -> Iterator[PrintedLine]:
    """The words of letters that stand askew, one line for those drawn in one go."""
    for _, drawn in groupby(letters, key=lambda letter: letter["matrix"][:4]):
        found = list(drawn)
        text = "".join(letter["text"] for letter in found).strip()
        if text:
            yield PrintedLine(page, text, _line(page, found).box)


def word_lines(words: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Group words by base lines: a word belongs to the line whose height it shares by half."""
    line: list[Mapping[str, Any]] = []
    bottom = 0.0
    for word in sorted(words, key=lambda w: (w["top"], w["x0"])):
        if line and word["top"] > bottom - (word["bottom"] - word["top"]) / 2:
            yield line
            line = []
        if not line:
            bottom = word["bottom"]
        line.append(word)
    if line:
        yield line


def apart(above: PrintedLine, below: PrintedLine, usual: float) -> bool:
    """Whether more than half a line of white stands between two lines, and plainly more than the
    document's usual white (a share of the line, ``usual_white``): a new paragraph."""
    if above.page != below.page:
        return False
    height = above.box.bottom - above.box.top
    return below.box.top - above.box.bottom > height * max(1 / 2, usual * WIDER)


def usual_white(blocks: Iterable[PrintedLine | Row]) -> float:
    """The white between a line that reaches to the margin and the next, as a share of its height:
    the middle one of a document; 0 where there are but few."""
    lines = [block for block in blocks if isinstance(block, PrintedLine)]
    margin = max((line.box.x1 for line in lines), default=0.0) * FULL
    whites = sorted(
        (below.top - above.bottom) / (above.bottom - above.top)
        for above, below in pairwise(lines)
        if above.page == below.page and above.box.x1 >= margin and below.top > above.bottom
    )
    return whites[len(whites) // 2] if len(whites) >= FEW else 0.0


def printed_lines(page: int, words: Iterable[Mapping[str, Any]]) -> Iterator[PrintedLine]:
    """The lines that ``words`` make, from top to bottom."""
    for line in word_lines(words):
        yield _line(page, line)


def _line(page: int, words: list[Mapping[str, Any]]) -> PrintedLine:
    words = sorted(words, key=lambda word: word["x0"])
    box = Box(
        round(min(word["x0"] for word in words), 2),
        round(min(word["top"] for word in words), 2),
        round(max(word["x1"] for word in words), 2),
        round(max(word["bottom"] for word in words), 2),
    )
    return PrintedLine(page, " ".join(word["text"] for word in words), box)
