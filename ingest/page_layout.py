"""Words on pages in, rows and lines in reading order out. Pure: no file, no PDF library."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ingest.document import Box, Furniture

PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
MARGIN = 0.09
"""The share of a page's height, at its top and at its foot, in which furniture may stand."""


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

    @property
    def words(self) -> tuple[str, ...]:
        """The text of each cell."""
        return tuple(" ".join(line.text for line in cell.lines) for cell in self.cells)

    def like(self, other: Row) -> bool:
        """Whether both rows have the same columns."""
        return len(self.cells) == len(other.cells) and all(
            abs(a.x0 - b.x0) < 4 and abs(a.x1 - b.x1) < 4
            for a, b in zip(self.cells, other.cells, strict=True)
        )


@dataclass(slots=True)
class Layout:
    """A page: its blocks from top to bottom, and rotated words aside."""

    number: int
    height: float
    blocks: list[PrintedLine | Row]
    aside: list[PrintedLine]


def printed_lines(page: int, words: Iterable[Mapping[str, Any]]) -> Iterator[PrintedLine]:
    """Group words into lines: a word belongs to the line whose height it shares by half."""
    line: list[Mapping[str, Any]] = []
    bottom = 0.0
    for word in sorted(words, key=lambda w: (w["top"], w["x0"])):
        if line and word["top"] > bottom - (word["bottom"] - word["top"]) / 2:
            yield _line(page, line)
            line = []
        if not line:
            bottom = word["bottom"]
        line.append(word)
    if line:
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


def part_furniture(layouts: list[Layout]) -> Iterator[Furniture]:
    """Take page numbers, running heads and feet, and rotated words out of the layouts.

    A line in the margin is a running head or foot when, digits apart, it stands on two pages in
    five and on at least three.
    """
    margins = Counter(
        key for layout in layouts for key in {_masked(line.text) for line in _margin_lines(layout)}
    )
    often = max(3, len(layouts) * 2 / 5)
    for layout in layouts:
        for line in layout.aside:
            yield Furniture(layout.number, line.text, "rotated", line.box)
        for line in _margin_lines(layout):
            if PAGE_NUMBER.fullmatch(line.text):
                reason = "page number"
            elif margins[_masked(line.text)] >= often:
                reason = "running head or foot"
            else:
                continue
            layout.blocks.remove(line)
            yield Furniture(layout.number, line.text, reason, line.box)


def _margin_lines(layout: Layout) -> list[PrintedLine]:
    depth = layout.height * MARGIN
    return [
        block
        for block in layout.blocks
        if isinstance(block, PrintedLine)
        and (block.box.bottom < depth or block.box.top > layout.height - depth)
    ]


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def join_pages(layouts: list[Layout]) -> tuple[list[PrintedLine | Row], list[Furniture]]:
    """All blocks in reading order, with the tables that page breaks cut joined again.

    A row whose box stays open at the foot of a page goes on in the first row of the next page
    when the columns agree. So does one that was closed at the break, when the row on the next
    page has an empty first cell. A head row printed again becomes furniture.
    """
    blocks: list[PrintedLine | Row] = []
    repeated: list[Furniture] = []
    head: Row | None = None
    tables = 0
    for layout in layouts:
        shift = tables
        first = True
        for block in layout.blocks:
            if isinstance(block, PrintedLine):
                blocks.append(block)
                first = False
                continue
            row = replace(block, table=block.table + shift)
            tables = max(tables, row.table + 1)
            last = blocks[-1] if blocks else None
            if first and isinstance(last, Row) and last.page < row.page and last.like(row):
                if head is not None and len(row.cells) > 1 and head.words == row.words:
                    repeated += [
                        Furniture(row.page, line.text, "repeated head row", line.box)
                        for cell in row.cells
                        for line in cell.lines
                    ]
                    continue
                first = False
                if not row.words[0] and any(row.words):
                    blocks[-1] = replace(
                        last,
                        page=row.page,
                        cells=tuple(
                            replace(a, lines=a.lines + b.lines)
                            for a, b in zip(last.cells, row.cells, strict=True)
                        ),
                    )
                    continue
            if not (isinstance(last, Row) and last.like(row)):
                head = row
            first = False
            blocks.append(row)
    return blocks, repeated
