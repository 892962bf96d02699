"""A question in, the partners out that it leaves away: "without bortezomib".

What is asked for then is what the medicine is combined with, and rows that name that partner count
less.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.lexicon import Lexicon, Meaning, Numbers, Strengths
from ingest.site.query_words import Query, plain
from ingest.site.unit_weights import MET
from ingest.site.units import Unit

LEFT_OUT = re.compile(
    r"(?:\b(?:without|minus|sans|no|not with|but not|instead of|rather than|except|excluding|"
    r"leav(?:e|es|ing) (?:out|off)|omit(?:s|ting)?|drop(?:s|ping)?|skip(?:s|ping)?)|\bw/o)\s+"
    r"(?:(?:the|any|adding|added|using|taking)\s+)?(?P<after>[^\W_]+)"
    r"|(?P<before>[^\W_]+)(?:[\s-]+free\b|\s+(?:(?:is|was|be|being|been|gets?|has been)\s+)?"
    r"(?:dropped|left (?:out|off)|omitted|skipped|not (?:used|given|taken|added|part)))",
    re.IGNORECASE,
)
COMBINATION = "t:combination"
PARTNER = 0.5
"""How much a word must count in a criterion of a combination to name a partner."""
WITH_IT = np.float32(0.6)
"""How far a row counts that names a partner which the question leaves away."""


def without_partners(
    connection: sqlite3.Connection, known: Lexicon, query: Query, units: Sequence[Unit]
) -> tuple[list[Unit], list[str]]:
    """The units where a partner left away asks for combinations; and the roots of such partners."""
    combined, surely = known.postings(connection, COMBINATION)
    combined = combined[surely >= 1]
    roots: list[str] = []
    for match in LEFT_OUT.finditer(query.text):
        root = known.root(plain(match["after"] or match["before"]))
        rows, strengths = known.postings(connection, f"w:{root}")
        if np.isin(combined, rows[strengths >= PARTNER]).any():
            roots.append(root)
    found = [
        Unit(unit.words, (), (Meaning(COMBINATION, 1.0, "without", "topic", ""),), topic=True)
        if any(known.root(word) in roots for word in unit.words) and not unit.topic
        else unit
        for unit in units
    ]
    return found, roots


def with_those(
    connection: sqlite3.Connection, known: Lexicon, roots: Sequence[str], rows: Numbers
) -> Strengths:
    """For every row how far it counts where partners with ``roots`` are left away."""
    counts = np.ones(len(rows), np.float32)
    for root in roots:
        having, strengths = known.postings(connection, f"w:{root}")
        counts[np.isin(rows, having[strengths >= MET], assume_unique=True)] = WITH_IT
    return counts
