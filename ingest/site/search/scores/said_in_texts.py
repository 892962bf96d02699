"""Units of a question in, how far a concern counts that they but lead to out.

A plan that prints galactorrhoea in the evidence of hyperprolactinaemia tells of it there; the row
of the concern itself, to which the word but leads, says less.
"""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.question.units import LEADING, Unit
from ingest.site.search.scores.unit_degrees import CONCERN, together

BUT_LED_TO = np.float32(0.7)
"""How far a concern counts beside the texts that print what but leads to it."""
TEXTS = ("evidence", "factor")


def but_led_to(
    connection: sqlite3.Connection, known: Lexicon, units: list[Unit], rows: Numbers
) -> Strengths:
    """For every row 1, but less for the one concern that lacks what texts print."""
    counts = np.ones(len(rows), np.float32)
    strong = [unit for unit in units if not unit.weak and not unit.topic]
    if not strong or not all(unit.roots for unit in strong) or not any(map(_but_leads, strong)):
        return counts
    printing, _ = together(connection, known, [root for unit in strong for root in unit.roots])
    labels, codes = known.columns["kind"]
    kinds = [labels.index(kind) for kind in TEXTS if kind in labels]
    if not np.isin(codes[printing], kinds).any():
        return counts
    lacking = known.labelled("kind", CONCERN)[rows] & ~np.isin(rows, printing)
    if np.count_nonzero(lacking) == 1:
        counts[lacking] = BUT_LED_TO
    return counts


def _but_leads(unit: Unit) -> bool:
    """Whether words lead to concepts and name none."""
    return all(one.kind in LEADING for one in unit.meanings if one.term.startswith("c:"))
