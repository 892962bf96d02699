"""A section of limits in; how much is paid for, and for how many months, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.document import Section, Span
from ingest.families.prior_approval.limit_lines import LimitOf, limits_in
from ingest.families.prior_approval.records import QuantityLimit
from ingest.families.prior_approval.text import (
    COUNT,
    PolicyText,
    any_of,
    count,
    terms,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """For how long an approval holds; ``months`` is None where it is printed in another way.

    ``line`` goes on to a known aside in brackets, which stays unread.
    """

    words: Span
    months: int | None
    line: Span


@dataclass(frozen=True, slots=True)
class PrintedLimit:
    """A limit as printed ("96 tablets per 84 days"), and the rows of the strengths under it."""

    span: Span
    rows: tuple[QuantityLimit, ...]

    @property
    def reach(self) -> Span:
        """From the first strength or the limit to the last of them."""
        spans = [row.span for row in self.rows]
        return Span(min(spans).start, max(span.end for span in spans))


def durations(source: PolicyText, section: Section) -> Iterator[Duration]:
    """What the heading of ``section`` says, and each label "Duration" under it.

    A label's words stand beside it, or months under it.
    """
    for match in source.find(month_pattern(), section.heading):
        yield Duration(match.span, months_in(source, match.span), match.span)
    for label in source.labels("duration", section.body):
        line = next(source.lines(Span(label.end, section.body.end)), None)
        if line is None:
            continue
        beside = "\n" not in source.text[label.end : line.start]
        words = _without_aside(source, line)
        months = months_in(source, words)
        if _goes_on(source, line, section):
            words, months, beside = line, None, True
        if beside or months is not None:
            yield Duration(words, months, line)


def _without_aside(source: PolicyText, line: Span) -> Span:
    """The months in ``line`` without how often they are renewed: "6 months (one renewal only)"."""
    asides = any_of(*terms()["duration_asides"]).pattern
    pattern = re.compile(rf"(?P<time>{month_pattern().pattern})\s*\((?:{asides})\)\.?")
    found = source.whole(pattern, line)
    return found.folded.span(*found.match.span("time")) if found else line


def _goes_on(source: PolicyText, words: Span, section: Section) -> bool:
    """Whether the line behind a duration has another, for some: "Mockira: 3 months"."""
    later = next(source.lines(Span(words.end, section.body.end)), None)
    if later is None or next(source.labels("duration", later), None):
        return False
    within = source.folded.bounds(later)
    return month_pattern().search(source.folded.text, *within) is not None


def months_in(source: PolicyText, words: Span) -> int | None:
    """The months that ``words`` are ("12 months", "1 year"); None for anything else."""
    match = source.whole(month_pattern(), words)
    number_of = count(match.match["count"]) if match else None
    if match is None or number_of is None:
        return None
    return number_of * int(terms()["months_in"][match.match["unit"]])


def quantity_limits(
    source: PolicyText, within: Span, taken: list[Span], names: tuple[str, ...], phase: str
) -> Iterator[PrintedLimit]:
    """The limits inside ``within``, of medicines by any of ``names``; ``taken`` others read."""
    for found in limits_in(source, within, taken, names):
        yield _printed(source, found, phase)


def _printed(source: PolicyText, found: LimitOf, phase: str) -> PrintedLimit:
    """The rows of all that one limit is of."""
    prefix = ["limit"] if phase == "initial" else [phase, "limit"]
    group_words = source.healed(found.span)
    group = source.id(*prefix, group_words)
    rows = []
    for subject in found.subjects:
        drug = source.healed(subject.drug) if subject.drug else None
        said = subject.strength_name
        name = [*([drug] if drug else []), said or group_words]
        row = QuantityLimit(
            span=found.reach(subject),
            id=group if name == [group_words] else source.id(*prefix, *name),
            policy_id=source.document.id,
            phase=phase,
            drug=drug,
            strength_mg=subject.strength_mg,
            quantity=found.quantity,
            unit=found.unit,
            days=found.days,
            limit_group=group,
            limit_scope="own" if len(found.subjects) == 1 and said else "not_stated",
        )
        rows.append(row)
    return PrintedLimit(found.span, tuple(rows))


@cache
def month_pattern() -> re.Pattern[str]:
    """A duration in months or years."""
    units_ = "|".join(sorted(terms()["months_in"], key=len, reverse=True))
    return re.compile(rf"(?P<count>{COUNT})\s+(?P<unit>{units_})\.?")
