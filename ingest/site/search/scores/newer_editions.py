"""Hits in, the same out with those of a later document before those of an earlier one on the same
medicine, where they have the same of what was asked for."""

from __future__ import annotations

import sqlite3
from itertools import groupby

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.document_years import documents_of_year

MOST_MOVED = 200
"""Hits that are looked at: no reader goes further."""
STEPS = 5
"""The steps of how much a row has of a unit: its name is more than what is but related to it."""


def newer_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with each run of hits of one kind on one medicine, that have as much of each unit,
    by how many later documents there are; as it is where the question names the year of one."""
    known = answer.lexicon
    later = known.editions.later
    rows = answer.rows[:MOST_MOVED].tolist()
    if not answer.has_hits or later.keys().isdisjoint(rows):
        return answer
    if any(documents_of_year(connection, unit.words) for unit in answer.units):
        return answer
    kinds, products = (known.columns[name][1][rows].tolist() for name in ("kind", "product_id"))
    steps = [
        np.floor(degree[:MOST_MOVED] * STEPS) for degree in answer.degrees if degree is not None
    ]
    has = [tuple(one) for one in zip(*steps, strict=True)] if steps else [()] * len(rows)
    places = np.arange(len(answer.rows), dtype=np.int32)
    alike = groupby(range(len(rows)), lambda at: (kinds[at], products[at], has[at]))
    for _, run in alike:
        run_places = list(run)
        by_age = sorted(run_places, key=lambda at: later.get(rows[at], 0))
        places[run_places] = by_age
    answer.reorder(places)
    return answer
