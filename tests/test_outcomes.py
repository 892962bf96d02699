"""Three-valued logic: what may become of a group is what becomes of it in one case or another."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.approval.outcomes import (
    AT_THE_TOP,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    Outcomes,
    all_of,
    all_or_one_of,
    all_true,
    any_true,
    differences,
    is_open,
    leaf,
    one_of,
    status,
)

ALL = (MET, NOT_MET, NOT_APPLICABLE)
outcomes = st.sets(st.sampled_from(ALL), min_size=1).map(frozenset)


def settled(kind: str, members: tuple[str, ...]) -> str:
    """What becomes of a group all of whose members are settled, by the words of the issue."""
    asked = [one for one in members if one != NOT_APPLICABLE]
    if not asked:
        return NOT_APPLICABLE
    good = (all if kind == "all_of" else any)(one == MET for one in asked)
    return MET if good else NOT_MET


@given(st.lists(outcomes, min_size=1, max_size=5))
def test_a_group_may_become_what_it_becomes_in_some_case(members: list[Outcomes]) -> None:
    for kind, group in (("all_of", all_of), ("one_of", one_of)):
        cases = {settled(kind, case) for case in product(*members)}
        assert group(members) == cases


kinds = st.sampled_from(("all_of", "one_of"))


@given(outcomes, st.lists(st.tuples(kinds, st.lists(outcomes, max_size=3)), max_size=3))
def test_a_member_is_open_where_it_can_make_a_difference_to_the_whole(
    member: Outcomes, around: list[tuple[str, list[Outcomes]]]
) -> None:
    """``around`` are the groups that it is in, the outermost first, with the other members."""
    found = AT_THE_TOP
    for kind, others in around:
        found = differences(kind, (all_of if kind == "all_of" else one_of)(others), found)
    ways = product(*(product(*others) for _, others in around))
    assert is_open(member, found) == any(
        len({fails(one, [kind for kind, _ in around], way) for one in member}) > 1 for way in ways
    )


def fails(member: str, kinds: list[str], others: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the whole is not met for one outcome of each."""
    for kind, beside in reversed([*zip(kinds, others, strict=True)]):
        member = settled(kind, (member, *beside))
    return member == NOT_MET


@pytest.mark.parametrize(
    ("applies", "holds", "expected"),
    [
        (True, True, {MET}),
        (True, False, {NOT_MET}),
        (True, None, {MET, NOT_MET}),
        (False, True, {NOT_APPLICABLE}),
        (False, None, {NOT_APPLICABLE}),
        (None, True, {MET, NOT_APPLICABLE}),
        (None, False, {NOT_MET, NOT_APPLICABLE}),
        (None, None, {MET, NOT_MET, NOT_APPLICABLE}),
    ],
)
def test_a_clause_by_whether_it_is_asked_and_whether_it_holds(
    applies: bool | None, holds: bool | None, expected: set[str]
) -> None:
    assert leaf(applies, holds) == expected


def test_one_that_does_not_hold_settles_all_and_one_that_holds_settles_any() -> None:
    assert all_true([None, False, True]) is False
    assert all_true([None, True]) is None
    assert all_true([True, True]) is True
    assert any_true([None, True, False]) is True
    assert any_true([None, False]) is None
    assert any_true([False]) is False


def test_an_outcome_is_known_where_there_is_one() -> None:
    assert status(frozenset({MET})) == "met"
    assert status(frozenset({MET, NOT_APPLICABLE})) == "unknown"


def test_a_group_of_which_all_or_one_must_be_met_is_known_where_both_say_the_same() -> None:
    met, not_met = frozenset({MET}), frozenset({NOT_MET})
    assert all_or_one_of([met, met]) == met
    assert all_or_one_of([not_met, not_met]) == not_met
    assert all_or_one_of([met, not_met]) == met | not_met
    assert all_or_one_of([met, frozenset({MET, NOT_MET})]) == met | not_met
    assert all_or_one_of([]) == all_of([])
