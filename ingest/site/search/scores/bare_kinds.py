"""How far rows are of a kind that is asked for in, how far each of the index is what is asked for
out.

Where nothing is asked for, of whatever medicine, but a kind of rows, or what a section of the label
tells, rows that but print words for it are something else: "dosing" asks for doses and the sections
on them, not for advice that prints the word.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths, strengths_in
from ingest.site.search.question.units import Unit
from ingest.site.search.scores import led_to_sections
from ingest.site.search.scores.led_to_sections import ANOTHER

OF_THE_KIND = 0.3
"""How far a row is of a kind at least that answers as one."""


def what_is_asked_for(
    connection: sqlite3.Connection,
    known: Lexicon,
    units: Sequence[Unit],
    rows: Numbers,
    asked_for: Strengths | None,
) -> Strengths | None:
    """For every row of the index how far it is what is asked for, below 0 for what is something
    else; None where neither a kind of rows nor a section is asked for.

    ``asked_for`` is how far ``rows`` are of a kind that is asked for, if any is.
    """
    others = np.float32(0)
    told = asked_for
    strong = [unit for unit in units if not unit.weak]
    if asked_for is None:
        told, others = led_to_sections.asked_for(connection, known, units, rows), ANOTHER
    elif all(unit.topic or known.medicines.issuperset(unit.words) for unit in strong):
        own = _of_the_kind(connection, known, units, rows)
        told = np.where(own, asked_for, ANOTHER)
    if told is None:
        return None
    found: Strengths = np.full(known.size, others)
    found[rows] = told
    return found


def _of_the_kind(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit], rows: Numbers
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For every row whether it is of a kind that is asked for, or a section that tells of it."""
    own = np.zeros(len(rows), np.bool_)
    for unit in units:
        own |= led_to_sections.are_led_to(connection, known, unit, rows)
        for one in unit.meanings if unit.topic else ():
            if one.term.startswith("t:"):
                own |= strengths_in(known.postings(connection, one.term), rows) >= OF_THE_KIND
    return own
