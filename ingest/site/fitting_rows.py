"""What is asked for, as a vector of terms, in; the rows that fit it out."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping

import numpy as np

from ingest.site.example_questions import Likeness
from ingest.site.lexicon import Lexicon
from ingest.site.meanings import Numbers, Strengths

SELECTIVE = 4000
"""Rows that a term may have by which rows are looked for; one that more have only ranks."""
SHORTEST = np.float32(1e-6)
"""The length that a row without terms is taken to have."""
FEW_TERMS = 40
"""Terms that rows are compared by, the weightiest."""


def rarity(having: int, size: int) -> float:
    """What a term weighs that ``having`` of ``size`` rows have: as in ``search_lengths``."""
    return math.log(1 + size / (1 + having))


class Fitting:
    """How well rows fit what is asked for: the cosine of both as vectors of terms.

    What few rows have weighs more (``rarity``).
    """

    def __init__(
        self, connection: sqlite3.Connection, known: Lexicon, asks: Mapping[str, float]
    ) -> None:
        """``asks`` are terms with their weights, the weightiest first."""
        self._lengths = known.lengths
        self._total = np.zeros(known.size, np.float32)
        self._wide = []
        for term, weight in asks.items():
            rows, strengths = known.postings(connection, term)
            counts = np.float32(weight * rarity(len(rows), known.size))
            if len(rows) > SELECTIVE:
                self._wide.append((rows, strengths, counts))
            else:
                self._total[rows] += strengths * counts

    def best(self, most: int) -> Numbers:
        """The rows that fit best by terms that few rows have; sorted."""
        having = np.flatnonzero(self._total).astype(np.int32)
        if len(having) > most:
            fits = self._total[having] / np.maximum(self._lengths[having], SHORTEST)
            having = np.sort(having[np.argpartition(fits, -most)[-most:]])
        return having

    def of(self, rows: Numbers) -> Strengths:
        """For each of ``rows`` (sorted) how well it fits, from 0 to 1."""
        total = self._total[rows]
        for having, strengths, counts in self._wide:
            at = np.searchsorted(having, rows)
            at[at == len(having)] = 0
            total += np.where(having[at] == rows, strengths[at] * counts, np.float32(0))
        total /= np.maximum(self._lengths[rows], SHORTEST)
        return total


def likest(connection: sqlite3.Connection, known: Lexicon, like: Likeness, row: int) -> str:
    """The example question that does most for the row at the place ``row`` (from 0)."""
    has: dict[str, float] = {}
    each = [like.examples.asks(one) for one in like.places]
    for term in {term for asks in each for term in asks}:
        rows, strengths = known.postings(connection, term)
        at = int(np.searchsorted(rows, row))
        if at < len(rows) and rows[at] == row:
            has[term] = float(strengths[at]) * rarity(len(rows), known.size)
    counts = [
        share * sum(weight * has.get(term, 0.0) for term, weight in asks.items())
        for share, asks in zip(like.shares.tolist(), each, strict=True)
    ]
    return like.examples.questions[like.places[counts.index(max(counts))]]
