"""A line of a request in, out how many tablets it takes, and the dose packs that dispense it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ingest.approval.dose_arithmetic import DAYS_A_WEEK, exact, mixed, shown, times

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """So much of one strength: a dosing scheme, or ``tablets`` in all.

    Tablets stand for whatever the policy's limit counts; ``strength_mg`` is None where it is not
    said.
    """

    strength_mg: Fraction | None
    tablets: Fraction | None = None
    tablets_per_dose: Fraction | None = None
    doses_per_week: Fraction | None = None

    @property
    def is_scheme(self) -> bool:
        """Whether it says how often how much is taken."""
        return self.tablets is None

    def needed(self, days: Fraction) -> Fraction:
        """Tablets in ``days``."""
        if self.tablets is not None:
            return self.tablets
        return (self.tablets_per_dose or 0) * (self.doses_per_week or 0) * days / DAYS_A_WEEK

    def sum_of(self, days: Fraction, unit: str) -> str:
        """How ``needed`` comes about; ``unit`` is what is counted."""
        of = f" of {shown(self.strength_mg)} mg" if self.strength_mg is not None else ""
        if self.tablets is not None:
            return f"{mixed(self.tablets)} {unit}{of} in {mixed(days)} days"
        return (
            f"{mixed(self.tablets_per_dose or Fraction())} {unit}{of} x "
            f"{mixed(self.doses_per_week or Fraction())} a week x {mixed(days / DAYS_A_WEEK)} "
            f"weeks = {mixed(self.needed(days))} in {mixed(days)} days"
        )


@dataclass(frozen=True, slots=True)
class Pack:
    """A dose pack that holds a scheme's tablets for a week in each blister.

    ``is_same_scheme`` is false where it is printed for another dose or frequency. ``cartons`` is
    how many make up the days asked for; with ``exactly`` false it does not come out even.
    """

    row: Row
    is_same_scheme: bool
    cartons: Fraction

    @property
    def exactly(self) -> bool:
        """Whether whole cartons make up the days."""
        return self.cartons.denominator == 1


def fitting_packs(line: Line, days: Fraction, packs: Sequence[Row]) -> tuple[Pack, ...]:
    """The packs that hold a week of a scheme in each blister, those printed for it first."""
    if not line.tablets_per_dose or not line.doses_per_week:
        return ()
    weekly = line.tablets_per_dose * line.doses_per_week
    found = []
    for row in packs:
        if exact(row["strength_mg"]) != line.strength_mg or row["tablets_per_pack"] != weekly:
            continue
        if not row["tablets_total"]:
            continue
        dose = line.tablets_per_dose * line.strength_mg
        same = exact(row["dose_mg"]) == dose and row["doses_per_week"] == line.doses_per_week
        found.append(Pack(row, same, line.needed(days) / row["tablets_total"]))
    return tuple(sorted(found, key=lambda pack: not pack.is_same_scheme))


def scheme_of(row: Row) -> str:
    """A dose pack's scheme in words: ``80 mg twice weekly``."""
    return f"{shown(row['dose_mg'])} mg {times(row['doses_per_week'])}"


def allowed(row: Row) -> str:
    """An allowance in words: ``Fictavel: 30 capsules of 10 mg per 30 days; from 12 years``."""
    amount = ""
    if row["quantity"] is not None:
        unit = row["singular"] if row["quantity"] == 1 else row["unit"]
        amount = f"{row['quantity']} {unit or ''}".strip()
        amount += f" of {shown(row['strength_mg'])} mg" if row["strength_mg"] is not None else ""
        amount += f" per {row['days']} days" if row["days"] is not None else ""
    ages = {"from": row["minimum_age"], "up to": row["maximum_age"]}
    words = [amount, *(f"{word} {age} years" for word, age in ages.items() if age is not None)]
    drug = f"{row['drug']}: " if row["drug"] else ""
    return drug + "; ".join(one for one in words if one)
