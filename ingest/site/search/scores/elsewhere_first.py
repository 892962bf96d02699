"""Questions that deny a place in, hits with what is of the other place alone first out.

"Warnings in US not in EU" asks for warnings of medicines of the USA that no concern or warning of
the European ones is about.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Rows
from ingest.site.search.lexicon.meanings_here import NAMES
from ingest.site.search.lexicon.shown_rows import shown_rows
from ingest.site.search.question.denied_places import parted_by_place
from ingest.site.search.scores.unit_degrees import FULLY

NAMED = ("risk", "warning")
"""Kinds of rows that are named for what they are about."""
MEDICINE = "medicine"
ABOUT = 0.95
"""How much a concept counts at least in a row that is about it."""
MOST_PARTED, MOST_READ = 100, 2000
"""Hits that are put in order by their places, and rows of the other place that are read."""


def elsewhere_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with hits of the place that is denied last, and first the concerns and warnings of
    another that it has not, unless other kinds of rows are asked for."""
    known = answer.lexicon
    parted = parted_by_place(known, answer.query)
    if parted is None or not answer.has_hits:
        return answer
    labels, kinds = known.columns["kind"]
    denied = np.logical_or.reduce([_of_place(connection, known, one) for one in parted[1]])
    named = np.isin(kinds, [labels.index(one) for one in NAMED if one in labels])
    rows = answer.rows[:MOST_PARTED]
    rank = np.where(denied[rows], 2, 1)
    asked_for = np.ones(known.size) if answer.asked_for is None else answer.asked_for
    own = rows[named[rows] & ~denied[rows] & (asked_for[rows] >= FULLY)]
    rank[np.isin(rows, own)] = 0
    rank[np.isin(rows, _in_both(connection, known, own, denied & named))] = 1
    behind = np.arange(len(rows), len(answer.rows))
    answer.reorder(np.concatenate([np.argsort(rank, kind="stable"), behind]))
    return answer


def _of_place(connection: sqlite3.Connection, known: Lexicon, place: str) -> Rows:
    """For each row of the index whether it is of a medicine of the place."""
    products = known.columns["product_id"][1]
    name = known.root(known.lists.place_names.get(place, place))
    rows, _ = known.postings(connection, f"w:{name}")
    medicines = rows[known.labelled("kind", MEDICINE)[rows]]
    theirs = np.zeros(known.size, np.bool_)
    theirs[np.isin(products, products[medicines]) & (products != 0)] = True
    return theirs


def _in_both(connection: sqlite3.Connection, known: Lexicon, own: Numbers, others: Rows) -> Numbers:
    """Those of the rows ``own`` that are about what one of the ``others`` is named for, or one of
    which is about what they are named for."""
    theirs = np.flatnonzero(others)[:MOST_READ].tolist()
    about = np.zeros(known.size, np.bool_)
    for concept in {one for each in _concepts(connection, known, theirs) for one in each}:
        about[_about(connection, known, concept)] = True
    found = [
        row
        for row, concepts in zip(own, _concepts(connection, known, own.tolist()), strict=True)
        if about[row] or any(others[_about(connection, known, one)].any() for one in concepts)
    ]
    return np.array(found, np.int32)


def _about(connection: sqlite3.Connection, known: Lexicon, concept: str) -> Numbers:
    """The rows that are about a concept."""
    rows, strengths = known.postings(connection, concept)
    found: Numbers = rows[strengths >= ABOUT]
    return found


def _concepts(
    connection: sqlite3.Connection, known: Lexicon, rows: Sequence[int]
) -> list[list[str]]:
    """For each of ``rows`` the concepts that it is named for."""
    found = []
    for shown in shown_rows(connection, known, rows):
        roots = sorted(root for root, _, _ in shown.title.places)
        meant = known.phrases.get(" ".join(roots), ())
        found.append([one.term for one in meant if one.kind in NAMES and one.term[0] == "c"])
    return found
