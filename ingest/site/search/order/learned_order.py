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
from typing import Any

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.example_questions import Likeness
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Rows, Strengths
from ingest.site.search.lexicon.network import FEATURES, SORTS, Features
from ingest.site.search.order.added_rows import has_something, of_what_is_named
from ingest.site.search.order.answers_alike import ANSWERS, THE_SAME, is_answered
from ingest.site.search.order.fitting_rows import FEW_TERMS, BySort, Fitting
from ingest.site.search.order.printed_words import printed
from ingest.site.search.order.rows_beside import beside
from ingest.site.search.question_form import form_of
from ingest.site.search.scores.fields import Narrowed
from ingest.site.search.scores.unit_degrees import SURELY

MOST_ORDERED, MOST_ADDED = 60, 6
"""Hits that are put in order, and rows that are added to them though they lack the words."""
MOST_ALIKE = 10
"""Hits where no row has the words."""
LIKE = 0.5
"""How like others a question must be for rows that lack its words to be added to the hits."""
SAME_THING = 0.8
"""How like an example must be for rows that have nothing of what is named to be added."""
AS_FIT = 0.6
"""How well a row with nothing of what is asked about must fit beside the best to stand before hits
that have it, where an example is the question itself; where none is, no such row is added."""
SHARES, SHARES_ALIKE = 0.2, 0.1
"""How far such rows must fit by concepts or words, beside hits and where no row has the words."""
ANOTHER_KIND = 1.0
"""What a row is worth less that is of another kind than is asked for."""
ANSWERED_SO = 3.0
"""What it is worth to fit the answers of an example that is the question itself."""
LONG = 12
"""Words of a long question."""
LEVELS = {"all": 0.0, "most": 0.5, "near": 1.0, "none": 1.5}
NO_SHARE, NO_FIT = 0.02, 0.05
"""What is added to shares and fits of nothing before their logarithm is taken."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows that may be put in order, sorted; they count from 0.

    ``shares`` are their scores as shares of the best, 0 where its words bring a row neither as a
    hit nor as near, and ``places`` their places among the hits. ``fits`` is how well they fit what
    is asked for, ``by_sort`` how well by terms of each sort; ``lacking`` are those to go last, for
    they have nothing of what is asked about, where hits have it.
    """

    rows: Numbers
    shares: Strengths
    places: Numbers
    fits: Strengths
    by_sort: BySort
    lacking: Rows


def candidates(narrowed: Narrowed, answer: Answer, like: Likeness, fitting: Fitting) -> Candidates:
    """The first hits, and the rows that fit best what questions like this one ask for.

    Which these are does not depend on the fields by which hits are narrowed down.
    """
    connection = narrowed.connection
    first = answer.rows[: MOST_ORDERED if answer.has_hits else 0]
    added = first[:0]
    most, least = (MOST_ADDED, SHARES) if answer.has_hits else (MOST_ALIKE, SHARES_ALIKE)
    if like.nearest >= (LIKE if answer.has_hits else ANSWERS):
        added = fitting.best(most)
        if answer.level == "all" and like.nearest < SAME_THING:
            added = of_what_is_named(connection, answer, added)
        if narrowed.fields:
            added = added[np.isin(added, narrowed.rows())]
    rows = np.union1d(first, added).astype(np.int32)
    fits, by_sort = fitting.of(rows)
    lacking = ~np.isin(rows, first)
    kept = ~lacking | (fitting.telling(by_sort) >= least)
    lacking[lacking] = answer.level == "all" and ~has_something(connection, answer, rows[lacking])
    if like.nearest >= THE_SAME:
        lacking &= fits < AS_FIT * fits.max(initial=0.0)
    rows = rows[kept]
    shares = np.zeros(len(rows), np.float32)
    places = np.full(len(rows), MOST_ORDERED, np.int32)
    (here,) = np.nonzero(_is_one_of(rows, answer))
    at = np.searchsorted(rows, answer.rows[here])
    shares[at] = answer.scores[here] / answer.scores[:1]
    places[at] = np.minimum(here, MOST_ORDERED)
    return Candidates(rows, shares, places, fits[kept], by_sort[kept], lacking[kept])


def _is_one_of(rows: Numbers, answer: Answer) -> Rows:
    """For each row of an answer whether it is one of ``rows``."""
    among = np.zeros(answer.lexicon.size, np.bool_)
    among[rows] = True
    return among[answer.rows]


def features(
    connection: sqlite3.Connection,
    answer: Answer,
    like: Likeness,
    fitting: Fitting,
    found: Candidates,
) -> Features:
    """For each candidate a line of what is known of it (``network.FEATURES``), and of its kind."""
    fits = found.fits
    best = np.float32(fits.max(initial=0.0) or 1.0)
    order, by_fit = _places(found.places), _places(found.places, -fits)
    words = sum(len(term.words) for term in answer.query.terms)
    prints = printed(connection, answer, found.rows)
    known = answer.lexicon
    near = beside(known, found.rows, found.shares, fits, order, by_fit)
    columns: dict[str, np.ndarray[tuple[Any, ...], np.dtype[np.number[Any]]] | float] = {
        "share": found.shares,
        "log share": np.log(found.shares + np.float32(NO_SHARE)),
        "place": 1 / (1 + found.places),
        "fit": fits,
        "log fit": np.log(fits / best + np.float32(NO_FIT)),
        "place by fit": 1 / (1 + by_fit),
        "likeness": like.nearest,
        "words": min(words, LONG) / LONG,
        "level": LEVELS[answer.level],
        "kind asked for": 0.0 if answer.asked_for is None else answer.asked_for[found.rows],
        "asks for a kind": answer.asked_for is not None,
        "its own words": prints.own,
        "words it has": prints.any,
        "words as they count": prints.much,
        "words asked": min(prints.words, LONG),
        "share beside": near.share,
        "fit beside": near.fit,
        "of the first": near.of_first,
        "of the fittest": near.of_fittest,
        "place in its kind": near.place,
        "place in its kind by fit": near.place_by_fit,
        "hangs on a concern": (known.concern_rows[found.rows] >= 0).astype(np.float32),
    }
    for sort, fit, asked in zip(known.sorts, found.by_sort.T, fitting.asked_by_sort(), strict=True):
        columns |= {f"fit by {SORTS[sort]}": fit, f"asks by {SORTS[sort]}": float(asked)}
    told = np.empty((len(fits), len(FEATURES)), np.float32)
    for at, name in enumerate(FEATURES):
        told[:, at] = columns[name]
    return np.hstack([told, _of_kinds(known, found.rows)])


def _of_kinds(known: Lexicon, rows: Numbers) -> Features:
    """For each row a line of ones and zeros: whether it is of each kind that the order knows."""
    labels, codes = known.columns["kind"]
    places = [labels.index(kind) if kind in labels else -1 for kind in known.order.kinds]
    return np.equal.outer(codes[rows], places).astype(np.float32)


def _places(*keys: Numbers | Strengths) -> Numbers:
    """The places, from 0, of rows that are sorted by the last key, then by those before it."""
    found = np.empty(len(keys[0]), np.int32)
    found[np.lexsort(keys)] = np.arange(len(keys[0]))
    return found


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
    behind = ~_is_one_of(found.rows, answer) & answer.has_hits
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
