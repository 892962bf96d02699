"""What is asked for, as a vector of terms, in; the rows that fit it out."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ingest.site.search.lexicon.example_questions import Likeness
from ingest.site.search.lexicon.largest import largest
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Postings, Strengths, strengths_in

SELECTIVE = 4000
"""Rows that a term may have by which rows are looked for; one that more have only ranks."""
SHORTEST = np.float32(1e-6)
"""The length that a row without terms is taken to have."""
FEW_TERMS = 40
"""Terms that rows are compared by, the weightiest."""
LEAST_SHARE = 0.1
"""What an example must count at least beside the likest to be told as what asks for a row."""
TELLING = ("c:", "w:")
"""Sorts of terms that say what a row is about: concepts and words."""
NO_ROWS, NO_STRENGTHS = np.zeros(0, np.int32), np.zeros(0, np.float32)
BySort = np.ndarray[tuple[int, int], np.dtype[np.float32]]


def rarity(having: int, size: int) -> float:
    """What a term weighs that ``having`` of ``size`` rows have: as in ``search_lengths``."""
    return math.log(1 + size / (1 + having))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A term that is asked for: the place of its sort, its weight, and the rows that have it."""

    sort: int
    weight: float
    postings: Postings

    def counts(self, size: int) -> np.float32:
        """How much it counts in an index of ``size`` rows."""
        return np.float32(self.weight * rarity(len(self.postings[0]), size))


class Fitting:
    """How well rows fit what is asked for: the cosine of both as vectors of terms.

    What few rows have weighs more (``rarity``). Terms are of several sorts (kinds of rows, topics,
    concepts, sections of the label, words: ``search_lengths``), in the order of
    ``Lexicon.lengths_by_sort``.
    """

    def __init__(
        self, connection: sqlite3.Connection, known: Lexicon, asks: Mapping[str, float]
    ) -> None:
        """``asks`` are terms with their weights, the weightiest first."""
        self._lengths, self._lengths_by_sort = known.lengths, known.lengths_by_sort
        self._size, self._sorts = known.size, known.lengths_by_sort.shape[1]
        sorts = {sort: place for place, sort in enumerate(known.sorts)}
        each = [
            _Asked(sorts[term[:2]], weight, known.postings(connection, term))
            for term, weight in asks.items()
        ]
        self._each = each
        self._telling = [sorts[sort] for sort in TELLING]
        self._common = [one for one in each if len(one.postings[0]) > SELECTIVE]
        rare = [one for one in each if len(one.postings[0]) <= SELECTIVE]
        having = [len(one.postings[0]) for one in rare]
        counts = [one.counts(self._size) for one in rare]
        self._rows = np.concatenate([NO_ROWS, *(one.postings[0] for one in rare)])
        self._strengths = np.concatenate([NO_STRENGTHS, *(one.postings[1] for one in rare)])
        self._strengths = self._strengths * np.repeat(np.array(counts, np.float32), having)
        self._sort = np.repeat(np.array([one.sort for one in rare], np.int64), having)

    def best(self, most: int) -> Numbers:
        """The rows that fit best by terms that few rows have, ``most`` at the most; best first."""
        total = np.bincount(self._rows, self._strengths, self._size)
        having = (total > 0).nonzero()[0].astype(np.int32)
        fits = total[having] / np.maximum(self._lengths[having], SHORTEST)
        found: Numbers = having[largest(fits, most)]
        return found

    def telling(self, by_sort: BySort) -> Strengths:
        """How well rows fit by concepts or by words: that they are of a kind alone says little.

        ``by_sort`` are lines for rows as ``of`` gives them.
        """
        found: Strengths = by_sort[:, self._telling].max(1, initial=0.0)
        return found

    def of(self, rows: Numbers) -> tuple[Strengths, BySort]:
        """For each of ``rows`` how well it fits, from 0 to 1, and a line: by terms of each sort."""
        place = np.full(self._size, -1, np.int32)
        place[rows] = np.arange(len(rows))
        at = place[self._rows]
        (here,) = (at >= 0).nonzero()
        cells = self._sort[here] * len(rows) + at[here]
        summed = np.bincount(cells, self._strengths[here], self._sorts * len(rows))
        found = summed.astype(np.float32).reshape(self._sorts, len(rows))
        for one in self._common:
            found[one.sort] += strengths_in(one.postings, rows) * one.counts(self._size)
        whole: Strengths = found.sum(0) / np.maximum(self._lengths[rows], SHORTEST)
        found /= np.maximum(self._lengths_by_sort[rows], SHORTEST).T
        return whole, found.T

    def asked_by_sort(self) -> Strengths:
        """How much of what is asked for is terms of each sort, as lengths."""
        found = np.zeros(self._sorts, np.float32)
        for one in self._each:
            found[one.sort] += one.weight**2
        return np.sqrt(found)


def likest(
    connection: sqlite3.Connection, known: Lexicon, like: Likeness, rows: Numbers
) -> list[str]:
    """For each of ``rows`` (from 0) the example question that does most for it."""
    shares = like.shares[like.shares >= LEAST_SHARE * like.shares[0]].tolist()
    each = [like.examples.asks(one) for one in like.places[: len(shares)]]
    terms = list({term: None for asks in each for term in asks})
    has = np.array([_counts(connection, known, term, rows) for term in terms])
    places = {term: place for place, term in enumerate(terms)}
    counts = np.zeros((len(each), len(rows)), np.float32)
    for at, (share, asks) in enumerate(zip(shares, each, strict=True)):
        if asks:
            weights = np.array(list(asks.values()), np.float32) * np.float32(share)
            counts[at] = weights @ has[[places[term] for term in asks]]
    return [like.examples.questions[like.places[one]] for one in counts.argmax(0).tolist()]


def _counts(connection: sqlite3.Connection, known: Lexicon, term: str, rows: Numbers) -> Strengths:
    postings = known.postings(connection, term)
    return strengths_in(postings, rows) * np.float32(rarity(len(postings[0]), known.size))
