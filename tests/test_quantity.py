"""Quantities against a policy's limits: the table of expected answers, and the sums behind them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from requests_table import read_policy

from ingest.approval.answer import answer
from ingest.approval.dispensing import Line, scheme_of
from ingest.approval.dose_arithmetic import mixed
from ingest.approval.facts import BadRequest
from ingest.approval.lines import lines_of
from ingest.approval.policy import Policy
from ingest.approval.quantity import Quantity, quantity

TABLE = Path(__file__).parent / "requests" / "quantity.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
COLUMNS = ("strength_mg", "tablets_per_dose", "doses_per_week", "tablets")


@pytest.fixture(scope="module")
def xpovio(database: Path) -> Policy:
    return read_policy(database, "xpovio-prior-approval")


def asked(held: Policy, lines: list[dict[str, Any]], days: object = None) -> Quantity:
    """What becomes of lines as a request has them: a list for each field."""
    said: dict[str, Any] = {name: [line.get(name) for line in lines] for name in COLUMNS}
    found, within = lines_of({**said, "days": days})
    return quantity(found, within, held.limits_of("initial"), held.packs)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_quantity_is_answered_as_the_policy_reads(
    xpovio: Policy, case: Mapping[str, Any]
) -> None:
    expected = case["expect"]
    found = asked(xpovio, case["lines"], case.get("days"))
    assert found.answer == expected["answer"]
    if "needed" in expected:
        needed = {
            mixed(one.strength_mg): mixed(one.needed) for one in found.strengths if one.needed
        }
        assert needed == {str(name): str(value) for name, value in expected["needed"].items()}
    over = [mixed(one.against.over_by) for one in found.strengths if one.against.over_by]
    assert over == ([str(expected["over_by"])] if "over_by" in expected else [])
    if "packs" in expected:
        packs = [
            f"{scheme_of(pack.row)} {pack.row['strength_mg']:g} mg"
            for one in found.strengths
            for pack in one.packs
            if pack.is_same_scheme and pack.exactly
        ]
        assert packs == expected["packs"]


def test_the_limit_is_80_mg_twice_weekly_and_not_a_tablet_more_with_the_sums(
    xpovio: Policy,
) -> None:
    (allowed,) = asked(
        xpovio, [{"strength_mg": 20, "tablets_per_dose": 4, "doses_per_week": 2}]
    ).strengths
    assert allowed.against.sums == (
        "4 tablets of 20 mg x 2 a week x 12 weeks = 96 in 84 days.",
        "96 equals the limit of 96 per 84 days.",
    )
    (refused,) = asked(xpovio, [{"strength_mg": 20, "tablets": 97}], 84).strengths
    assert refused.against.sums == (
        "97 tablets of 20 mg in 84 days.",
        "97 is 1 more than 96 per 84 days.",
    )


def test_all_twelve_packs_agree_with_themselves_and_with_the_limit(xpovio: Policy) -> None:
    assert len(xpovio.packs) == 12
    for row in xpovio.packs:
        scheme = {
            "strength_mg": row["strength_mg"],
            "tablets_per_dose": row["dose_mg"] / row["strength_mg"],
            "doses_per_week": row["doses_per_week"],
        }
        found = asked(xpovio, [scheme])
        assert found.answer == "met"
        (first, *_) = found.strengths[0].packs
        assert (first.row["id"], first.is_same_scheme, first.cartons) == (row["id"], True, 3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tablets=st.integers(1, 400),
    days=st.integers(1, 400),
    strength=st.sampled_from((20, 40, 50, 60)),
)
def test_more_tablets_are_never_better_and_more_days_never_worse(
    xpovio: Policy, tablets: int, days: int, strength: int
) -> None:
    rank = {"met": 0, "unknown": 1, "not_met": 2}

    def of(count: int, within: int) -> int:
        line = Line(Fraction(strength), tablets=Fraction(count))
        limits = xpovio.limits_of("initial")
        return rank[quantity([line], Fraction(within), limits, xpovio.packs).answer]

    assert of(tablets, days) <= of(tablets + 1, days)
    assert of(tablets, days) >= of(tablets, days + 1)


@pytest.mark.parametrize(
    ("said", "field", "problem"),
    [
        ({"strength_mg": 20, "tablets": 0}, "tablets", "is no number above 0"),
        ({"strength_mg": -20, "tablets": 1}, "strength_mg", "is no number above 0"),
        ({"strength_mg": 20, "tablets": "many"}, "tablets", "is no number above 0"),
        ({"strength_mg": 20, "tablets": 1e9}, "tablets", "is more than 100000"),
        ({"strength_mg": 20, "tablets": "9" * 5000}, "tablets", "is no number above 0"),
        ({"strength_mg": 20, "tablets": {"a": 1}}, "tablets", "is no number above 0"),
        ({"strength_mg": 20, "tablets": 1, "days": 0}, "days", "is no number above 0"),
        ({"strength_mg": 20, "tablets": 1, "days": [1, 2]}, "days", "takes one value"),
        ({"strength_mg": 20, "tablets_per_dose": 1}, "tablets_per_dose", "takes tablets_per_dose"),
        (
            {"strength_mg": 20, "tablets_per_dose": 1, "doses_per_week": 1, "tablets": 1},
            "tablets_per_dose",
            "takes tablets_per_dose and doses_per_week, or else tablets",
        ),
        ({"strength_mg": [*range(1, 12)], "tablets": [1] * 11}, "strength_mg", "has more than 10"),
    ],
)
def test_a_quantity_that_cannot_be_read_is_refused_with_its_field(
    said: dict[str, Any], field: str, problem: str
) -> None:
    with pytest.raises(BadRequest) as refused:
        lines_of(said)
    one = refused.value.problems[0]
    assert (one.field, one.problem[: len(problem)]) == (field, problem)


def said(**one: Any) -> dict[str, Any]:
    return one


@pytest.mark.parametrize(
    ("name", "request_", "expected"),
    [
        ("several-drugs", said(drug="Fictavel", strength_mg=10, tablets=90, days=90), "met"),
        ("several-drugs", said(drug="fictinib", strength_mg=10, tablets=91, days=90), "not_met"),
        ("several-drugs", said(drug="Fictavel", strength_mg=20, tablets=46, days=90), "not_met"),
        ("several-drugs", said(drug="Mockira", strength_mg=20, tablets=46, days=84), "met"),
        ("several-drugs", said(drug="Mockira", strength_mg=[20, 40], tablets=[40, 21]), "unknown"),
        ("several-drugs", said(drug="Mockira", strength_mg=[20, 40], tablets=[40, 20]), "met"),
        ("several-drugs", said(drug="Mockira", strength_mg=10, tablets=1, days=84), "unknown"),
        ("several-drugs", said(drug="Pretendo", tablets=6, days=84), "met"),
        ("several-drugs", said(drug="Pretendo", tablets=7, days=84), "not_met"),
        ("several-drugs", said(strength_mg=10, tablets=1, days=90), "unknown"),
        ("several-drugs", said(phase="renewal", drug="Pretendo", tablets=4, days=84), "not_met"),
        (
            "several-drugs",
            said(phase="renewal", drug="Mockira", strength_mg=20, tablets=1),
            "unknown",
        ),
        ("three-levels-over-pages", said(strength_mg=5, tablets=1000, days=100), "met"),
        ("three-levels-over-pages", said(tablets=1001), "not_met"),
        ("three-levels-over-pages", said(phase="renewal", tablets=1001), "not_met"),
        ("classes", said(strength_mg=5, tablets=1, days=100), "unknown"),
    ],
)
def test_limits_of_other_shapes(
    policies_database: Path, name: str, request_: dict[str, Any], expected: str
) -> None:
    found = answer(read_policy(policies_database, name), request_)
    assert found.quantity is not None
    assert found.quantity.answer == expected
    assert found.lacks_drug == (name == "several-drugs" and "drug" not in request_)


ONE_EACH = said(strength_mg=[10, 20], tablets=[30, 30], days=30)


@pytest.mark.parametrize(
    ("name", "request_"),
    [
        ("limits-most-mg", ONE_EACH),
        ("limits-in-all", ONE_EACH),
        ("limits-or-alone", ONE_EACH),
        ("limits-or-first", ONE_EACH),
        ("limits-loading", said(strength_mg=10, tablets=60, days=30)),
        ("limits-by-age", said(strength_mg=20, tablets=30, days=30)),
        ("limits-letter", said(strength_mg=10, tablets=60, days=30)),
    ],
)
def test_words_among_the_limits_that_could_not_be_read_leave_the_quantity_open(
    policies_database: Path, name: str, request_: dict[str, Any]
) -> None:
    found = answer(read_policy(policies_database, name), {**request_, "age": 40, "diagnosis": "IF"})
    assert found.quantity is not None
    assert (found.criteria, found.quantity.answer, found.status) == ("met", "unknown", "unknown")
    assert {one.answer for one in found.quantity.strengths} <= {"met", "unknown"}


def test_what_is_unread_among_the_limits_is_quoted(policies_database: Path) -> None:
    held = read_policy(policies_database, "limits-letter")
    asked_ = said(strength_mg=10, tablets=60, days=30)
    for phase in ("initial", "renewal"):
        expected = phase == "initial"
        assert bool(answer(held, {**asked_, "phase": phase}).unread_limits) == expected
    found = answer(held, asked_).quantity
    assert found is not None
    assert found.words == "Some words of the policy's limits could not be read: it is not settled."
    assert any("covered with a specialist's letter" in one for one in found.sums)
    assert found.strengths[0].against.sums[0] == "60 tablets of 10 mg in 30 days."
    assert found.strengths[0].against.over_by is None


def test_limits_that_could_be_read_are_not_held_up_by_others(policies_database: Path) -> None:
    held = read_policy(policies_database, "several-drugs")
    assert not held.unread_limits["initial"]


def test_what_is_counted_is_called_as_it_is_printed(policies_database: Path) -> None:
    held = read_policy(policies_database, "several-drugs")
    found = answer(held, said(drug="Pretendo", tablets=7)).quantity
    assert found is not None
    assert found.strengths[0].against.sums[0] == "7 syringes in 84 days."


def limit(strength: int, days: int, joined: str = "") -> dict[str, Any]:
    """90 tablets of a strength in so many days."""
    return {
        "id": f"limit-{strength}",
        "strength_mg": strength,
        "quantity": 90,
        "unit": "tablets",
        "days": days,
        "limit_group": f"group-{strength}",
        "limit_scope": "own",
        "quote": f"{strength} mg tablets 90 tablets per {days} days {joined}",
    }


@pytest.mark.parametrize("days", [None, Fraction(30)])
@pytest.mark.parametrize("tablets", [1, 1000])
def test_a_limit_of_no_days_settles_nothing(days: Fraction | None, tablets: int) -> None:
    found = quantity([Line(Fraction(15), Fraction(tablets))], days, [limit(15, 0)], [])
    assert found.answer == "unknown"
    assert found.strengths[0].against.sums[-1] == (
        "The limit is printed for 0 days, so nothing can be held against it."
    )


@pytest.mark.parametrize(("joined", "expected"), [("OR", "unknown"), ("", "met")])
def test_limits_that_are_alternatives_are_not_held_at_once(joined: str, expected: str) -> None:
    limits = [limit(strength, 90, joined) for strength in (15, 45)]
    lines = [Line(Fraction(strength), tablets=Fraction(90)) for strength in (15, 45)]
    assert quantity(lines, None, limits, []).answer == expected
    assert quantity(lines[:1], None, limits, []).answer == "met"
