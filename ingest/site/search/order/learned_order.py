"""The hits of a question in, the first of them put in the order that examples teach out.

Somebody answered many questions by hand (``search_examples``). A question that is like some of
them asks for rows with the terms that those ask for. How much that counts beside the score that a
row has by its words is learnt from other judged questions (``search_order``,
tests/search/learn.py), some of them about documents that no example is of.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.example_questions import Likeness
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.network import FEATURES
from ingest.site.search.order.answers_alike import is_answered
from ingest.site.search.order.candidates import Candidates, candidates, is_one_of
from ingest.site.search.order.fitting_rows import FEW_TERMS, Fitting
from ingest.site.search.order.row_features import features
from ingest.site.search.question_form import form_of
from ingest.site.search.scores.fields import Narrowed
from ingest.site.search.scores.unit_degrees import SURELY

ANOTHER_KIND = 1.0
"""What a row is worth less that is of another kind than is asked for."""
ANSWERED_SO = 3.0
"""What it is worth to fit the answers of an example that is the question itself."""


def put_in_order(
    connection: sqlite3.Connection,
    narrowed: Narrowed,
    answer: Answer,
    rows: Numbers,
    degrees: Sequence[Strengths | None],
) -> Answer:
    """The answer with its first hits in the order that examples teach.

    Where no row has the words, those that questions like this one ask for are hits, if these have
    an answer (``is_answered``). Where some have, that questions like it have none says nothing.
    ``degrees`` are how much each of ``rows`` (sorted) has each unit.
    """
    form = form_of(answer)
    like = answer.lexicon.examples.like(form)
    if like is None:
        return answer
    if not answer.has_hits and not is_answered(answer, like):
        return answer
    fitting = Fitting(connection, answer.lexicon, like.asks(FEW_TERMS))
    found = candidates(narrowed, answer, like, fitting)
    if not len(found.rows):
        return answer
    told = features(connection, answer, like, fitting, found)
    worth = answer.lexicon.order.worth(told) - _of_another_kind(answer, found)
    if _is_itself(answer.lexicon, form, like):
        worth += np.float32(ANSWERED_SO) * told[:, FEATURES.index("fit")]
    order = np.lexsort((found.places, -worth, found.lacking))
    best = answer.scores[0] if len(answer.scores) else np.float32(1)
    behind = ~is_one_of(found.rows, answer) & answer.has_hits
    answer.level = answer.level if answer.has_hits else "alike"
    answer.like = like
    return _put(
        answer,
        np.concatenate([found.rows[order], answer.rows[behind]]),
        np.concatenate([found.shares[order] * best, answer.scores[behind]]),
        rows,
        degrees,
    )


def _is_itself(known: Lexicon, form: str, like: Likeness) -> bool:
    """Whether the likest example is the question itself, but for light words."""
    both = (form, like.examples.questions[like.places[0]])
    one, other = ([word for word in text.split() if word not in known.light] for text in both)
    return one == other


def _of_another_kind(answer: Answer, found: Candidates) -> Strengths:
    """What rows of another kind than is asked for are worth less, where a best one is of it."""
    if answer.asked_for is None:
        return np.zeros(len(found.rows), np.float32)
    asked_for = answer.asked_for[found.rows]
    best = (asked_for >= SURELY) & (found.shares >= SURELY)
    return np.float32(ANOTHER_KIND * bool(best.any())) * (1 - asked_for)


def _put(
    answer: Answer,
    shown: Numbers,
    scores: Strengths,
    rows: Numbers,
    degrees: Sequence[Strengths | None],
) -> Answer:
    """The answer with the rows ``shown`` as its hits."""
    answer.rows, answer.scores = shown, scores
    at = np.searchsorted(rows, shown)
    at[at == len(rows)] = 0
    has = rows[at] == shown if len(rows) else np.zeros(len(shown), np.bool_)
    answer.degrees = [
        None if one is None else np.where(has, one[at] if len(one) else 0, 0).astype(np.float32)
        for one in degrees
    ]
    return answer
