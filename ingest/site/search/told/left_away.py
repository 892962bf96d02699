"""An answer in, what it is asked to be without or to be together, and no row has so, out.

A partner that is left away asks for combinations ("without dexamethasone"); names with a plus
between them are asked for together ("carfilzomib+dex").
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.meanings import Numbers
from ingest.site.search.lexicon.printed_phrases import rows_printing
from ingest.site.search.lexicon.query_words import plain
from ingest.site.search.question.units import LEADING, Unit
from ingest.site.search.scores.left_out import COMBINATION, naming
from ingest.site.search.told.saying import having

NAME = r"[^\W\d_]{2,}"
PLUS = re.compile(rf"(?<!\w)(?P<one>{NAME})\s*\+\s*(?={NAME})")
NAMED = re.compile(NAME)


def with_partners(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """What was said to leave partners away, where no combination that is a hit is without them."""
    known = answer.lexicon
    if not answer.has_hits or not answer.left_out:
        return []
    others = [one for one in answer.units if not one.weak and one.first != COMBINATION]
    fits = having(connection, known, [one for one in others if not one.topic])
    rows, strengths = known.postings(connection, COMBINATION)
    combined = np.zeros(known.size, np.bool_)
    combined[rows[strengths >= 1]] = True
    hits = np.zeros(known.size, np.bool_)
    hits[answer.rows] = True
    hits &= fits & combined
    return [
        said
        for said, roots in answer.left_out.items()
        if not (
            hits & ~np.logical_or.reduce([naming(connection, known, one) for one in roots])
        ).any()
    ]


def not_together(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The names joined by a plus that no row prints together; a medicine of which documents are has
    its name in all of its rows."""
    return [
        said
        for said, one, other in (_joined(answer) if answer.has_hits else ())
        if not len(np.intersect1d(_printing(connection, one), _printing(connection, other)))
    ]


def _joined(answer: Answer) -> Iterator[tuple[str, Unit, Unit]]:
    """The names that a plus joins, as they were said, and their units."""
    text = answer.query.text
    for match in PLUS.finditer(text):
        after = NAMED.match(text, match.end())
        words = [plain(match["one"]), plain(after[0])] if after else []
        units = [one for word in words for one in answer.units if one.words == (word,)]
        absent = any(one.absent or answer.lexicon.medicines.issuperset(one.words) for one in units)
        if len(units) == 2 and not absent:
            yield "+".join(words), units[0], units[1]


def _printing(connection: sqlite3.Connection, unit: Unit) -> Numbers:
    """The rows that print a unit, or what it is short for."""
    names = [" ".join(unit.words)]
    names += [
        one.term[2:] if one.term.startswith("w:") else one.said
        for one in unit.meanings
        if one.kind not in LEADING
    ]
    return np.unique(np.concatenate([rows_printing(connection, one) for one in names]))
