"""A document and its rows in; what became of each of its characters out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ingest.bullets import SIGN
from ingest.document import Document, Record, Span, gaps
from ingest.records import (
    FieldState,
    Finding,
    Heading,
    Outside,
    Row,
    Statement,
    TemplateSentence,
    span_of,
)

MARK = re.compile(
    rf"(?:{SIGN}|o(?=\s)|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]|[.,;:&]|and(?=\W|$))"
    r"|\s+"
)
BLANK = re.compile(r"\s+")
ACCOUNTS = (
    "typed", "template", "heading", "statement", "mark", "blank", "furniture", "outside", "unread",
)  # fmt: skip


def _account_of(row: Row) -> str | None:
    """The account a row's characters go to; None for rows that speak about other rows."""
    match row:
        case TemplateSentence():
            return "template"
        case Heading():
            return "heading"
        case Statement():
            return "statement"
        case Outside():
            return "outside"
        case Finding():
            return None
        case Record():
            return "typed"
    return None


def _values(rows: list[Row], typed: list[Span]) -> list[Span]:
    """The places of a document's own values ("12 months", "None") that no other row holds.

    A state whose span holds rows speaks about them; what stands between them is not read by it.
    """
    return [
        row.span
        for row in rows
        if isinstance(row, FieldState)
        and row.risk_id is None
        and row.span
        and not any(row.span.covers(span) for span in typed)
    ]


def ledger_of(document: Document, rows: list[Row]) -> list[str]:
    """For each character the account that holds it; white space is blank wherever it stands.

    Where rows overlap the strictest account has the character: typed before template before
    heading before statement. List marks and lone punctuation between rows are marks. Furniture
    in a text file's text is furniture wherever it stands.
    """
    spans: dict[str, list[Span]] = {account: [] for account in ACCOUNTS}
    for row in rows:
        account, span = _account_of(row), span_of(row)
        if account and span:
            spans[account].append(span)
    spans["typed"] += _values(rows, spans["typed"])
    spans["furniture"] = [item.span for item in document.furniture if item.span]
    ledger = ["unread"] * len(document.text)
    for account in ("outside", "statement", "heading", "template", "typed", "furniture"):
        for span in spans[account]:
            ledger[span.start : span.end] = [account] * (span.end - span.start)
    for span in gaps(Span(0, len(ledger)), [s for found in spans.values() for s in found]):
        if not MARK.sub("", span.of(document.text)):
            ledger[span.start : span.end] = ["mark"] * (span.end - span.start)
    for blank in BLANK.finditer(document.text):
        ledger[blank.start() : blank.end()] = ["blank"] * (blank.end() - blank.start())
    return ledger


def accounts(ledger: list[str]) -> dict[str, int]:
    """How many characters of the text each account holds; together they are all of them."""
    counted = Counter(ledger)
    return {account: counted[account] for account in ACCOUNTS}


def unread(ledger: list[str]) -> Iterator[tuple[Span, str]]:
    """The spans that no row accounts for, each with the reason; blanks alone are none."""
    start = end = None
    for offset, account in enumerate([*ledger, "end"]):
        if account == "unread":
            start = offset if start is None else start
            end = offset + 1
        elif account != "blank" and start is not None and end is not None:
            yield Span(start, end), "no rule reads it"
            start = None
