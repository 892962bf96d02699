"""A phase of a policy and facts in, out what may become of each clause and what is still open.

A case with one more fact is made of the one before: only the clauses that ask it are judged anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any

from ingest.approval.clause_places import paths, places
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
    is_open,
    leaf,
    status,
)
from ingest.approval.own_words import Own, Told, own_words
from ingest.approval.policy import Clause, Policy
from ingest.approval.worked_out import (
    NOTHING,
    all_of,
    all_or_one_of,
    differences,
    of_members,
    one_of,
    open_roles,
    scoped,
)


class Case:
    """What the facts of a request make of a phase's clauses, each judged by its own facts."""

    def __init__(self, policy: Policy, phase: str, facts: Facts) -> None:
        """Judge all tests of all clauses."""
        self.roots = policy.phases[phase]
        self.facts = dict(facts)
        self._policy = policy
        self._asking: dict[str, list[Clause]] = {}
        self._asked: dict[str, tuple[str, ...]] = {}
        self._above = {one: above for root in self.roots for one, above in paths(root, ())}
        self._outcomes: dict[str, Outcomes] = {}
        self._groups: dict[str, tuple[Outcomes, ...]] = {}
        self._matters: dict[str, Differences] = {}
        self._places = dict(places(self.roots, None))
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
        case._groups = {name: each for name, each in self._groups.items() if name}
        for clause in self._asking.get(name, ()):
            case._own[clause.id] = case._judge(clause)
            for above in self._above[clause.id]:
                case._outcomes.pop(above.id, None)
                case._groups.pop(above.id, None)
        return case

    def _judge(self, clause: Clause) -> Own:
        """A clause by its own words, judged once for the same facts."""
        asked = self._asked[clause.id]
        known = (clause.id, *(self.facts.get(name) for name in asked))
        found = self._judged.get(known)
        if found is None:
            names, facts = self._policy.names, self._policy.facts
            told = [(test, judge(test, self.facts, names, facts)) for test in clause.tests]
            found = self._judged[known] = own_words(told)
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
        return scoped(own.applies, all_of(parts) if parts else leaf(True, None))

    def _each(self, above: Clause | None) -> tuple[Outcomes, ...]:
        """What may become of each that hangs on a clause, or on none."""
        name = above.id if above else ""
        known = self._groups.get(name)
        if known is None:
            known = tuple(map(self.outcomes, above.children if above else self.roots))
            self._groups[name] = known
        return known

    def _group(self, clause: Clause) -> Outcomes:
        """What may become of those that hang on a clause; nothing to ask where there are none."""
        each = self._each(clause)
        if clause.is_join_open:
            return all_or_one_of(each)
        return one_of(each) if clause.operator == "one_of" else all_of(each)

    def whole(self) -> str:
        """What becomes of the whole; ``unknown`` for a phase that has no criteria.

        It is met where it cannot fail, though it may not be known which clauses are asked at all.
        """
        if not self.roots:
            return UNKNOWN
        found = all_of(self._each(None))
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
            if name in self._own[clause.id].lacks
            for judged in self._undecided(clause)
        )

    def lacking(self) -> frozenset[str]:
        """The names of the missing facts that undecided clauses ask."""
        found: set[str] = set()
        for name, own in self._own.items():
            if own.lacks and not own.lacks <= found:
                for judged in self._undecided(self._above[name][-1]):
                    found.update(judged.lacks)
        return frozenset(found)

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
        if own.outcomes is not None and not own.unsettled:
            return
        known = self._differences((clause,))
        group = self._group(clause)
        roles = open_roles(own.outcomes, own.applies, bool(clause.children), group, known)
        for role, judged in own.unsettled:
            if role in roles:
                yield judged
        if own.outcomes is None and not clause.children and "condition" in roles:
            yield Judged(None, "nothing could be read that it asks")

    def _disagree(self, clause: Clause) -> bool:
        """Whether some that hang on a clause are met and others not, and that matters."""
        settled = {next(iter(one)) for one in map(self.outcomes, clause.children) if len(one) == 1}
        both = frozenset({MET, NOT_MET})
        return both <= settled and is_open(both, self._differences(clause.children))

    def _differences(self, part: Sequence[Clause]) -> Differences:
        """The pairs of outcomes of clauses of one group that make a difference to the whole."""
        key = part[0].id if len(part) == 1 else " ".join(clause.id for clause in part)
        known = self._matters.get(key)
        if known is None:
            place = self._places[part[0].id]
            found = AT_THE_TOP
            if place.above:
                own = self._own[place.above.id]
                found = frozenset()
                if own.applies is not False:
                    found = self._differences((place.above,))
                    found = differences("all_of", own.outcomes or NOTHING, found)
            known = found
            if found:
                ordinals = tuple(self._places[clause.id].ordinal for clause in part)
                known = of_members(place.operators, self._each(place.above), ordinals, found)
            self._matters[key] = known
        return known
