"""A question with numbers of something in, how much rows have them out: 10 mg is no section 10."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.query_words import Query
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.number_pairs import MOST_READ, Pair, pairs_of, printing


def of_what_is_counted(
    connection: sqlite3.Connection,
    known: Lexicon,
    query: Query,
    units: Sequence[Unit],
    rows: Numbers,
    degrees: list[Strengths | None],
) -> list[Strengths | None]:
    """The degrees, none for a number that rows do not print of what the question counts."""
    pairs: dict[str, list[Pair]] = {}
    for pair in pairs_of(known, query.text):
        pairs.setdefault(pair.number, []).append(pair)
    found = list(degrees) if pairs else degrees
    for at, (unit, degree) in enumerate(zip(units, degrees, strict=True)):
        number = unit.roots[0] if len(unit.roots) == 1 else next(iter(unit.words), "")
        of = [one for one in pairs.get(number, ()) if len(unit.roots) == 1 or _is_span(unit, one)]
        if degree is not None and of:
            found[at] = degree * _printing(connection, known, of, rows, degree)
    return found


def _is_span(unit: Unit, pair: Pair) -> bool:
    """Whether a unit stands for a number by others that rows print in its stead."""
    return bool(pair.others) and not unit.roots and " ".join(unit.words) == pair.said


def _printing(
    connection: sqlite3.Connection,
    known: Lexicon,
    pairs: Sequence[Pair],
    rows: Numbers,
    degree: Strengths,
) -> Strengths:
    """For each of ``rows`` 1 where it prints the number of all that, or has none of the number."""
    found = np.ones(len(rows), np.float32)
    (having,) = (degree > 0).nonzero()
    if len(having) > MOST_READ:
        return found
    each = [printing(connection, known, pair, rows[having]) for pair in pairs]
    own = set.intersection(*each)
    found[[at for at in having if int(rows[at]) not in own]] = 0
    return found
