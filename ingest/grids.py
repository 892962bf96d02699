"""Lines of ruled tables in, rows of cells out. Only a PDF's lines know their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ingest.document import Document, Span


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its rows from top to bottom, a cell without words is None."""

    rows: tuple[tuple[Span | None, ...], ...]

    @property
    def span(self) -> Span:
        """From the first word of the table to its last."""
        cells = [cell for row in self.rows for cell in row if cell]
        return Span(min(cells).start, max(cell.end for cell in cells))


def grids(document: Document, within: Span) -> Iterator[Grid]:
    """The ruled tables that lie in ``within``, in reading order."""
    lines = [line for line in document.lines if line.cell and within.covers(line.span)]
    for _, table in groupby(lines, key=lambda line: line.cell and line.cell[0]):
        cells: dict[tuple[int, int], Span] = {}
        for line in table:
            if line.cell:
                place = line.cell[1:]
                start = cells[place].start if place in cells else line.span.start
                cells[place] = Span(start, line.span.end)
        width = max(column for _, column in cells) + 1
        rows = sorted({row for row, _ in cells})
        yield Grid(tuple(tuple(cells.get((row, n)) for n in range(width)) for row in rows))
