"""A question and rows in, how much of its words each row prints out."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths, strengths_in
from ingest.site.search.order.fitting_rows import rarity
from ingest.site.search.question_form import words_of

ITS_OWN = 0.6
"""How much a word counts at least that is the row's own, not that of what it hangs on."""


@dataclass(frozen=True, slots=True)
class Printed:
    """For each row the share of the words of a question that it has, rare words counting more.

    ``own`` are those in its own words, ``any`` all that it has, ``much`` all as they count in it;
    ``words`` is how many words were looked for.
    """

    own: Strengths
    any: Strengths
    much: Strengths
    words: int


def printed(connection: sqlite3.Connection, answer: Answer, rows: Numbers) -> Printed:
    """How much of the words of the question each of ``rows`` has, names of medicines left out."""
    known = answer.lexicon
    roots = _roots(known, words_of(answer))
    each = [known.postings(connection, f"w:{root}") for root in roots]
    weights = np.array([rarity(len(one[0]), known.size) for one in each], np.float32)
    weights /= weights.sum() or np.float32(1)
    has = np.zeros((len(each), len(rows)), np.float32)
    for at, postings in enumerate(each):
        has[at] = strengths_in(postings, rows)
    return Printed(weights @ (has >= ITS_OWN), weights @ (has > 0), weights @ has, len(roots))


def _roots(known: Lexicon, words: list[str]) -> list[str]:
    left_out = known.stop | known.medicines
    return list(dict.fromkeys(known.root(word) for word in words if word not in left_out))
