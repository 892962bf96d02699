"""Hits in, the same out with what was changed in a policy by date, where the last is asked for."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.shown_rows import shown_rows
from ingest.site.search.scores.unit_degrees import FULLY, SURELY

LAST = "t:last-history"
"""The topic of who asks for the last entry."""
ENTRY = "history"
MOST_DATED = 100
"""Hits that are put in order of their dates."""


def latest_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with the entries of each history in its places among them, the latest first; what
    is asked for besides, as a substantive change, still goes before what is not.
    """
    known = answer.lexicon
    if not answer.has_hits or not _asks_for_last(connection, answer):
        return answer
    order = np.arange(len(answer.rows), dtype=np.int32)
    besides = _besides(connection, answer)
    for places in _of_histories(known, answer.rows[:MOST_DATED]):
        rows = answer.rows[places]
        titles = [row.title.text for row in shown_rows(connection, known, rows.tolist())]
        most = besides[rows].tolist()
        by_date = sorted(range(len(rows)), key=lambda at: (most[at], titles[at]), reverse=True)
        order[places] = places[by_date]
    answer.reorder(order)
    return answer


def _asks_for_last(connection: sqlite3.Connection, answer: Answer) -> bool:
    """Whether nothing but entries is asked for, the last first: "when were the limits last revised"
    asks for one that tells of limits."""
    said = {word for unit in answer.units for word in unit.words}
    topics = _topics(answer)
    last = any(LAST in one for one in topics) or not answer.lexicon.groups["latest"].isdisjoint(
        said
    )
    return last and all(
        any(_is_of_entries(connection, answer.lexicon, topic) for topic in one) for one in topics
    )


def _topics(answer: Answer) -> list[set[str]]:
    """The kinds of rows that each unit asks for; none for what asks for something else."""
    strong = [unit for unit in answer.units if not unit.weak]
    return [
        {one.term for one in unit.meanings if unit.topic and one.term.startswith("t:")}
        for unit in strong
    ]


def _is_of_entries(connection: sqlite3.Connection, known: Lexicon, topic: str) -> bool:
    """Whether it is entries of a history alone that are fully of a kind."""
    rows, strengths = known.postings(connection, topic)
    fully = rows[strengths >= SURELY]
    return len(fully) > 0 and bool(known.labelled("kind", ENTRY)[fully].all())


def _besides(connection: sqlite3.Connection, answer: Answer) -> Strengths:
    """For each row of the index whether it is of a kind of entries that is asked for besides the
    last: of those that tighten, not of all.
    """
    found = np.zeros(answer.lexicon.size, np.float32)
    for topic in set[str]().union(*_topics(answer)) - {LAST}:
        if _is_of_entries(connection, answer.lexicon, topic):
            rows, strengths = answer.lexicon.postings(connection, topic)
            found[rows] = np.maximum(found[rows], strengths >= FULLY)
    return found


def _of_histories(known: Lexicon, rows: Numbers) -> list[Numbers]:
    """The places among ``rows`` of the entries of each medicine's policy."""
    products = known.columns["product_id"][1]
    found: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(known.labelled("kind", ENTRY)[rows]).tolist():
        found[int(products[rows[place]])].append(place)
    return [np.array(places, np.int32) for places in found.values()]
