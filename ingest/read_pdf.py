"""A PDF file in, a Document out: lines with boxes in one reading order, page furniture apart.

Reading order: paragraphs from top to bottom; ruled tables row by row and cell by cell. A cell
that goes on over a page is one run of text. Only this module imports pdfplumber.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pdfplumber
import pypdfium2
from pdfplumber.page import Page as PdfPage
from pdfplumber.table import TableFinder, cells_to_tables

from ingest.document import Document, Furniture, Line, Page, Span
from ingest.errors import UnreadableFile
from ingest.gutters import with_gutters
from ingest.page_breaks import column_of, grid_columns, join_pages
from ingest.page_furniture import part_furniture
from ingest.page_layout import (
    Cell,
    Layout,
    PrintedLine,
    Row,
    apart,
    askew,
    askew_lines,
    name_unknown,
    printed_lines,
    usual_white,
)
from ingest.rulings import (
    Rectangle,
    cell_of,
    closing_edges,
    rows_of_cells,
    tables_of_level_rules,
)

LONG = 12
"""Files of more pages are scanned first, when the family knows which of them it wants."""

Wanted = Callable[[list[str]], set[int]]
"""From the texts of all pages to the numbers of those to be read (counted from 1)."""


def read_pdf(path: Path, document_id: str, wanted: Wanted | None = None) -> Document:
    """Read a PDF that has a text layer: every page, or of a long file those that are ``wanted``.

    Raises UnreadableFile for a file that is empty, cut off, damaged, encrypted with a password,
    or without a single character of text (a scan).
    """
    with _refusals(path):
        layouts, pages, texts = _read_pages(path, wanted)
    furniture = tuple(part_furniture(layouts, texts))
    document = _write(document_id, layouts, tuple(pages), furniture)
    _refuse_scan(path, document.text)
    return document


def scan_pdf(path: Path) -> list[str]:
    """The quick texts of all pages. Raises UnreadableFile as ``read_pdf`` does."""
    with _refusals(path):
        texts = page_texts(path)
    _refuse_scan(path, "".join(texts))
    return texts


def _refuse_scan(path: Path, text: str) -> None:
    if not text.strip():
        raise UnreadableFile(
            f"{path}: no text layer (a scan?); run OCR on it, for example with ocrmypdf"
        )


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Look at a file before it is read, and turn what reading raises into UnreadableFile."""
    data = path.read_bytes()
    if not data.strip():
        raise UnreadableFile(f"{path}: empty; fetch the document again")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableFile(f"{path}: not a PDF although its name says so; fetch it again")
    if b"%%EOF" not in data[-2048:]:
        raise UnreadableFile(
            f"{path}: cut off (its end-of-file mark is missing); fetch the document again"
        )
    try:
        yield
    except UnreadableFile:
        raise
    except Exception as error:
        if "password" in repr(error).casefold():
            raise UnreadableFile(
                f"{path}: encrypted; save a copy without a password and use that"
            ) from error
        raise UnreadableFile(f"{path}: damaged ({error!r}); fetch the document again") from error


def _read_pages(path: Path, wanted: Wanted | None) -> tuple[list[Layout], list[Page], list[str]]:
    """The pages to be read, laid out; all pages; and their quick texts where those were read."""
    layouts, pages = [], []
    texts: list[str] = []
    gutters: set[float] = set()
    with pdfplumber.open(path) as pdf:
        count = len(pdf.pages)
        if not count:
            raise UnreadableFile(f"{path}: no pages; fetch the document again")
        chosen = set(range(1, count + 1))
        if wanted and count > LONG:
            texts = page_texts(path)
            chosen = wanted(texts)
        for page in pdf.pages:
            if page.page_number not in chosen:
                pages.append(Page(page.page_number, read=False))
                continue
            with _collector_at_rest():
                layouts.append(_layout(page, gutters))
            pages.append(Page(page.page_number, float(page.width), float(page.height)))
            page.close()
    return layouts, pages, texts


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No garbage is looked for: a page is many thousands of objects that stay until its end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def page_texts(path: Path) -> list[str]:
    """The text of each page as pdfium gives it: quick, without places, lines as printed."""
    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range().replace("\r\n", "\n"))
            textpage.close()
            page.close()
        return texts
    finally:
        document.close()


