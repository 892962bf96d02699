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
from ingest.approval.joins import DISAGREE
from ingest.approval.outcomes import (
    AT_THE_TOP,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    UNKNOWN,
    Differences,
    Outcomes,
    Truth,
    all_of,
    all_or_one_of,
    all_true,
    differences,
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
_all_or_one_of = lru_cache(maxsize=65536)(all_or_one_of)
_differences = lru_cache(maxsize=None)(differences)
_NOTHING = all_of(())
"""What becomes of no criteria: nothing is asked."""


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
        self._matters: dict[tuple[str, ...], Differences] = {}
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
        case._own, case._outcomes, case._matters = dict(self._own), dict(self._outcomes), {}
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
            parts += (self._group(clause),)
        return _scoped(own.applies, _all_of(parts) if parts else leaf(True, None))

    def _group(self, clause: Clause) -> Outcomes:
        """What may become of those that hang on a clause; nothing to ask where there are none."""
        each = tuple(self.outcomes(child) for child in clause.children)
        if clause.is_join_open:
            return _all_or_one_of(each)
        return _one_of(each) if clause.operator == "one_of" else _all_of(each)

    def whole(self) -> str:
        """What becomes of the whole; ``unknown`` for a phase that has no criteria.

        It is met where it cannot fail, though it may not be known which clauses are asked at all.
        """
        if not self.roots:
            return UNKNOWN
        found = _all_of(tuple(self.outcomes(root) for root in self.roots))
        return MET if found == {MET, NOT_APPLICABLE} else status(found)

    def unclear(self) -> list[tuple[Clause, Judged]]:
        """What is judged open of undecided clauses though all facts that it asks are given."""
        return [
            (clause, judged)
            for clause in self.clauses()
            for judged in self._undecided(clause)
            if not judged.lacks
        ]

    def is_missing(self, name: str) -> bool:
        """Whether an undecided clause lacks a fact."""
        return any(
            name in judged.lacks
            for clause in self._asking.get(name, ())
            for judged in self._undecided(clause)
        )

    def missing(self) -> Mapping[str, list[Clause]]:
        """The missing facts that undecided clauses ask, by name, with those clauses."""
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses():
            lacks = (name for judged in self._undecided(clause) for name in judged.lacks)
            for name in dict.fromkeys(lacks):
                found.setdefault(name, []).append(clause)
        return found

    def is_open(self, part: Sequence[Clause], end: Outcomes) -> bool:
        """Whether clauses that stand together, of which ``end`` may become, matter to the whole."""
        return is_open(end, self._differences(part))

    def _undecided(self, clause: Clause) -> Iterator[Judged]:
        """What is open of a clause's own words and may still change the whole.

        Its condition matters as one of its parts does, its scope where it makes a difference
        whether the clause is asked.
        """
        own = self._own[clause.id]
        if clause.is_join_open and self._disagree(clause):
            yield Judged(None, DISAGREE)
        if own.outcomes is not None and all(one.holds is not None for _, one in own.told):
            return
        known = self._differences([clause])
        group = self._group(clause)
        tested = own.outcomes or (_NOTHING if clause.children else leaf(True, None))
        open_roles = set()
        if own.applies is None and any(
            NOT_APPLICABLE in pair and pair & _all_of((tested, group)) - {NOT_APPLICABLE}
            for pair in known
        ):
            open_roles.add("scope")
        if own.applies is not False and is_open(tested, _differences("all_of", group, known)):
            open_roles.add("condition")
        for test, judged in own.told:
            if judged.holds is None and test.role in open_roles:
                yield judged
        if own.outcomes is None and not clause.children and "condition" in open_roles:
            yield Judged(None, "nothing could be read that it asks")

    def _disagree(self, clause: Clause) -> bool:
        """Whether some that hang on a clause are met and others not, and that matters."""
        settled = {next(iter(one)) for one in map(self.outcomes, clause.children) if len(one) == 1}
        both = frozenset({MET, NOT_MET})
        return both <= settled and is_open(both, self._differences(clause.children))

    def _differences(self, part: Sequence[Clause]) -> Differences:
        """The pairs of outcomes of clauses of one group that make a difference to the whole."""
        ids = tuple(clause.id for clause in part)
        if ids not in self._matters:
            above = self._above[ids[0]][:-1]
            around, operators, found = self.roots, {"all_of"}, AT_THE_TOP
            if above:
                around, operators = above[-1].children, {above[-1].operator}
                operators |= {"one_of"} if above[-1].is_join_open else set()
                own = self._own[above[-1].id]
                found = frozenset()
                if own.applies is not False:
                    found = self._differences(above[-1:])
                    found = _differences("all_of", own.outcomes or _NOTHING, found)
            rest = tuple(self.outcomes(one) for one in around if one.id not in ids)
            joined = {"one_of": _one_of, "all_of": _all_of}
            self._matters[ids] = frozenset().union(
                *(_differences(one, joined[one](rest), found) for one in operators)
            )
        return self._matters[ids]


def _above(clause: Clause, above: tuple[Clause, ...]) -> Iterator[tuple[str, tuple[Clause, ...]]]:
    """Each clause's id with all clauses above it and itself."""
    here = (*above, clause)
    yield clause.id, here
    for child in clause.children:
        yield from _above(child, here)
