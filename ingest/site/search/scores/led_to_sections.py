"""Units of a question in, how those count that lead to a section of the label out.

"Starting dose" leads to SmPC 4.2. A row has the words themselves only where it prints them
together: "initial criterion: ... after the last dose" says of no initial dose. The section is that
of whatever medicine is named beside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Rows, Strengths, strengths_in
from ingest.site.search.lexicon.shown_rows import RowText, shown_rows
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.kept_rows import of_kept_rows
from ingest.site.search.scores.unit_degrees import NAMED_BESIDE, SURELY, together
from ingest.site.search.scores.unit_weights import MET

SECTION = "s:"
MOST_READ = 500
"""Rows that are read to see whether words stand together there."""
ANOTHER = np.float32(-1.0)
"""How far a row is what is asked for that is nothing of it."""
CITES = np.float32(0.5)
"""How far a row that cites a section is what is asked for, beside the section itself."""


def where_printed_together(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit]
) -> list[Unit]:
    """The units, without the words of those that lead to a section where no row prints them
    together."""
    return [
        replace(unit, roots=())
        if _leads(unit) and len(unit.roots) > 1 and not _is_printed(connection, known, unit)
        else unit
        for unit in units
    ]


def _leads(unit: Unit) -> bool:
    """Whether a unit names nothing but leads to a section of the label."""
    sections = any(one.term.startswith(SECTION) for one in unit.meanings)
    return sections and not unit.name and not unit.denied


def _is_printed(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> bool:
    return len(printing_together(connection, known, unit.roots)) > 0


def printing_together(
    connection: sqlite3.Connection, known: Lexicon, roots: Sequence[str]
) -> Numbers:
    """The rows that print the words with those ``roots`` side by side, in whatever order; all that
    have them where it is too many to read."""
    rows = together(connection, known, list(roots))[0]
    if len(roots) < 2 or len(rows) > MOST_READ:
        return rows
    read = zip(rows.tolist(), shown_rows(connection, known, rows.tolist()), strict=True)
    printing = [at for at, row in read if any(_has(text, roots) for text in (row.title, row.body))]
    return np.array(printing, np.int32)


def of_rows_that_print(
    connection: sqlite3.Connection,
    known: Lexicon,
    units: Sequence[Unit],
    rows: Numbers,
    degrees: list[Strengths | None],
) -> list[Strengths | None]:
    """The degrees without those of rows that have the words of a unit but apart, and are no section
    that it leads to, nor cite one."""

    def kept(unit: Unit) -> Rows | None:
        if not _leads(unit) or len(unit.roots) < 2:
            return None
        are, cite = _of_sections(connection, unit, known, rows)
        printing = printing_together(connection, known, unit.roots)
        found: Rows = (are > 0) | (cite > 0) | np.isin(rows, printing, assume_unique=True)
        return found

    return of_kept_rows(units, degrees, kept)


def _has(text: RowText, roots: Sequence[str]) -> bool:
    """Whether a text has ``roots`` side by side, in whatever order."""
    said = [root for root, _, _ in text.places]
    size = len(roots)
    runs = (said[at : at + size] for at in range(len(said) - size + 1))
    return any(set(roots) <= set(run) for run in runs)


def of_everybody(
    connection: sqlite3.Connection,
    known: Lexicon,
    units: Sequence[Unit],
    rows: Numbers,
    degrees: list[Strengths | None],
) -> list[Strengths | None]:
    """The degrees where the sections that a unit leads to belong to each medicine that is named."""
    named = [known.medicines.issuperset(unit.words) for unit in units]
    sections = [_of_sections(connection, unit, known, rows)[0] for unit in units if _leads(unit)]
    if not any(named) or not sections:
        return degrees
    theirs = np.maximum.reduce(sections) * NAMED_BESIDE * known.nobodys[rows]
    return [
        np.maximum(degree, theirs) if degree is not None and is_named else degree
        for is_named, degree in zip(named, degrees, strict=True)
    ]


def asked_for(
    connection: sqlite3.Connection,
    known: Lexicon,
    units: Sequence[Unit],
    rows: Numbers,
) -> Strengths | None:
    """For every row how far it is what is asked for where a question, but for medicines, leads to
    nothing but a section of the label; None for another question.

    Rows that print its words are as good as the section.
    """
    asking = [
        unit for unit in units if not unit.weak and not known.medicines.issuperset(unit.words)
    ]
    if len(asking) != 1 or not _leads(asking[0]) or asking[0].topic:
        return None
    (unit,) = asking
    are, cite = _of_sections(connection, unit, known, rows)
    found: Strengths = np.maximum(are, cite * CITES)
    found[found == 0] = ANOTHER
    if unit.roots:
        having, strengths = together(connection, known, unit.roots)
        printing = np.intersect1d(
            having[strengths >= MET], printing_together(connection, known, unit.roots)
        )
        found[np.isin(rows, printing, assume_unique=True)] = 1
    return found


def _of_sections(
    connection: sqlite3.Connection, unit: Unit, known: Lexicon, rows: Numbers
) -> tuple[Strengths, Strengths]:
    """For every row how far it is a section that a unit leads to, and how far it cites one; one
    that is named first counts in full."""
    sections = [one for one in unit.meanings if one.term.startswith(SECTION)]
    most = max(one.strength for one in sections)
    are, cite = (np.zeros(len(rows), np.float32) for _ in range(2))
    for one in sections:
        strengths = strengths_in(known.postings(connection, one.term), rows)
        share = np.float32(one.strength / most)
        are = np.maximum(are, share * (strengths >= SURELY))
        cite = np.maximum(cite, share * strengths)
    return are, cite


def are_led_to(
    connection: sqlite3.Connection, known: Lexicon, unit: Unit, rows: Numbers
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For every row whether it is a section of the label that a unit leads to."""
    if not _leads(unit):
        return np.zeros(len(rows), np.bool_)
    return _of_sections(connection, unit, known, rows)[0] > 0
