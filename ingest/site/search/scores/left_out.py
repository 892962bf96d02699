"""A question in, the partners out that it leaves away: "without bortezomib", "dex alone".

What is asked for then is what the medicine is combined with, and rows that name that partner count
less.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning, Numbers, Strengths
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
) -> tuple[list[Unit], list[str]]:
    """The units where a partner left away asks for combinations; and the roots of such partners.

    Where one partner alone is asked for, all others are left away.
    """
    groups = known.groups
    left_out = _left_out(groups["left-out-before"], groups["left-out-after"])
    said = _roots(known, left_out, query)
    roots = partners(connection, known, said)
    alone = _roots(known, _alone(groups["alone-before"], groups["alone-after"]), query)
    alone += [one.term[2:] for root in alone for one in known.phrases.get(root, ())]  # dex
    alone = partners(connection, known, alone)
    members = known.members if alone else []
    others = [root for root in partners(connection, known, members) if root not in alone]
    found = [
        Unit(unit.words, (), (Meaning(COMBINATION, 1.0, "without", "topic", ""),), topic=True)
        if any(known.root(word) in roots for word in unit.words) and not unit.topic
        else unit
        for unit in units
    ]
    return found, [*roots, *others]


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


def _roots(known: Lexicon, pattern: re.Pattern[str], query: Query) -> list[str]:
    matches = pattern.finditer(query.text)
    return [known.root(plain(match["after"] or match["before"])) for match in matches]


def with_those(
    connection: sqlite3.Connection, known: Lexicon, roots: Sequence[str], rows: Numbers
) -> Strengths:
    """For every row how far it counts where partners with ``roots`` are left away."""
    counts = np.ones(len(rows), np.float32)
    for root in roots:
        having, strengths = known.postings(connection, f"w:{root}")
        counts[np.isin(rows, having[strengths >= MET], assume_unique=True)] = WITH_IT
    return counts
