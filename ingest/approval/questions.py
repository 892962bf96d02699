"""An open case in, out what is still to be asked, what settles the case soonest first.

For each missing fact the answers are tried that clauses tell apart: the numbers at which one turns,
each choice, the lists that they ask for. The fact that on average leaves least to ask comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from ingest.approval.case import Case
from ingest.approval.clause_tests import MONTHS_A_YEAR, Value, called
from ingest.approval.outcomes import MET, NOT_MET, UNKNOWN, all_of, one_of
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
    below = _below(case, tried)
    after = {name: [case.given(name, each) for each in tried[name]] for name in lacked}
    settling = {
        name for name, cases in after.items() if any(one.whole() != UNKNOWN for one in cases)
    }
    asking = {
        name: clauses
        for name, clauses in lacked.items()
        if name in settling or can_change(name, case, tried, below)
    }
    if not asking and not case.unclear():  # what is open is never left without a question
        asking = dict(lacked)
    found = []
    for name, clauses in asking.items():
        lefts = [len(asking.keys() & one.lacking()) for one in after[name]]
        mean = Fraction(sum(lefts), len(lefts))
        found.append(Question(policy.facts[name], tuple(clauses), mean, name in settling))
    return sorted(found, key=lambda one: (one.left, one.fact.ordinal))


def can_change(
    name: str,
    case: Case,
    tried: Mapping[str, Sequence[Value]],
    below: Mapping[str, frozenset[str]],
) -> bool:
    """Whether a missing fact can change the whole, for some answers to the other missing facts.

    A clause may be open though nothing hangs on it: whether one diagnosis counts as another is
    idle where every combination that suits the one suits the other. ``tried`` are the answers to
    each missing fact, ``below`` the missing facts of each clause and those below it, by its id.
    """
    part, operator = _part(name, case, below)
    around = frozenset().union(*(below[clause.id] for clause in part)) - {name}
    near = sorted(sorted(around), key=lambda other: -_nearness(name, other, case))
    group, deciding = (one_of, {MET}) if operator == "one_of" else (all_of, {NOT_MET})
    within = {one.id for clause in part for one in clause.walk()}
    unclear = any(clause.id not in within for clause, _ in case.unclear())
    steps = 0

    def search(now: Case, left: Sequence[str]) -> bool:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            return True
        if not now.is_missing(name):
            return False
        if not left:
            after = (now.given(name, answer) for answer in tried[name])
            ends = (group(one.outcomes(clause) for clause in part) for one in after)
            return any(end == deciding or not (unclear or now.is_open(part, end)) for end in ends)
        return any(search(now.given(left[0], answer), left[1:]) for answer in tried[left[0]])

    return search(case, near)


def _below(case: Case, tried: Iterable[str]) -> dict[str, frozenset[str]]:
    """The missing facts that each clause and those below it ask."""
    found: dict[str, set[str]] = {clause.id: set() for clause in case.clauses()}
    for name in tried:
        for clause in case.asking(name):
            for above in case.path(clause):
                found[above.id].add(name)
    return {name: frozenset(facts) for name, facts in found.items()}


def _part(name: str, case: Case, below: Mapping[str, frozenset[str]]) -> tuple[list[Clause], str]:
    """The smallest part of the tree that alone asks a missing fact and all it hangs together with.

    With it how its clauses are joined. Clauses hang together that ask the same missing fact.
    """
    clauses, operator = [*case.roots], "all_of"
    while True:
        part: dict[str, Clause] = {}
        facts, grown = {name}, True
        while grown:
            near = {one.id: one for one in clauses if below[one.id] & facts}
            grown, part = near.keys() != part.keys(), near
            facts |= set().union(*(below[one] for one in near))
        lone = next(iter(part.values())) if len(part) == 1 else None
        if lone is None or lone.tests or not lone.children:
            return [*part.values()], operator
        clauses, operator = [*lone.children], lone.operator


def _nearness(name: str, other: str, case: Case) -> int:
    """How far down the tree the clauses that ask two facts have the same clauses above them."""
    return max(
        sum(a is b for a, b in zip(case.path(one), case.path(two), strict=False))
        for one in case.asking(name)
        for two in case.asking(other)
    )


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
