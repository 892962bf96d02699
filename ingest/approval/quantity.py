"""What is asked for of each strength in, out whether the policy's limit allows it, with the sums.

A limit is so many tablets in so many days. Where that does not settle a supply of other length, or
several strengths, because the policy does not say how it counts, the answer is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import Any

from ingest.approval.dispensing import Line, Pack, fitting_packs
from ingest.approval.dose_arithmetic import COUNTED, exact, mixed, shown
from ingest.approval.names import Names
from ingest.approval.outcomes import MET, NOT_MET, UNKNOWN

Row = Mapping[str, Any]
OR = re.compile(r"\b(?:OR|Or)\b|\sor\s*$")
"""What makes a printed limit the alternative of another."""


@dataclass(frozen=True, slots=True)
class Against:
    """How tablets stand to a limit: ``sums`` are the steps in words, ``counted`` what was held
    against it in its own days, ``over_by`` how much that is too many."""

    answer: str
    sums: tuple[str, ...]
    counted: Fraction | None = None
    over_by: Fraction | None = None


@dataclass(frozen=True, slots=True)
class StrengthAnswer:
    """What becomes of one strength; ``needed`` are the tablets of all its lines in ``days``."""

    strength_mg: Fraction | None
    lines: tuple[Line, ...]
    limit: Row | None
    days: Fraction | None
    needed: Fraction | None
    against: Against
    packs: tuple[Pack, ...]

    @property
    def answer(self) -> str:
        """``met``, ``not_met`` or ``unknown``."""
        return self.against.answer


WORDS = {
    MET: "Within the printed limit.",
    NOT_MET: "More than the printed limit.",
    UNKNOWN: "The policy does not settle it.",
}
UNREAD = "Some words of the policy's limits could not be read: it is not settled."


@dataclass(frozen=True, slots=True)
class Quantity:
    """What becomes of all strengths together, and of each.

    ``is_unread``: words among the limits could not be read, and may change or undo any of them.
    """

    answer: str
    strengths: tuple[StrengthAnswer, ...]
    sums: tuple[str, ...]
    is_unread: bool = False

    @property
    def words(self) -> str:
        """What becomes of all strengths together, in a sentence."""
        return UNREAD if self.is_unread else WORDS[self.answer]


def quantity(
    lines: Sequence[Line],
    days: Fraction | None,
    limits: Sequence[Row],
    packs: Sequence[Row],
    unread: Sequence[Row] = (),
) -> Quantity:
    """Whether ``limits`` allow ``lines`` for ``days``.

    Without days those of the limit count, or those of all limits where they have the same. Words
    among the limits that are ``unread`` leave all of it open.
    """
    by_strength: dict[Fraction | None, list[Line]] = {}
    for line in lines:
        by_strength.setdefault(line.strength_mg, []).append(line)
    answers = [_strength(tuple(same), days, limits, packs) for same in by_strength.values()]
    if unread:
        return _unsettled(answers, unread)
    each = [one.answer for one in answers]
    if NOT_MET in each:
        return Quantity(NOT_MET, tuple(answers), ())
    together, sums = _alternatives(answers) or _together(answers)
    found = UNKNOWN if UNKNOWN in each else together
    return Quantity(found, tuple(answers), tuple(sums))


def _unsettled(answers: Sequence[StrengthAnswer], unread: Sequence[Row]) -> Quantity:
    """Answers with their sums, all open because of words that could not be read."""
    opened = (replace(one, against=Against(UNKNOWN, one.against.sums)) for one in answers)
    quotes = (" ".join(row["quote"].split()) for row in unread)
    sums = tuple(f'Not read, so it may say otherwise: "{quote}"' for quote in quotes)
    return Quantity(UNKNOWN, tuple(opened), sums, is_unread=True)


def for_medicine(
    limits: Sequence[Row], medicine: str | None, names: Names
) -> tuple[list[Row], bool]:
    """The limits on one of a policy's medicines, and whether that must be known but is not."""
    if not any(row["drug"] for row in limits):
        return [*limits], False
    if medicine is None:
        return [], True
    known = names.known(medicine)
    return [row for row in limits if not row["drug"] or names.known(row["drug"]) == known], False


