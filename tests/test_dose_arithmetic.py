"""The arithmetic on dose packs and limits: known sums of the shipped policy, and odd packs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ingest.approval.dose_arithmetic import exact, largest, pack_sums, shown, times


def pack(*numbers: float) -> dict[str, Any]:
    names = ("dose_mg", "doses_per_week", "strength_mg", "packs", "tablets_per_pack",
             "tablets_total")  # fmt: skip
    return dict(zip(names, numbers, strict=True))


def limit(strength: float | None, quantity: int, days: int = 84, **other: Any) -> dict[str, Any]:
    return {"strength_mg": strength, "quantity": quantity, "days": days, "unit": "tablets",
            "phase": "initial", "limit_group": f"{quantity} per {days}", **other}  # fmt: skip


@pytest.fixture(scope="module")
def shipped(database: Path) -> dict[str, list[sqlite3.Row]]:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            name: connection.execute(f"select * from {name}").fetchall()
            for name in ("dose_packs", "quantity_limits", "doses_against_limits")
        }


def test_twelve_of_twelve_packs_agree_and_fit(shipped: dict[str, list[sqlite3.Row]]) -> None:
    sums = pack_sums(shipped["dose_packs"], shipped["quantity_limits"])
    assert len(sums) == 12
    assert all(one.agrees for one in sums)
    assert [len(one.against) for one in sums] == [1] * 12
    assert all(against.fits for one in sums for against in one.against)
    assert [one.week_mg for one in sums] == [40, 40, 80, 80, 60, 60, 120, 80, 80, 160, 100, 100]
    needed = [one.against[0].needed for one in sums]
    assert needed == [24, 12, 48, 24, 36, 12, 72, 48, 24, 96, 60, 24]


def test_the_sums_are_those_of_the_view(shipped: dict[str, list[sqlite3.Row]]) -> None:
    sums = pack_sums(shipped["dose_packs"], shipped["quantity_limits"])
    view = {row["row_path"].split("/")[-1]: row for row in shipped["doses_against_limits"]}
    assert len(view) == 12
    for one in sums:
        row, (against,) = view[one.pack["id"]], one.against
        assert row["mg_per_week"] == one.week_mg
        assert row["tablets_per_week"] == one.tablets_a_week
        assert row["tablets_in_limit_days"] == against.needed
        assert row["within_limit"] == against.fits


def test_the_largest_scheme_takes_the_whole_limit(shipped: dict[str, list[sqlite3.Row]]) -> None:
    sums = pack_sums(shipped["dose_packs"], shipped["quantity_limits"])
    (found,) = largest(sums)
    assert found.sums.scheme == "80 mg twice weekly"
    assert found.sums.pack["strength_mg"] == 20
    assert (found.against.needed, found.against.limit["quantity"]) == (96, 96)
    assert found.against.standing == "equal"
    assert found.against.weeks == 12


@pytest.mark.parametrize(
    ("numbers", "blister", "carton"),
    [
        ((40, 1, 20, 4, 2, 8), True, True),
        ((40, 1, 20, 4, 2, 9), True, False),
        ((40, 1, 20, 4, 3, 12), False, True),
        ((40, 2, 20, 4, 2, 9), False, False),
        ((2.1, 3, 0.7, 4, 9, 36), True, True),
        ((7.5, 1, 2.5, 2, 3, 6), True, True),
    ],
)
def test_numbers_of_a_pack_that_agree(
    numbers: tuple[float, ...], blister: bool, carton: bool
) -> None:
    (one,) = pack_sums([pack(*numbers)], [])
    assert (one.blister_agrees, one.carton_agrees) == (blister, carton)
    assert one.agrees == (blister and carton)
    assert one.against == ()


def test_each_limit_on_the_strength_counts_and_no_other() -> None:
    limits = [
        limit(20, 96), limit(20, 20, 28), limit(40, 1), limit(None, 1),
        limit(20, 1, unit="capsules"), limit(20, 95, phase="renewal"),
    ]  # fmt: skip
    (one,) = pack_sums([pack(80, 2, 20, 4, 8, 32)], limits)
    assert [(a.limit["quantity"], a.needed, a.standing) for a in one.against] == [
        (96, 96, "equal"), (20, 32, "above"), (95, 96, "above"),
    ]  # fmt: skip
    assert [a.fits for a in one.against] == [True, False, False]


def test_the_largest_is_told_for_each_limit_from_packs_that_agree() -> None:
    packs = [pack(40, 1, 20, 4, 2, 8), pack(60, 1, 20, 4, 3, 12), pack(100, 2, 20, 4, 1, 4)]
    found = largest(pack_sums(packs, [limit(20, 96), limit(20, 12, 28)]))
    assert [(one.sums.scheme, one.against.needed, one.against.fits) for one in found] == [
        ("60 mg once weekly", 36, True),
        ("60 mg once weekly", 12, True),
    ]
    assert largest([]) == []


def test_tablets_of_no_strength_are_not_divided_by() -> None:
    (one,) = pack_sums([pack(40, 1, 0, 4, 2, 8)], [limit(0, 96)])
    assert one.tablets_a_week is None
    assert one.against == ()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(96), "96"), (1000.0, "1,000"), (Fraction(3, 2), "1.5"), (2.25, "2.25"),
        (Fraction(100, 3), "about 33.33"), (0.1, "0.1"), (Fraction(1, 8), "0.125"),
    ],
)  # fmt: skip
def test_numbers_in_digits(value: Fraction | float, words: str) -> None:
    assert shown(value) == words


def test_numbers_are_as_printed() -> None:
    assert exact(2.1) * 3 == Fraction(63, 10)
    assert [times(n) for n in (1, 2, 3)] == ["once weekly", "twice weekly", "3 times weekly"]
