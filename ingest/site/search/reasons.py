"""Hits and the units of a question in, the reason for each hit in words out."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np

from ingest.site.search.lexicon.document_years import documents_of_year
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import (
    NARROWER,
    WIDER,
    Meaning,
    Numbers,
    Rows,
    Strengths,
    strengths_in,
)
from ingest.site.search.lexicon.query_words import WORD, plain, words_in
from ingest.site.search.lexicon.shown_rows import ShownRow
from ingest.site.search.question.units import LEADING, Unit
from ingest.site.search.reason_words import (
    AROUND,
    BESIDE,
    CASE,
    FALLS_UNDER,
    HALF,
    IN_NAME,
    IN_TEXT,
    NAMES,
    NAMES_CASE,
    NEAR,
    Printed,
    reason,
)
from ingest.site.search.scores.unit_degrees import together
from ingest.site.search.stated_here import STATUS, stated_nowhere

STATED_NOWHERE = "stated by no document here"
"""How it is told of a legal status that the base but explains."""
IN_QUOTE = "in its quote"
"""How it is told of words that a document says there, but not the row."""
OF_NONE = "of no one medicine"
"""A medicine or a place whose documents go by a row, though it belongs to none of them."""
LAY = "lay"
"""The kind of phrases that are everyday words."""
RELATED = "related"
"""What a row has of a wider thing that is another case of it."""
FIGURE = "figure"
"""The kind of rows that are numbers."""
CLASS_MEMBER = "drug"
"""The kind of rows that are other medicines, which a policy names."""
OF_POLICY = "in the policy of a medicine that goes with"
"""How it is told of other medicines what the one is known by whose policy names them."""
ABOUT = 0.95
"""How much a concept counts at least in a row that is about it."""
HANGS_ON = 0.67
"""How much a concept counts at most in a row that but hangs on a concern, beside this: what it
counts in the statement of all factors, where it counts most (ingest/search_index/postings.py)."""


class Reasons:
    """By what the rows that are shown were found."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        lexicon: Lexicon,
        rows: Numbers,
        put_in: Mapping[str, str],
    ) -> None:
        """``rows`` (from 0) are those that are shown; the units that ``of`` is asked about last as
        long as this does. ``put_in`` are words of units with what was said in their stead.
        """
        self._put_in = put_in
        self.connection = connection
        self.lexicon = lexicon
        self.rows = rows
        self._best: dict[int, list[Meaning | None]] = {}
        self._named: dict[str, list[set[str]]] = {}

    def of(self, at: int, row: ShownRow, met: list[Unit]) -> str:
        """Why the row at the place ``at`` of all rows was found; ``met`` are units that it has."""
        name, text = self._own_name(at, row), row.body.printed
        found = reason(
            met,
            name,
            text,
            lambda unit: self._as_beside(self._in_words_or_led_to(unit, at, row), row),
            lambda unit: self._in_parts(unit, row),
        )
        nowhere = row.kind == STATUS and int(self.rows[at]) in self._stated_nowhere
        return f"{found}, {STATED_NOWHERE}".removeprefix(", ") if nowhere else found

    def _own_name(self, at: int, row: ShownRow) -> Printed:
        """The words of a row's name; of a figure that is a number of but a half of its concern's
        name those that its text has not either, for these may be of among whom."""
        name, place = row.title.printed, int(self.rows[at])
        if row.kind != FIGURE:
            return name
        postings = self.lexicon.postings
        own = {root for root in name if place in postings(self.connection, f"w:{root}")[0]}
        part = len(own) < len(name)
        return {root: name[root] for root in own if not part or root not in row.body.printed}

    def _in_words_or_led_to(self, unit: Unit, at: int, row: ShownRow) -> Meaning | None:
        """The meaning of a unit that counts most in the row at ``at``; none where its words but
        lead to that, and stand around the row themselves."""
        one = self._meaning(unit, at)
        around = set(unit.roots) and set(unit.roots) <= self._roots(row.context or "")
        return None if one is not None and one.told_as in LEADING and around else one

    @cached_property
    def _stated_nowhere(self) -> set[int]:
        return set(stated_nowhere(self.connection, self.lexicon).tolist())

    def _as_beside(self, one: Meaning | None, row: ShownRow) -> Meaning | None:
        """A meaning as what a row stands under or beside, where its own words do not say it."""
        if one is None or not row.context or not one.term.startswith(("c:", "w:")):
            return one
        names = self._names(one.term)
        own = row.title.printed.keys() | row.body.printed.keys()
        if any(roots <= own for roots in names):
            return one
        around = self._roots(row.context)
        return replace(one, kind=BESIDE) if any(roots <= around for roots in names) else one

    def _names(self, term: str) -> list[set[str]]:
        """The roots of each name of a term of one or two words."""
        if term not in self._named:
            single, pairs = self.lexicon.marked_by(term)
            own = [term[2:].split()] if term.startswith("w:") else []
            self._named[term] = [*({root} for root in single), *map(set, [*pairs, *own])]
        return self._named[term]

    def _besides(self, unit: Unit, row: ShownRow) -> str:
        """Where the words of a unit are that stand neither in the name nor in the text of a row."""
        roots, said = set(unit.roots), " ".join(unit.words)
        if roots <= self._roots(row.title.text):  # a single letter may be a stop word elsewhere
            return IN_NAME
        if roots <= self._roots(row.body.text):
            return IN_TEXT
        for line in row.also_known_as.split("\n"):
            if roots <= self._roots(line):
                return f"also known as: {line}"
        if roots <= self._roots(row.context or ""):
            return f"{AROUND}: {said}"
        if f" {said} " in f" {' '.join(words_in(row.quote or ''))} ":
            return IN_QUOTE
        names = self.lexicon.medicines | self.lexicon.lists.places
        if not row.product_id and names.issuperset(unit.words):
            return OF_NONE
        if self.lexicon.medicines.issuperset(unit.words):
            return f"in the policy of {said}" if row.kind == CLASS_MEMBER else "of the medicine"
        if self.lexicon.lists.places.issuperset(unit.words):
            return f"of the place: {' '.join(self._put_in.get(one, one) for one in unit.words)}"
        if row.document_id in documents_of_year(self.connection, unit.words):
            return f"of the document of {said}"
        if any(f"m:{root}" in self.lexicon.terms for root in roots):
            return f"names its class or substance: {said}"
        return f"{OF_POLICY if row.kind == CLASS_MEMBER else 'goes with'}: {said}"

    def _in_parts(self, unit: Unit, row: ShownRow) -> list[str]:
        """Where the words of a unit are of which a row itself has some, or none."""
        printed = row.title.printed | row.body.printed
        roots = {word: self.lexicon.root(word) for word in unit.words}
        others = [word for word, root in roots.items() if root not in printed]
        here = [printed[root][0] for root in roots.values() if root in printed]
        if not here or not others:
            return [self._besides(unit, row)]
        rest = replace(unit, words=tuple(others), roots=tuple(roots[word] for word in others))
        return [f"has: {' '.join(here)}", self._besides(rest, row)]

    def _roots(self, text: str) -> set[str]:
        return {self.lexicon.root(plain(word)) for word in WORD.findall(text)}

    def _meaning(self, unit: Unit, at: int) -> Meaning | None:
        """The meaning of ``unit`` that counts most in the row at ``at``, if any does."""
        best = self._best.get(id(unit))
        if best is None:
            best = self._best[id(unit)] = self._meanings(unit)
        return best[at]

    def _meanings(self, unit: Unit) -> list[Meaning | None]:
        best: list[Meaning | None] = [None] * len(self.rows)
        most = np.zeros(len(self.rows), np.float32)
        for one in unit.meanings:
            words = one.term[2:].split() if one.term.startswith("w:") else []
            having = self.lexicon.postings(self.connection, one.term)
            having = together(self.connection, self.lexicon, words) if words else having
            own = strengths_in(having, self.rows)
            strengths = own * np.float32(one.strength)
            cases = self._by_cases(one, own)
            of_concern = self._but_of_concern(one, own)
            for at in np.flatnonzero(strengths > most):
                less = one.kind == "topic" and strengths[at] <= HALF * one.strength
                case = CASE if cases[at] >= ABOUT or of_concern[at] else NAMES_CASE
                case = RELATED if one.kind == WIDER or one.relation else case
                kind = case if cases[at] else NEAR if less else one.kind
                said = self._name(one) if kind in (CASE, NAMES_CASE) else one.said
                said = self._said(one) if kind == one.kind else said
                told = (kind, said, bool(of_concern[at]))
                same = told == (one.kind, one.said, False)
                best[at] = one if same else replace(one, kind=kind, said=said, of_concern=told[2])
            most = np.maximum(most, strengths)
        return best

    def _but_of_concern(self, one: Meaning, strengths: Strengths) -> Rows:
        """Which rows have a concept to the degree ``strengths`` for no more than that the concern
        on which they hang has it: what is prescribed alike, or may bring it about, is no other name
        for it. What words are a case of is told of no row, so of none amiss."""
        if not one.term.startswith("c:") or one.relation == NARROWER:
            return np.zeros(len(self.rows), np.bool_)
        concerns = self.lexicon.concern_rows[self.rows]
        theirs = strengths_in(self.lexicon.postings(self.connection, one.term), concerns)
        found: Rows = (concerns >= 0) & (theirs > 0) & (strengths <= HANGS_ON * theirs)
        return found

    def _said(self, one: Meaning) -> str:
        """The words for a meaning; those for a case of a concept with what they are a case of."""
        name = self.lexicon.names.get(one.term) or one.means
        return f"{one.said} {FALLS_UNDER} {name}" if name and one.relation == NARROWER else one.said

    def _name(self, one: Meaning) -> str:
        """What a word stands for; an everyday one with the name of that: to sleep badly is no case
        of moods, but of a psychiatric disorder."""
        name = self.lexicon.names.get(one.term, "") if one.kind == LAY else ""
        return f"{one.said} ({name})" if name else one.said

    def _by_cases(self, one: Meaning, strengths: Strengths) -> Strengths:
        """For each row how much it has a narrower concept than the one that is meant, if it has
        that, to the degree ``strengths``, only through it: to be confused is a case of neurological
        toxicity, and low sodium one of what is wider than low potassium."""
        found = np.zeros(len(self.rows), np.float32)
        waiting = list(self.lexicon.cases.get(one.term, ())) if one.kind in (*NAMES, WIDER) else []
        seen = {one.term, *waiting}
        while waiting:
            term = waiting.pop()
            having = strengths_in(self.lexicon.postings(self.connection, term), self.rows)
            found = np.maximum(found, having)
            narrower = self.lexicon.cases.get(term, ()) if having.any() else ()
            waiting += [one for one in narrower if one not in seen]
            seen.update(narrower)
        return np.where(found > strengths, found, np.float32(0))
