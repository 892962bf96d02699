"""Units that abbreviate how often a dose is taken in, how much rows have each out.

QW is once weekly, Q4W every 4 weeks: rows have that where they print it side by side, not a 4 and
a week apart, and with its stop words: 4 weeks are not every 4 weeks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.site.search.lexicon.meanings import Numbers, Rows, Strengths
from ingest.site.search.lexicon.printed_phrases import rows_printing
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.kept_rows import of_kept_rows

OF_THE_TRADE = {"regulatory", "class", "abbreviation"}
"""The kinds of phrases that are words of the trade."""


def absent_where_not_printed(connection: sqlite3.Connection, units: Sequence[Unit]) -> list[Unit]:
    """The units; such an abbreviation is absent where no row prints what it stands for."""
    return [
        replace(unit, meanings=(), absent=True, meant=True)
        if _is_short(unit) and not len(_printing(connection, unit))
        else unit
        for unit in units
    ]


def of_rows_that_print(
    connection: sqlite3.Connection,
    units: Sequence[Unit],
    rows: Numbers,
    degrees: list[Strengths | None],
) -> list[Strengths | None]:
    """The degrees without those of rows that have the words of one but apart."""

    def kept(unit: Unit) -> Rows | None:
        if not _is_short(unit):
            return None
        return np.isin(rows, _printing(connection, unit), assume_unique=True)

    return of_kept_rows(units, degrees, kept)


def _is_short(unit: Unit) -> bool:
    """Whether a unit is one word that stands for several."""
    if len(unit.words) != 1 or unit.roots or unit.topic or not unit.meanings:
        return False
    return all(
        one.kind in OF_THE_TRADE and one.term.startswith("w:") and len(words_in(one.means)) > 1
        for one in unit.meanings
    )


def _printing(connection: sqlite3.Connection, unit: Unit) -> Numbers:
    """The rows that print what one of the meanings is, with the stop words in it."""
    each = [rows_printing(connection, one.means) for one in unit.meanings]
    return np.unique(np.concatenate(each))
