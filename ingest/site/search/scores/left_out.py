"""A question in, the partners out that it leaves away: "without bortezomib", "dex alone".

What is asked for then is what the medicine is combined with, and rows that name that partner count
less.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning, Numbers, Rows, Strengths
from ingest.site.search.lexicon.query_words import Query, any_of_words, plain
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.unit_weights import MET

COMBINATION = "t:combination"
PARTNER = 0.55
"""How much a word must count in a criterion of a combination to name a partner."""
WITH_IT = np.float32(0.6)
"""How far a row counts that names a partner which the question leaves away."""


def without_partners(
    connection: sqlite3.Connection, known: Lexicon, query: Query, units: Sequence[Unit]
) -> tuple[list[Unit], dict[str, list[str]]]:
    """The units where a partner left away asks for combinations; and the roots of such partners, by
    how it is said that they are.

    Where one partner alone is asked for, all others are left away.
    """
    groups = known.groups
    left_out: dict[str, list[str]] = {}
    for said, roots in _roots(
        known, _left_out(groups["left-out-before"], groups["left-out-after"]), query
    ):
        if found := partners(connection, known, roots):
            left_out[said] = found
    gone = {root for roots in left_out.values() for root in roots}
    alone = dict(_roots(known, _alone(groups["alone-before"], groups["alone-after"]), query))
    alone = {said: partners(connection, known, roots) for said, roots in alone.items()}
    members = known.lists.members if any(alone.values()) else []
    others = partners(connection, known, members)
    for said, roots in alone.items():
        if roots:
            left_out[said] = [root for root in others if root not in roots]
    combined = (Meaning(COMBINATION, 1.0, "without", "topic", ""),)
    each = [
        Unit(unit.words, (), combined, topic=True)
        if not unit.topic and not gone.isdisjoint(_named(known, unit))
        else unit
        for unit in units
    ]
    return each, left_out


def _named(known: Lexicon, unit: Unit) -> set[str]:
    """The roots of the words of a unit, and of those that it is short for."""
    short = {one.term[2:] for one in unit.meanings if one.term.startswith("w:")}
    return {known.root(word) for word in unit.words} | short


def partners(connection: sqlite3.Connection, known: Lexicon, roots: Iterable[str]) -> list[str]:
    """Those of ``roots`` that name a partner in a criterion of a combination."""
    combined, surely = known.postings(connection, COMBINATION)
    combined = combined[surely >= 1]
    found = []
    for root in roots:
        rows, strengths = known.postings(connection, f"w:{root}")
        if np.isin(combined, rows[strengths >= PARTNER]).any():
            found.append(root)
    return found


@cache
def _left_out(before: frozenset[str], after: frozenset[str]) -> re.Pattern[str]:
    """A word that is said to be left away: "without X", "X-free", "X is dropped"."""
    return re.compile(
        rf"(?<!\w)(?:{any_of_words(before)})\s+(?:(?:the|any|adding|added|using|taking)\s+)?"
        r"(?P<after>[^\W_]+)|(?P<before>[^\W_]+)(?:[\s-]+free\b|"
        r"\s+(?:(?:is|was|be|being|been|gets?|has been)\s+)?"
        rf"(?:{any_of_words(after)}))",
        re.IGNORECASE,
    )


@cache
def _alone(before: frozenset[str], after: frozenset[str]) -> re.Pattern[str]:
    """A word that is said to be all: "X alone", "only with X"."""
    return re.compile(
        rf"(?P<before>[^\W_]+)[\s-]+(?:{any_of_words(after)})\b"
        rf"|\b(?:{any_of_words(before)})\s+(?:with\s+)?(?P<after>[^\W_]+)",
        re.IGNORECASE,
    )


def _roots(
    known: Lexicon, pattern: re.Pattern[str], query: Query
) -> Iterator[tuple[str, list[str]]]:
    """What was said that leaves something away, and the roots of that, or of what it is short for
    (dex)."""
    for match in pattern.finditer(query.text):
        root = known.root(plain(match["after"] or match["before"]))
        short = (one.term[2:] for one in known.phrases.get(root, ()) if one.term[:2] == "w:")
        yield plain(match[0]).strip(), [root, *short]


def with_those(
    connection: sqlite3.Connection,
    known: Lexicon,
    left_out: Mapping[str, Sequence[str]],
    rows: Numbers,
) -> Strengths:
    """For every row how far it counts where partners are left away."""
    counts = np.ones(len(rows), np.float32)
    for root in {root for roots in left_out.values() for root in roots}:
        counts[naming(connection, known, root)[rows]] = WITH_IT
    return counts


def naming(connection: sqlite3.Connection, known: Lexicon, root: str) -> Rows:
    """The rows that name a partner by its root."""
    found = np.zeros(known.size, np.bool_)
    having, strengths = known.postings(connection, f"w:{root}")
    found[having[strengths >= MET]] = True
    return found
