"""A database in, the legal statuses that no document in it states out.

The base explains all of them; which one a medicine has its plan states.
"""

from __future__ import annotations

import json
import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers
from ingest.site.search.lexicon.shown_rows import shown_rows

STATUS = "legal_status"
STATED = "stated"
"""The kind of rows that are explained, and those of them that a document states."""


def unstated_first(connection: sqlite3.Connection, answer: Answer) -> str:
    """The legal status that is the first hit though no document states it, by its name."""
    first = answer.rows[:1]
    if not answer.has_hits or answer.as_typed or not len(first):
        return ""
    if answer.page(0, 1)[0].kind != STATUS:
        return ""
    if not np.isin(first, stated_nowhere(connection, answer.lexicon)).any():
        return ""
    (row,) = shown_rows(connection, answer.lexicon, first.tolist())
    return row.title.text


def stated_nowhere(connection: sqlite3.Connection, known: Lexicon) -> Numbers:
    """The rows of legal statuses that no document states, where some state any."""
    rows = np.flatnonzero(known.labelled("kind", STATUS)).astype(np.int32)
    sql = (
        "select id - 1 from search_index "
        "where aspect = ? and id in (select value from json_each(?))"
    )
    having = connection.execute(sql, [STATED, json.dumps((rows + 1).tolist())])
    stated = np.array([row for (row,) in having], np.int32)
    return np.setdiff1d(rows, stated) if len(stated) else rows[:0]
