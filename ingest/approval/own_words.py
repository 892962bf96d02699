"""The tests of a clause as they were judged in, what may become of its own words out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.approval.clause_tests import Judged
from ingest.approval.outcomes import Outcomes, Truth, all_true, leaf
from ingest.approval.policy import Test

Told = Sequence[tuple[Test, Judged]]


@dataclass(frozen=True, slots=True)
class Own:
    """A clause by its own words alone: how each of its tests is judged, whether it is asked of the
    patient, and what may become of it (None where it tests nothing)."""

    told: Told
    applies: Truth
    outcomes: Outcomes | None
    unsettled: tuple[tuple[str, Judged], ...]
    """The tests that are not judged yet, each with its role."""
    lacks: frozenset[str]
    """The facts that these lack."""


def own_words(told: Told) -> Own:
    """What tests that were judged say of the clause that they are of."""
    conditions = [one.holds for test, one in told if test.role == "condition"]
    unsettled = tuple((test.role, one) for test, one in told if one.holds is None)
    return Own(
        told,
        all_true(one.holds for test, one in told if test.role == "scope"),
        leaf(True, all_true(conditions)) if conditions else None,
        unsettled,
        frozenset(name for _, one in unsettled for name in one.lacks),
    )
