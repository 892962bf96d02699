"""An answer in, kinds of rows that are asked for of a medicine out, if its first hit is of none.

"Manufacturer of NEXPOVIO" has hits, since rows are of that medicine; none of them tells who makes
it.
"""

from __future__ import annotations

import sqlite3

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.meanings import strengths_in
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import as_said, without_joins
from ingest.site.search.scores.unit_degrees import of_meaning, together


def unanswered_kinds(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The words that ask for them, where nothing is named beside the medicine."""
    medicines = answer.lexicon.medicines
    units = [unit for unit in answer.units if not unit.weak]
    kinds = [unit for unit in units if unit.topic]
    others = [unit for unit in units if not unit.topic]
    named = bool(others) and all(medicines.issuperset(unit.words) for unit in others)
    if not (kinds and named and len(answer.rows)) or answer.as_typed:
        return []
    if any(_is_first_of(connection, answer, unit) for unit in kinds):
        return []
    return [without_joins(answer, as_said(answer, unit)) for unit in kinds]


def _is_first_of(connection: sqlite3.Connection, answer: Answer, unit: Unit) -> bool:
    """Whether the first hit has anything of what a unit asks for, or its words."""
    known = answer.lexicon
    each = [of_meaning(connection, known, one) for one in unit.meanings]
    each += [together(connection, known, unit.roots)] if unit.roots else []
    return any(strengths_in(postings, answer.rows[:1])[0] > 0 for postings in each)
