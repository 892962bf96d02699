"""An answer in, what no concern of a category says out, and which rows are of none.

Who asks for missing information on long-term safety is told that no such row says "long-term"; a
factor that prints the word is no missing information.
"""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.question.kinds_beside import GROUPS
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import as_said
from ingest.site.search.scores.unit_degrees import CONCERN
from ingest.site.search.scores.unit_weights import MET
from ingest.site.search.told.but_related import things_of
from ingest.site.search.told.kinds_and_things import Apart
from ingest.site.search.told.saying import saying

MISSING = "t:missing-information"


def category_asked_for(answer: Answer) -> Unit | None:
    """The unit that asks for concerns of one category; None where none does, or several do."""
    groups = answer.lexicon.topics[GROUPS]
    asking = [unit for unit in answer.units if unit.first in groups and not unit.weak]
    return asking[0] if len({unit.first for unit in asking}) == 1 else None


def rows_of_category(connection: sqlite3.Connection, known: Lexicon, unit: Unit | None) -> Rows:
    """The rows that are of the category that a unit asks for, or hang on its concerns; none without
    a unit."""
    found = np.zeros(known.size, np.bool_)
    for term in (unit.first, known.instead[GROUPS][unit.first]) if unit else ():
        found[known.postings(connection, term)[0]] = True
    return found


def name_of_category(unit: Unit) -> str:
    """What the category that a unit asks for is called: "missing information"."""
    return unit.first[2:].replace("-", " ")


def said_of_no_such(connection: sqlite3.Connection, answer: Answer) -> list[Apart]:
    """The things that are named beside a category of concerns and that rows say, but none of
    these."""
    asking = category_asked_for(answer)
    if asking is None or not answer.has_hits or answer.as_typed:
        return []
    known = answer.lexicon
    kind = rows_of_category(connection, known, asking)
    found = []
    for thing in things_of(known, answer.units) if kind.any() else ():
        says = saying(connection, known, thing)
        if thing is not asking and says.any() and not (says & kind).any():
            found.append(Apart(name_of_category(asking), as_said(answer, thing)))
    return found


def listed_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer, where no concern says who is asked about as missing information, with those first
    that are listed as such, of the medicine that is named: not of them is it told."""
    asking = category_asked_for(answer)
    if asking is None or asking.first != MISSING or not said_of_no_such(connection, answer):
        return answer
    known = answer.lexicon
    concerns = known.labelled("kind", CONCERN)
    things = [unit for unit in things_of(known, answer.units) if unit is not asking]
    if any((saying(connection, known, thing) & concerns).any() for thing in things):
        return answer
    first = (rows_of_category(connection, known, asking) & concerns)[answer.rows]
    for unit, degree in zip(answer.units, answer.degrees, strict=True):
        if known.medicines.issuperset(unit.words) and degree is not None:
            first &= degree >= MET
    answer.reorder(np.argsort(~first, kind="stable").astype(np.int32))
    return answer
