"""An open case in, out what is still to be asked, what settles the case soonest first.

For each missing fact the answers are tried that clauses tell apart: the numbers at which one turns,
each choice, the lists that they ask for. The fact that on average leaves least to ask comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from ingest.approval.case import Case
from ingest.approval.clause_tests import MONTHS_A_YEAR, Value, called
from ingest.approval.outcomes import UNKNOWN
from ingest.approval.policy import Clause, Fact, Policy, Test

MOST_LISTS = 4


MOST_STEPS = 300
"""After so many tries a fact is asked: a question too many costs a look."""


@dataclass(frozen=True, slots=True)
class Question:
    """A missing fact, the open clauses that ask it, and how much its answers leave to ask.

    ``left`` is the mean number of facts that are missing after an answer; ``settles`` whether an
    answer can settle the case alone.
    """

    fact: Fact
    asking: tuple[Clause, ...]
    left: Fraction
    settles: bool


def questions(policy: Policy, case: Case) -> list[Question]:
    """What is still to be asked in a case, in the order in which it is best asked."""
    lacked = {name: clauses for name, clauses in case.missing().items() if name in policy.facts}
    tried = {name: answers(policy, policy.facts[name], _tests(case, name)) for name in lacked}
    asking = {name: clauses for name, clauses in lacked.items() if can_change(name, case, tried)}
    found = []
    for name, clauses in asking.items():
        after = [case.given(name, answer) for answer in tried[name]]
        lefts = [len(asking.keys() & one.missing().keys()) for one in after]
        settles = any(one.whole() != UNKNOWN for one in after)
        mean = Fraction(sum(lefts), len(lefts))
        found.append(Question(policy.facts[name], tuple(clauses), mean, settles))
    return sorted(found, key=lambda one: (one.left, one.fact.ordinal))


def can_change(name: str, case: Case, tried: Mapping[str, Sequence[Value]]) -> bool:
    """Whether a missing fact can change the whole, for some answers to the other missing facts.

    A clause may be open though nothing hangs on it: whether one diagnosis counts as another is
    idle where every combination that suits the one suits the other.
    """
    near = _nearest(name, case, tried)
    steps = 0

    def search(now: Case, left: Sequence[str]) -> bool:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            return True
        if not now.is_missing(name):
            return False
        if not left:
            ends = {now.given(name, answer).whole() for answer in tried[name]}
            return len(ends - {UNKNOWN}) > 0
        return any(search(now.given(left[0], answer), left[1:]) for answer in tried[left[0]])

    return search(case, near)


def _nearest(name: str, case: Case, tried: Mapping[str, Sequence[Value]]) -> list[str]:
    """The other missing facts, those first whose clauses stand nearest to those of ``name``."""

    def nearness(other: str) -> int:
        return max(
            sum(a is b for a, b in zip(case.path(one), case.path(two), strict=False))
            for one in case.asking(name)
            for two in case.asking(other)
        )

    return sorted((other for other in tried if other != name), key=lambda other: -nearness(other))


def _tests(case: Case, name: str) -> list[Test]:
    return [test for clause in case.asking(name) for test in clause.tests if name in test.facts]


def answers(policy: Policy, fact: Fact, tests: Sequence[Test]) -> list[Value]:
    """The answers to a question that its ``tests`` tell apart."""
    if fact.type == "yes_no":
        return [True, False]
    if fact.type == "one_of":
        return [value for value, _ in fact.options]
    if fact.type == "diagnoses":
        return _joined([(value,) for value, _ in fact.options])
    if fact.type in ("number", "count"):
        return [*dict.fromkeys(one for test in tests for one in _turning(test))]
    return _joined([_listed(policy, test) for test in tests if test.fact == fact.name])


def _turning(test: Test) -> Iterator[Fraction]:
    """The numbers on both sides of where a test turns."""
    value: Any = test.operand["value"]
    per_unit = MONTHS_A_YEAR if test.operator == "at_least_months" else 1
    below = value + 1 if test.operator == "at_most_whole" else max(value - 1, 0)
    yield from (Fraction(value, per_unit), Fraction(below, per_unit))


def _listed(policy: Policy, test: Test) -> tuple[str, ...]:
    """Names that a test on names asks for."""
    if test.operator == "counts_members":
        return policy.names.members.get(test.operand["class_id"], ())
    return tuple(map(called, test.operand["value"]))


def _joined(lists: Sequence[tuple[str, ...]]) -> list[Value]:
    """All lists that some of ``lists`` make together, and the empty one.

    Of very many only each alone, and all together.
    """
    distinct = [*dict.fromkeys(lists)]
    if len(distinct) > MOST_LISTS:
        together = tuple(dict.fromkeys(name for one in distinct for name in one))
        return [(), *distinct, together]
    found: dict[Value, None] = {}
    for size in range(len(distinct) + 1):
        for some in combinations(distinct, size):
            found[tuple(dict.fromkeys(name for one in some for name in one))] = None
    return [*found]