def _layout(page: PdfPage, gutters: set[float]) -> Layout:
    """What stands on one page: free lines and table rows from top to bottom.

    ``gutters`` are those of the tables without rulings so far; this page's are added.
    """
    number, height = page.page_number, float(page.height)
    name_unknown(page.chars)
    slanted = [letter for letter in page.chars if askew(letter)]
    level = page.filter(lambda one: one["object_type"] != "char" or not askew(one))
    words = (level if slanted else page).extract_words()
    upright = [word for word in words if word["upright"]]
    aside = list(printed_lines(number, [w for w in words if not w["upright"]]))
    aside += askew_lines(number, slanted)
    edges = page.edges
    cells = TableFinder(page, {"explicit_horizontal_lines": list(closing_edges(edges))}).cells
    tables = [list(rows_of_cells(members)) for members in _tables(cells)]
    tables += tables_of_level_rules(edges, upright, height)
    tables = with_gutters(tables, edges, upright, float(page.width), gutters)
    cells = [cell for table in tables for row in table for cell in row]
    inside: dict[Rectangle, list[dict[str, object]]] = {}
    free: list[dict[str, object]] = []
    for word in upright:
        cell = cell_of(word, cells)
        (free if cell is None else inside.setdefault(cell, [])).append(word)
    blocks: list[PrintedLine | Row] = list(printed_lines(number, free))
    blocks += [
        Row(
            number,
            table,
            min(cell[1] for cell in row),
            tuple(Cell(*cell, tuple(printed_lines(number, inside.get(cell, ())))) for cell in row),
        )
        for table, rows in enumerate(sorted(tables, key=lambda rows: rows[0][0][1]))
        for row in rows
    ]
    blocks.sort(key=lambda block: block.top)
    return Layout(number, height, blocks, aside)


def _tables(cells: list[Rectangle]) -> list[list[Rectangle]]:
    """Cells grouped by shared corners; a box of one cell is a table too."""
    tables = [list(table) for table in cells_to_tables(cells)]
    grouped = {cell for table in tables for cell in table}
    tables += [[cell] for cell in cells if cell not in grouped]
    return sorted(tables, key=lambda table: min(cell[1] for cell in table))


def _write(
    document_id: str,
    layouts: list[Layout],
    pages: tuple[Page, ...],
    furniture: tuple[Furniture, ...],
) -> Document:
    """Lay the lines of all pages end to end; each remembers where it stands."""
    blocks, repeated = join_pages(layouts)
    parts: list[str] = []
    lines: list[Line] = []
    at = 0

    def put(printed: PrintedLine, cell: tuple[int, int, int] | None) -> None:
        nonlocal at
        lines.append(Line(Span(at, at + len(printed.text)), printed.page, printed.box, cell))
        parts.append(printed.text + "\n")
        at += len(printed.text) + 1

    def part() -> None:
        nonlocal at
        if parts:
            parts.append("\n")
            at += 1

    usual = usual_white(blocks)
    columns = grid_columns(block for block in blocks if isinstance(block, Row))
    row_number = 0
    below: PrintedLine | Row | None = None
    for block in blocks:
        if isinstance(block, PrintedLine):
            if below is not None and (isinstance(below, Row) or apart(below, block, usual)):
                part()
            put(block, None)
        else:
            if not isinstance(below, Row) or below.table != block.table:
                part()
            row_number *= isinstance(below, Row) and below.grid == block.grid
            for cell in block.cells:
                column = column_of(cell.x0, columns[block.grid])
                for printed in cell.lines:
                    put(printed, (block.grid, row_number, column))
            row_number += 1
        below = block
    kept = (tuple(lines), pages, furniture + tuple(repeated))
    return Document(document_id, "".join(parts), "application/pdf", *kept)
