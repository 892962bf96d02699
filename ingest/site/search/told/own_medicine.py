"""A question that names a medicine in, its rows before those of others out."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.question.units import Unit
from ingest.site.search.told.saying import saying

MEDICINE = "medicine"
"""The kind of rows that are the medicines which documents are of."""


def own_rows_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer to a question that names one medicine with rows of it, or of its substance, that
    have anything else of the question before those of other medicines, be it that these print its
    name; rows of none stay."""
    known = answer.lexicon
    each = zip(answer.units, answer.degrees, strict=True) if answer.has_hits else ()
    strong = [(unit, degree) for unit, degree in each if unit.words and not unit.weak]
    named = [unit for unit, _ in strong if known.medicines.issuperset(unit.words)]
    others = [degree for unit, degree in strong if not known.medicines.issuperset(unit.words)]
    words = {word for unit in named for word in unit.words}
    one_name = any(words <= name for name in known.product_words.values())  # of several words
    if not named or (len(named) > 1 and not one_name):
        return answer
    every = np.logical_and.reduce([_of(connection, known, unit) for unit in named])
    if not every.any():
        return answer
    own = every[answer.rows]
    of_others = ~own & ~known.nobodys[answer.rows]
    has = [degree > 0 for degree in others if degree is not None]
    first = own & np.logical_or.reduce(has) if has else own
    (moved,) = np.nonzero(first | of_others)
    order = np.arange(len(answer.rows), dtype=np.int32)
    order[moved] = moved[np.argsort(~first[moved], kind="stable")]
    answer.reorder(order)
    return answer


def _of(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Rows:
    """The rows of the medicines that go by a unit."""
    products = known.columns["product_id"][1]
    named = known.labelled("kind", MEDICINE) & saying(connection, known, unit)
    found: Rows = np.isin(products, products[named])
    return found
