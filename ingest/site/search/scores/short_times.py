"""Units that abbreviate how often a dose is taken in, how much rows have each out.

QW is once weekly, Q4W every 4 weeks: rows have that where they print it side by side, not a 4 and
a week apart.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.led_to_sections import printing_together

REGULATORY = "regulatory"
"""The kind of phrases that are words of the trade."""


def absent_where_not_printed(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit]
) -> list[Unit]:
    """The units; such an abbreviation is absent where no row prints what it stands for."""
    return [
        replace(unit, meanings=(), absent=True, meant=True)
        if _is_short(unit) and not len(_printing(connection, known, unit))
        else unit
        for unit in units
    ]


def of_rows_that_print(
    connection: sqlite3.Connection,
    known: Lexicon,
    units: Sequence[Unit],
    rows: Numbers,
    degrees: list[Strengths | None],
) -> list[Strengths | None]:
    """The degrees without those of rows that have the words of one but apart."""
    found = list(degrees)
    for at, (unit, degree) in enumerate(zip(units, degrees, strict=True)):
        if degree is not None and _is_short(unit):
            prints = np.isin(rows, _printing(connection, known, unit), assume_unique=True)
            found[at] = degree * prints
    return found


def _is_short(unit: Unit) -> bool:
    """Whether a unit is one word that stands for several."""
    if len(unit.words) != 1 or unit.roots or unit.topic or not unit.meanings:
        return False
    return all(
        one.kind == REGULATORY and one.term.startswith("w:") and " " in one.term
        for one in unit.meanings
    )


def _printing(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Numbers:
    each = [
        printing_together(connection, known, one.term[2:].split(), in_order=True)
        for one in unit.meanings
    ]
    return np.unique(np.concatenate(each))
