"""Documents with their rows in, a SQLite file out. The only module that imports sqlite_utils.

The file is built beside the old one and swapped in by one rename: a build that is killed leaves
the old database as it was. The same inputs give the same bytes.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from ingest.accounts import accounts, ledger_of, unread
from ingest.document import Document, Record, Span
from ingest.records import Row, span_of
from ingest.resources import resource
from ingest.source_file import Source
from ingest.vocabulary import dictionary, slug

REFERENCE_TABLES = {
    "label_sections": ("id", "document", "number", "title", "source"),
    "legal_statuses": ("id", "name", "definition", "source"),
}


@dataclass(frozen=True, slots=True)
class Extract:
    """One document with everything that was read from it."""

    source: Source
    document: Document
    rows: list[Row]


def store(extracts: Iterable[Extract], path: Path, fingerprint: str, version: str) -> None:
    """Write ``extracts`` to a new database and put it in the place of ``path``.

    Raises sqlite3.IntegrityError when rows contradict the schema; ``path`` is then untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    building = path.with_name(f"{path.name}.building-{os.getpid()}")
    building.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(building)
        try:
            _write(connection, extracts, fingerprint, version)
        finally:
            connection.close()
        with building.open("rb") as file:
            os.fsync(file.fileno())
        building.replace(path)
    finally:
        building.unlink(missing_ok=True)


def _write(
    connection: sqlite3.Connection, extracts: Iterable[Extract], fingerprint: str, version: str
) -> None:
    # The file is thrown away unless it is complete, so it needs no journal of its own.
    connection.executescript("pragma journal_mode = off; pragma synchronous = off;")
    for script in sorted(resource("schema").glob("*.sql")):
        connection.executescript(script.read_text(encoding="utf-8"))
    connection.execute("pragma foreign_keys = on")
    connection.execute("begin")
    connection.execute("pragma defer_foreign_keys = on")
    database = Database(connection)
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    tables["builds"].append({"fingerprint": fingerprint, "version": version})
    for name, columns in REFERENCE_TABLES.items():
        tables[name] = [{c: row[c] for c in columns} for row in dictionary(name, columns)]
    for extract in extracts:
        for name, row in _rows(extract):
            tables[name].append(row)
    for name, rows in tables.items():
        key = {"substances": "id", "substance_parts": None, "products": "id"}.get(name)
        database.table(name).insert_all(_distinct(rows, key) if key else rows)
    database.execute(_fill_search_index(connection))
    for (name,) in connection.execute(
        "select name from sqlite_master where sql like 'create virtual table%using fts5%'"
    ).fetchall():
        connection.execute(f"insert into {name}({name}) values ('rebuild')")
    connection.commit()
    connection.execute("pragma optimize")


def _fill_search_index(connection: sqlite3.Connection) -> str:
    columns = [row[1] for row in connection.execute("pragma table_info(search_rows)")]
    listed = ", ".join(columns)
    return f"insert into search_index ({listed}) select {listed} from search_rows"


def _distinct(rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    return list({row[key]: row for row in reversed(rows)}.values())[::-1]


def _rows(extract: Extract) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of one document, each with the name of its table."""
    yield from _source_rows(extract.source, extract.document)
    document = extract.document
    yield from _place_rows(document)
    for row in extract.rows:
        yield row.table, as_columns(row, document)
    ledger = ledger_of(document, extract.rows)
    for span, reason in unread(ledger):
        yield "unread", {"reason": reason, **provenance(document, span)}
    for account, characters in accounts(ledger).items():
        yield (
            "character_accounts",
            {"document_id": document.id, "account": account, "characters": characters},
        )


def _source_rows(source: Source, document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "substances", {"id": source.substance_id, "name": source.substance}
    if len(source.parts) > 1:
        for ordinal, part in enumerate(source.parts, 1):
            yield "substances", {"id": slug(part), "name": part}
            yield (
                "substance_parts",
                {"substance_id": source.substance_id, "part_id": slug(part), "ordinal": ordinal},
            )
    yield (
        "products",
        {
            "id": source.product_id,
            "name": source.product,
            "substance_id": source.substance_id,
            "jurisdiction": source.jurisdiction,
        },
    )
    yield (
        "documents",
        {
            "id": source.id,
            "product_id": source.product_id,
            "family": source.family,
            "layout": source.layout,
            "title": source.title,
            "publisher": source.publisher,
            "language": source.language,
            "version": source.version,
            "document_date": source.date,
            "source_url": source.address,
            "source_file": source.file,
            "media_type": document.media_type,
            "sha256": source.sha256,
            "page_count": len(document.pages) or None,
            "text": document.text,
            "note": source.note,
        },
    )


def _place_rows(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    reach: dict[int, list[int]] = defaultdict(list)
    for ordinal, line in enumerate(document.lines):
        if line.page is not None:
            reach[line.page] += [line.span.start, line.span.end]
        box, cell = line.box, line.cell or (None, None, None)
        yield (
            "lines",
            {
                "document_id": document.id,
                "ordinal": ordinal,
                "page": line.page,
                "char_start": line.span.start,
                "char_end": line.span.end,
                **_box_columns(box),
                "table_number": cell[0],
                "row_number": cell[1],
                "column_number": cell[2],
            },
        )
    for page in document.pages:
        yield (
            "pages",
            {
                "document_id": document.id,
                "number": page.number,
                "width": page.width,
                "height": page.height,
                "read": page.read,
                "char_start": min(reach[page.number], default=None),
                "char_end": max(reach[page.number], default=None),
            },
        )
    for ordinal, item in enumerate(document.furniture):
        yield (
            "furniture",
            {
                "document_id": document.id,
                "ordinal": ordinal,
                "page": item.page,
                "text": item.text,
                "reason": item.reason,
                **_box_columns(item.box),
            },
        )


def _box_columns(box: Any) -> dict[str, float | None]:
    return {side: getattr(box, side, None) for side in ("x0", "top", "x1", "bottom")}


def as_columns(row: Row, document: Document) -> dict[str, Any]:
    """A row as its table has it: its fields, and its span as provenance columns."""
    columns = {f.name: getattr(row, f.name) for f in fields(row) if f.name != "span"}
    if isinstance(row, Record) or "span" in {f.name for f in fields(row)}:
        columns |= provenance(document, span_of(row))
    return columns


def provenance(document: Document, span: Span | None) -> dict[str, Any]:
    """The provenance columns of ``span``; all but the document null where there is none."""
    if span is None:
        places: dict[str, Any] = dict.fromkeys(("page", "char_start", "char_end", "quote"))
    else:
        places = {
            "page": document.page_at(span.start),
            "char_start": span.start,
            "char_end": span.end,
            "quote": span.of(document.text),
        }
    return {"document_id": document.id, **places}


def _sweep(path: Path) -> None:
    """Take away what builds that were killed left beside the database."""
    for left in path.parent.glob(f"{path.name}.building-*"):
        number = re.search(r"\d+$", left.name)
        if number and not _alive(int(number.group())):
            left.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    with contextlib.suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
