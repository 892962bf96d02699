"""An answer in, the kinds of rows out that are asked for of a medicine, if its first hit is of
none, or of a thing, if no hit on it is.

"Manufacturer of NEXPOVIO" has hits, since rows are of that medicine; none of them tells who makes
it. "Highest amount of an overdose" has those on overdoses; none is a limit, or has these words.
"""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.meanings import Numbers, Postings, strengths_in
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import as_said, without_joins
from ingest.site.search.scores.unit_degrees import of_meaning, together
from ingest.site.search.told.but_related import things_of
from ingest.site.search.told.coming_about import MISSING, are_people
from ingest.site.search.told.unprinted_answers import having_the_rest

MANY = 2
"""Words but stop words that ask for a kind of rows at least: one may be said of something else."""


def unanswered_kinds(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The words that ask for them, where nothing is named beside the medicine."""
    medicines = answer.lexicon.medicines
    units = [unit for unit in answer.units if not unit.weak]
    kinds = [unit for unit in units if unit.topic]
    others = [unit for unit in units if not unit.topic]
    named = bool(others) and all(medicines.issuperset(unit.words) for unit in others)
    if not (kinds and named and len(answer.rows)) or answer.as_typed:
        return []
    if any(_are_of(connection, answer, unit, answer.rows[:1]) for unit in kinds):
        return []
    return [without_joins(answer, as_said(answer, unit)) for unit in kinds]


def kinds_of_no_hit(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The words that ask for a kind of rows of what is named, where no hit that has all of this is
    of it, nor has a word of these, nor tells that it is missing, nor is the first hit of it. A
    single word may be said of anything ("since he started"), and of people, whom criteria are on,
    anything may be asked."""
    known = answer.lexicon
    kinds = [unit for unit in answer.units if unit.topic]
    said = [known.root(word) for one in kinds for word in one.words if word not in known.stop]
    if len(kinds) != 1 or len(said) < MANY or answer.as_typed or not answer.has_hits:
        return []
    things = [one for one in things_of(known, answer.units) if not are_people(connection, one)]
    rows = having_the_rest(answer, kinds[0].words)
    if not things or not len(rows) or known.labelled("category", MISSING)[rows].any():
        return []
    printed = any(_are_in(together(connection, known, [root]), rows) for root in said)
    first = answer.rows[:1]
    if printed or _are_of(connection, answer, kinds[0], np.append(rows, first)):
        return []
    return [without_joins(answer, as_said(answer, kinds[0]))]


def _are_of(connection: sqlite3.Connection, answer: Answer, unit: Unit, rows: Numbers) -> bool:
    """Whether any of ``rows`` has anything of what a unit asks for, or its words."""
    known = answer.lexicon
    each = [of_meaning(connection, known, one) for one in unit.meanings]
    each += [together(connection, known, unit.roots)] if unit.roots else []
    return any(_are_in(postings, rows) for postings in each)


def _are_in(postings: Postings, rows: Numbers) -> bool:
    """Whether any of ``rows`` has anything of it."""
    return bool((strengths_in(postings, rows) > 0).any())
