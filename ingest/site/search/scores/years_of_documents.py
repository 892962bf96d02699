"""A question with the year of one of several documents on a medicine in, its rows with that out.

"Seizure Xtandi 2014" is about the report of 2014, where there is one of 2013 too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.search.lexicon.document_years import documents_of_year, rows_of
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.question.units import Unit

OF_IT = np.float32(1)
"""How much a row has the year that its document is of: it is all of that year."""


def with_years(connection: sqlite3.Connection, units: Sequence[Unit]) -> list[Unit]:
    """The units, with no year absent that a document is of."""
    return [
        Unit(unit.words, unit.words)
        if unit.absent and documents_of_year(connection, unit.words)
        else unit
        for unit in units
    ]


def with_rows_of_year(
    connection: sqlite3.Connection,
    known: Lexicon,
    units: Sequence[Unit],
    rows: Numbers,
    degrees: Sequence[Strengths | None],
) -> list[Strengths | None]:
    """The degrees, some of a year for rows of a document of that year."""
    found = list(degrees)
    for at, (unit, degree) in enumerate(zip(units, degrees, strict=True)):
        if own := documents_of_year(connection, unit.words):
            printed = np.zeros(len(rows), np.float32) if degree is None else degree
            found[at] = np.maximum(printed, rows_of(connection, known, own)[rows] * OF_IT)
    return found
