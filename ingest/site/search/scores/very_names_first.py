"""A question that is just the name of a safety concern in, that concern before all else out."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.document_years import documents_of_year, rows_of

CONCERN = "risk"
"""The kind of rows that are safety concerns."""


def very_names_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with the concerns first whose names are all words of the question, in any order,
    but for stop words, a medicine and the year of a document, where it asks for no kind of rows:
    what hangs on them bears the same name.
    """
    known = answer.lexicon
    if not answer.has_hits or answer.asked_for is not None:
        return answer
    beside = known.stop | known.medicines
    words = {word for term in answer.query.terms for word in term.words} - beside
    of_year = {word: own for word in words if (own := documents_of_year(connection, (word,)))}
    roots = sorted(known.root(word) for word in words.difference(of_year))
    named, _ = known.postings(connection, "n:" + " ".join(roots))
    first = np.isin(answer.rows, named[known.labelled("kind", CONCERN)[named]])
    for own in of_year.values():
        theirs = first & rows_of(connection, known, own)[answer.rows]
        first = theirs if theirs.any() else first
    answer.reorder(np.argsort(~first, kind="stable").astype(np.int32))
    return answer
