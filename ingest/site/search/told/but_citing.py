"""A unit of a question in, the rows that but cite the section of the label that is about it out.

A measure that cites SmPC 4.7 is found by "driving", for that is what the section is about. It says
nothing of it unless its words do.
"""

from __future__ import annotations

import re
import sqlite3

import numpy as np
from datasette.utils import tilde_decode

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.lexicon.printed_phrases import MOST_READ, texts_of
from ingest.site.search.lexicon.query_words import any_of_words, plain
from ingest.site.search.lexicon.shown_rows import shown_rows
from ingest.site.search.question.units import Unit
from ingest.site.search.told.but_related import HEADING
from ingest.site.search.told.saying import NOT_SAID

CONCEPT, SECTION = "c:", "s:"
NAMES = (
    "select name from concepts where id = :concept union all "
    "select synonym from concept_synonyms where concept_id = :concept and kind <> 'related'"
)


def but_citing(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Rows:
    """The rows that have what ``unit`` means as they cite the section of the label that is about
    it, and print no name of it; none where it is more than can be read."""
    found = np.zeros(known.size, np.bool_)
    for one in unit.meanings:
        if not one.term.startswith(CONCEPT) or one.kind in NOT_SAID:
            continue
        rows, _ = known.postings(connection, one.term)
        headings = rows[known.labelled("kind", HEADING)[rows]]
        cites = np.zeros(known.size, np.bool_)
        for section in _sections(connection, known, headings.tolist()):
            cites[known.postings(connection, section)[0]] = True
        citing = rows[cites[rows]]
        if len(headings) and len(citing) <= MOST_READ:
            names = _named(connection, one.term.removeprefix(CONCEPT))
            texts = texts_of(connection, citing)
            found[[row for row, text in zip(citing.tolist(), texts, strict=True)
                   if not names.search(plain(text))]] = True  # fmt: skip
    return found


def _sections(connection: sqlite3.Connection, known: Lexicon, headings: list[int]) -> list[str]:
    """The terms of the sections of which ``headings`` are the rows of the index (from 0)."""
    paths = (row.row_path for row in shown_rows(connection, known, headings))
    return [SECTION + tilde_decode(path.rpartition("/")[2]) for path in paths]


def _named(connection: sqlite3.Connection, concept: str) -> re.Pattern[str]:
    """A pattern for the names of a concept, in plain words."""
    names = {plain(name) for (name,) in connection.execute(NAMES, {"concept": concept})}
    return re.compile(rf"\b(?:{any_of_words(names)})\b")
