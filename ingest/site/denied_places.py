"""Questions that deny a place in, hits with what is of the other place alone first out.

"Warnings in US not in EU" asks for warnings of medicines of the USA that no concern or warning of
the European ones is about.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache

import numpy as np

from ingest.site.lexicon import Lexicon
from ingest.site.meanings import Numbers, strengths_in
from ingest.site.meanings_here import NAMES
from ingest.site.query_words import Query, any_of_words, parse_query, plain
from ingest.site.search_answer import Answer
from ingest.site.shown_rows import shown_rows

NAMED = ("risk", "warning")
"""Kinds of rows that are named for what they are about."""
MEDICINE = "medicine"
ABOUT = 0.95
"""How much a concept counts at least in a row that is about it."""
HALF = 0.5
"""How far a row is of a kind at least that is asked for."""
MOST_PARTED = 100
"""Hits that are put in order by their places, and rows of the other place that are read."""


@cache
def _denied(places: frozenset[str]) -> re.Pattern[str]:
    """A place that is denied: "not in the EU"."""
    of = r"(?:\s+(?:in|for|of|by))?(?:\s+the)?"
    pattern = rf"\b(?:but\s+|and\s+)?(?:not|without){of}\s+({any_of_words(places)})\b"
    return re.compile(pattern, re.IGNORECASE)


def _place_of(known: Lexicon, query: Query) -> re.Match[str] | None:
    return _denied(frozenset(known.groups["place"])).search(query.text)


def without_denied_place(known: Lexicon, query: Query) -> Query:
    """``query`` without the place that it denies; as it is where it asks for nothing else."""
    match = _place_of(known, query)
    if match is None:
        return query
    left = parse_query(f"{query.text[: match.start()]} {query.text[match.end() :]}")
    words = [word for term in left.terms for word in term.words]
    return left if any(word not in known.stop for word in words) else query


def elsewhere_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with hits of the place that is denied last, and first the concerns and warnings of
    another that it has not, unless other kinds of rows are asked for."""
    known = answer.lexicon
    match = _place_of(known, answer.query)
    if match is None or not answer.has_hits:
        return answer
    labels, kinds = known.columns["kind"]
    denied = _of_place(connection, known, plain(match[1]))
    named = np.isin(kinds, [labels.index(one) for one in NAMED if one in labels])
    theirs = np.flatnonzero(denied & named).astype(np.int32)
    theirs = theirs[:MOST_PARTED]
    rows = answer.rows[:MOST_PARTED]
    rank = np.where(denied[rows], 2, 1)
    asked_for = np.ones(known.size) if answer.asked_for is None else answer.asked_for
    own = named[rows] & ~denied[rows] & (asked_for[rows] >= HALF)
    for at in np.flatnonzero(own).tolist():
        rank[at] = _names_one_of(connection, known, int(rows[at]), theirs)
    behind = np.arange(len(rows), len(answer.rows))
    answer.reorder(np.concatenate([np.argsort(rank, kind="stable"), behind]))
    return answer


def _of_place(
    connection: sqlite3.Connection, known: Lexicon, place: str
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For each row of the index whether it is of a medicine of the place."""
    labels, kinds = known.columns["kind"]
    products = known.columns["product_id"][1]
    rows, _ = known.postings(connection, f"w:{known.root(place)}")
    medicines = rows[kinds[rows] == labels.index(MEDICINE)] if MEDICINE in labels else rows[:0]
    theirs = np.zeros(known.size, np.bool_)
    theirs[np.isin(products, products[medicines]) & (products != 0)] = True
    return theirs


def _names_one_of(
    connection: sqlite3.Connection, known: Lexicon, row: int, others: Numbers
) -> bool:
    """Whether a row is about what one of the ``others`` is named for, or one of them about what it
    is."""
    here = np.array([row], np.int32)
    both = [(_concepts(connection, known, int(one)), here) for one in others]
    both.append((_concepts(connection, known, row), others))
    return any(
        bool((strengths_in(known.postings(connection, one), rows) >= ABOUT).any())
        for concepts, rows in both
        for one in concepts
    )


def _concepts(connection: sqlite3.Connection, known: Lexicon, row: int) -> list[str]:
    """The concepts that a row is named for."""
    (shown,) = shown_rows(connection, known, [row])
    roots = sorted(root for root, _, _ in shown.title.places)
    meant = known.phrases.get(" ".join(roots), ())
    return [one.term for one in meant if one.kind in NAMES and one.term.startswith("c:")]
