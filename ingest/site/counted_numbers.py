"""A question with numbers of something in, how much rows have them out: 10 mg is no section 10."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence, Set

import numpy as np

from ingest.site.lexicon import Lexicon
from ingest.site.meanings import Numbers, Strengths
from ingest.site.query_words import Query
from ingest.site.units import Unit

OF_SOMETHING_ELSE = np.float32(0.35)
"""How much a row has a number that it prints, but not of what was asked for."""
MOST_READ = 5000
"""Rows that are read for it."""
NUMBER = r"(?<![\d.,])(\d+)\s*-?\s*({})(?!\w)"


def of_what_is_counted(
    connection: sqlite3.Connection,
    known: Lexicon,
    query: Query,
    units: Sequence[Unit],
    rows: Numbers,
    degrees: list[Strengths | None],
) -> tuple[list[Strengths | None], dict[int, str]]:
    """The degrees, lower for a number that rows do not print of what the question counts; none for
    one that no row prints as a measure (10 mg), and by their places how these were said.

    What is counted (tablets, patients) and what is measured (mg, per cent) stands in groups of
    ``search_word_groups.csv``.
    """
    measures = known.groups["measure"] | known.groups["per-cent"]
    counted = sorted(map(re.escape, known.groups["counted"] | measures), reverse=True)
    said: dict[str, set[str]] = {}
    for number, what in re.findall(NUMBER.format("|".join(counted)), query.text.lower()):
        said.setdefault(number, set()).add(what)
    found = list(degrees) if said else degrees
    absent: dict[int, str] = {}
    for at, (unit, degree) in enumerate(zip(units, degrees, strict=True)):
        if degree is not None and len(unit.roots) == 1 and (of := said.get(unit.roots[0])):
            names = of if of.isdisjoint(known.groups["per-cent"]) else of | known.groups["per-cent"]
            prints = _printing(connection, unit.roots[0], names, rows, degree)
            found[at] = degree * prints
            if of <= measures and not (prints[degree > 0] == 1).any():
                found[at] = None
                absent[at] = f"{unit.roots[0]} {' '.join(sorted(of))}"
    return found, absent


def _printing(
    connection: sqlite3.Connection, number: str, of: Set[str], rows: Numbers, degree: Strengths
) -> Strengths:
    """For each of ``rows`` 1 where it prints the number of that, or has none of the number."""
    found = np.ones(len(rows), np.float32)
    (having,) = (degree > 0).nonzero()
    if len(having) > MOST_READ:
        return found
    names = "|".join(re.escape(one.removesuffix("s")) for one in sorted(of))
    printed = re.compile(rf"(?<![\d.,]){number}\s*-?\s*(?:{names})s?(?!\w)")
    marks = ",".join("?" * len(having))
    sql = f"select id - 1, lower(title || ' ' || body) from search_index where id in ({marks})"
    texts = dict(connection.execute(sql, (rows[having] + 1).tolist()))
    found[[at for at in having if not printed.search(texts[int(rows[at])])]] = OF_SOMETHING_ELSE
    return found
