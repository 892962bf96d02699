"""An answer in that is about the year of one of several documents, its rows first out."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.document_years import (
    documents_beside,
    documents_of_year,
    rows_of,
)
from ingest.site.search.told.saying import having


def of_year_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer to a question with one such year with those rows of its documents first that have
    all else, or all that is named, and rows of the other documents last; unless none has."""
    years = [one for one in answer.units if documents_of_year(connection, one.words)]
    if len(years) != 1 or not answer.has_hits:
        return answer
    own = rows_of(connection, answer.lexicon, documents_of_year(connection, years[0].words))
    things = [one for one in answer.units if not one.weak and one not in years]
    full = having(connection, answer.lexicon, things) & own
    if not full.any():
        things = [one for one in things if not one.topic]
        full = having(connection, answer.lexicon, things) & own
    if not full[answer.rows].any():
        return answer
    others = documents_beside(connection, years[0].words[0])
    of_others = rows_of(connection, answer.lexicon, others)
    key = np.where(full, 0, np.where(of_others, 2, 1))[answer.rows]
    answer.reorder(np.argsort(key, kind="stable").astype(np.int32))
    return answer
