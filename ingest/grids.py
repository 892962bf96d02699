"""Lines of ruled tables in, rows of cells out. Only a PDF's lines know their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document, Line, Span


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
    table: list[Line] = []
    for line in document.lines:
        if not (line.cell and within.covers(line.span)):
            continue
        if table and table[-1].cell and not _goes_on(table[-1].cell, line.cell):
            yield _grid(table)
            table = []
        table.append(line)
    if table:
        yield _grid(table)


def _goes_on(above: tuple[int, int, int], cell: tuple[int, int, int]) -> bool:
    """Whether a line of ``cell`` belongs to the table of the line before, which has ``above``."""
    return above[0] == cell[0] and above[1:] <= cell[1:]


def _grid(table: list[Line]) -> Grid:
    cells: dict[tuple[int, int], Span] = {}
    for line in table:
        if line.cell:
            place = line.cell[1:]
            start = cells[place].start if place in cells else line.span.start
            cells[place] = Span(start, line.span.end)
    width = max(column for _, column in cells) + 1
    rows = sorted({row for row, _ in cells})
    return Grid(tuple(tuple(cells.get((row, n)) for n in range(width)) for row in rows))
