"""A database in, the legal statuses that no document in it states out.

The base explains all of them; which one a medicine has its plan states.
"""

from __future__ import annotations

import json
import sqlite3

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers

STATUS = "legal_status"
STATED = "stated"
"""The kind of rows that are explained, and those of them that a document states."""


def stated_nowhere(connection: sqlite3.Connection, known: Lexicon) -> Numbers:
    """The rows of legal statuses that no document states, where some state any."""
    labels, kinds = known.columns["kind"]
    code = labels.index(STATUS) if STATUS in labels else -1
    rows = np.flatnonzero(kinds == code).astype(np.int32)
    sql = (
        "select id - 1 from search_index "
        "where aspect = ? and id in (select value from json_each(?))"
    )
    having = connection.execute(sql, [STATED, json.dumps((rows + 1).tolist())])
    stated = np.array([row for (row,) in having], np.int32)
    return np.setdiff1d(rows, stated) if len(stated) else rows[:0]
