"""Words by their roots in, whether a row says them together out."""

from __future__ import annotations

import re
import sqlite3

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.printed_phrases import MOST_READ, texts_of
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.scores.unit_degrees import together

CLAUSE = re.compile(r"[,;:.]\s|\n|[•]")
"""What ends a clause, or an item of a list."""


def stand_together(
    connection: sqlite3.Connection,
    known: Lexicon,
    roots: tuple[str, ...],
    in_one_clause: bool = True,
    but_of_documents: bool = True,
) -> bool:
    """Whether some row has all of ``roots``, ``in_one_clause``: where liver disease and cancer are
    listed, no cancer of the liver is said. Of the rows of documents alone (``but_of_documents``)
    the heading of a section is none."""
    rows, _ = together(connection, known, roots)
    rows = rows[~known.nobodys[rows]] if but_of_documents else rows
    if not in_one_clause or len(set(roots)) == 1 or len(rows) > MOST_READ:
        return len(rows) > 0
    asked = set(roots)
    return any(
        asked <= {known.root(word) for word in words_in(clause)}
        for text in texts_of(connection, rows)
        for clause in CLAUSE.split(text)
    )
