"""A policy and the facts of a request in, out what becomes of each clause and of the whole.

Pure: no file, no database, no clock. The whole is a group like any other: the roots of a phase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.approval.clause_tests import Facts, Judged, judge
from ingest.approval.outcomes import (
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    UNKNOWN,
    Outcomes,
    all_of,
    all_true,
    is_open,
    leaf,
    one_of,
    scoped,
    status,
)
from ingest.approval.policy import Clause, Policy, Test


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a clause: what it may still be, how each of its tests was judged, and what
    becomes of those that hang on it."""

    clause: Clause
    outcomes: Outcomes
    own: Outcomes | None
    """Of its own words alone, without what hangs on it; None where they test nothing."""
    judged: tuple[tuple[Test, Judged], ...]
    children: tuple[Verdict, ...]

    @property
    def status(self) -> str:
        """``met``, ``not_met``, ``not_applicable`` or ``unknown``."""
        return status(self.outcomes)

    def walk(self) -> Iterator[Verdict]:
        """Itself and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What becomes of a phase of a policy for the facts of a request."""

    phase: str
    roots: tuple[Verdict, ...]

    @property
    def status(self) -> str:
        """What becomes of the whole; ``unknown`` for a phase that has no criteria.

        It is met where it cannot fail, though it may not be known which clauses are asked at all.
        """
        if not self.roots:
            return UNKNOWN
        outcomes = all_of(root.outcomes for root in self.roots)
        return MET if outcomes == {MET, NOT_APPLICABLE} else status(outcomes)

    def walk(self) -> Iterator[Verdict]:
        """All clauses in reading order."""
        for root in self.roots:
            yield from root.walk()


def evaluate(policy: Policy, phase: str, facts: Facts) -> Evaluation:
    """What becomes of each clause of ``phase``, each judged by its own facts."""
    return combine(policy, phase, judgements(policy, phase, facts))


def judgements(policy: Policy, phase: str, facts: Facts) -> dict[str, list[tuple[Test, Judged]]]:
    """How each test of each clause of a phase is judged, by the ids of the clauses."""
    return {
        clause.id: [(test, judge(test, facts, policy.names, policy.facts)) for test in clause.tests]
        for root in policy.phases[phase]
        for clause in root.walk()
    }


def combine(
    policy: Policy, phase: str, judged: Mapping[str, list[tuple[Test, Judged]]]
) -> Evaluation:
    """The verdicts on a phase of which all tests are judged."""
    return Evaluation(phase, tuple(_verdict(root, judged) for root in policy.phases[phase]))


def _verdict(clause: Clause, all_judged: Mapping[str, list[tuple[Test, Judged]]]) -> Verdict:
    judged = all_judged[clause.id]
    children = tuple(_verdict(child, all_judged) for child in clause.children)
    applies, holds = (
        all_true(one.holds for test, one in judged if test.role == role)
        for role in ("scope", "condition")
    )
    tested = any(test.role == "condition" for test, _ in judged)
    own = leaf(True, holds) if tested else None
    parts = [own] if own is not None else []
    if children:
        group = one_of if clause.operator == "one_of" else all_of
        parts.append(group(child.outcomes for child in children))
    outcomes = scoped(applies, all_of(parts) if parts else leaf(True, None))
    return Verdict(clause, outcomes, own, tuple(judged), children)


def failing(evaluation: Evaluation) -> list[Verdict]:
    """The clauses that make the whole fail, in reading order: the innermost that are not met.

    Of alternatives all that fail are to blame; but where one fails only by what hangs on it, those
    whose own words are not met (the patient has another diagnosis) are not named.
    """
    found: list[Verdict] = []

    def blame(verdict: Verdict) -> None:
        if verdict.status != NOT_MET:
            return
        below = [child for child in verdict.children if child.status == NOT_MET]
        if verdict.clause.operator == "one_of":
            below = [child for child in below if child.own != frozenset({NOT_MET})] or below
        if verdict.own == frozenset({NOT_MET}) or not below:
            found.append(verdict)
        for child in below:
            blame(child)

    if evaluation.status == NOT_MET:
        for root in evaluation.roots:
            blame(root)
    return found


def missing(evaluation: Evaluation) -> dict[str, list[Verdict]]:
    """The facts that can still change the whole, by name, with the open clauses that ask them."""
    found: dict[str, list[Verdict]] = {}
    for verdict in undecided(evaluation):
        for _, judged in verdict.judged:
            for name in judged.lacks:
                asking = found.setdefault(name, [])
                if verdict not in asking:
                    asking.append(verdict)
    return found


def unclear(evaluation: Evaluation) -> Iterator[tuple[Verdict, str]]:
    """The clauses that keep the whole open though their facts are given, with the reason."""
    for verdict in undecided(evaluation):
        for _, judged in verdict.judged:
            if judged.holds is None and not judged.lacks:
                yield verdict, judged.why


def undecided(evaluation: Evaluation) -> Iterator[Verdict]:
    """The clauses whose own words can still change the whole, in reading order."""

    def visit(verdict: Verdict, operator: str) -> Iterator[Verdict]:
        if not is_open(verdict.outcomes, operator):
            return
        in_scope = not any(
            test.role == "scope" and one.holds is None for test, one in verdict.judged
        )
        if verdict.own is None or len(verdict.own) > 1 or not in_scope:
            yield verdict
        for child in verdict.children:
            yield from visit(child, verdict.clause.operator)

    if evaluation.status == UNKNOWN:
        for root in evaluation.roots:
            yield from visit(root, "all_of")
