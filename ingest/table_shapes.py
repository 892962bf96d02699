"""A table in, its head and what each of its columns holds out."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.plan_words import category_label, is_word, role_of
from ingest.tables import Cell, Table, TableRow


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table is about, its columns by role, and how many rows its head takes."""

    kind: str
    columns: dict[str, int]
    head_rows: int

    def cell(self, row: TableRow, role: str) -> Cell | None:
        """The cell of a row in the column of that role."""
        return row.cell(self.columns[role]) if role in self.columns else None


def shape_of(text: str, table: Table) -> Shape | None:
    """How to read a table; None where its head says nothing that is known.

    Roles stand in the first row, or in the second where one cell spans the first.
    """
    for head, row in enumerate(table.rows[:2]):
        columns: dict[str, int] = {}
        for cell in row.cells:
            role = role_of(cell.span.of(text))
            if role and role not in columns:
                columns[role] = cell.column
        if kind := _kind(columns):
            return Shape(kind, columns, head + 1)
        if not is_word("table_head", row.span.of(text)):
            break
    if table.rows and _lists_concerns(text, table):
        return Shape("concerns", {}, 0)
    return None


def _kind(columns: dict[str, int]) -> str | None:
    measures = {"routine_measures", "additional_measures", "measures"} & columns.keys()
    if "concern" in columns and measures:
        return "measures"
    if {"study", "activity"} & columns.keys() and len(columns) >= 2:
        return "studies"
    if columns.keys() == {"category", "concern"}:
        return "concerns"
    return None


def _lists_concerns(text: str, table: Table) -> bool:
    """Whether a category of concerns stands in the first cell of one of the first rows."""
    firsts = [row.cells[0].span for row in table.rows[:2]]
    return any(category_label(span.of(text)) for span in firsts)
