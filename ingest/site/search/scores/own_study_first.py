"""A question that is but the name of a study in, the study before what only names it out.

Each concern whose activities are to be studied names the study, so there are many of these.
"""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.scores.unit_degrees import SURELY, together

STUDY = "study"
"""The kind of rows that stand under the name of a study."""


def own_study_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with the studies first whose own names have all words of the question, if not
    all of these are words of English: "ORION-S1P"."""
    known = answer.lexicon
    units = [unit for unit in answer.units if not unit.weak]
    roots = [root for unit in units for root in unit.roots]
    words = {word for unit in units for word in unit.words}
    if not answer.has_hits or not roots or any(unit.topic for unit in units):
        return answer
    if words <= known.english:
        return answer
    having, strengths = together(connection, known, roots)
    named = np.isin(answer.rows, having[strengths >= SURELY])
    first = named & known.labelled("kind", STUDY)[answer.rows]
    answer.reorder(np.argsort(~first, kind="stable").astype(np.int32))
    return answer