def limit_of(strength_mg: Fraction | None, limits: Sequence[Row]) -> Row | None:
    """The one limit on a strength, or else the one that is printed without any.

    None where there is none, or more than one.
    """
    for strength in (strength_mg, None):
        found = [
            row
            for row in limits
            if (None if row["strength_mg"] is None else exact(row["strength_mg"])) == strength
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _strength(
    lines: tuple[Line, ...], days: Fraction | None, limits: Sequence[Row], packs: Sequence[Row]
) -> StrengthAnswer:
    strength = lines[0].strength_mg
    limit = limit_of(strength, limits)
    within = days
    if within is None:
        periods = {row["days"] for row in ([limit] if limit else limits)}
        within = Fraction(periods.pop()) or None if len(periods) == 1 else None
    fitting = fitting_packs(lines[0], within, packs) if len(lines) == 1 and within else ()
    if limit is None or within is None or not limit["days"]:
        sums = tuple(f"{line.sum_of(within, COUNTED)}." for line in lines) if within else ()
        needed = _needed(lines, within) if within else None
        unsettled = Against(UNKNOWN, (*sums, _no_limit(strength, limit)))
        return StrengthAnswer(strength, lines, limit, within, needed, unsettled, fitting)
    found = against(lines, within, limit)
    return StrengthAnswer(strength, lines, limit, within, _needed(lines, within), found, fitting)


def _no_limit(strength: Fraction | None, limit: Row | None) -> str:
    if limit is not None:
        return f"The limit is printed for {limit['days']} days, so nothing can be held against it."
    of = f"of {shown(strength)} mg" if strength is not None else "without a strength"
    return f"The policy prints no one limit {of}."


def _needed(lines: Sequence[Line], days: Fraction) -> Fraction:
    return sum((line.needed(days) for line in lines), Fraction())


def against(lines: Sequence[Line], days: Fraction, printed: Row) -> Against:
    """What ``lines`` of one strength take in ``days`` against a printed limit.

    Whole periods count from the first day.
    """
    most, period = printed["quantity"], printed["days"]
    limit, needed = f"{most} per {period} days", _needed(lines, days)
    rate = needed * period / days
    sums: tuple[str, ...] = tuple(f"{line.sum_of(days, printed['unit'])}." for line in lines)
    if len(lines) > 1:
        each = " + ".join(mixed(line.needed(days)) for line in lines)
        sums += (f"Together {each} = {mixed(needed)}.",)
    steady = f"At this rate {mixed(needed)} x {period} / {mixed(days)} = {mixed(rate)} in {period}"
    if days == period or (days < period and needed > most):
        return _compared(needed, most, limit, sums)
    if days < period and rate > most:
        unsaid = f"The limit is {limit}; how it counts for {mixed(days)} days is not printed."
        return Against(UNKNOWN, (*sums, f"{steady} days.", unsaid))
    if days < period or all(line.is_scheme for line in lines):
        return _compared(rate, most, limit, (*sums, f"{steady} days."))
    if needed <= most:
        return _compared(needed, most, limit, sums)
    periods = ceil(days / period)
    highest = most * periods
    sums += (f"{limit} are at most {most} x {periods} = {highest} in {mixed(days)} days.",)
    if needed > highest:
        return _compared(needed, highest, f"{highest} in {mixed(days)} days", sums)
    unsaid = f"How the {mixed(needed)} are spread over the days is not known."
    return Against(UNKNOWN, (*sums, unsaid))


def _compared(needed: Fraction, most: int, limit: str, sums: tuple[str, ...]) -> Against:
    if needed <= most:
        relation = "equals" if needed == most else "is within"
        said = f"{mixed(needed)} {relation} the limit of {limit}."
        return Against(MET, (*sums, said), needed)
    over = needed - most
    said = f"{mixed(needed)} is {mixed(over)} more than {limit}."
    return Against(NOT_MET, (*sums, said), needed, over)


def _alternatives(answers: Sequence[StrengthAnswer]) -> tuple[str, list[str]] | None:
    """What becomes of several strengths whose limits are printed with "OR" between them."""
    limits = {one.limit["id"]: one.limit for one in answers if one.limit}
    if len(limits) < 2 or not any(OR.search(row["quote"]) for row in limits.values()):
        return None
    return UNKNOWN, [
        'The limits are printed with "OR" between them: whether they hold for several strengths '
        "at once is not printed."
    ]


def _together(answers: Sequence[StrengthAnswer]) -> tuple[str, list[str]]:
    """What becomes of strengths that share a printed limit, each of them within it."""
    groups: dict[str, list[StrengthAnswer]] = {}
    for one in answers:
        if one.limit and one.limit["limit_scope"] == "not_stated":
            groups.setdefault(one.limit["limit_group"], []).append(one)
    found, sums = MET, []
    for group in groups.values():
        counted = [one.against.counted for one in group if one.against.counted is not None]
        if len(counted) < 2:
            continue
        limit = group[0].limit or {}
        total, most, unit = sum(counted, Fraction()), limit["quantity"], limit["unit"]
        added = f"{' + '.join(map(mixed, counted))} = {mixed(total)} {unit} of all strengths"
        if total <= most:
            sums.append(f"{added}, within {most} however the limit counts.")
            continue
        found = UNKNOWN
        sums.append(
            f"{added}, {mixed(total - most)} more than {most}: whether the limit counts for each "
            "strength or for all together is not printed."
        )
    return found, sums
