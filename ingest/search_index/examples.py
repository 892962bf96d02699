"""Example questions and what answers them in, what a search learns from them out.

A question of ``search_example_questions.csv`` names rows that answer it, and
``search_example_answers.csv`` has the terms of those rows (``search_postings``), so that what it
asks for is said in terms that the rows of any document may have.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np

from ingest.vocabulary import dictionary

TOLD_BY = ("k:", "t:", "c:", "s:", "w:")
"""Terms that tell rows apart: kind and category, topic, concept, section of the label, word."""
MOST_TERMS = 32
"""Terms that are kept of what a question asks for."""
WORTH = {3: 1.0, 2: 3 / 7, 1: 1 / 7}
"""What an answer counts by its grade: its gain, 2^grade - 1, as a share of the best."""
EVEN = 0.5
"""How far many answers of a grade count no more than one, from 0 to 1."""
FULL = 250.0
"""The number that stands for a strength of 1 (ingest/search_index/postings.py)."""
Terms = dict[str, float]


def rarity(having: int, size: int) -> float:
    """What a term weighs that ``having`` of ``size`` rows have."""
    return math.log(1 + size / (1 + having))


def lengths(postings: Iterable[Mapping[str, Any]], size: int) -> list[dict[str, Any]]:
    """The rows of ``search_lengths``.

    For each sort of terms how long those of each of ``size`` rows are as one vector: little-endian
    floats.
    """
    squares = {sort: np.zeros(size, np.float64) for sort in TOLD_BY}
    for one in postings:
        if one["term"].startswith(TOLD_BY):
            strengths = np.frombuffer(one["strengths"], np.uint8) / FULL
            weight = rarity(len(strengths), size)
            rows = np.frombuffer(one["rows"], "<u4") - 1
            squares[one["term"][:2]][rows] += (strengths * weight) ** 2
    return [
        {"sort": sort, "lengths": np.sqrt(each).astype("<f4").tobytes()}
        for sort, each in squares.items()
    ]


@cache
def example_questions() -> list[dict[str, Any]]:
    """The rows of ``search_examples``: ``asks`` is a JSON object of terms, {} without an answer."""
    answers = {
        row["answer"]: _terms(row["terms"])
        for row in dictionary("search_example_answers", ("answer", "terms", "source"))
    }
    rows = dictionary("search_example_questions", ("question", "answers", "source"))
    return [
        {
            "id": number,
            "question": row["question"],
            "asks": json.dumps(_asks(row["answers"], answers), ensure_ascii=False),
        }
        for number, row in enumerate(rows, 1)
    ]


def _terms(text: str) -> Terms:
    return {term: float(weight) for term, weight in (one.rsplit("=", 1) for one in text.split())}


def _asks(named: str, answers: Mapping[str, Terms]) -> Terms:
    """The weightiest terms of all answers together, as a vector of length 1."""
    total: Terms = {}
    graded = [one.rsplit("=", 1) for one in named.split()]
    having = Counter(grade for _, grade in graded)
    for answer, grade in graded:
        worth = WORTH[int(grade)] / having[grade] ** EVEN
        for term, weight in answers[answer].items():
            total[term] = total.get(term, 0.0) + weight * worth
    best = sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TERMS]
    length = math.sqrt(sum(weight**2 for _, weight in best)) or 1.0
    return {term: round(weight / length, 4) for term, weight in best}


def order_weights() -> list[dict[str, Any]]:
    """The rows of ``search_order``, learnt from judged questions (tests/search/learn.py)."""
    rows = dictionary("search_order", ("feature", "cells", "directly", "source"))
    return [
        {
            "feature": row["feature"],
            "cells": json.dumps([float(one) for one in row["cells"].split()]),
            "directly": float(row["directly"]),
            "source": row["source"],
        }
        for row in rows
    ]
