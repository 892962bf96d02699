"""Hits in, the same out where a concern stands before its own evidence that has no more of what was
asked."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer

EVIDENCE = "evidence"


def concern_first(_: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with the concern of the first hit before it, where that is its evidence, no kind
    of rows is asked for and it has no unit more than the concern has."""
    known, rows = answer.lexicon, answer.rows
    if not answer.has_hits or answer.asked_for is not None or len(rows) < 2:
        return answer
    if not known.labelled("kind", EVIDENCE)[rows[0]]:
        return answer
    at = np.flatnonzero(rows == known.concern_rows[rows[0]])
    if not len(at) or any(one is not None and one[at[0]] < one[0] for one in answer.degrees):
        return answer
    places = np.arange(len(rows), dtype=np.int32)
    answer.reorder(np.concatenate([at[:1].astype(np.int32), np.delete(places, at[0])]))
    return answer
