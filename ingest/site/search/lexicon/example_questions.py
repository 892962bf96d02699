"""A question in, the example questions that are like it out, and what those ask for.

What is like is what shares runs of letters, rare ones more (``question_grams``), and denies
something or does not, as the question does.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass

import numpy as np

from ingest.site.search.lexicon.largest import largest
from ingest.site.search.lexicon.meanings import Strengths
from ingest.site.search.lexicon.query_words import WORD, plain
from ingest.site.search.lexicon.question_grams import MEDICINE, grams

Places = np.ndarray[tuple[int], np.dtype[np.int64]]
STORED = re.compile(r"\bX\b")
"""How the name of a medicine is stored in examples, whose words are in small letters."""
MOST_LIKE = 16
"""Examples that are looked at, the likest."""
SHARPNESS = 10.0
"""How fast an example counts less that is less like than the likest."""
DENIALS = "select word from search_word_groups where name in ('negation', 'lacking')"
OTHERWISE_DENIED = 0.7
"""What likeness is multiplied by where either the question or the example denies something."""


class Examples:
    """The example questions of a database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read them from ``search_examples``, and part them into runs of letters."""
        rows = connection.execute("select question, asks from search_examples order by id")
        self.questions: tuple[str, ...]
        stored, asks = zip(*rows.fetchall(), strict=True)
        self.questions = tuple(STORED.sub(MEDICINE, question) for question in stored)
        each = [json.loads(one) for one in asks]
        self._terms = list(dict.fromkeys(term for one in each for term in one))
        places = {term: place for place, term in enumerate(self._terms)}
        self._ends = np.cumsum([0, *map(len, each)])
        self._asked = np.array([places[term] for one in each for term in one], np.int32)
        self._counts = np.array([n for one in each for n in one.values()], np.float32)
        self._denials = {word for (word,) in connection.execute(DENIALS)}
        self._denied = np.array([self._denies(question) for question in self.questions])
        self._read_grams()

    def _denies(self, text: str) -> bool:
        return not self._denials.isdisjoint(WORD.findall(plain(text)))

    def _read_grams(self) -> None:
        """Which runs of letters there are, what each weighs, which examples have it, and how much.

        Those of the one at the place n are from ``_starts[n]`` to ``_starts[n + 1]``.
        """
        each = [grams(question) for question in self.questions]
        self._grams, having = np.unique(
            np.concatenate([own for own, _ in each]), return_counts=True
        )
        self._weights = (1 + np.log((1 + len(each)) / (1 + having))).astype(np.float32)
        self._starts = np.concatenate([[0], np.cumsum(having)])
        places = [np.searchsorted(self._grams, own) for own, _ in each]
        counted = [n * self._weights[at] for at, (_, n) in zip(places, each, strict=True)]
        shares = [one / (np.linalg.norm(one) or 1) for one in counted]
        order = np.argsort(np.concatenate(places), kind="stable")
        numbers = np.repeat(np.arange(len(each)), [len(at) for at in places])
        self._examples = numbers[order]
        self._shares = np.concatenate(shares)[order]

    def like(self, form: str, without: frozenset[str] = frozenset()) -> Likeness | None:
        """The examples of a form like ``form``; None where none shares a run of letters with it.

        ``without`` are questions that count as no examples.
        """
        likeness = self._likeness(form)
        if likeness is None:
            return None
        if without:
            likeness[[question in without for question in self.questions]] = -1
        best = largest(likeness, MOST_LIKE)
        counts = np.exp(SHARPNESS * (likeness[best] - likeness[best[0]]))
        counts /= counts.sum()
        return Likeness(self, tuple(best.tolist()), counts, float(likeness[best[0]]))

    def asks(self, example: int) -> dict[str, float]:
        """The terms that the example at the place ``example`` (from 0) asks for."""
        own = slice(self._ends[example], self._ends[example + 1])
        terms = (self._terms[place] for place in self._asked[own])
        return dict(zip(terms, self._counts[own].tolist(), strict=True))

    def together(self, examples: tuple[int, ...], shares: Strengths, most: int) -> dict[str, float]:
        """The ``most`` weightiest terms that ``examples`` ask for, each counting by its share.

        The weights are those in a vector of length 1.
        """
        begins = self._ends[list(examples)]
        lengths = self._ends[[one + 1 for one in examples]] - begins
        at = _ranges(begins, lengths)
        counts = np.bincount(
            self._asked[at], np.repeat(shares, lengths) * self._counts[at], len(self._terms)
        )
        (asked,) = np.nonzero(counts)
        best = asked[largest(counts[asked], most)]
        shares = counts[best] / (np.linalg.norm(counts) or 1.0)
        return dict(zip([self._terms[one] for one in best.tolist()], shares.tolist(), strict=True))

    def _likeness(self, text: str) -> Strengths | None:
        own, counts = grams(text)
        at = np.searchsorted(self._grams, own)
        at[at == len(self._grams)] = 0
        known = self._grams[at] == own
        at, counts = at[known], counts[known]
        if not len(at):
            return None
        weights = counts * self._weights[at]
        weights /= np.linalg.norm(weights)
        ranges = [
            slice(begin, end)
            for begin, end in zip(
                self._starts[at].tolist(), self._starts[at + 1].tolist(), strict=True
            )
        ]
        found = np.bincount(
            np.concatenate([self._examples[one] for one in ranges]),
            np.repeat(weights, self._starts[at + 1] - self._starts[at])
            * np.concatenate([self._shares[one] for one in ranges]),
            len(self.questions),
        )
        found[self._denied != self._denies(text)] *= OTHERWISE_DENIED
        return found.astype(np.float32)


def _ranges(begins: Places, lengths: Places) -> Places:
    """The numbers of all ranges that begin at ``begins`` and are that long, one after the other."""
    before = np.cumsum(lengths) - lengths
    found: Places = np.arange(lengths.sum()) + np.repeat(begins - before, lengths)
    return found


@dataclass(frozen=True, slots=True)
class Likeness:
    """The example questions that are like one that was asked, the likest first.

    ``places`` are theirs among all examples, ``shares`` what each counts, together 1; ``nearest``
    is how like the first is, from 0 to 1.
    """

    examples: Examples
    places: tuple[int, ...]
    shares: Strengths
    nearest: float

    @property
    def unanswered(self) -> float:
        """The share of those that the documents which they were put to did not answer."""
        return float(self.shares[[not self.examples.asks(one) for one in self.places]].sum())

    def asks(self, most: int) -> dict[str, float]:
        """The ``most`` weightiest terms that they ask for together, weightiest first."""
        return self.examples.together(self.places, self.shares, most)
