"""A question in, what it says that is narrower than what is found for it out: vials, of limits."""

from __future__ import annotations

import sqlite3
from functools import cache

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.printed_phrases import is_printed
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import words_of
from ingest.site.search.told.said_together import stand_together

NARROW = "narrow-kind"
"""The group of words for what rows may tell that are found by a wider kind."""


def narrow_in(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> list[str]:
    """What is narrow among the words of a unit, and no row of a document prints; several words it
    may spell in another way ("programme")."""
    return [
        said
        for said, words in _narrow_kinds(known.groups[NARROW])
        if words.issubset(unit.words) and not _is_said(connection, known, said)
    ]


def _is_said(connection: sqlite3.Connection, known: Lexicon, said: str) -> bool:
    """Whether a row of a document prints what is narrow, or has several words of it in one
    clause."""
    if is_printed(connection, said, but_of_documents=True):
        return True
    roots = tuple(known.root(word) for word in said.split() if word not in known.stop)
    return len(roots) > 1 and stand_together(connection, known, roots)


@cache
def _narrow_kinds(names: frozenset[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """The names of narrow kinds, each with its words."""
    return tuple((said, frozenset(said.split())) for said in sorted(names))


def narrow_in_parts(connection: sqlite3.Connection, answer: Answer, told: list[str]) -> list[str]:
    """What is narrow and said side by side, but of which no unit has all ("pregnancy test needed"
    asks for tests that are needed), nor anything that was ``told``, and no row of a document
    says."""
    said = f" {' '.join(words_of(answer))} "
    phrases = [one for one in answer.lexicon.groups[NARROW] if " " in one and f" {one} " in said]
    return [
        one
        for one in sorted(phrases if answer.has_hits else ())
        if not any(set(one.split()) <= set(unit.words) for unit in answer.units)
        and not any(f" {other} " in f" {one} " for other in (*told, *phrases) if other != one)
        and not _is_said(connection, answer.lexicon, one)
    ]
