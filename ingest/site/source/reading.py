"""A document and a place in it in, one leaf of the source reader out: its text, rows and lines."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from datasette.utils import tilde_encode

from ingest.site.pages import Asked, dicts
from ingest.site.source.leaves import Leaf, Leaves, page_leaves, text_leaves
from ingest.site.source.marked_text import grouped, pieces
from ingest.site.source.rows import (
    Listed,
    Row,
    furniture_of,
    legend,
    names_of,
    places_of,
    rows_at,
    shown_kinds,
)
from ingest.site.source.turning import Words, counts_of, leaf_asked_for, turning, words_asked_for
from ingest.site.source.word_boxes import Box, PrintedLine

PDF = "application/pdf"
MOST_ROWS = 400
MOST_NAMED = 30
"""How many of the rows read from the words asked for are named beside them."""
LONGEST_QUOTE = 140
LONGEST_PASSAGE = 600
DOCUMENT = """
select d.id, coalesce(d.title, d.source_file) as title, d.publisher, d.version, d.document_date,
    d.source_url, d.note, d.text, d.source_file, d.media_type, d.sha256,
    p.name as product, s.name as substance
from documents d
join products p on p.id = d.product_id
join substances s on s.id = p.substance_id
where d.id = ?
"""
PAGES = "select number, width, height, read from pages where document_id = ? order by number"
LINES = "select page, char_start, char_end from lines where document_id = ? order by ordinal"
BOXES = """
select char_start, char_end, x0, top, x1, bottom from lines
where document_id = ? and page = ? and x0 is not null
order by ordinal
"""


def read(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    """One leaf of the document that a path names, as templates/source.html shows it.

    Which one the arguments say: ``page``, or ``start`` and ``end``, or ``row``; else it is the
    first that rows were read from. None where there is no such document, page or row.
    """
    found = connection.execute(DOCUMENT, [asked.path.get("document", "")]).fetchone()
    if found is None:
        return None
    document = dict(found)
    name, text = str(document["id"]), str(document.pop("text"))
    pages = dicts(connection, PAGES, name) if document["media_type"] == PDF else []
    lines = connection.execute(LINES, [name]).fetchall() if pages else []
    leaves = page_leaves(pages, lines) if pages else text_leaves(text)
    places = places_of(connection, name)
    words, there = words_asked_for(connection, asked, name, len(text))
    counts = counts_of(leaves, places)
    leaf = leaf_asked_for(asked, leaves, words, counts) if there else None
    if leaf is None:
        return None
    here = rows_at(place for place in places if leaf.holds(*place[:2]))
    furniture = furniture_of(connection, name, leaf.number)
    said_of = rows_at(place for place in places if words and words.meet(*place[:2]))
    names = names_of(connection, name, [*here[:MOST_ROWS], *said_of[:MOST_NAMED]])
    kept = {key: asked.text(key) for key in ("show", "as") if asked.text(key)}
    path = f"/-/source/{tilde_encode(name)}"
    listed = _Listing(text, names, words, path, f"&{urlencode(kept)}" if kept else "")
    kinds = [row.kind for row in here] + ["furniture"] * len(furniture)
    return {
        "document": document,
        "documents": [document],
        "length": len(text),
        "path": path,
        "kept": kept,
        "is_pdf": bool(pages),
        "leaf_word": "page" if pages or "\f" in text else "part",
        "size": _size(pages, leaf),
        **turning(leaves, leaf, counts),
        "rows": [listed(row) for row in here[:MOST_ROWS]] + furniture,
        "row_count": len(kinds),
        "legend": legend(connection, name, kinds, shown_kinds(kept.get("show", ""))),
        "runs": (grouped(pieces(text, *run, here, words)) for run in leaf.runs),
        "row_of": {row.number: row for row in here},
        "words": words,
        "passage": _passage(text, said_of, listed, leaves, words) if words else None,
        "lines": _lines(connection, name, text, leaf) if pages else (),
    }


def _size(pages: Sequence[dict[str, Any]], leaf: Leaf) -> tuple[float, float] | None:
    """Width and height in points of a page that was read."""
    page = pages[leaf.number - 1] if pages else {}
    width, height = page.get("width"), page.get("height")
    return (width, height) if width and height else None


@dataclass(frozen=True, slots=True)
class _Listing:
    """Makes of rows what a list shows of them."""

    text: str
    names: Mapping[str, str]
    words: Words | None
    path: str
    kept: str

    def __call__(self, row: Row) -> Listed:
        return Listed(
            kind=row.kind,
            of=row.table.replace("_", " "),
            name=self.names[row.path],
            path=row.path,
            quote=_shortened(self.text[row.start : row.end], LONGEST_QUOTE),
            there=f"{self.path}?start={row.start}&end={row.end}{self.kept}#quote",
            number=row.number,
            start=row.start,
            end=row.end,
            depth=min(row.depth, 3),
            asked=bool(self.words and self.words.meet(row.start, row.end)),
        )


def _passage(
    text: str, rows: Sequence[Row], listed: _Listing, leaves: Leaves, words: Words
) -> dict[str, Any]:
    """The words asked for, the leaves that they stand on, and the rows that were read from them."""
    return {
        "quote": _shortened(text[words.start : words.end], LONGEST_PASSAGE),
        "leaves": leaves.of(words.start, words.end),
        "rows": [listed(row) for row in rows[:MOST_NAMED]],
        "more": max(0, len(rows) - MOST_NAMED),
    }


def _lines(
    connection: sqlite3.Connection, document: str, text: str, leaf: Leaf
) -> tuple[PrintedLine, ...]:
    return tuple(
        PrintedLine(start, end, text[start:end], Box(*box))
        for start, end, *box in connection.execute(BOXES, [document, leaf.number])
    )


def _shortened(text: str, most: int) -> str:
    words = " ".join(text[: 4 * most].split())
    if len(words) <= most and len(text) <= 4 * most:
        return words
    return words[:most].rsplit(" ", 1)[0] + " …"
