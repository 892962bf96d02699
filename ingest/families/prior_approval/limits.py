"""A section of limits in; how much is paid for, and for how many months, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.document import Span, gaps
from ingest.families.prior_approval.dose_packs import MG, number
from ingest.families.prior_approval.records import QuantityLimit
from ingest.families.prior_approval.text import (
    COUNT,
    PolicyText,
    count,
    terms,
)
from ingest.vocabulary import Match, dictionary


@dataclass(frozen=True, slots=True)
class Duration:
    """For how long an approval holds; ``months`` is None where it is printed in another way."""

    label: Span
    words: Span
    months: int | None


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


def durations(source: PolicyText, within: Span) -> Iterator[Duration]:
    """Each label "Duration" inside ``within``, with the words beside it (or months under it)."""
    for label in source.labels("duration", within):
        words = next(source.lines(Span(label.end, within.end)), None)
        beside = words and "\n" not in source.text[label.end : words.start]
        months = months_in(source, words) if words else None
        if words and (beside or months is not None):
            yield Duration(label, words, months)


def months_in(source: PolicyText, words: Span) -> int | None:
    """The months that ``words`` are ("12 months", "1 year"); None for anything else."""
    match = source.whole(month_pattern(), words)
    number_of = count(match.match["count"]) if match else None
    if match is None or number_of is None:
        return None
    return number_of * int(terms()["months_in"][match.match["unit"]])


def quantity_limits(
    source: PolicyText, within: Span, taken: list[Span], phase: str
) -> Iterator[PrintedLimit]:
    """The limits inside ``within``; ``taken`` are words that others read.

    Strengths and limits that follow each other without other words between them are one run. A
    run with one limit shares it; in one of strength, limit, strength, limit each has its own;
    in any other it cannot be told which limit is whose, so it stays unread.
    """
    run: list[Match] = []
    for line in source.lines(within):
        for rest in gaps(line, [span for span in taken if span.end > line.start]):
            words = rest.strip(source.text, ";,")
            match = source.whole(limit_pattern(), words) if words else None
            if match:
                run.append(match)
            elif words:
                yield from _of_run(source, run, phase)
                run = []
    yield from _of_run(source, run, phase)


def _of_run(source: PolicyText, run: list[Match], phase: str) -> Iterator[PrintedLimit]:
    strengths = [match for match in run if match.group("strength")]
    limits = [match for match in run if match.group("days")]
    if limits and not strengths:
        yield from (_printed(source, [None], limit, phase) for limit in limits)
    elif len(limits) == 1:
        yield _printed(source, strengths, limits[0], phase)
    elif strengths == limits or (strengths == run[0::2] and limits == run[1::2]):
        for strength, limit in zip(strengths, limits, strict=False):
            yield _printed(source, [strength], limit, phase)


def _printed(
    source: PolicyText, strengths: Sequence[Match | None], limit: Match, phase: str
) -> PrintedLimit:
    """The rows of ``strengths`` that are printed under one limit; None is no strength printed."""
    said, words = limit.match, _limit_words(limit)
    prefix = ["limit"] if phase == "initial" else [phase, "limit"]
    group_words = source.healed(words)
    group = source.id(*prefix, group_words)
    rows = []
    for strength in strengths:
        spans = [words] + ([strength.span.strip(source.text)] if strength else [])
        said_strength = strength.match["strength"] if strength else None
        row = QuantityLimit(
            span=Span(min(spans).start, max(span.end for span in spans)),
            id=source.id(*prefix, f"{said_strength} mg" if said_strength else group_words),
            policy_id=source.document.id,
            phase=phase,
            drug=None,
            strength_mg=number(said_strength) if said_strength else None,
            quantity=int(said["quantity"].replace(",", "")),
            unit=units()[said["unit"]],
            days=int(said["days"]),
            limit_group=group,
            limit_scope="own" if len(strengths) == 1 and said_strength else "not_stated",
        )
        rows.append(row)
    return PrintedLimit(words, tuple(rows))


def _limit_words(limit: Match) -> Span:
    return limit.folded.span(limit.match.start("quantity"), limit.match.end("per_days"))


@cache
def limit_pattern() -> re.Pattern[str]:
    """A line of a table of limits: "20 mg tablets", "96 tablets per 84 days", or both."""
    unit = "|".join(units())
    strength = rf"(?P<strength>{MG})\s*mg(?:\s+(?:{unit}))?(?:\s*[:\-])?"
    days = r"(?P<per_days>per\s+(?P<days>\d+)\s+days)"
    limit = rf"(?P<quantity>\d[\d,]*)\s+(?P<unit>{unit})\s+{days}(?:\s+or)?"
    return re.compile(rf"(?:{strength}(?:\s+|$))?(?:{limit})?")


@cache
def month_pattern() -> re.Pattern[str]:
    """A duration in months or years."""
    units_ = "|".join(sorted(terms()["months_in"], key=len, reverse=True))
    return re.compile(rf"(?P<count>{COUNT})\s+(?P<unit>{units_})\.?")


@cache
def units() -> dict[str, str]:
    """What is counted, by its plural and its singular."""
    rows = dictionary("policy_units", ("unit", "singular", "example", "source"))
    return {row[name]: row["unit"] for row in rows for name in ("unit", "singular")}
