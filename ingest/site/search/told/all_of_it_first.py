"""Hits of a question that is but several things in, those that say all of them first out."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.printed_lists import STROKE
from ingest.site.search.question_form import words_of
from ingest.site.search.scores.alternatives import alternatives
from ingest.site.search.scores.very_names_first import CONCERN
from ingest.site.search.told.but_related import HEADING, things_of
from ingest.site.search.told.saying import saying
from ingest.site.search.told.two_things import compared


def all_of_it_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with the hits that say all the things before the others, where nothing is asked
    for but names and phrases that rows say, and not one or another. Where no hit says all, the
    level is ``most``: what leads to a thing, or cites for it, is not about it."""
    known, units = answer.lexicon, answer.units
    things = things_of(known, units)
    if answer.level != "all" or answer.as_typed or not 1 < len(things) == len(units):
        return answer
    if not all(unit.roots and (unit.named or unit.words[1:]) for unit in things):
        return answer
    if alternatives(known, answer.query, units) or compared(known, answer.query, units):
        return answer
    whole = ~known.labelled("kind", HEADING)[answer.rows]
    for unit in things:
        whole &= saying(connection, known, unit)[answer.rows]
    if not whole.any():
        answer.level = "most"
    elif not whole[0] and not _joins_concerns(known, answer):
        answer.reorder(np.argsort(~whole, kind="stable").astype(np.int32))
    return answer


def _joins_concerns(known: Lexicon, answer: Answer) -> bool:
    """Whether a question joins things by an "and", or a stroke, and the first hit is a concern: who
    asks about "renal and hepatic impairment" is after either."""
    joined = not known.groups["and-or"].isdisjoint(words_of(answer)) or STROKE in answer.query.text
    return joined and bool(known.labelled("kind", CONCERN)[answer.rows[0]])
