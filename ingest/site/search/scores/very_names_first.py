"""A question that is just the name of a safety concern in, that concern before all else out."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer

CONCERN = "risk"
"""The kind of rows that are safety concerns."""


def very_names_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with the concerns first whose names are all words of the question but for stop
    words, in any order, where it asks for no kind of rows: what hangs on them bears the same name.
    """
    known = answer.lexicon
    if not answer.has_hits or answer.asked_for is not None:
        return answer
    words = (word for term in answer.query.terms for word in term.words)
    roots = sorted({known.root(word) for word in words if word not in known.stop})
    named, _ = known.postings(connection, "n:" + " ".join(roots))
    concerns = named[known.labelled("kind", CONCERN)[named]]
    first = np.isin(answer.rows, concerns)
    answer.reorder(np.argsort(~first, kind="stable").astype(np.int32))
    return answer
