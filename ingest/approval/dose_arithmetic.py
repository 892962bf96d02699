"""Dose packs and quantity limits of a policy in, the arithmetic on them out: all of it derived.

Nothing printed is corrected: where two printed numbers do not agree, both are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]
DAYS_A_WEEK = 7
COUNTED = "tablets"
"""What packs hold: a limit that counts something else says nothing of them."""
TIMES = {1: "once weekly", 2: "twice weekly"}


@dataclass(frozen=True, slots=True)
class AgainstLimit:
    """How many tablets a dosing scheme takes in the days of a limit on its strength."""

    limit: Row
    weeks: Fraction
    needed: Fraction

    @property
    def standing(self) -> str:
        """``below``, ``equal`` (fits as well) or ``above`` the limit."""
        quantity = self.limit["quantity"]
        if self.needed == quantity:
            return "equal"
        return "below" if self.needed < quantity else "above"

    @property
    def fits(self) -> bool:
        """Whether the limit covers the scheme, taken alone."""
        return bool(self.needed <= self.limit["quantity"])


@dataclass(frozen=True, slots=True)
class PackSums:
    """A dose pack with what its own numbers make."""

    pack: Row
    against: tuple[AgainstLimit, ...]

    @property
    def week_mg(self) -> Fraction:
        """The dose of one week: dose times doses a week."""
        return exact(self.pack["dose_mg"]) * int(self.pack["doses_per_week"])

    @property
    def blister_mg(self) -> Fraction:
        """What one blister holds: its tablets times their strength."""
        return exact(self.pack["strength_mg"]) * int(self.pack["tablets_per_pack"])

    @property
    def carton_tablets(self) -> int:
        """What the carton holds: blisters times tablets in each."""
        return int(self.pack["packs"] * self.pack["tablets_per_pack"])

    @property
    def tablets_a_week(self) -> Fraction | None:
        """Tablets that the scheme takes in a week; None for tablets of no strength."""
        strength = exact(self.pack["strength_mg"])
        return self.week_mg / strength if strength else None

    @property
    def blister_agrees(self) -> bool:
        """Whether a blister holds the dose of one week."""
        return self.blister_mg == self.week_mg

    @property
    def carton_agrees(self) -> bool:
        """Whether the printed total is what the blisters hold."""
        return bool(self.carton_tablets == self.pack["tablets_total"])

    @property
    def agrees(self) -> bool:
        """Whether all its printed numbers agree."""
        return self.blister_agrees and self.carton_agrees

    @property
    def scheme(self) -> str:
        """The dosing scheme in words: ``80 mg twice weekly``."""
        return f"{shown(self.pack['dose_mg'])} mg {times(self.pack['doses_per_week'])}"


@dataclass(frozen=True, slots=True)
class Largest:
    """The scheme that takes most of a limit, among the packs whose numbers agree."""

    sums: PackSums
    against: AgainstLimit


def pack_sums(packs: Sequence[Row], limits: Sequence[Row]) -> list[PackSums]:
    """Each pack against every limit that is printed for its strength.

    A pack is printed without a medicine's name: where limits name several, none is held against it.
    """
    drugs = {limit["drug"] if "drug" in limit.keys() else None for limit in limits}  # noqa: SIM118
    if len(drugs) > 1:
        limits = ()
    return [PackSums(pack, _against(pack, limits)) for pack in packs]


def _against(pack: Row, limits: Sequence[Row]) -> tuple[AgainstLimit, ...]:
    weekly = PackSums(pack, ()).tablets_a_week
    if weekly is None:
        return ()
    found = []
    for limit in limits:
        if limit["strength_mg"] == pack["strength_mg"] and limit["unit"] == COUNTED:
            weeks = Fraction(limit["days"], DAYS_A_WEEK)
            found.append(AgainstLimit(limit, weeks, weekly * weeks))
    return tuple(found)


def largest(sums: Sequence[PackSums]) -> list[Largest]:
    """For each printed limit the scheme that needs most of it."""
    most: dict[tuple[Any, ...], Largest] = {}
    for one in sums:
        for against in one.against if one.agrees else ():
            limit = against.limit
            key = tuple(limit[name] for name in ("phase", "limit_group", "quantity", "days"))
            if key not in most or against.needed > most[key].against.needed:
                most[key] = Largest(one, against)
    return [*most.values()]


def exact(value: float) -> Fraction:
    """A number as it is printed, not as a binary fraction: 2.1 is 21/10."""
    return Fraction(str(value))


def shown(value: Fraction | float) -> str:
    """A number in digits: ``96``, ``1,000``, ``1.5``; ``about 33.33`` where it has no end."""
    number = value if isinstance(value, Fraction) else exact(value)
    if number.denominator == 1:
        return f"{number.numerator:,}"
    for places in range(1, 4):
        if (number * 10**places).denominator == 1:
            return f"{float(number):,.{places}f}"
    return f"about {float(number):,.2f}"


def times(doses: int) -> str:
    """How often a week, in words."""
    return TIMES.get(doses, f"{doses} times weekly")


def mixed(number: Fraction) -> str:
    """A number in digits, exactly: ``34 2/7``, ``96``, ``1/2``."""
    whole, rest = divmod(number.numerator, number.denominator)
    if not rest:
        return f"{whole:,}"
    part = f"{rest}/{number.denominator}"
    return f"{whole:,} {part}" if whole else part
