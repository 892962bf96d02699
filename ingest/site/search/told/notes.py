"""An answer in, what is told of the words that its hits do not answer out.

Each lack is told once: what one note has told, those behind it pass over.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace

from ingest.site.search.answer import Answer
from ingest.site.search.question_form import words_of
from ingest.site.search.told.absent import Absent
from ingest.site.search.told.kinds_and_things import Apart, apart
from ingest.site.search.told.not_of_category import said_of_no_such
from ingest.site.search.told.only_related import only_related
from ingest.site.search.told.passed_over import uncounted
from ingest.site.search.told.read_as import ReadAs, read_as
from ingest.site.search.told.said_elsewhere import Elsewhere, not_there
from ingest.site.search.told.said_verbatim import said_verbatim
from ingest.site.search.told.unanswered_kinds import kinds_of_no_hit, unanswered_kinds
from ingest.site.search.told.uncited_sections import only_in_label, uncited
from ingest.site.search.told.unprinted_answers import unprinted_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What is told beside hits, or in their stead.

    ``absent`` is what no row has. ``related`` are words that no row says; hits have what is related
    to them. ``not_there`` is what no row of the place or the document that was named says,
    ``apart`` what no row tells of a thing that was named, ``untold`` what asks for something that
    no hit on the thing tells, ``in_label`` what no row says but the heading of a section of the
    label. ``wide`` are words that no row says, with what falls under them and hits say.
    ``uncounted`` are words of the name of a thing that only rank, and that no row on it has.
    """

    absent: list[Absent] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    uncounted: list[str] = field(default_factory=list)
    wide: list[ReadAs] = field(default_factory=list)
    not_there: list[Elsewhere] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)
    in_label: list[str] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        """The words that have a note of their own, which names them as they are."""
        told = [one.words for one in self.absent] + [one.words for one in self.not_there]
        told += [one.words for one in self.apart] + [one.words for one in self.wide]
        told += [one.place.lower() for one in self.not_there]
        return [*told, *self.related, *self.in_label]


def notes_on(connection: sqlite3.Connection, answer: Answer, absent: list[Absent]) -> Notes:
    """The notes beside the hits of an answer, with what is ``absent``."""
    stop = answer.lexicon.stop
    things = list(dict.fromkeys(_apart(connection, answer)))
    there = not_there(connection, answer)
    said = {one.words for one in things}.union(one.words for one in there)
    in_label = [one for one in only_in_label(connection, answer) if one not in said]
    told_already = {*in_label}.union(one.words for one in absent)
    related = [
        one
        for one in only_related(connection, answer)
        if one not in told_already and not stop.issuperset(one.split())
    ]
    things = [one for one in things if one.asked not in related]
    notes = Notes(absent=absent, related=related, not_there=there, apart=things, in_label=in_label)
    read = [one for one in read_as(connection, answer) if one.words not in notes.told]
    notes = replace(notes, wide=[one for one in read if one.meant])
    told = _words_in([*notes.told, *(one.asked for one in things)])
    asked = [one.words for one in read if not one.meant]
    asked += [*unprinted_answers(connection, answer), *unanswered_kinds(connection, answer)]
    asked += kinds_of_no_hit(connection, answer)
    untold = [one for one in dict.fromkeys(asked) if not _is_all_told(one, told, stop)]
    told |= _words_in(untold)
    uncounted_too = [word for word in uncounted(connection, answer) if word not in told]
    notes = replace(notes, untold=untold, uncounted=uncounted_too)
    verbatim = said_verbatim(connection, answer) if notes.told or untold or uncounted_too else []
    return _but_of(notes, verbatim, words_of(answer)) if verbatim else notes


def _but_of(notes: Notes, verbatim: list[str], words: list[str]) -> Notes:
    """The notes without those on words of a name that rows print as it was typed (``verbatim``);
    what is asked of it is told, but not of one part of it for another."""
    said, whole = {*verbatim}, verbatim == words
    return replace(
        notes,
        related=[one for one in notes.related if said.isdisjoint(one.split())],
        untold=[one for one in notes.untold if not _is_part(one, said)],
        wide=[one for one in notes.wide if said.isdisjoint(one.words.split())],
        apart=[one for one in notes.apart if not (whole or _is_part(one.asked, said))],
    )


def _apart(connection: sqlite3.Connection, answer: Answer) -> Iterator[Apart]:
    """What no row tells of a thing; that none is of a category where nothing else is told of it."""
    things = [*apart(connection, answer), *uncited(connection, answer)]
    yield from things
    told = {thing.words for thing in things}
    yield from (one for one in said_of_no_such(connection, answer) if one.words not in told)


def _words_in(phrases: Iterable[str]) -> set[str]:
    return {word for phrase in phrases for word in phrase.split()}


def _is_all_told(words: str, told: Set[str], stop: Set[str]) -> bool:
    """Whether all words of a phrase that say something have been told."""
    saying = {*words.split()} - stop
    return bool(saying) and saying <= told


def _is_part(words: str, of: Set[str]) -> bool:
    return bool(words) and of >= {*words.split()}
