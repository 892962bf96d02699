"""Hits in, the same out where no figure is the first that has the thing which is named but as those
among whom something else was counted: infections of patients with neutropenia."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.question.units import LEADING, Unit
from ingest.site.search.scores.most_first import FIGURE

COUNTED = 0.7
"""How much a figure has at least what was counted in it: more than among whom, and than another
name of its concern."""


def counted_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with the first hit on its concern that is about the one thing that is named before
    the figure that stands first, where that is no number of it though its concern is named so."""
    known, rows = answer.lexicon, answer.rows
    named = [unit for unit in answer.units if unit.named and not (unit.weak or unit.absent)]
    if not answer.has_hits or len(named) != 1 or not known.labelled("kind", FIGURE)[rows[0]]:
        return answer
    about = counting(connection, known, named[0])
    its = known.belongs_to[rows] == known.belongs_to[rows[0]]
    places = np.flatnonzero(about[rows] & its).astype(np.int32)
    concern = known.concern_rows[rows[0]]
    if concern >= 0 and about[concern] and len(places) and places[0]:
        rest = np.delete(np.arange(len(rows), dtype=np.int32), places[0])
        answer.reorder(np.concatenate([places[:1], rest]))
    return answer


def counting(connection: sqlite3.Connection, known: Lexicon, thing: Unit) -> Rows:
    """The rows that are about a thing by a name that it has; figures of which it is what was
    counted."""
    found = np.zeros(known.size, np.bool_)
    for one in thing.meanings:
        if one.term.startswith("c:") and one.kind not in LEADING:
            rows, strengths = known.postings(connection, one.term)
            found[rows[strengths >= COUNTED]] = True
    return found
