"""The lines of a table of limits in; which limit is of which medicine and strength, out.

20 mg tablets                           Xpovio 20 mg   96 tablets per 84 days OR
96 tablets per 84 days                  Xpovio: 96 tablets per 84 days
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile, zip_longest

from ingest.document import Span, gaps
from ingest.families.prior_approval.dose_packs import MG, number
from ingest.families.prior_approval.scope import name_pattern
from ingest.families.prior_approval.text import PolicyText, any_of, terms
from ingest.vocabulary import Match, dictionary


@dataclass(frozen=True, slots=True)
class Subject:
    """What a limit is of: a medicine, a strength, or both; nothing where none is printed."""

    drug: Span | None = None
    strength: Match | None = None

    @property
    def strength_mg(self) -> float | None:
        """The strength in milligrams."""
        if self.strength is None:
            return None
        said = self.strength.match
        return number(said["strength"]) / int(terms()["in_a_milligram"][said["strength_unit"]])

    @property
    def strength_name(self) -> str | None:
        """The strength in the name of a row: "20 mg", "120 mcg"."""
        if self.strength is None:
            return None
        said = self.strength.match
        unit = "mg" if said["strength_unit"] == "mg" else "mcg"
        return f"{said['strength']} {unit}"

    @property
    def spans(self) -> list[Span]:
        """Where it is printed."""
        strength = self.strength.span if self.strength else None
        return [span for span in (self.drug, strength) if span]


@dataclass(frozen=True, slots=True)
class LimitOf:
    """A limit as printed ("96 tablets per 84 days") and all that it is of."""

    subjects: tuple[Subject, ...]
    limit: Match

    @property
    def span(self) -> Span:
        """The words of the limit alone."""
        said = self.limit.match
        return self.limit.folded.span(said.start("quantity"), said.end("per_days"))

    @property
    def quantity(self) -> int:
        """How many units."""
        return int(self.limit.match["quantity"].replace(",", ""))

    @property
    def unit(self) -> str:
        """What is counted, in the plural."""
        return units()[self.limit.match["unit"]]

    @property
    def days(self) -> int:
        """Per how many days."""
        return int(self.limit.match["days"])

    def reach(self, subject: Subject) -> Span:
        """From the first to the last word that says this limit of ``subject``."""
        spans = [self.span, *subject.spans]
        return Span(min(spans).start, max(span.end for span in spans))


def limits_in(
    source: PolicyText, within: Span, taken: list[Span], names: tuple[str, ...]
) -> Iterator[LimitOf]:
    """The limits inside ``within``; ``taken`` are words that others read, ``names`` of medicines.

    Lines of strengths, medicines and limits without other words between them are one run. Where it
    cannot be told which limit of a run is whose, none of it is read; nor are limits right behind
    other words, which may say what they are of.
    """
    run: list[Match] = []
    behind_others = False
    for line in source.lines(within):
        for rest in gaps(line, [span for span in taken if span.end > line.start]):
            words = rest.strip(source.text, ";,")
            match = source.whole(limit_pattern(names), words) if words else None
            if match:
                run.append(match)
            elif words:
                yield from limits_of(_from_subject(run) if behind_others else run)
                run, behind_others = [], True
    yield from limits_of(_from_subject(run) if behind_others else run)


def _from_subject(run: list[Match]) -> list[Match]:
    """``run`` from the first medicine or strength."""
    return [*dropwhile(lambda match: not (match.group("drug") or match.group("strength")), run)]


def limits_of(run: list[Match]) -> list[LimitOf]:
    """The limits of a run: one is of all that stands with it, or each is of what it follows.

    In a run of several medicines each must come with its own limits, in one of these two ways.
    """
    parts = [*_parts(run)]
    whole = _joined(parts)
    if whole is not None:
        return whole
    by_drug = [_joined(block) for block in _blocks(parts)]
    return [limit for block in by_drug for limit in block or []] if all(by_drug) else []


def _parts(run: list[Match]) -> Iterator[Subject | Match]:
    """Subjects and limits in printed order; a medicine alone over its strengths is of each."""
    over: Span | None = None
    for match, later in zip_longest(run, run[1:]):
        drug, strength = match.group("drug"), match if match.group("strength") else None
        alone = drug and not strength and not match.group("days")
        if alone and later and later.group("strength") and not later.group("drug"):
            over = drug
            continue
        if drug or strength:
            over = None if drug else over
            yield Subject(drug or over, strength)
        if match.group("days"):
            yield match


def _joined(parts: list[Subject | Match]) -> list[LimitOf] | None:
    """The limits where it is plain what each is of; None where it is not, or there are none."""
    subjects = tuple(part for part in parts if isinstance(part, Subject))
    limits = [part for part in parts if isinstance(part, Match)]
    if limits and not subjects:
        return [LimitOf((Subject(),), limit) for limit in limits]
    if len(limits) == 1:
        return [LimitOf(subjects, limits[0])]
    paired = len(subjects) == len(limits) > 0
    if paired and [*subjects] == parts[0::2] and limits == parts[1::2]:
        return [LimitOf((one,), limit) for one, limit in zip(subjects, limits, strict=True)]
    return None


def _blocks(parts: list[Subject | Match]) -> list[list[Subject | Match]]:
    """``parts`` by the medicine they begin with; all in one where a subject has none."""
    blocks: list[list[Subject | Match]] = []
    drug: Span | None = None
    for part in parts:
        if isinstance(part, Subject) and part.drug is None:
            return [parts]
        if isinstance(part, Subject) and (part.drug != drug or not blocks):
            blocks.append([])
            drug = part.drug
        if not blocks:
            return [parts]
        blocks[-1].append(part)
    return blocks


@cache
def limit_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """A line of a table: a medicine, "20 mg tablets", "96 tablets per 84 days", or several.

    Of "450 mg/1.5 mL syringes" each holds 450 mg; "50 mg/5 mL" of what is no single dose says none.
    """
    unit, name = "|".join(units()), name_pattern(names)
    filled = "|".join(units(filled=True))
    drug = rf"(?:for\s+)?(?P<drug>(?:{name})(?:\s*\((?:{name})\))?)(?!\w)[*®™]*"
    drug += r"(?:\s+only)?(?:\s*[:\-])?"
    volume = rf"\s*/\s*{MG}\s*ml\s+(?:{filled})"
    weight = "|".join(sorted(terms()["in_a_milligram"], key=len, reverse=True))
    strength = rf"(?P<strength>{MG})\s*(?P<strength_unit>{weight})(?!\w)"
    strength += rf"(?:{volume}|(?:\s+(?:{unit}))?)(?:\s*[:\-])?"
    days = r"(?P<per_days>per\s+(?P<days>0*[1-9]\d*)\s+days)"
    quantity = r"(?P<quantity>[1-9]\d{0,2}(?:,\d{3})+|0*[1-9]\d*)"
    aside = rf"(?:\s*\((?:{any_of(*terms()['limit_asides']).pattern})\))?"
    limit = rf"{quantity}\s+(?P<unit>{unit}){aside}\s+{days}(?:\s+or)?"
    return re.compile(rf"(?:{drug}(?:\s+|$))?(?:{strength}(?:\s+|$))?(?:{limit})?")


@cache
def units(filled: bool = False) -> dict[str, str]:
    """What is counted, by its plural and its singular; or but what a single dose is filled in."""
    rows = dictionary("policy_units", ("unit", "singular", "is_filled", "example", "source"))
    counted = [row for row in rows if row["is_filled"] or not filled]
    return {row[name]: row["unit"] for row in counted for name in ("unit", "singular")}
