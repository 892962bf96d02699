"""An open evaluation in, out what is still to be asked, what settles the case soonest first.

For each missing fact the likely answers are tried: the numbers at which a clause turns, each
choice, each list that a clause asks for. The fact that on average leaves least to ask comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ingest.approval.clause_tests import Facts, Value, called, judge
from ingest.approval.evaluation import Evaluation, Verdict, combine, judgements, missing
from ingest.approval.policy import Clause, Fact, Policy, Test


@dataclass(frozen=True, slots=True)
class Question:
    """A missing fact, the open clauses that ask it, and how much its answers leave to ask.

    ``left`` is the mean number of facts that are missing after an answer; ``settles`` whether an
    answer can settle the case alone.
    """

    fact: Fact
    asking: tuple[Verdict, ...]
    left: Fraction
    settles: bool


def questions(policy: Policy, phase: str, facts: Facts, evaluation: Evaluation) -> list[Question]:
    """What is still to be asked of a phase, in the order in which it is best asked."""
    judged = judgements(policy, phase, facts)
    testing = _by_fact(policy, phase)
    found = []
    for name, asking in missing(evaluation).items():
        fact = policy.facts[name]
        lefts = []
        for answer in answers(policy, fact, (test for _, test in testing[name])):
            told = {**facts, name: answer}
            changed = dict(judged)
            for clause in {clause.id: clause for clause, _ in testing[name]}.values():
                changed[clause.id] = [
                    (test, judge(test, told, policy.names, policy.facts))
                    if name in test.facts
                    else (test, before)
                    for test, before in judged[clause.id]
                ]
            after = combine(policy, phase, changed)
            lefts.append(len(missing(after)) if after.status == "unknown" else 0)
        left = Fraction(sum(lefts), len(lefts))
        found.append(Question(fact, tuple(asking), left, 0 in lefts))
    return sorted(found, key=lambda one: (one.left, one.fact.ordinal))


def _by_fact(policy: Policy, phase: str) -> Mapping[str, list[tuple[Clause, Test]]]:
    found: dict[str, list[tuple[Clause, Test]]] = {}
    for root in policy.phases[phase]:
        for clause in root.walk():
            for test in clause.tests:
                for name in test.facts:
                    found.setdefault(name, []).append((clause, test))
    return found


def answers(policy: Policy, fact: Fact, tests: Iterable[Test]) -> list[Value]:
    """The answers to a question that its ``tests`` tell apart."""
    if fact.type == "yes_no":
        return [True, False]
    if fact.type == "one_of":
        return [value for value, _ in fact.options]
    if fact.type == "diagnoses":
        return [*((value,) for value, _ in fact.options), ()]
    found: dict[Value, None] = {}
    for test in tests:
        for answer in _turning(policy, test):
            found[answer] = None
    return [*found]


def _turning(policy: Policy, test: Test) -> Iterator[Value]:
    """Answers on both sides of where a test turns."""
    value: Any = test.operand.get("value")
    if test.operator == "at_least":
        yield from (Fraction(value), Fraction(max(value - 1, 0)))
    elif test.operator == "at_least_months":
        yield from (Fraction(value, 12), Fraction(max(value - 1, 0), 12))
    elif test.operator == "at_most_whole":
        yield from (Fraction(value), Fraction(value + 1))
    elif test.operator == "counts_members":
        yield from (policy.names.members.get(test.operand["class_id"], ()), ())
    elif isinstance(value, list):
        yield from (tuple(map(called, value)), ())
