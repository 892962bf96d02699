"""A question whether a disease is covered that no policy lists in, what holds for all such first
out.

"Xpovio approved for liposarcoma" is settled by "investigational for all other indications", not by
the indications that are listed.
"""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.question.units import OTHERS
from ingest.site.search.scores.unit_degrees import SURELY


def others_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with what holds for all other indications first, where it is asked for besides."""
    asking = [unit for unit in answer.units if unit.topic and unit.first == OTHERS]
    diseases = {unit.words for unit in answer.units if not unit.topic}
    if not answer.has_hits or diseases.isdisjoint(unit.words for unit in asking):
        return answer
    having, strengths = answer.lexicon.postings(connection, OTHERS)
    first = np.isin(answer.rows, having[strengths >= SURELY])
    answer.reorder(np.argsort(~first, kind="stable").astype(np.int32))
    return answer
