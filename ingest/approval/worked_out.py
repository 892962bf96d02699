"""The logic of outcomes for many cases: what was worked out once is not worked out again."""

from __future__ import annotations

from functools import lru_cache

from ingest.approval import outcomes as logic
from ingest.approval.outcomes import NOT_APPLICABLE, Differences, Outcomes, Truth, is_open, leaf

scoped = lru_cache(maxsize=None)(logic.scoped)
all_of = lru_cache(maxsize=65536)(logic.all_of)
one_of = lru_cache(maxsize=65536)(logic.one_of)
all_or_one_of = lru_cache(maxsize=65536)(logic.all_or_one_of)
differences = lru_cache(maxsize=None)(logic.differences)
NOTHING = logic.all_of(())
"""What becomes of no criteria: nothing is asked."""


@lru_cache(maxsize=65536)
def of_members(
    operators: tuple[str, ...],
    each: tuple[Outcomes, ...],
    places: tuple[int, ...],
    found: Differences,
) -> Differences:
    """The pairs of outcomes of some members of a group that make a difference to the whole."""
    rest = tuple(one for at, one in enumerate(each) if at not in places)
    joined = {"one_of": one_of, "all_of": all_of}
    return frozenset().union(*(differences(one, joined[one](rest), found) for one in operators))


@lru_cache(maxsize=65536)
def open_roles(
    outcomes: Outcomes | None,
    applies: Truth,
    has_children: bool,
    group: Outcomes,
    known: Differences,
) -> frozenset[str]:
    """Which of a clause's own words may still change the whole: its scope, its condition."""
    tested = outcomes or (NOTHING if has_children else leaf(True, None))
    roles = set()
    if applies is None and any(
        NOT_APPLICABLE in pair and pair & all_of((tested, group)) - {NOT_APPLICABLE}
        for pair in known
    ):
        roles.add("scope")
    if applies is not False and is_open(tested, differences("all_of", group, known)):
        roles.add("condition")
    return frozenset(roles)
