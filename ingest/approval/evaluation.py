"""A policy and the facts of a request in, out what becomes of each clause and of the whole.

Pure: no file, no database, no clock. The whole is a group like any other: the roots of a phase.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.approval.case import Case
from ingest.approval.clause_tests import Facts
from ingest.approval.outcomes import MET, NOT_APPLICABLE, Outcomes, status
from ingest.approval.own_words import Told
from ingest.approval.policy import Clause, Policy


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a clause: what it may still be, how each of its tests was judged, and what
    becomes of those that hang on it."""

    clause: Clause
    outcomes: Outcomes
    own: Outcomes | None
    """Of its own words alone, without what hangs on it; None where they test nothing."""
    judged: Told
    children: tuple[Verdict, ...]

    @property
    def status(self) -> str:
        """``met``, ``not_met``, ``not_applicable`` or ``unknown``."""
        return status(self.outcomes)

    @property
    def cannot_fail(self) -> bool:
        """Whether it is met or does not apply, and only that is not known."""
        return self.outcomes == {MET, NOT_APPLICABLE}

    def walk(self) -> Iterator[Verdict]:
        """Itself and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What becomes of a phase of a policy for the facts of a request."""

    phase: str
    status: str
    roots: tuple[Verdict, ...]
    case: Case

    def walk(self) -> Iterator[Verdict]:
        """All clauses in reading order."""
        for root in self.roots:
            yield from root.walk()


def evaluate(policy: Policy, phase: str, facts: Facts) -> Evaluation:
    """What becomes of each clause of ``phase``, each judged by its own facts."""
    case = Case(policy, phase, facts)

    def verdict(clause: Clause) -> Verdict:
        children = tuple(verdict(child) for child in clause.children)
        return Verdict(clause, case.outcomes(clause), case.own(clause), case.told(clause), children)

    return Evaluation(phase, case.whole(), tuple(map(verdict, case.roots)), case)


def unclear(evaluation: Evaluation) -> Iterator[tuple[Verdict, str]]:
    """The clauses that keep the whole open though their facts are given, with the reason."""
    verdicts = {verdict.clause.id: verdict for verdict in evaluation.walk()}
    for clause, judged in evaluation.case.unclear():
        yield verdicts[clause.id], judged.why
