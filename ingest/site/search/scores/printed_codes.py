"""Units of a question that are codes in, how much rows have each out.

The index has codes as words. Of one that it has not the parts are looked for, side by side: a row
may print ABC 627 for ABC-627.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Rows, Strengths
from ingest.site.search.lexicon.printed_phrases import rows_printing
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.question.said_codes import is_code
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.kept_rows import of_kept_rows


def as_printed(connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit]) -> list[Unit]:
    """The units; a code that no row has has the roots of its parts where one prints these."""
    found = []
    for unit in units:
        if _is_code(unit):
            unit = replace(unit, meant=True, only_near=False)
            if unit.absent and len(rows_printing(connection, unit.words[0])):
                unit = replace(unit, roots=_parts(known, unit), absent=False)
        found.append(unit)
    return found


def of_rows_that_print(
    connection: sqlite3.Connection,
    known: Lexicon,
    units: Sequence[Unit],
    rows: Numbers,
    degrees: list[Strengths | None],
) -> list[Strengths | None]:
    """The degrees without those of rows that have the parts of a code but apart."""

    def kept(unit: Unit) -> Rows | None:
        if not _is_code(unit) or unit.roots != _parts(known, unit):
            return None
        return np.isin(rows, rows_printing(connection, unit.words[0]), assume_unique=True)

    return of_kept_rows(units, degrees, kept)


def _is_code(unit: Unit) -> bool:
    return len(unit.words) == 1 and is_code(unit.words[0])


def _parts(known: Lexicon, unit: Unit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(known.root, words_in(unit.words[0]))))
