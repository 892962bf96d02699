"""Units of a question in, which of them are said to be either of two things out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ingest.site.lexicon import Lexicon
from ingest.site.meanings import Strengths
from ingest.site.query_words import Query, plain
from ingest.site.units import Unit

WORDS = re.compile(r"[^\W_]+|,")


def alternatives(lexicon: Lexicon, query: Query, units: Sequence[Unit]) -> list[tuple[int, int]]:
    """The places of the things in ``units`` of which the question has one "or" another.

    "The heart, the liver or the kidneys" are three of them.
    """
    passed = lexicon.groups["determiner"]
    words = [word for word in WORDS.findall(plain(query.text)) if word not in passed]
    found = []
    for at in range(1, len(words) - 1):
        if words[at] != "or":
            continue
        after, one = _place(units, words[at + 1]), at - 1
        while one >= 0:
            before = _place(units, words[one])
            if before is not None and after is not None and before != after:
                found.append((before, after))
            one = one - 2 if words[one - 1] == "," else -1
    return found


def _place(units: Sequence[Unit], word: str) -> int | None:
    """Which unit has a word, where it is a thing and no kind of rows."""
    for at, unit in enumerate(units):
        if word in unit.words and not (unit.topic or unit.weak or unit.absent):
            return at
    return None


def as_one(
    pairs: Sequence[tuple[int, int]], degrees: Sequence[Strengths | None], weights: Sequence[float]
) -> tuple[list[Strengths | None], list[float]]:
    """Degrees and weights of units where either of each of ``pairs`` is as good as both."""
    joint, weighed = list(degrees), list(weights)
    for before, after in pairs:
        one, other = joint[before], joint[after]
        if one is None or other is None:
            continue
        joint[after] = np.maximum(one, other)
        weighed[after], weighed[before] = max(weighed[before], weighed[after]), 0.0
    return joint, weighed
