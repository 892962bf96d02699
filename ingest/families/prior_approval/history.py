"""When a policy was changed, approved and put in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from ingest.document import Span
from ingest.families.prior_approval.records import HistoryEntry
from ingest.families.prior_approval.text import PolicyText, any_of, terms, until_next
from ingest.vocabulary import Folded, fold, phrase_pattern


def history(source: PolicyText, within: Span) -> Iterator[HistoryEntry]:
    """The rows of the table of dates and actions; an action goes on to the next month."""
    found = [*source.find(month_pattern(), within)]
    ends = until_next((match.span for match in found), within.end)
    for match, end in zip(found, ends, strict=True):
        span = Span(match.span.start, end).strip(source.text)
        action = source.healed(Span(match.span.end, end))
        if action:
            month = f"{int(match.match['year']):04}-{month_number(match.match['month']):02}"
            yield HistoryEntry(span, source.id("history", month), source.document.id, month, action)


def approval_sentence(source: PolicyText) -> Span | None:
    """ "This policy was approved by ... on ... and is effective on ..."."""
    whole = Span(0, len(source.text))
    for match in source.find(any_of(terms()["approval"]), whole):
        headings = [section.heading.start for section in source.sections.values()]
        end = min((start for start in headings if start > match.span.start), default=whole.end)
        return next(source.sentences(Span(match.span.start, end)), None)
    return None


def stated_date(source: PolicyText, field: str) -> tuple[str, Span] | None:
    """The ISO date of ``field`` (a key of ``dates`` in family.yml), and where it is printed.

    A date that stands in running heads alone is the policy's as well, if all say the same one.
    """
    for phrase in terms()["dates"][field]:
        found = next(_dates(source.folded, phrase), None)
        if found:
            return found
    heads = [item for item in source.document.furniture if item.span]
    found_there = [
        (day, Span(item.span.start + at.start, item.span.start + at.end))
        for phrase in terms()["dates"][field]
        for item in heads
        if item.span
        for day, at in _dates(fold(item.text), phrase)
    ]
    return found_there[0] if len({day for day, _ in found_there}) == 1 else None


def _dates(folded: Folded, phrase: str) -> Iterator[tuple[str, Span]]:
    """The ISO dates after ``phrase``, and where each is printed."""
    for match in folded.finditer(date_pattern(phrase)):
        said, span = match.match, match.group("date")
        try:
            day = date(int(said["year"]), month_number(said["month"]), int(said["day"]))
        except ValueError:
            continue
        if span:
            yield day.isoformat(), span


def month_number(name: str) -> int:
    """1 to 12."""
    return int(terms()["months"].index(name)) + 1


@cache
def month_pattern() -> re.Pattern[str]:
    """A month and a year at the start of a line."""
    return re.compile(
        rf"(?m)^[ ]?(?P<month>{'|'.join(terms()['months'])})\s(?P<year>[12]\d{{3}})(?!\d)"
    )


@cache
def date_pattern(phrase: str) -> re.Pattern[str]:
    """``phrase`` and a date after it: "June 13, 2024"."""
    months = "|".join(terms()["months"])
    day = rf"(?P<date>(?P<month>{months})\s(?P<day>\d{{1,2}}),?\s(?P<year>[12]\d{{3}}))(?!\d)"
    return re.compile(rf"{phrase_pattern(phrase)}\s*{day}")
