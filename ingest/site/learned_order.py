"""The hits of a question in, the first of them put in the order that examples teach out.

Somebody answered many questions by hand (``search_examples``). A question that is like some of
them asks for rows with the terms that those ask for. How much that counts beside the score that a
row has by its words is learnt from other judged questions (``search_order``,
tests/search/learn.py), some of them about documents that no example is of.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.site.example_questions import Likeness
from ingest.site.fitting_rows import FEW_TERMS, Fitting
from ingest.site.lexicon import Lexicon
from ingest.site.meanings import Numbers, Strengths
from ingest.site.network import Features
from ingest.site.question_form import form_of
from ingest.site.search_answer import Answer
from ingest.site.search_ranking import Narrowed
from ingest.site.units import Unit

MOST_ORDERED, MOST_ADDED = 60, 15
"""Hits that are put in order, and rows that are no hits but may become some."""
LAST_PLACE = 10
"""The last place of a row that is no hit by its words."""
LIKE = 0.35
"""How like a question must be others for a row that has not its words to be an answer."""
UNANSWERED = 0.2
"""The share of examples without an answer up to which there is one."""
LONG = 12
"""Words of a long question."""
LEVELS = {"all": 0.0, "most": 0.5, "near": 1.0, "none": 1.5}
NO_SHARE, NO_FIT = 0.02, 0.05
"""What is added to shares and fits of nothing before their logarithm is taken."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows that may be put in order, sorted; they count from 0.

    ``shares`` are their scores as shares of the best, 0 where a row is no hit by its words, and
    ``places`` their places among the hits.
    """

    rows: Numbers
    shares: Strengths
    places: Numbers


def candidates(narrowed: Narrowed, answer: Answer, like: Likeness, fitting: Fitting) -> Candidates:
    """The first hits, and the rows that fit best what questions like this one ask for."""
    first = answer.rows[:MOST_ORDERED]
    added = fitting.best(MOST_ADDED) if like.nearest >= LIKE else first[:0]
    if narrowed.fields:
        added = added[np.isin(added, narrowed.rows())]
    rows = np.union1d(first, added).astype(np.int32)
    shares = np.zeros(len(rows), np.float32)
    places = np.full(len(rows), MOST_ORDERED, np.int32)
    if len(first):
        at = np.searchsorted(rows, first)
        shares[at] = answer.scores[: len(first)] / answer.scores[0]
        places[at] = np.arange(len(first))
    return Candidates(rows, shares, places)


def features(answer: Answer, like: Likeness, fitting: Fitting, found: Candidates) -> Features:
    """For each candidate a line of what is known of it (``network.FEATURES``)."""
    fits = fitting.of(found.rows)
    best = np.float32(fits.max(initial=0.0) or 1.0)
    by_fit = np.empty(len(fits), np.int32)
    by_fit[np.lexsort((found.places, -fits))] = np.arange(len(fits))
    words = sum(len(term.words) for term in answer.query.terms)
    each = np.ones(len(fits), np.float32)
    columns = (
        found.shares,
        np.log(found.shares + np.float32(NO_SHARE)),
        1 / (1 + found.places),
        fits,
        np.log(fits / best + np.float32(NO_FIT)),
        1 / (1 + by_fit),
        each * like.nearest,
        each * min(words, LONG) / LONG,
        each * LEVELS[answer.level],
    )
    return np.column_stack(columns).astype(np.float32)


def put_in_order(
    connection: sqlite3.Connection,
    narrowed: Narrowed,
    answer: Answer,
    rows: Numbers,
    degrees: Sequence[Strengths | None],
) -> Answer:
    """The answer with its first hits in the order that examples teach.

    Where no row has the words, those that questions like this one ask for are hits, if these have
    an answer. That questions like it have none says nothing: other documents may have it.
    ``degrees`` are how much each of ``rows`` (sorted) has each unit.
    """
    like = answer.lexicon.examples.like(form_of(answer))
    if like is None:
        return answer
    if not answer.has_hits and not _is_answered(answer, like):
        return answer
    fitting = Fitting(connection, answer.lexicon, like.asks(FEW_TERMS))
    found = candidates(narrowed, answer, like, fitting)
    worth = answer.lexicon.order.worth(features(answer, like, fitting, found))
    order = np.lexsort((found.places, -worth))
    if answer.has_hits:
        order = order[(found.shares[order] > 0) | (np.arange(len(order)) < LAST_PLACE)]
        behind = answer.rows[MOST_ORDERED:], answer.scores[MOST_ORDERED:]
    else:
        order = order[:LAST_PLACE]
        behind = answer.rows[:0], answer.scores[:0]
        answer.level = "alike"
    best = answer.scores[0] if len(answer.scores) else np.float32(1)
    answer.like = like
    return _put(
        answer,
        np.concatenate([found.rows[order], behind[0]]),
        np.concatenate([found.shares[order] * best, behind[1]]),
        rows,
        degrees,
    )


def _is_answered(answer: Answer, like: Likeness) -> bool:
    """Whether there is an answer to what nothing here has the words for.

    None is there to what names something known that stands nowhere here; a word that nobody knows
    may be anything.
    """
    if like.nearest < LIKE or like.unanswered > UNANSWERED:
        return False
    known = answer.lexicon
    return not any(
        unit.only_near or (unit.absent and unit.meant and not _is_unknown(known, unit))
        for unit in answer.units
    )


def _is_unknown(known: Lexicon, unit: Unit) -> bool:
    """Whether a unit is a word that neither the dictionaries nor English nor the rows have."""
    return not unit.meanings and not any(
        word in known.english or word in known.roots for word in unit.words
    )


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
