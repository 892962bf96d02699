"""Questions that except a thing in, hits with what is about that last out."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.question.excepted_things import excepted, group_of
from ingest.site.search.scores.elsewhere_first import ABOUT
from ingest.site.search.scores.unit_weights import MET


def excepted_last(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with hits last that are about what is excepted; where another thing is named,
    only those that are about nothing else."""
    known = answer.lexicon
    passed = excepted(known, answer.query)
    if passed is None or not answer.has_hits:
        return answer
    names = any(unit.named and not (unit.topic or unit.weak) for unit in answer.units)
    behind = np.zeros(known.size, np.bool_)
    for term in passed.terms:
        rows, strengths = known.postings(connection, term)
        behind[rows[strengths >= (ABOUT if names else MET)]] = True
        behind |= _of_the_group(known, term)
    answer.reorder(np.argsort(behind[answer.rows], kind="stable").astype(np.int32))
    return answer


def _of_the_group(known: Lexicon, term: str) -> Rows:
    """The rows on a group of concerns, if a term is one."""
    asked = term in known.topics["groups-of-concerns"]
    return known.labelled("category", group_of(term)) if asked else np.zeros(known.size, np.bool_)
