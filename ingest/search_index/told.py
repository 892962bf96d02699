"""Rows of the search index in, what their own words tell of their kind out.

A measure may be monitoring or a vaccination, a study a registry or an extension of a trial, and a
criterion that has no kind of its own ask for an earlier treatment, however a policy words it
(``search_told_aspects.csv``); an entry of a policy's history and a rationale tell more of
themselves (``history.py``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import cache
from typing import Any

from ingest.search_index.history import aspects_of, tells_of_approval
from ingest.vocabulary import dictionary
from ingest.words import roots

GAP = "…"
"""Stands between words that tell something together, wherever they are said."""
UNREAD, COMMON = "other", "common"
"""The kind of criteria without a kind of their own, and the aspect of those for all diagnoses."""
TITLED = ("document", "label_section")
"""Kinds of rows that tell of themselves in their title too."""


def told_aspect(row: Mapping[str, Any]) -> str:
    """The aspect of a row with what its own words tell of it."""
    if row["kind"] == "history":
        return aspects_of(row["body"], row["aspect"])
    told = [row["aspect"]] if row["aspect"] else []
    # A rationale tells of the medicine first, and then why approval is asked for.
    if row["aspect"] == "rationale" and tells_of_approval(row["body"]):
        told.append("of_approval")
    if row["kind"] == "criterion" and UNREAD in row["aspect"].split() and not row["context"]:
        told.append(COMMON)
    text = f"{row['title']} {row['body']}" if row["kind"] in TITLED else row["body"]
    told += _told_by(row["kind"], row["aspect"] or "", text)
    return " ".join(told)


def _told_by(kind: str, aspect: str, text: str) -> list[str]:
    """What the words of ``text`` tell of a row of that kind and aspect, each once."""
    cues = _cues().get(kind, ())
    if not cues:
        return []
    has, said = aspect.split(), f" {' '.join(roots(text))} "
    found: list[str] = []
    for only, parts, tells in cues:
        known = {*has, *found}
        if only <= known and tells not in known and all(f" {part} " in said for part in parts):
            found.append(tells)
    return found


Cue = tuple[frozenset[str], tuple[str, ...], str]


@cache
def _cues() -> dict[str, list[Cue]]:
    """For each kind of rows the aspects they must have, roots side by side, and what they tell.

    The aspects may be told by cues before.
    """
    found: dict[str, list[Cue]] = {}
    columns = ("kind", "aspect", "words", "tells", "source")
    for row in dictionary("search_told_aspects", columns):
        only = frozenset(row["aspect"].split())
        for words in row["words"].split("|"):
            parts = tuple(" ".join(roots(part)) for part in words.split(GAP))
            found.setdefault(row["kind"], []).append((only, parts, row["tells"]))
    return found


def outcomes(connection: sqlite3.Connection) -> dict[str, str]:
    """What each figure (by its path) is a number of, with the number as it is printed."""
    return dict(
        connection.execute(
            "select '/riskplan/evidence_figures/' || id, quote || ' ' || outcome "
            "from evidence_figures where outcome is not null"
        ).fetchall()
    )
