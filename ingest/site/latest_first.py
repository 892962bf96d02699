"""Hits in, the same out with what was changed in a policy by date, where the last is asked for."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

import numpy as np

from ingest.site.lexicon import Lexicon
from ingest.site.meanings import Numbers
from ingest.site.search_answer import Answer
from ingest.site.shown_rows import shown_rows

LAST = "t:last-history"
"""The topic of who asks for the last entry."""
ENTRIES = {
    "t:history", LAST, "t:substantive", "t:reviews-only", "t:widening", "t:tightening",
    "t:loosening", "t:dates",
}  # fmt: skip
"""Topics that entries of a history answer as a whole."""
ENTRY = "history"
MOST_DATED = 100
"""Hits that are put in order of their dates."""


def latest_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with the entries of each history in its places among them, the latest first; what
    is asked for besides, as a substantive change, still goes before what is not.
    """
    known = answer.lexicon
    if not answer.has_hits or not _asks_for_last(known, answer):
        return answer
    order = np.arange(len(answer.rows), dtype=np.int32)
    for places in _of_histories(known, answer.rows[:MOST_DATED]):
        rows = answer.rows[places]
        titles = [row.title.text for row in shown_rows(connection, known, rows.tolist())]
        asked_for = answer.asked_for
        most = [0.0] * len(rows) if asked_for is None else asked_for[rows].tolist()
        by_date = sorted(range(len(rows)), key=lambda at: (most[at], titles[at]), reverse=True)
        order[places] = places[by_date]
    answer.reorder(order)
    return answer


def _asks_for_last(known: Lexicon, answer: Answer) -> bool:
    """Whether nothing but entries is asked for, the last first: "when were the limits last revised"
    asks for one that tells of limits."""
    strong = [unit for unit in answer.units if not unit.weak]
    topics = [{one.term for one in unit.meanings if unit.topic} for unit in strong]
    said = {word for unit in answer.units for word in unit.words}
    last = any(LAST in one for one in topics) or not known.groups["latest"].isdisjoint(said)
    return last and all(not ENTRIES.isdisjoint(one) for one in topics)


def _of_histories(known: Lexicon, rows: Numbers) -> list[Numbers]:
    """The places among ``rows`` of the entries of each medicine's policy."""
    labels, kinds = known.columns["kind"]
    products = known.columns["product_id"][1]
    entry = labels.index(ENTRY) if ENTRY in labels else -1
    found: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows.tolist()):
        if kinds[row] == entry:
            found[int(products[row])].append(place)
    return [np.array(places, np.int32) for places in found.values()]
