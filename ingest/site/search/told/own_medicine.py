"""A question that names a medicine in, its rows before those of others out."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.scores.unit_weights import MET


def own_rows_first(_: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer to a question that names one medicine with rows of it, or of its substance, that
    have anything else of the question before those of other medicines; rows of none stay."""
    known = answer.lexicon
    each = zip(answer.units, answer.degrees, strict=True) if answer.has_hits else ()
    strong = [(unit, degree) for unit, degree in each if unit.words and not unit.weak]
    named = [degree for unit, degree in strong if known.medicines.issuperset(unit.words)]
    others = [degree for unit, degree in strong if not known.medicines.issuperset(unit.words)]
    if len(named) != 1 or named[0] is None:
        return answer
    own = named[0] >= MET
    of_others = ~own & ~known.nobodys[answer.rows]
    has = [degree > 0 for degree in others if degree is not None]
    first = own & np.logical_or.reduce(has) if has else own
    (moved,) = np.nonzero(first | of_others)
    order = np.arange(len(answer.rows), dtype=np.int32)
    order[moved] = moved[np.argsort(~first[moved], kind="stable")]
    answer.reorder(order)
    return answer
