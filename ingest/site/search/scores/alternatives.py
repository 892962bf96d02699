"""Units of a question in, which of them are said to be either of two things out.

What is of one place is of no other one: who names two asks for what is of either.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Strengths
from ingest.site.search.lexicon.query_words import Query, plain
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.unit_weights import MET

WORDS = re.compile(r"[^\W_]+|,")


def alternatives(lexicon: Lexicon, query: Query, units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Where the things in ``units`` stand of which the question has one "or" another.

    "The heart, the liver or the kidneys" are three of them; "US and EU" are two.
    """
    passed = lexicon.groups["determiner"]
    words = [word for word in WORDS.findall(plain(query.text)) if word not in passed]
    countries = (at for at, unit in enumerate(units) if _is_country(lexicon, unit))
    found = list(pairwise(countries))
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


def _is_country(lexicon: Lexicon, unit: Unit) -> bool:
    """Whether a unit is a place that a medicine is authorised in."""
    named = bool(unit.words) and lexicon.lists.places.issuperset(unit.words)
    return named and not (unit.topic or unit.weak or unit.absent)


def _place(units: Sequence[Unit], word: str) -> int | None:
    """Which unit has a word, where it is a thing and no kind of rows."""
    for at, unit in enumerate(units):
        if word in unit.words and not (unit.topic or unit.weak or unit.absent):
            return at
    return None


def as_one(
    pairs: Sequence[tuple[int, int]], degrees: Sequence[Strengths | None], weights: Sequence[float]
) -> tuple[list[Strengths | None], list[float]]:
    """Degrees and weights of units where either of each of ``pairs`` is as good as both.

    The two weigh the less the more rows have either.
    """
    joint, weighed = list(degrees), list(weights)
    for before, after in pairs:
        one, other = joint[before], joint[after]
        if one is None or other is None:
            continue
        either = joint[after] = np.maximum(one, other)
        rarest = max(_rarity(one), _rarity(other))
        less = _rarity(either) / rarest if rarest else 1.0  # 0 where fields leave no row
        weighed[after], weighed[before] = max(weighed[before], weighed[after]) * less, 0.0
    return joint, weighed


def _rarity(degree: Strengths) -> float:
    """How rare a unit is that rows have to that ``degree``."""
    return math.log(1 + len(degree) / (0.5 + int(np.count_nonzero(degree >= MET))))
