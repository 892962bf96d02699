"""A grade by its two roots and rows that have both in, those that print it as one out: what is low
and what is of a grade may stand apart, and 1 may be of something else."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Rows
from ingest.site.search.lexicon.printed_phrases import texts_of
from ingest.site.search.lexicon.query_words import words_in

GRADE = "grade"
"""The group of words for grades."""
LEVELS = ("high", "low")
"""The groups of words for how high something is."""
JOINS = "grade-joins"
"""The group of words between the numbers of two grades."""
MOST_READ = 1000
"""Rows that are read; what more have is taken as printed."""


def is_a_grade(known: Lexicon, roots: Sequence[str]) -> bool:
    """Whether two roots are a grade with its number, or how high: "disease severity" is none."""
    grades, levels = (
        {known.root(word) for name in names for word in known.groups[name]}
        for names in ((GRADE,), LEVELS)
    )
    others = [root for root in roots if root not in grades]
    return len(roots) == 2 and len(others) == 1 and (others[0].isdecimal() or others[0] in levels)


def printing_the_grade(
    connection: sqlite3.Connection, known: Lexicon, roots: Sequence[str], rows: Numbers
) -> Rows:
    """Which of ``rows`` (from 0) print the two side by side, or in "grade 1 or 2"."""
    if len(rows) > MOST_READ:
        return np.ones(len(rows), np.bool_)
    passed = known.groups[JOINS]
    printed = (
        [word for word in words_in(text) if word not in passed]
        for text in texts_of(connection, rows)
    )
    return np.array([_prints(known, words, set(roots)) for words in printed], np.bool_)


def _prints(known: Lexicon, words: Sequence[str], roots: set[str]) -> bool:
    said = [known.root(word) for word in words]
    for (before, at), own in zip(pairwise(said), [*said[2:], ""], strict=False):
        if {before, at} == roots and not before.isdecimal():
            return True
        if at.isdecimal() and own.isdecimal() and {before, own} == roots:
            return True
    return False
