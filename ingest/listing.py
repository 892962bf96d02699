"""One document's extract in, lines for a person out: the tool for debugging a parser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from ingest.accounts import accounts, ledger_of, unread
from ingest.document import Document, Span
from ingest.records import Heading, Row, span_of
from ingest.table_rows import Extract

SHOWN_APART = {"span", "id", "body_end", "text"}


def describe(extract: Extract) -> Iterator[str]:
    """Headings in reading order, each with the records below it; then the unread text."""
    document, rows = extract.document, extract.rows
    yield f"{extract.source.path}: {extract.source.family}, {len(rows)} records"
    placed = sorted(
        (span.start, not isinstance(row, Heading), -span.end, order)
        for order, row in enumerate(rows)
        if (span := span_of(row))
    )
    for *_, order in placed:
        yield _line(document, rows[order])
    yield "Without a place:"
    for row in rows:
        if span_of(row) is None:
            yield f"    {row.table}: {_fields(row)}"
    ledger = ledger_of(document, rows)
    yield "Characters: " + ", ".join(f"{name} {n}" for name, n in accounts(ledger).items())
    for span, reason in unread(ledger):
        yield f"UNREAD {_place(document, span)} {reason}: {_short(span.of(document.text))}"


def _line(document: Document, row: Row) -> str:
    span = span_of(row) or Span(0, 0)
    quote = _short(span.of(document.text))
    if isinstance(row, Heading):
        return f"{_place(document, span)} {'#' * row.level} [{row.kind} {row.key}] {quote}"
    return f"{_place(document, span)}     {row.table}: {quote}  {_fields(row)}"


def _place(document: Document, span: Span) -> str:
    page = document.page_at(span.start)
    return f"{'' if page is None else f'p{page} '}{span.start}-{span.end}".ljust(16)


def _fields(row: Row) -> str:
    said = {f.name: getattr(row, f.name) for f in fields(row) if f.name not in SHOWN_APART}
    return " ".join(f"{name}={value}" for name, value in said.items() if value is not None)


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return repr(words if len(words) <= 90 else f"{words[:60]} ... {words[-25:]}")
