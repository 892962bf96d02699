"""A question in, for each row out how much it counts by the words that ask for a kind of rows.

"Do I need blood tests" asks for all that is monitored; what speaks of blood goes before what does
not. That a row has none of such words says nothing of what it lacks: transaminases are of the
blood, too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning, Numbers, Rows, Strengths
from ingest.site.search.lexicon.meanings_here import meant_by
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.unit_degrees import FULLY, together
from ingest.site.search.scores.unit_weights import MET

LACKING = np.float32(0.7)
"""How much a row counts that has none of the words that name a thing, nor what they mean."""


def with_things(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit], rows: Numbers
) -> Strengths:
    """For each of ``rows`` how much it counts by the things in words for a kind of which some row
    has any."""
    counts = np.ones(len(rows), np.float32)
    for unit in units:
        kind = next((one for one in unit.meanings[:1] if one.term.startswith("t:")), None)
        words = [word for word in unit.words if _is_thing(known, word)] if kind else []
        if kind is None or not words:
            continue
        having = _having(connection, known, unit, words)
        asked_for, strengths = known.postings(connection, kind.term)
        if having[asked_for[strengths >= FULLY]].any():
            counts[~having[rows]] *= LACKING
    return counts


def _is_thing(known: Lexicon, word: str) -> bool:
    """Whether a word names a thing: it asks for no kind of rows itself, nor but joins words, and
    is no name of a medicine or a place, whose rows other rules put in order."""
    names = word in known.medicines | known.lists.places or f"m:{known.root(word)}" in known.terms
    asks = any(one.term.startswith("t:") for one in _meant(known, word))
    return word.isalpha() and not (names or asks or word in known.stop or word in known.weak)


def _meant(known: Lexicon, word: str) -> Iterator[Meaning]:
    """What a word stands for by itself."""
    yield from meant_by(known, [word])
    yield from known.ordered.get(known.root(word), ())


def _having(connection: sqlite3.Connection, known: Lexicon, unit: Unit, words: list[str]) -> Rows:
    """The rows that have one of ``words``, or anything but kinds of rows that they mean or their
    unit does."""
    found = np.zeros(known.size, np.bool_)
    for word in words:
        found[together(connection, known, [known.root(word)])[0]] = True
    meanings = [*unit.meanings, *(one for word in words for one in _meant(known, word))]
    for one in meanings:
        if one.term.startswith("w:"):
            found[together(connection, known, one.term[2:].split())[0]] = True
        elif not one.term.startswith("t:"):
            rows, strengths = known.postings(connection, one.term)
            found[rows[strengths >= MET]] = True
    return found
