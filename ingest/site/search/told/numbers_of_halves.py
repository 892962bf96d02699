"""A kind of numbers that is asked for in, the rows out that have numbers, but of something else.

"Thrombocytopenia and bleeding" names two things, and shares of those with thrombocytopenia are none
of those who bled; nor is one patient who died a share.
"""

from __future__ import annotations

import json
import sqlite3

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.most_first import EVIDENCE, FIGURE
from ingest.site.search.told.numbers_of_things import MOST_READ, has_a_number

SHARES = "shares"
"""The group of topics that ask for a share of somebody."""
PROPERLY = 0.85
"""How much a figure is at least of a share that is one."""


def of_no_share(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Rows:
    """The figures that are no share, where ``unit`` asks for one."""
    found = np.zeros(known.size, np.bool_)
    shares = {one.term for one in unit.meanings} & known.topics[SHARES]
    for topic in shares:
        found |= known.labelled("kind", FIGURE)
        rows, strengths = known.postings(connection, topic)
        found[rows[strengths >= PROPERLY]] = False
    return found


def of_the_other_half(
    connection: sqlite3.Connection, known: Lexicon, kind: Rows, says: Rows
) -> Rows:
    """The evidence among the rows that say a thing (``says``) which has no number of it: the
    figures of its concern that are of the ``kind`` asked for are all of what else that is named
    for, and no other number is printed there."""
    figures = known.labelled("kind", FIGURE)
    found = np.zeros(known.size, np.bool_)
    for row in np.flatnonzero(says & known.labelled("kind", EVIDENCE))[:MOST_READ].tolist():
        its = figures & (known.belongs_to == known.belongs_to[row])
        concern = known.concern_rows[row]
        halved = concern >= 0 and says[concern] and (its & ~says).any()
        if halved and not (its & kind & says).any():
            found[row] = not _prints_more(connection, known, row, its)
    return found


def _prints_more(connection: sqlite3.Connection, known: Lexicon, row: int, figures: Rows) -> bool:
    """Whether the text of a row (from 0) has a number that none of its ``figures`` is."""
    ids = (np.flatnonzero(figures) + 1).tolist()
    sql = "select printed from search_index where id in (select value from json_each(?))"
    (text,) = connection.execute("select body from search_index where id = ?", [row + 1]).fetchone()
    text = " ".join(text.split())
    for (printed,) in connection.execute(sql, [json.dumps(ids)]):
        text = text.replace(" ".join(printed.split()), "")
    return has_a_number(known, text)
