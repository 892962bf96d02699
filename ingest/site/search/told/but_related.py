"""A unit of a question in, the rows out that are but related to what others say.

A measure for confusion is related to an acute cerebellar syndrome; where a plan lists that syndrome
itself, it is no measure for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.lexicon.meanings_here import LEARNED
from ingest.site.search.question.units import Unit
from ingest.site.search.told.saying import LEADS, saying

HEADING = "label_section"
"""The kind of rows that are headings of sections of the label: where it would be said."""


def things_of(known: Lexicon, units: Sequence[Unit]) -> list[Unit]:
    """The units that are things: no kinds of rows, words that rank, medicines or places."""
    names = known.medicines | known.lists.places
    return [
        unit
        for unit in units
        if unit.words
        and not (unit.weak or unit.topic or unit.denied or unit.absent)
        and not names.issuperset(unit.words)
    ]


def but_related(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Rows:
    """The rows that have a unit by nothing but what its words lead to, where other rows say it in
    these words or its learned name; the heading of a section is what it leads to itself."""
    found = np.zeros(known.size, np.bool_)
    learned = any(one.kind in (*LEARNED, "abbreviation") for one in unit.meanings)
    says = saying(connection, known, unit)
    if not says.any() or not (unit.roots or learned):
        return found
    for one in unit.meanings:
        if one.kind in LEADS:
            found[known.postings(connection, one.term)[0]] = True
    for one in unit.meanings:
        if one.kind not in LEADS:
            found[known.postings(connection, one.term)[0]] = False
    return found & ~says & ~known.labelled("kind", HEADING)


def aside(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit]
) -> list[tuple[Unit, Rows]]:
    """The things that are named, each with the rows that are but related to it though others say
    it; one that is asked for alone only where its words name it: who says "platelets" is after what
    these lead to."""
    things = things_of(known, units)
    alone = len(things) == 1 and not any(unit.topic for unit in units)
    return [
        (unit, but_related(connection, known, unit)) for unit in things if unit.named or not alone
    ]
