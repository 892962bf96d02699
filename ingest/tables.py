"""Lines of a document in, tables of cells out.

A table is a ruled one, whose lines know their cells, or lines of a text file whose cells are
parted by tabs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.document import Document, Line, Span
from ingest.plan_words import is_none, plan_word, role_of
from ingest.vocabulary import folded_words


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with words in it: its lines, and the column that it begins in."""

    column: int
    lines: tuple[Line, ...]

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(self.lines[0].span.start, self.lines[-1].span.end)


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row that have words, from left to right."""

    cells: tuple[Cell, ...]

    def cell(self, column: int | None) -> Cell | None:
        """The cell that begins in ``column``."""
        return next((cell for cell in self.cells if cell.column == column), None)

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(self.cells[0].span.start, self.cells[-1].span.end)


@dataclass(slots=True)
class Table:
    """A table: its number in the document (-1 in a text file), and its rows."""

    number: int
    rows: list[TableRow] = field(default_factory=list)

    def add(self, text: str, line: Line) -> None:
        """Add a line: to its cell, or in a text file a whole row of cells that tabs part."""
        if line.cell is None:
            self.rows.append(TableRow(tuple(_tabbed(text, line))))
            return
        _, number, column = line.cell
        last = self.rows[-1] if self.rows else None
        if last is None or number != _row_number(last):
            self.rows.append(TableRow((Cell(column, (line,)),)))
        elif last.cells[-1].column == column:
            cell = Cell(column, (*last.cells[-1].lines, line))
            self.rows[-1] = TableRow((*last.cells[:-1], cell))
        else:
            self.rows[-1] = TableRow((*last.cells, Cell(column, (line,))))


def tables(document: Document, within: Span) -> Iterator[Table]:
    """The tables that lie in ``within``, in reading order."""
    table: Table | None = None
    for line in document.lines:
        if not (line.span and within.covers(line.span)):
            continue
        belongs = table_of(document.text, table, line)
        if table and belongs is not table:
            yield table
        table = belongs
        if table:
            table.add(document.text, line)
    if table:
        yield table


def table_of(text: str, above: Table | None, line: Line) -> Table | None:
    """The table that a line belongs to: the one ``above`` it, a new one, or none."""
    if line.cell:
        return above if above and above.number == line.cell[0] else Table(line.cell[0])
    if "\t" in _printed(text, line).of(text):
        return above if above and above.number < 0 and not _is_head(text, line) else Table(-1)
    return above if above and above.number < 0 and _goes_on(text, above, line) else None


def _goes_on(text: str, table: Table, line: Line) -> bool:
    """Whether a text file's line without tabs is a row of the table right above it.

    It is when it names a category of studies, or says "None" under one that does; and never
    when it explains the categories.
    """
    above, words = table.rows[-1].span, folded_words(line.span.of(text))
    if text[above.end : line.span.start].count("\n") > 1 or explains_categories(words):
        return False
    named = plan_word("study_category", template=r"{}\s*:?\s*[123](?!\d)").match
    return bool(named(words) or (is_none(words) and named(folded_words(above.of(text)))))


def explains_categories(words: str) -> bool:
    """Whether ``words`` (folded) begin a footnote on what the categories of studies are."""
    pattern = plan_word("study_category", template=r"\W*{}\s+[123]\s+are(?!\w)")
    return pattern.match(words) is not None


def _is_head(text: str, line: Line) -> bool:
    """Whether a text file's line is a head row: then another table begins."""
    cells = list(_tabbed(text, line))
    return len(cells) > 1 and all(role_of(cell.span.of(text)) for cell in cells)


def _row_number(row: TableRow) -> int | None:
    cell = row.cells[0].lines[0].cell
    return cell[1] if cell else None


def _printed(text: str, line: Line) -> Span:
    """The whole line, with the tabs that may stand at its ends."""
    end = text.find("\n", line.span.end)
    return Span(text.rfind("\n", 0, line.span.start) + 1, end if end >= 0 else len(text))


def _tabbed(text: str, line: Line) -> Iterator[Cell]:
    printed = _printed(text, line)
    start = printed.start
    for column, words in enumerate(printed.of(text).split("\t")):
        span = Span(start, start + len(words)).strip(text)
        start += len(words) + 1
        if span:
            yield Cell(column, (Line(span, line.page),))
