"""An answer in, the rows that may be put in order out: its first hits, and those that examples ask
for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.example_questions import Likeness
from ingest.site.search.lexicon.meanings import Numbers, Rows, Strengths
from ingest.site.search.order.added_rows import has_something, of_what_is_named
from ingest.site.search.order.answers_alike import ANSWERS, THE_SAME
from ingest.site.search.order.fitting_rows import BySort, Fitting
from ingest.site.search.scores.fields import Narrowed

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
        if answer.level == "all":
            named = of_what_is_named(connection, answer, added)
            same = like.nearest >= SAME_THING
            added = np.union1d(named, _as_fit(fitting, first, added)) if same else named
        if narrowed.narrows:
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
    (here,) = np.nonzero(is_one_of(rows, answer))
    at = np.searchsorted(rows, answer.rows[here])
    shares[at] = answer.scores[here] / answer.scores[:1]
    places[at] = np.minimum(here, MOST_ORDERED)
    return Candidates(rows, shares, places, fits[kept], by_sort[kept], lacking[kept])


def _as_fit(fitting: Fitting, first: Numbers, added: Numbers) -> Numbers:
    """Those of the rows ``added`` that fit nearly as well as the best of them and of the hits: what
    an example only lets pass beside that of another thing is none."""
    fits, _ = fitting.of(np.union1d(first, added).astype(np.int32))
    own, _ = fitting.of(added)
    found: Numbers = added[own >= AS_FIT * fits.max(initial=0.0)]
    return found


def is_one_of(rows: Numbers, answer: Answer) -> Rows:
    """For each row of an answer whether it is one of ``rows``."""
    among = np.zeros(answer.lexicon.size, np.bool_)
    among[rows] = True
    return among[answer.rows]
