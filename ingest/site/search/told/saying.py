"""A unit of a question in, the rows that say it out."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.lexicon.document_years import documents_of_year, rows_of
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Postings, Rows
from ingest.site.search.question.units import LEADING, Unit
from ingest.site.search.scores.unit_degrees import FULLY, of_meaning, together
from ingest.site.search.scores.unit_weights import MET

LEADS = (*LEADING, "label")
"""Kinds of meanings that lead to what is related or wider, or to where the label would say it."""
NOT_SAID = (*LEADS, "disease", "cited")
"""Kinds of meanings by which a row does not say the thing."""


def having(
    connection: sqlite3.Connection, known: Lexicon, units: list[Unit], nearly: bool = False
) -> Rows:
    """The rows that say all of ``units``, or are (``nearly``) of the kinds that these ask for."""
    found = np.ones(known.size, np.bool_)
    for unit in units:
        found &= saying(connection, known, unit, least_of_kind=MET if nearly else FULLY)
    return found


def saying(
    connection: sqlite3.Connection,
    known: Lexicon,
    unit: Unit,
    least_of_words: float = MET,
    least_of_kind: float = FULLY,
) -> Rows:
    """The rows that say a unit, by the words themselves or another name, or are of its kind, or of
    a document of the year that it is.
    """
    found = rows_of(connection, known, documents_of_year(connection, unit.words))
    if unit.roots:
        found[_met(together(connection, known, unit.roots), least_of_words)] = True
    for one in unit.meanings:
        if one.kind in NOT_SAID:
            continue
        least = least_of_kind if one.term.startswith("t:") else MET
        found[_met(of_meaning(connection, known, one), least)] = True
    return found


def of_kind(
    connection: sqlite3.Connection, known: Lexicon, unit: Unit, least: float = FULLY
) -> Rows:
    """The rows that are fully of the kind that a unit asks for first of all, or so much (``least``)
    of it."""
    found = np.zeros(known.size, np.bool_)
    for one in unit.meanings[:1]:
        if one.term.startswith("t:"):
            found[_met(known.postings(connection, one.term), least)] = True
    return found


def printing(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Rows:
    """The rows that print all words of a unit but stop words."""
    found = np.zeros(known.size, np.bool_)
    roots = [known.root(word) for word in unit.words if word not in known.stop]
    if roots:
        found[_met(together(connection, known, roots), MET)] = True
    return found


def _met(postings: Postings, least: float) -> Numbers:
    rows, strengths = postings
    found: Numbers = rows[strengths >= least]
    return found
