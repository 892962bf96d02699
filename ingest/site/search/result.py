"""A reader's words in, all that a page, JSON or a terminal shows of the search out.

Hits are what the base has; what is near, other spellings, and what is absent stand apart.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

from ingest.site.search.answer import Answer
from ingest.site.search.engine import search
from ingest.site.search.hits import Facet, Hit, facets, shown
from ingest.site.search.lexicon.operators import OPERATORS
from ingest.site.search.lexicon.query_fields import FIELDS, told
from ingest.site.search.lexicon.query_words import without_fields
from ingest.site.search.question.said_signs import with_signs
from ingest.site.search.stated_here import unstated_first
from ingest.site.search.told.absent import as_absent
from ingest.site.search.told.explained import Explained, explained
from ingest.site.search.told.known_values import known_values
from ingest.site.search.told.notes import Notes, notes_on
from ingest.site.search.told.only_related import only_near
from ingest.site.search.told.passed_over import passed_over
from ingest.site.search.told.read_in_part import InPart, read_in_part
from ingest.site.search.told.said_elsewhere import Elsewhere
from ingest.site.search.told.side_by_side import SideBySide, is_about_change, side_by_side

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Result(Notes):
    """A search with one page of its hits, numbered from ``start``.

    ``near`` are no hits. ``explained`` is what documents say of what was asked in sentences of
    which no row is made. ``side_by_side`` is the comparison that the question is after.
    ``unstated`` is a legal status that no document states though it is the first hit. ``in_part``
    is of which documents but a part was read, where it is told what none says.
    ``unfiltered`` counts the hits that there are without fields, where with them is none; ``known``
    are the values that a field may have, where it has another.
    """

    answer: Answer
    level: str
    start: int
    hits: list[Hit]
    near: list[Hit]
    facets: dict[str, Facet]
    explained: list[Explained] = field(default_factory=list)
    side_by_side: SideBySide | None = None
    unstated: str = ""
    in_part: list[InPart] = field(default_factory=list)
    unfiltered: int = 0
    known: dict[str, list[str]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many hits there are."""
        return len(self.answer.hits)

    @property
    def listed(self) -> int:
        """How many of them are ranked and stand on pages."""
        return len(self.answer.rows) if self.answer.has_hits else 0

    @property
    def cut(self) -> bool:
        """Whether not all of the words were read."""
        return self.answer.query.is_cut

    @property
    def as_words(self) -> bool:
        """Whether nothing matched phrases and operators as they were written."""
        return self.answer.as_words

    @property
    def fields(self) -> dict[str, str]:
        """What narrows the hits, in words, by the names of the fields."""
        return told(self.answer.query.fields)

    @property
    def without(self) -> list[str]:
        """What is left out of the hits since it was typed with a sign."""
        return [" ".join(one.words) + "*" * one.starred for one in self.answer.query.without]

    @property
    def unread_so(self) -> list[str]:
        """What looks like an operator or a field and is none, a sentence each."""
        return [_told_as_unread(one) for one in self.answer.query.unread]

    @property
    def says_nothing(self) -> bool:
        """Whether there was nothing to look for: stop words, operators or marks alone."""
        answer = self.answer
        looked_for = answer.has_hits or answer.units or answer.absent or answer.mended
        return bool(without_fields(answer.query.text)) and not looked_for

    @property
    def only_named(self) -> list[str]:
        """The medicines that were named and that no document here is of."""
        return self.answer.only_named

    @property
    def lacked(self) -> list[str]:
        """What the best hits have not of several things that were asked for: the words that the
        reason of the first tells, where it is shown, but not what notes of their own tell."""
        strong = [unit for unit in self.answer.units if not unit.weak]
        if self.level != "most" or len(strong) < 2 or self.start or not self.hits:
            return []
        return self._untold(self.hits[0].without)

    def named(self, there: Elsewhere) -> str:
        """What no row of says something: a place or a document with its article, or a brand."""
        brands = self.answer.lexicon.products.values()
        return there.place if there.place in brands else f"the {there.place}"

    def _untold(self, words: Iterable[str]) -> list[str]:
        """Those of ``words`` that no note of its own tells."""
        told = [*self.told, *self.untold, *self.uncounted]
        places = self.answer.lexicon.lists.places if self.not_there else frozenset[str]()
        return [
            said
            for said in words
            if not places.issuperset(said.split())
            and not any(f" {one} " in f" {said} " for one in told)
            and not any(f" {said} " in f" {one.words} " for one in self.apart)
        ]

    @property
    def more(self) -> bool:
        """Whether there are hits beyond those that are listed."""
        return self.total > self.listed


def look_up(
    connection: sqlite3.Connection, text: str, start: int = 0, most: int = PAGE_SIZE
) -> Result:
    """What the base has for ``text``: ``most`` hits from the one numbered ``start`` (from 0) on."""
    result = _looked_up(connection, text, start, most)
    if beside := side_by_side(connection, result.answer):
        unsaid = [one for one in result.absent if not is_about_change(result.answer, one.words)]
        result = replace(result, side_by_side=beside, absent=unsaid)
    nowhere = [one.words for one in result.absent if not one.documents]
    if nowhere or result.in_label or result.unstated:
        return replace(result, in_part=read_in_part(connection))
    return result


def _looked_up(connection: sqlite3.Connection, text: str, start: int, most: int) -> Result:
    answer = _as_quoted(search(connection, text))
    plain = explained(connection, answer)
    passed = answer.lexicon.groups["defining"] if plain else frozenset[str]()
    unspoken = [*answer.absent, *only_near(answer), *passed_over(connection, answer)]
    passed |= {one.rstrip(":") for one in answer.query.unread}
    unspoken = [one for one in unspoken if one not in passed]
    signed = (with_signs(answer.lexicon, answer.query.text, words) for words in unspoken)
    absent = [as_absent(connection, words) for words in dict.fromkeys(signed)]
    if answer.has_hits:
        hits = shown(connection, answer, start, most)
        notes = notes_on(connection, answer, absent)
        return Result(
            *(answer, answer.level, start, hits, [], facets(answer)),
            **{one.name: getattr(notes, one.name) for one in fields(notes)},
            explained=plain,
            unstated=unstated_first(connection, answer),
        )
    near = shown(connection, answer, 0, most)
    result = Result(
        *(answer, answer.level, start, [], near, facets(answer)), absent=absent, explained=plain
    )
    narrowing = answer.query.fields
    if not narrowing:
        return result
    bare = _as_quoted(search(connection, without_fields(text)))
    return replace(result, unfiltered=len(bare.hits), known=known_values(connection, narrowing))


def _told_as_unread(said: str) -> str:
    if said in OPERATORS:
        return f"{said} is not read beside a field: fields narrow all hits."
    if said.endswith(":"):
        return f"There is no field {said} it is read as a word; fields are: {', '.join(FIELDS)}."
    if said.endswith("("):
        return "A sign before a bracket is not read: NOT (...) leaves out what stands in it."
    return f"Nothing else is asked for, so {said} is read without its sign."


def _as_quoted(answer: Answer) -> Answer:
    """No hits of another word in the stead of one in quotes: that was to be found as it is."""
    quoted = {word for term in answer.query.terms if term.phrase for word in term.words}
    if quoted & set(answer.mended):
        return Answer(answer.query, answer.lexicon, mended=answer.mended, absent=answer.absent)
    return answer
