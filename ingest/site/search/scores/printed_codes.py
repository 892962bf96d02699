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
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.printed_phrases import rows_printing
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.question.said_codes import is_code
from ingest.site.search.question.units import Unit


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
    found = list(degrees)
    for at, (unit, degree) in enumerate(zip(units, degrees, strict=True)):
        if degree is not None and _is_code(unit) and unit.roots == _parts(known, unit):
            printing = rows_printing(connection, unit.words[0])
            found[at] = degree * np.isin(rows, printing, assume_unique=True)
    return found


def _is_code(unit: Unit) -> bool:
    return len(unit.words) == 1 and is_code(unit.words[0])


def _parts(known: Lexicon, unit: Unit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(known.root, words_in(unit.words[0]))))
