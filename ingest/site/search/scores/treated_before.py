"""A question about one medicine after another in, how much rows have the other out.

"Abiraterone previously treated with enzalutamide" asks for rows that say so of enzalutamide: those
of its own plan, on patients who had abiraterone, are about the reverse.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.query_words import Query, any_of_words, plain
from ingest.site.search.question.units import Unit

BEFORE = ("c:prior-therapies", "t:prior-therapy")
"""What words mean by which a medicine was given before."""
AFTER = "following"
"""The group of words behind which stands what was given before."""
BETWEEN = r"\s+(?:[^\W_]+[\s,]+){0,3}?"
"""What rows may print between the preposition and the medicine."""
MOST_READ = 500
"""Rows that are read for it; where more name the medicine none is."""


def given_before(known: Lexicon, query: Query, units: Sequence[Unit]) -> list[Unit]:
    """The units, with a medicine that was given before another as words for that: "previously
    treated with enzalutamide"."""
    named = [unit for unit in units if unit.words and known.medicines.issuperset(unit.words)]
    therapy = [unit for unit in units if any(one.term in BEFORE for one in unit.meanings)]
    said = " ".join(re.findall(r"[^\W_]+", plain(query.text)))
    agent = any_of_words(known.groups["agent-preposition"])
    leads = [f"(?:{any_of_words(known.groups[AFTER])})"]
    leads += [rf"{' '.join(unit.words)}\s+(?:{agent})" for unit in therapy]
    found = list(units)
    for unit in named if len(named) > 1 else ():
        name = re.escape(" ".join(unit.words))
        if match := re.search(rf"\b(?:{'|'.join(leads)})\s+{name}\b", said):
            roots = tuple(map(known.root, unit.words))
            so = Unit(tuple(match[0].split()), roots, meant=True)
            found[found.index(unit)] = so
    return found


def where_printed_so(
    connection: sqlite3.Connection,
    known: Lexicon,
    units: Sequence[Unit],
    rows: Numbers,
    degrees: Sequence[Strengths | None],
) -> list[Strengths | None]:
    """The degrees, none of a medicine that was given before another where a row does not print it
    behind such a preposition."""
    found = list(degrees)
    for at, (unit, degree) in enumerate(zip(units, degrees, strict=True)):
        name = [word for word in unit.words if word in known.medicines]
        if degree is None or len(name) in (0, len(unit.words)):
            continue
        if unit.roots != tuple(map(known.root, name)):
            continue
        having = np.flatnonzero(degree)
        if len(having) <= MOST_READ:
            kept = np.zeros(len(rows), np.bool_)
            kept[having] = np.isin(rows[having], _printing(connection, known, name, rows[having]))
            found[at] = degree * kept
    return found


def _printing(
    connection: sqlite3.Connection, known: Lexicon, name: Sequence[str], rows: Numbers
) -> list[int]:
    """Those of ``rows`` (from 0) that print a medicine behind a preposition."""
    words = known.groups[AFTER] | known.groups["agent-preposition"]
    printed = re.compile(rf"\b(?:{any_of_words(words)}){BETWEEN}{re.escape(' '.join(name))}\b")
    marks = ",".join("?" * len(rows))
    sql = f"select id - 1, title || ' . ' || body from search_index where id in ({marks})"
    each = connection.execute(sql, (rows + 1).tolist())
    return [row for row, text in each if printed.search(plain(text))]
