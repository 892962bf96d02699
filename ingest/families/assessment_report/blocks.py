"""A document and its chapter's place in; headings, paragraphs and tables in reading order out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.document import Document, Line, Span
from ingest.families.assessment_report.terms import (
    compiled,
    is_none,
    is_one_of,
    role_of,
    section_of,
    terms,
)
from ingest.vocabulary import folded_words

FOOTNOTE = re.compile(r"\s*[*†‡§#]+\s*\w|(?i:category\s+[123]\s+are)\b")
LINE = 0.9
"""White between two lines of one paragraph is less than this share of a line's height."""


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
    """A table; ``section`` is the one it stands in."""

    section: str
    rows: list[TableRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Title:
    """A heading (its ``key`` is the section it begins), a caption, a category over a list."""

    span: Span
    key: str
    kind: str


@dataclass(slots=True)
class Paragraph:
    """Lines of prose without a blank line between them."""

    section: str
    span: Span
    lines: list[Line]


Block = Title | Paragraph | Table


def blocks(document: Document, chapter: Span) -> Iterator[Block]:
    """What stands in the chapter, in reading order.

    A table is a ruled one, or lines of a text file whose cells are parted by tabs.
    """
    text, section = document.text, "introduction"
    number: int | None = None
    block: Paragraph | Table | None = None
    for line in _lines(document, chapter):
        if line.cell or "\t" in _printed(text, line).of(text) or _is_row(text, block, line):
            table = line.cell[0] if line.cell else -1
            if not isinstance(block, Table) or table != number or _is_head(document, line):
                yield from [block] if block else []
                block, number = Table(section), table
            _put(document, block, line)
            continue
        if title := _title(line, text):
            yield from [block] if block else []
            block = None
            section = title.key if title.kind == "section" else section
            yield title
        elif isinstance(block, Paragraph) and not _parted(text, block.lines[-1], line):
            block.span = Span(block.span.start, line.span.end)
            block.lines.append(line)
        else:
            yield from [block] if block else []
            block = Paragraph(section, line.span, [line])
    if block:
        yield block


def _lines(document: Document, chapter: Span) -> Iterator[Line]:
    for line in document.lines:
        if chapter.covers(line.span) and line.span:
            yield line


def _title(line: Line, text: str) -> Title | None:
    words = line.span.of(text)
    if key := section_of(words):
        return Title(line.span, key, "section")
    for category in terms()["categories"]:
        if is_one_of(f"categories.{category}", words):
            return Title(line.span, category, "category")
    folded = folded_words(words)
    if compiled("captions", r"{} \w+(?:\.\w+)*\s*[:.]\s*\S").match(folded):
        return Title(line.span, "caption", "caption")
    return None


def _parted(text: str, above: Line, below: Line) -> bool:
    """Whether a new paragraph begins between two lines.

    In a PDF it does where a whole line of white stands between them; over a page break where a
    sentence has ended. In a text file at a blank line.
    """
    if FOOTNOTE.match(below.span.of(text)):
        return True
    if above.box is None or below.box is None:
        return text[above.span.end : below.span.start].count("\n") > 1
    if above.page != below.page:
        return above.span.of(text).endswith((".", ":", ";", "!", "?"))
    height = above.box.bottom - above.box.top
    return below.box.top - above.box.bottom > LINE * height


def _put(document: Document, table: Table, line: Line) -> None:
    """Add a line to a table: to its cell, or a whole row of cells that tabs part."""
    if line.cell is None:
        table.rows.append(TableRow(tuple(_tabbed(document.text, line))))
        return
    _, _, column = line.cell
    last = table.rows[-1] if table.rows else None
    if last is None or line.cell[1] != _row_number(last):
        table.rows.append(TableRow((Cell(column, (line,)),)))
    elif last.cells[-1].column == column:
        cell = Cell(column, (*last.cells[-1].lines, line))
        table.rows[-1] = TableRow((*last.cells[:-1], cell))
    else:
        table.rows[-1] = TableRow((*last.cells, Cell(column, (line,))))


def _is_head(document: Document, line: Line) -> bool:
    """Whether a text file's line is a head row: then another table begins."""
    if line.cell:
        return False
    cells = list(_tabbed(document.text, line))
    return len(cells) > 1 and all(role_of(cell.span.of(document.text)) for cell in cells)


def _is_row(text: str, block: Block | None, line: Line) -> bool:
    """Whether a text file's line without tabs is a row of the table above it.

    It is when it names a category of studies, or says "None" right under one that does.
    """
    if not isinstance(block, Table) or line.box:
        return False
    above, words = block.rows[-1].span, line.span.of(text)
    if text[above.end : line.span.start].count("\n") > 1 or FOOTNOTE.match(words):
        return False
    named = compiled("study_category", r"{}\s*:?\s*[123](?!\d)").match
    return bool(
        named(folded_words(words)) or (is_none(words) and named(folded_words(above.of(text))))
    )


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
