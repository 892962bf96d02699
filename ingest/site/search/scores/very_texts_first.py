"""A question in, the hits whose whole text is just its words before all others out: the factor "low
body weight" before what is known of a loss of weight."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.printed_phrases import rows_printing
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.lexicon.shown_rows import shown_rows
from ingest.site.search.scores.very_names_first import CONCERN

MOST_READ = 100
"""Hits that are read, the best ones."""
STUDY = "study"
SHORTEST = 2
"""The words of the shortest question that a whole text answers."""


def very_texts_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with the rows first whose whole text is what was asked, where no kind of rows is
    and no concern, nor a study, is named so."""
    known, asked = answer.lexicon, [word for term in answer.query.terms for word in term.words]
    if not answer.has_hits or answer.asked_for is not None or len(asked) < SHORTEST:
        return answer
    printing = rows_printing(connection, " ".join(asked))
    here = np.isin(answer.rows[:MOST_READ], printing)
    named = any(known.labelled("kind", kind)[answer.rows[0]] for kind in (CONCERN, STUDY))
    if not here.any() or named:
        return answer
    places = np.flatnonzero(here).tolist()
    rows = shown_rows(connection, known, answer.rows[places].tolist())
    whole = [at for at, row in zip(places, rows, strict=True) if words_in(row.body.text) == asked]
    first = np.zeros(len(answer.rows), np.bool_)
    first[whole] = True
    answer.reorder(np.argsort(~first, kind="stable").astype(np.int32))
    return answer
