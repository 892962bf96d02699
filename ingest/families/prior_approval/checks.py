"""Arithmetic on what a policy prints: its dose packs, and its limits against them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isclose

from ingest.document import Span
from ingest.families.prior_approval.dose_packs import PrintedPack
from ingest.families.prior_approval.limits import PrintedLimit
from ingest.families.prior_approval.records import DosePack
from ingest.families.prior_approval.text import PolicyText
from ingest.finding_rules import finding
from ingest.records import Finding


def pack_findings(source: PolicyText, packs: list[PrintedPack]) -> Iterator[Finding]:
    """How many dose packs agree with themselves, and what is wrong with each that does not."""
    if not packs:
        return
    wrong = [(pack, faults) for pack in packs if (faults := pack_faults(pack))]
    good = f"{len(packs) - len(wrong)} of {len(packs)}"
    rule = "dose_pack_arithmetic"
    yield finding(
        Span(packs[0].row.span.start, packs[-1].row.span.end),
        source.id(rule),
        rule,
        f"{good} dose packs consistent: blister packs x tablets in each = tablets in the "
        "carton, and tablets in each x strength = the dose of one week",
        derived=good,
    )
    for pack, faults in wrong:
        message = f"Dose pack {pack.row.ordinal} ({scheme(pack.row)}): {'; '.join(faults)}"
        rule = "dose_pack_differs"
        yield finding(pack.row.span, source.id(rule), rule, message)


def pack_faults(pack: PrintedPack) -> list[str]:
    """What in a row of the table does not agree with the rest of it."""
    row = pack.row
    faults = []
    if row.packs * row.tablets_per_pack != row.tablets_total:
        faults.append(
            f"{row.packs} blister packs x {row.tablets_per_pack} tablets = "
            f"{row.packs * row.tablets_per_pack} tablets, printed {row.tablets_total}"
        )
    if not is_weekly(row):
        faults.append(
            f"{row.tablets_per_pack} tablets x {row.strength_mg:g} mg = "
            f"{row.tablets_per_pack * row.strength_mg:g} mg in a blister, the dose of one week is "
            f"{row.dose_mg * row.doses_per_week:g} mg"
        )
    if not isclose(pack.blister_strength_mg, row.strength_mg):
        faults.append(
            f"tablets of {row.strength_mg:g} mg, in the blister {pack.blister_strength_mg:g} mg"
        )
    return faults


def is_weekly(row: DosePack) -> bool:
    """Whether a blister holds the dose of one week."""
    return isclose(row.tablets_per_pack * row.strength_mg, row.dose_mg * row.doses_per_week)


def limit_findings(
    source: PolicyText, limits: list[PrintedLimit], packs: list[PrintedPack]
) -> Iterator[Finding]:
    """What each printed limit leaves unsaid, and how it stands to the dosing schemes.

    Schemes are printed without a medicine's name: where limits name several, none is held to them.
    """
    named = {row.drug for limit in limits for row in limit.rows}
    for limit in limits:
        first, strengths = limit.rows[0], [row.strength_mg for row in limit.rows]
        amount = f"{first.quantity} {first.unit} per {first.days} days"
        schemes = [
            pack.row
            for pack in packs
            if pack.row.strength_mg in strengths and not pack_faults(pack)
        ]
        if first.unit == "tablets" and schemes and len(named) == 1:
            yield from _against(source, limit, amount, schemes)
        if len(strengths) > 1:
            listed = ", ".join(f"{strength:g}" for strength in strengths if strength)
            yield finding(
                limit.span,
                source.id("limit_scope_not_stated"),
                "limit_scope_not_stated",
                f"{amount} is printed once for {len(strengths)} strengths ({listed} mg): "
                "whether it holds for each of them or for all together is not stated",
            )


def _against(
    source: PolicyText, limit: PrintedLimit, amount: str, schemes: list[DosePack]
) -> Iterator[Finding]:
    quantity, days, rule = limit.rows[0].quantity, limit.rows[0].days, "limit_against_packs"
    largest = max(schemes, key=lambda row: needed(row, days))
    need, cartons = needed(largest, days), Fraction(days, 7 * largest.packs)
    relation = (
        "equals" if quantity == need else "is more than" if quantity > need else "is less than"
    )
    yield finding(
        limit.span,
        source.id(rule),
        rule,
        f"{amount} {relation} {float(cartons):g} cartons of the largest dose pack scheme "
        f"({largest.tablets_total} tablets per {7 * largest.packs} days)",
        derived=f"{float(cartons):g} x {largest.tablets_total} = {float(need):g}",
    )
    for row in schemes:
        if needed(row, days) > quantity:
            message = (
                f"{scheme(row)} needs {float(needed(row, days)):g} tablets per {days} days, "
                f"more than the limit of {quantity}"
            )
            rule = "limit_below_scheme"
            yield finding(limit.span, source.id(rule), rule, message)


def needed(row: DosePack, days: int) -> Fraction:
    """Tablets that a scheme takes in ``days``; a blister is a week."""
    return Fraction(row.tablets_total * days, 7 * row.packs)


def scheme(row: DosePack) -> str:
    """A dosing scheme in words."""
    return f"{row.dose_mg:g} mg {row.doses_per_week} x a week in {row.strength_mg:g} mg tablets"
