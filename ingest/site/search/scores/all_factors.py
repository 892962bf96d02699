"""Units of a question in, how much the statements of all factors of a concern count for it out; an
answer in, those first out that are asked for.
"""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.unit_degrees import SURELY

EVERYDAY = np.float32(1.6)
"""How much the statement of all factors counts of a concern that is named in everyday words."""
ALL_FACTORS = "t:risk-factors"
AS_A_WHOLE = np.float32(1.15)
"""The same where it is asked what makes a concern likelier, and of no factor by itself."""


def everyday(
    connection: sqlite3.Connection, known: Lexicon, units: list[Unit], rows: Numbers
) -> Strengths:
    """For every row how far it counts where people name a concern in their own words.

    Who says "dad is all muddled" is also after what makes that likelier, told as a whole.
    """
    terms = [
        f"o:{one.term[2:]}"
        for unit in units
        for one in unit.meanings
        if one.kind == "lay" and one.term in known.concerns
    ]
    return _statements(connection, known, terms, rows, EVERYDAY)


def as_a_whole(
    connection: sqlite3.Connection, known: Lexicon, units: list[Unit], rows: Numbers
) -> Strengths:
    """For every row how far it counts where all factors are asked for, none by name or words."""
    return _statements(connection, known, _as_a_whole(known, units), rows, AS_A_WHOLE)


def whole_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with the statements first of all factors of the concerns whose factors are asked
    for as a whole."""
    if answer.has_hits:
        known = answer.lexicon
        counts = as_a_whole(connection, known, answer.units, answer.rows)
        answer.reorder(np.argsort(-counts, kind="stable").astype(np.int32))
    return answer


def _as_a_whole(known: Lexicon, units: list[Unit]) -> list[str]:
    """The concerns whose factors are asked for, none of them by name or words."""
    kinds = [{one.term for one in unit.meanings} for unit in units if unit.topic]
    factors = known.topics["factors"]
    asks = bool(kinds) and not any(factors.isdisjoint(terms) for terms in kinds)
    asks &= not any(term.startswith("w:") for terms in kinds for term in terms)
    own = [
        [one.term for one in unit.meanings if one.term.startswith("o:")]
        for unit in units
        if not unit.topic and not unit.weak
    ]
    return [term for terms in own for term in terms] if asks and all(own) else []


def _statements(
    connection: sqlite3.Connection,
    known: Lexicon,
    concerns: list[str],
    rows: Numbers,
    share: np.float32,
) -> Strengths:
    """For every row 1, but ``share`` for the statements of all factors of the ``concerns``."""
    counts = np.ones(len(rows), np.float32)
    if concerns:
        having, strengths = known.postings(connection, ALL_FACTORS)
        whole = having[strengths >= SURELY]
        for term in concerns:
            theirs, _ = known.postings(connection, term)
            told = np.intersect1d(theirs, whole, assume_unique=True)
            counts[np.isin(rows, told)] = share
    return counts
