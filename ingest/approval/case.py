"""A phase of a policy and facts in, out what may become of each clause and what is still open.

A case with one more fact is made of the one before: only the clauses that ask it are judged anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.approval.clause_tests import Facts, Judged, Value, judge
from ingest.approval.outcomes import (
    MET,
    NOT_APPLICABLE,
    UNKNOWN,
    Outcomes,
    Truth,
    all_of,
    all_true,
    is_open,
    leaf,
    one_of,
    scoped,
    status,
)
from ingest.approval.policy import Clause, Policy, Test

Told = Sequence[tuple[Test, Judged]]
_scoped = lru_cache(maxsize=None)(scoped)
_all_of = lru_cache(maxsize=65536)(all_of)
_one_of = lru_cache(maxsize=65536)(one_of)


@dataclass(frozen=True, slots=True)
class Own:
    """A clause by its own words alone: how each of its tests is judged, whether it is asked of the
    patient, and what may become of it (None where it tests nothing)."""

    told: Told
    applies: Truth
    outcomes: Outcomes | None


class Case:
    """What the facts of a request make of a phase's clauses, each judged by its own facts."""

    def __init__(self, policy: Policy, phase: str, facts: Facts) -> None:
        """Judge all tests of all clauses."""
        self.roots = policy.phases[phase]
        self.facts = dict(facts)
        self._policy = policy
        self._asking: dict[str, list[Clause]] = {}
        self._asked: dict[str, tuple[str, ...]] = {}
        self._above = {one: above for root in self.roots for one, above in _above(root, ())}
        self._outcomes: dict[str, Outcomes] = {}
        self._judged: dict[tuple[Any, ...], Own] = {}
        self._own: dict[str, Own] = {}
        for clause in self.clauses():
            asked = tuple(dict.fromkeys(name for test in clause.tests for name in test.facts))
            self._asked[clause.id] = asked
            self._own[clause.id] = self._judge(clause)
            for name in asked:
                self._asking.setdefault(name, []).append(clause)

    def given(self, name: str, value: Value) -> Case:
        """The case in which one fact more is known."""
        case = copy(self)
        case.facts = {**self.facts, name: value}
        case._own, case._outcomes = dict(self._own), dict(self._outcomes)
        for clause in self._asking.get(name, ()):
            case._own[clause.id] = case._judge(clause)
            for above in self._above[clause.id]:
                case._outcomes.pop(above.id, None)
        return case

    def _judge(self, clause: Clause) -> Own:
        """A clause by its own words, judged once for the same facts."""
        asked = self._asked[clause.id]
        known = (clause.id, *(self.facts.get(name) for name in asked))
        found = self._judged.get(known)
        if found is None:
            names, facts = self._policy.names, self._policy.facts
            told = [(test, judge(test, self.facts, names, facts)) for test in clause.tests]
            applies = all_true(one.holds for test, one in told if test.role == "scope")
            conditions = [one.holds for test, one in told if test.role == "condition"]
            outcomes = leaf(True, all_true(conditions)) if conditions else None
            found = self._judged[known] = Own(told, applies, outcomes)
        return found

    def clauses(self) -> Iterator[Clause]:
        """All clauses in reading order."""
        for root in self.roots:
            yield from root.walk()

    def asking(self, name: str) -> list[Clause]:
        """The clauses that ask a fact."""
        return self._asking.get(name, [])

    def path(self, clause: Clause) -> tuple[Clause, ...]:
        """All clauses above a clause, and itself."""
        return self._above[clause.id]

    def told(self, clause: Clause) -> Told:
        """How each test of a clause is judged."""
        return self._own[clause.id].told

    def own(self, clause: Clause) -> Outcomes | None:
        """What may become of a clause's own words alone; None where they test nothing."""
        return self._own[clause.id].outcomes

    def outcomes(self, clause: Clause) -> Outcomes:
        """What may become of a clause with all that hangs on it."""
        known = self._outcomes.get(clause.id)
        if known is None:
            known = self._outcomes[clause.id] = self._combined(clause)
        return known

    def _combined(self, clause: Clause) -> Outcomes:
        own = self._own[clause.id]
        parts: tuple[Outcomes, ...] = () if own.outcomes is None else (own.outcomes,)
        if clause.children:
            group = _one_of if clause.operator == "one_of" else _all_of
            parts += (group(tuple(self.outcomes(child) for child in clause.children)),)
        return _scoped(own.applies, _all_of(parts) if parts else leaf(True, None))

    def whole(self) -> str:
        """What becomes of the whole; ``unknown`` for a phase that has no criteria.

        It is met where it cannot fail, though it may not be known which clauses are asked at all.
        """
        if not self.roots:
            return UNKNOWN
        found = _all_of(tuple(self.outcomes(root) for root in self.roots))
        return MET if found == {MET, NOT_APPLICABLE} else status(found)

    def undecided(self) -> list[Clause]:
        """The clauses whose own words may still change the whole, in reading order."""
        return [clause for clause in self.clauses() if self._is_undecided(clause)]

    def unclear(self) -> list[Clause]:
        """The undecided clauses that stay open though all facts that they ask are given."""
        return [
            clause
            for clause in self.undecided()
            if any(one.holds is None and not one.lacks for _, one in self.told(clause))
        ]

    def is_missing(self, name: str) -> bool:
        """Whether an undecided clause lacks a fact."""
        return any(
            name in told.lacks and self._is_undecided(clause)
            for clause in self._asking.get(name, ())
            for _, told in self._own[clause.id].told
        )

    def _is_undecided(self, clause: Clause) -> bool:
        """Whether a clause's own words are open, and it and all above it can make a difference."""
        own = self._own[clause.id]
        settled = own.outcomes is not None and len(own.outcomes) == 1
        if settled and own.applies is not None:
            return False
        operator = "all_of"
        for above in self._above[clause.id]:
            if not is_open(self.outcomes(above), operator):
                return False
            operator = above.operator
        return True

    def missing(self) -> Mapping[str, list[Clause]]:
        """The missing facts that undecided clauses ask, by name, with those clauses."""
        found: dict[str, list[Clause]] = {}
        for clause in self.undecided():
            for name in dict.fromkeys(one for _, told in self.told(clause) for one in told.lacks):
                found.setdefault(name, []).append(clause)
        return found


def _above(clause: Clause, above: tuple[Clause, ...]) -> Iterator[tuple[str, tuple[Clause, ...]]]:
    """Each clause's id with all clauses above it and itself."""
    here = (*above, clause)
    yield clause.id, here
    for child in clause.children:
        yield from _above(child, here)
