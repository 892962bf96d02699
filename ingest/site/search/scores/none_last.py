"""A question for a kind of rows in, what says that there is none behind those that exist out.

"Additional risk minimisation measures" is printed by "no additional risk minimisation measures",
not by an educational programme.
"""

from __future__ import annotations

import json
import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.scores.unit_degrees import SURELY

MOST_READ = 100
"""Hits that are put in order so."""
STATED, NONE = "stated", "stated_none"
"""The aspects of rows that say what there is, and that there is none."""
ASPECTS = """
    select id - 1, kind, aspect from search_index
    where id - 1 in (select value from json_each(?)) and instr(aspect, 'stated')
"""


def none_last(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer to a question for nothing but kinds of rows with each row that says that there is
    none behind the last that is of the kind asked for and of its own kind."""
    asked_for = answer.asked_for
    if not answer.has_hits or asked_for is None or not _is_bare(answer):
        return answer
    rows = answer.rows[:MOST_READ].tolist()
    sorts = {
        row: (kind, frozenset(aspect.split()))
        for row, kind, aspect in connection.execute(ASPECTS, [json.dumps(rows)])
    }
    last = {
        sorts[row]: place
        for place, row in enumerate(rows)
        if row in sorts and asked_for[row] >= SURELY
    }
    places = np.arange(len(answer.rows), dtype=np.float32)
    for place, row in enumerate(rows):
        kind, aspect = sorts.get(row, ("", frozenset[str]()))
        if NONE in aspect:
            there = aspect - {NONE} | {STATED}
            behind = (at for (sort, has), at in last.items() if sort == kind and has >= there)
            places[place] = max(place, max(behind, default=-1) + 0.5)
    answer.reorder(np.argsort(places, kind="stable").astype(np.int32))
    return answer


def _is_bare(answer: Answer) -> bool:
    """Whether a question is nothing but the words for kinds of rows: nothing else is asked about,
    and no "only" or "no" said."""
    words = {word for term in answer.query.terms for word in term.words}
    topics = {word for unit in answer.units if unit.topic for word in unit.words}
    return words <= topics
