"""Units of a question in, the same without missing information that lists nobody named there out.

"Use in patients with severe renal impairment" is missing information. "Use in pregnancy" begins
alike; where no plan lists it, what rows say of pregnancy is what is asked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.question.populations import LEAD, MISSING
from ingest.site.search.question.units import Unit


def where_listed(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit]
) -> tuple[list[Unit], list[Unit]]:
    """The units, without what the beginning of a question asks for where no row of missing
    information has any of those that it names; and these, none where one has, or none is named."""
    others = [unit for unit in units if not _is_put_in(known, unit)]
    if len(others) == len(units):
        return others, []
    missing, _ = known.postings(connection, MISSING)
    names = known.medicines | known.lists.places
    people = [unit for unit in others if not unit.weak and not names.issuperset(unit.words)]
    listed = any(_having(connection, known, unit)[missing].any() for unit in people)
    return (list(units), []) if listed else (others, people)


def _is_put_in(known: Lexicon, unit: Unit) -> bool:
    """Whether a unit stands for how a question begins ("use in")."""
    return unit.first == MISSING and " ".join(unit.words) in known.groups[LEAD]


def _having(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Rows:
    """The rows that have any concept that a unit means, or leads to."""
    found = np.zeros(known.size, np.bool_)
    for one in unit.meanings:
        if one.term.startswith("c:"):
            found[known.postings(connection, one.term)[0]] = True
    return found
