"""Whether a policy states what its family has a field for; "none" is not the same as unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.document import Span, gaps
from ingest.families.prior_approval.text import PolicyText, terms
from ingest.records import FieldState, Heading, Row, Statement
from ingest.warning_words import speaks_of_warnings


def stated(source: PolicyText, field: str, span: Span) -> FieldState:
    """The policy says it, in the words of ``span``."""
    return _state(source, field, "stated", span)


def stated_none(source: PolicyText, field: str, span: Span) -> FieldState:
    """The policy says that there is none."""
    return _state(source, field, "stated_none", span)


def stated_list(source: PolicyText, field: str, spans: list[Span]) -> Iterator[FieldState]:
    """The policy lists ``spans``: all of them where nothing else stands between, or the first."""
    if spans:
        whole = Span(min(spans).start, max(span.end for span in spans))
        between = (gap.of(source.text) for gap in gaps(whole, spans))
        alone = all(re.fullmatch(r"[\W\d]*", words) for words in between)
        yield stated(source, field, whole if alone else min(spans))


def with_unsaid(source: PolicyText, rows: Iterable[Row]) -> Iterator[Row]:
    """``rows`` with one state a field: the first that they hold, or else what their headings say.

    A field whose heading has words under it is stated, at its heading, though they gave no row
    (they are unread). So are warnings where a statement speaks of them, at that statement, though
    it gave none. Any other field is not stated.
    """
    left = dict(terms()["fields"])
    spoken: dict[str, Span] = {}
    for row in rows:
        if isinstance(row, FieldState):
            if row.field not in left:
                continue
            del left[row.field]
        if isinstance(row, Heading) and Span(row.span.end, row.body_end).strip(source.text):
            spoken.setdefault(row.key, row.span)
        if isinstance(row, Statement) and speaks_of_warnings(row.text):
            spoken.setdefault("words_on_warnings", row.span)
        yield row
    for field, keys in left.items():
        span = next((spoken[key] for key in keys if key in spoken), None)
        yield _state(source, field, "stated" if span else "not_stated", span)


def _state(source: PolicyText, field: str, state: str, span: Span | None) -> FieldState:
    slug = field.replace("_", "-")
    return FieldState(f"{source.document.id}-{slug}-state", None, field, state, span)
