"""Rows that may be put in order in, what is known of each out, as the order takes it."""

from __future__ import annotations

import sqlite3
from typing import Any

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.example_questions import Likeness
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.network import FEATURES, SORTS, Features
from ingest.site.search.order.candidates import Candidates
from ingest.site.search.order.fitting_rows import Fitting
from ingest.site.search.order.printed_words import printed
from ingest.site.search.order.rows_beside import beside

LONG = 12
"""Words of a long question."""
LEVELS = {"all": 0.0, "most": 0.5, "near": 1.0, "none": 1.5}
NO_SHARE, NO_FIT = 0.02, 0.05
"""What is added to shares and fits of nothing before their logarithm is taken."""


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
        "log prior": known.log_priors[found.rows],
    }
    for sort, fit, asked in zip(known.sorts, found.by_sort.T, fitting.asked_by_sort(), strict=True):
        columns |= {f"fit by {SORTS[sort]}": fit, f"asks by {SORTS[sort]}": float(asked)}
    told = np.empty((len(fits), len(FEATURES)), np.float32)
    for at, name in enumerate(FEATURES):
        told[:, at] = columns[name]
    return np.hstack([told, _of_kinds(known, found.rows)])


def _of_kinds(known: Lexicon, rows: Numbers) -> Features:
    """For each row a line: 1 for the kind that it is of, of those that the order was learnt on, and
    as much of each for a row of another."""
    labels, codes = known.columns["kind"]
    places = [labels.index(kind) if kind in labels else -1 for kind in known.order.kinds]
    found = np.equal.outer(codes[rows], places).astype(np.float32)
    found[~found.any(1)] = 1 / max(len(places), 1)
    return found


def _places(*keys: Numbers | Strengths) -> Numbers:
    """The places, from 0, of rows that are sorted by the last key, then by those before it."""
    found = np.empty(len(keys[0]), np.int32)
    found[np.lexsort(keys)] = np.arange(len(keys[0]))
    return found
