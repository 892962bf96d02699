"""An answer in, the words out that no row says, and what rows say that they were read as.

Who asks for coagulation problems is after thrombocytopenia and bleeding, which are found by what is
a case of that notion (``search_notions.csv``). What the words were taken for is told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import WIDER, Numbers
from ingest.site.search.lexicon.meanings_here import NOTION
from ingest.site.search.lexicon.printed_phrases import is_printed
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import as_said
from ingest.site.search.scores.unit_degrees import of_meaning
from ingest.site.search.told.said_together import stand_together
from ingest.site.search.told.unprinted_answers import having_the_rest

OTHERS = ("related", "partly", WIDER, "cited", "disease", "topic")
"""Kinds of meanings beside those of notions that do not say the thing either."""
MOST = 5
"""Readings that are told of one notion at most."""


@dataclass(frozen=True, slots=True)
class ReadAs:
    """Words that no row says, and what hits say of what falls under them, in the dictionary's
    order; nothing, where hits say it but of other things than were asked, and the first does
    not."""

    words: str
    meant: list[str]


def read_as(connection: sqlite3.Connection, answer: Answer) -> Iterator[ReadAs]:
    """What each wide word of a question was read as, of the words that no row prints."""
    for unit in answer.units if answer.has_hits else ():
        kinds = {one.kind for one in unit.meanings}
        if unit.weak or NOTION not in kinds or not kinds <= {NOTION, *OTHERS}:
            continue
        if unit.roots and stand_together(connection, answer.lexicon, unit.roots):
            continue
        said = as_said(answer, unit)
        names = [said, " ".join(_but_people(answer, unit))]
        anywhere = list(_meant(connection, answer.lexicon, unit, answer.rows))
        if anywhere and not any(is_printed(connection, name) for name in names if name):
            rows = having_the_rest(answer, unit.words)
            meant = list(_meant(connection, answer.lexicon, unit, rows))
            had = meant or not len(rows) or _is_of_the_first(answer, unit)
            yield ReadAs(said, (meant or anywhere)[:MOST] if had else [])


def _is_of_the_first(answer: Answer, unit: Unit) -> bool:
    """Whether the first hit has anything that a unit means."""
    each = zip(answer.units, answer.degrees, strict=True)
    return any(one is unit and degree is not None and degree[0] > 0 for one, degree in each)


def _but_people(answer: Answer, unit: Unit) -> list[str]:
    """The words of a unit without those for people: of normal weight are patients, and persons."""
    people = answer.lexicon.groups["people"] | answer.lexicon.groups["somebody"]
    return [word for word in unit.words if word not in people | answer.lexicon.stop]


def _meant(
    connection: sqlite3.Connection, known: Lexicon, unit: Unit, rows: Numbers
) -> Iterator[str]:
    """The cases of a notion that one of ``rows`` has; a section of the label is no case."""
    for one in reversed(unit.meanings):
        if one.kind == NOTION and not one.term.startswith("s:"):
            having, _ = of_meaning(connection, known, one)
            if len(np.intersect1d(having, rows)):
                yield one.means
