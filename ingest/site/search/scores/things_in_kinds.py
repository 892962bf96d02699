"""A question in, the things that stand in its words for kinds of rows out, and the rows that have
these.

"Do I need blood tests" asks for all that is monitored; what is monitored but for weight loss has
nothing of blood, and says so.
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
"""How much a row counts that is of the kind but has nothing of the thing."""


def with_things(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit], rows: Numbers
) -> Strengths:
    """For each of ``rows`` how much it counts by the things that stand in words for kinds."""
    counts = np.ones(len(rows), np.float32)
    for _, _, having in things_in_kinds(connection, known, units):
        counts[~having[rows]] *= LACKING
    return counts


def things_in_kinds(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit]
) -> list[tuple[Unit, str, Rows]]:
    """The units that ask for a kind of rows, each with the words in it that name a thing and the
    rows of the base that have any of these; only where a row of that kind is among them."""
    found = []
    for unit in units:
        kind = next((one for one in unit.meanings[:1] if one.term.startswith("t:")), None)
        words = [word for word in unit.words if _is_thing(known, word)] if kind else []
        if kind is None or not words:
            continue
        having = _having(connection, known, unit, words)
        rows, strengths = known.postings(connection, kind.term)
        if having[rows[strengths >= FULLY]].any():
            found.append((unit, " ".join(words), having))
    return found


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
