"""How much rows have each unit in, the same without rows that print but its opposite out.

"Non-pathological fracture" is no pathological one, "ejection fraction <50%" none above 50%, and low
white cell counts are no high ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import pairwise

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths, strengths_in
from ingest.site.search.lexicon.printed_phrases import texts_of
from ingest.site.search.lexicon.query_words import Query, words_in
from ingest.site.search.question.said_signs import OPPOSITE, Side, sides_of
from ingest.site.search.question.units import Unit

NON = "non"
MOST_READ = 200
"""Rows that are read for a unit; of one that more have they are taken as they are."""


def without_opposites(
    connection: sqlite3.Connection,
    known: Lexicon,
    query: Query,
    units: Sequence[Unit],
    rows: Numbers,
    degrees: Sequence[Strengths | None],
) -> list[Strengths | None]:
    """The degrees, none for a word that a row prints behind "non" alone, nor for a number that it
    prints but on the other side of a sign than the question does."""
    sides = sides_of(known, query.text)
    levels = known.groups["high"] | known.groups["low"]
    negated = known.postings(connection, f"w:{NON}")
    denies = NON in words_in(query.text)
    found = []
    for unit, degree in zip(units, degrees, strict=True):
        asked = {side for side in sides if side[1] in unit.words}
        if degree is None or not (asked or unit.roots) or (denies and not asked):
            found.append(degree)
            continue
        having = degree > 0
        if not asked and levels.isdisjoint(unit.words[:-1]):
            having &= strengths_in(negated, rows) > 0
        (places,) = having.nonzero()
        if 0 < len(places) <= MOST_READ:
            printed = texts_of(connection, rows[places])
            lost = [at for at, text in zip(places, printed, strict=True)
                    if _prints_but_the_opposite(known, unit, asked, text)]  # fmt: skip
            degree = degree.copy() if lost else degree
            degree[lost] = 0
        found.append(degree)
    return found


def _prints_but_the_opposite(known: Lexicon, unit: Unit, asked: set[Side], text: str) -> bool:
    """Whether a text has a word of a unit behind "non" alone, or a number that is asked for but on
    the other side."""
    if asked:
        printed = sides_of(known, text)
        return printed.isdisjoint(asked) and any(
            (OPPOSITE[side], number) in printed for side, number in asked
        )
    words = words_in(text)
    if _is_at_the_other_level(known, unit, words):
        return True
    at = [place for place, word in enumerate(words, 1) if word == NON]
    behind = {known.root(word) for place in at for word in words[place : place + 1]}
    asked_for = behind.intersection(unit.roots)
    if not asked_for:
        return False
    elsewhere = {known.root(word) for place, word in enumerate(words) if place not in at}
    return not asked_for <= elsewhere


def _is_at_the_other_level(known: Lexicon, unit: Unit, words: Sequence[str]) -> bool:
    """Whether ``words`` say that what a unit calls high is low, or the other way round, and nowhere
    what the unit does."""
    high, low = known.groups["high"], known.groups["low"]
    for level, thing in pairwise(unit.words):
        same, other = (high, low) if level in high else (low, high)
        if level not in same:
            continue
        levels = {word for word, next_one in pairwise(words)
                  if word in high | low and known.root(next_one) == known.root(thing)}  # fmt: skip
        return bool(levels & other) and levels.isdisjoint(same)
    return False
