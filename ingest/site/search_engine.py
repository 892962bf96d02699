"""A reader's words and a database in, hits out.

Rare words weigh more, words of questions less. A row with all of them goes before one with most;
what has only some is no hit. What the base does not speak of is said so. It knows only tables.
"""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass, field, replace

from ingest.site.query_words import Query, all_of, as_typed, parse_query
from ingest.site.question_words import Asked, Unit, asked
from ingest.site.search_ranking import MOST_RANKED, Found, Narrowed, best_first

__all__ = ["MOST_RANKED", "Answer", "Found", "search"]

MOST_OF_A_WORD = 3000
"""Rows looked at for each word where few rows have all."""
ENOUGH = 10
"""Rows with all words beside which none with most of them is looked for."""
MOST = 0.5
"""The share of a question's weight that a row must have to be a hit of most of its words."""
BESIDE_A_NAME = 0.4
"""What other words count in a question that names a concept."""
SOME = 0.34
"""The share that it must have to be shown as near."""


@dataclass(slots=True)
class Answer:
    """The hits of a search, best first, and how they were found.

    ``level`` is ``all`` (every word), ``most``, ``near`` (no hit: only some words) or ``none``.
    ``mended`` are misspelled words with what was looked for instead, ``absent`` what no row
    speaks of. ``expression`` is what FTS5 was asked, for highlights.
    """

    query: Query
    found: list[Found] = field(default_factory=list)
    level: str = "none"
    mended: dict[str, list[str]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    expression: str = '""'


def search(connection: sqlite3.Connection, text: object) -> Answer:
    """What the base has for ``text``; whatever that holds, it is no error."""
    query = parse_query(text)
    narrowed = Narrowed(connection, query.fields)
    if not query.terms:
        found = narrowed.everything() if query.fields else []
        return Answer(query, found, "all" if found else "none")
    if query.has_operators or any(term.starred or term.phrase for term in query.terms):
        typed = as_typed(query) if query.has_operators else all_of(query.terms)
        if found := narrowed.ranked(typed):
            return Answer(query, best_first(found, set()), "all", expression=typed)
    return _of_words(connection, narrowed, query)


def _of_words(connection: sqlite3.Connection, narrowed: Narrowed, query: Query) -> Answer:
    """The rows with all units of the question; where those are few also rows with most."""
    wanted = asked(connection, query)
    answer = Answer(query, mended=wanted.mended, absent=wanted.absent)
    every = " AND ".join(unit.expression for unit in wanted.units)
    if wanted.weak:
        weak = (f'"{word}"' for word in wanted.weak)
        every = f"({every}) AND ({' OR '.join([wanted.units[0].expression, *weak])})"
    found = narrowed.ranked(every)
    if len(found) >= ENOUGH or (found and len(wanted.units) == 1):
        answer.level, answer.expression = "all", every
        answer.found = best_first(found, wanted.kinds)
        return answer
    return _with_most(connection, narrowed, wanted, answer)


def _with_most(
    connection: sqlite3.Connection, narrowed: Narrowed, wanted: Asked, answer: Answer
) -> Answer:
    """Rows that have most of the units by weight; else, as near, those with some."""
    (rows,) = connection.execute("select max(id) from search_index").fetchone()
    weights: dict[Unit, float] = {}
    has: dict[int, float] = {}
    holds: dict[int, set[Unit]] = {}
    best: dict[int, Found] = {}
    either = "".join(f' OR "{word}"' for word in wanted.weak)
    named = any(unit.name for unit in wanted.units)
    for unit in wanted.units:
        ranked = narrowed.ranked(
            f"({unit.expression}) AND ({unit.expression}{either})", MOST_OF_A_WORD
        )
        weights[unit] = math.log(1 + (rows or 1) / (0.5 + len(ranked)))
        if named and not unit.name:
            weights[unit] *= BESIDE_A_NAME
        for one in ranked:
            has[one.id] = has.get(one.id, 0.0) + weights[unit]
            holds.setdefault(one.id, set()).add(unit)
            before = best.get(one.id)
            best[one.id] = replace(one, score=one.score + (before.score if before else 0.0))
    usual = max((weights[unit] for unit in wanted.units if unit.share is None), default=1.0)
    shared = (weights[one] if one.share is None else one.share * usual for one in wanted.units)
    whole = sum(shared)
    shares = {row_id: weight / whole for row_id, weight in has.items()}
    top = max(shares.values(), default=0.0)
    if top < SOME:
        return answer
    answer.level = "all" if top > 0.99 else "most" if top >= MOST else "near"
    least = min(MOST, top) if top >= MOST else top * 0.99
    found = [
        replace(
            best[row_id],
            score=best[row_id].score * share**2,
            lacks=tuple(" ".join(unit.words) for unit in wanted.units if unit not in holds[row_id]),
        )
        for row_id, share in shares.items()
        if share >= least
    ]
    answer.found = best_first(found, wanted.kinds)[:MOST_RANKED]
    words = [*(unit.expression for unit in wanted.units), *(f'"{word}"' for word in wanted.weak)]
    answer.expression = " OR ".join(words)
    return answer
