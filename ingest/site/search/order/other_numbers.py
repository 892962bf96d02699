"""A question with numbers of something in, its hits without those of other numbers' examples out.

Who asks about 589 patients is told nothing by an example about patients.
"""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.order.fitting_rows import likest
from ingest.site.search.scores.number_pairs import in_digits, pairs_of


def without_other_numbers(connection: sqlite3.Connection, answer: Answer) -> Answer | None:
    """The answer without the rows that an example question alone has brought which does not say the
    number of that; None where these are all."""
    known = answer.lexicon
    (added,) = np.nonzero(answer.scores <= 0)
    pairs = pairs_of(known, answer.query.text) if len(added) else []
    if not pairs or answer.like is None:
        return answer
    questions = likest(connection, known, answer.like, answer.rows[added])
    kept = np.ones(len(answer.rows), np.bool_)
    for at, question in zip(added.tolist(), questions, strict=True):
        kept[at] = all(one.printed.search(in_digits(known, question)) for one in pairs)
    answer.reorder(np.flatnonzero(kept).astype(np.int32))
    return answer if len(answer.rows) else None
