"""Rows that examples ask for in, which of them have something of what is asked about out."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.meanings import Numbers, Rows, strengths_in
from ingest.site.search.question.units import Unit


def has_something(connection: sqlite3.Connection, answer: Answer, rows: Numbers) -> Rows:
    """Which of the ``rows`` have something of what is asked about, or where that is but a kind of
    rows, of the kind."""
    units = [one for one in answer.units if not (one.weak or one.absent)]
    units = [one for one in units if not one.topic] or units
    each = [_has(connection, answer, one, rows) for one in units]
    return np.logical_or.reduce(each) if each else np.ones(len(rows), np.bool_)


def of_what_is_named(connection: sqlite3.Connection, answer: Answer, rows: Numbers) -> Numbers:
    """Those of the ``rows`` that have something of each thing that the question names: examples of
    another thing (cataracts) say nothing of it (diabetes)."""
    has = np.ones(len(rows), np.bool_)
    for unit in answer.units:
        if unit.named and not (unit.topic or unit.weak):
            has &= _has(connection, answer, unit, rows)
    found: Numbers = rows[has]
    return found


def _has(connection: sqlite3.Connection, answer: Answer, unit: Unit, rows: Numbers) -> Rows:
    """Which of the ``rows`` have something of a unit: its words, or a thing that they mean."""
    known = answer.lexicon
    terms = [one.term for one in unit.meanings if not one.term.startswith("w:")]
    counts = [strengths_in(known.postings(connection, term), rows) for term in terms]
    words = [strengths_in(known.postings(connection, f"w:{one}"), rows) for one in unit.roots]
    counts += [np.minimum.reduce(words)] if words else []
    found: Rows = np.maximum.reduce([np.zeros(len(rows), np.float32), *counts]) > 0
    return found
