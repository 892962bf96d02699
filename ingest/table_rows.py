"""A document with everything read from it in, the rows of its tables out, ready for the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from ingest.accounts import accounts, ledger_of, unread
from ingest.document import Document, Record, Span
from ingest.families import layout_of
from ingest.records import Finding, Row, span_of
from ingest.source_file import Source
from ingest.vocabulary import slug


@dataclass(frozen=True, slots=True)
class Extract:
    """One document with everything that was read from it."""

    source: Source
    document: Document
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of a build's closing table."""

    document: str
    family: str
    records: int
    unread: int
    findings: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """One document as the rows of each table, in the order in which they are stored."""

    summary: Summary
    tables: dict[str, list[dict[str, Any]]]


def prepare(extract: Extract) -> Prepared:
    """The rows that ``extract`` comes to, each value one that SQLite and JSON both have."""
    ledger = ledger_of(extract.document, extract.rows)
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, row in _rows(extract, ledger):
        tables[name].append(row)
    summary = Summary(
        document=extract.source.id,
        family=extract.source.family,
        records=len(extract.rows),
        unread=ledger.count("unread"),
        findings=sum(isinstance(row, Finding) for row in extract.rows),
    )
    return Prepared(summary, dict(tables))


def _rows(extract: Extract, ledger: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of one document, each with the name of its table."""
    yield from _source_rows(extract.source, extract.document)
    document = extract.document
    yield from _place_rows(document)
    for row in extract.rows:
        yield row.table, as_columns(row, document)
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
            "layout": source.layout or layout_of(document, source.family),
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
                "char_start": item.span.start if item.span else None,
                "char_end": item.span.end if item.span else None,
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
