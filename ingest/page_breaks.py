"""Blocks of pages in, one run of blocks out: what page breaks cut is joined again. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.document import Furniture
from ingest.page_layout import SAME, Layout, PrintedLine, Row

LONGEST_HEAD = 25
"""Words in a cell of a head row."""


def join_pages(layouts: list[Layout]) -> tuple[list[PrintedLine | Row], list[Furniture]]:
    """All blocks in reading order, with the tables that page breaks cut joined again.

    A caption and a head row printed again on the new page become furniture. The first row there
    belongs to the last one before the break when it goes on in it (see ``_goes_on``).
    """
    joining = _Joining()
    for layout in layouts:
        joining.add(layout)
    return joining.blocks, joining.repeated


class _Joining:
    """The blocks so far, and the table that the next page may go on with."""

    def __init__(self) -> None:
        self.blocks: list[PrintedLine | Row] = []
        self.repeated: list[Furniture] = []
        self.head: Row | None = None
        self.caption = ""
        self.tables = 0
        self.grids: dict[int, int] = {}
        """The table that each page's tables are part of, counted over page breaks."""

    def add(self, layout: Layout) -> None:
        last = self.blocks[-1] if self.blocks else None
        before = last if isinstance(last, Row) and last.page < layout.number else None
        blocks = [block for block in layout.blocks if not isinstance(block, Row) or block.lines]
        shift = self.tables
        for position, block in enumerate(blocks):
            if isinstance(block, PrintedLine):
                below = blocks[position + 1] if position + 1 < len(blocks) else None
                if before and isinstance(below, Row) and block.text == self.caption:
                    self._put_aside(block.page, [block], "repeated caption")
                    continue
                before = None
                self.blocks.append(block)
                continue
            row = replace(block, table=block.table + shift)
            self.tables = max(self.tables, row.table + 1)
            before = self._add_row(row, before)

    def _put_aside(self, page: int, lines: list[PrintedLine], reason: str) -> None:
        self.repeated += [Furniture(page, line.text, reason, line.box) for line in lines]

    def _add_row(self, row: Row, before: Row | None) -> Row | None:
        """Put a row down; give back what the next row may go on with while a page begins."""
        if before is not None:
            if self.head and self.head.like(row) and self.head.words == row.words and _short(row):
                self._put_aside(row.page, row.lines, "repeated head row")
                self.grids[row.table] = before.grid
                return before
            if before.like(row):
                self.grids[row.table] = before.grid
                if _goes_on(before, row):
                    self.blocks[-1] = _joined(before, row)
                    return None
        if row.table not in self.grids:
            self.grids[row.table] = len(self.grids)
            # What goes on from the page before in other columns has its head there.
            self.head = row if before is None else None
            above = self.blocks[-1] if self.blocks else None
            self.caption = above.text if isinstance(above, PrintedLine) else ""
        self.blocks.append(replace(row, grid=self.grids[row.table]))
        return None


def _short(row: Row) -> bool:
    """Whether a row can be a head: what is said at length twice is said twice."""
    return all(len(words.split()) <= LONGEST_HEAD for words in row.words)


def _joined(before: Row, row: Row) -> Row:
    cells = zip(before.cells, row.cells, strict=True)
    together = tuple(replace(a, lines=a.lines + b.lines) for a, b in cells)
    return replace(before, page=row.page, cells=together)


def _goes_on(before: Row, row: Row) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    It is when its first cell is empty; or when that goes on in small letters while another of
    its cells is empty where the row before has words.
    """
    if not row.words[0]:
        return any(row.words)
    return (
        row.words[0][0].islower()
        and not before.words[0].endswith((".", ";", ":"))
        and any(a and not b for a, b in zip(before.words, row.words, strict=True))
    )


def grid_columns(rows: Iterable[Row]) -> dict[int, list[float]]:
    """For each table the left edges of its columns: those that any of its rows has."""
    edges: dict[int, list[float]] = {}
    for row in rows:
        edges.setdefault(row.grid, []).extend(cell.x0 for cell in row.cells)
    columns: dict[int, list[float]] = {}
    for grid, found in edges.items():
        kept = columns.setdefault(grid, [])
        for x0 in sorted(found):
            if not kept or x0 - kept[-1] > SAME:
                kept.append(x0)
    return columns


def column_of(x0: float, columns: list[float]) -> int:
    """The column of a cell that begins at ``x0``."""
    return min(range(len(columns)), key=lambda column: abs(columns[column] - x0))
