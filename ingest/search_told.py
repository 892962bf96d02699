"""A row of the search index in, what its own words tell of its kind out.

Policies word their terms in many ways, and but the usual ones have a kind of their own: "inadequate
response to ..." asks for an earlier treatment all the same (``search_told_aspects.csv``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Set
from functools import cache
from typing import Any

from ingest.search_history import aspects_of, tells_of_approval
from ingest.vocabulary import dictionary
from ingest.words import stems

BOXED = "boxed"
"""The aspect of a warning that a policy names as one in a box."""
UNREAD = "other"
"""The kind of criteria that have no kind of their own."""
COMMON = "common"
"""The aspect of such a criterion that hangs on no diagnosis."""
SENTENCE_END = ". "


def told_aspect(row: Mapping[str, Any], boxed: Set[str] = frozenset()) -> str:
    """The aspect of a row with what its own words tell of it; ``boxed`` are paths of warnings."""
    aspect, text = str(row["aspect"]), row["body"]
    if row["kind"] == "history":
        return aspects_of(text, aspect)
    told = [aspect] if aspect else []
    # A rationale tells of the medicine first, and then why approval is asked for.
    if aspect == "rationale" and tells_of_approval(text):
        told.append("of_approval")
    if row["kind"] == "warning" and row["row_path"] in boxed:
        told.append(BOXED)
    if row["kind"] == "criterion" and UNREAD in aspect.split():
        told += [] if row["context"] else [COMMON]
        told += told_by_words(text)
    return " ".join(told)


def told_by_words(text: str) -> list[str]:
    """What a criterion without a kind of its own asks for, by phrases in its ``text``."""
    said = f" {' '.join(stems(text))} "
    return list(dict.fromkeys(aspect for phrase, aspect in _phrases() if phrase in said))


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    """Phrases as they stand between the other words of a text, and what each tells."""
    rows = dictionary("search_told_aspects", ("aspect", "phrase", "source"))
    return tuple((f" {' '.join(stems(row['phrase']))} ", row["aspect"]) for row in rows)


def boxed_warnings(connection: sqlite3.Connection) -> frozenset[str]:
    """The paths of the warnings that stand in a sentence of their policy on a boxed warning."""
    found = set()
    for warning_id, start, text in connection.execute(
        "select w.id, w.char_start, d.text from policy_warnings w "
        "join documents d on d.id = w.document_id"
    ):
        before = " ".join(text[:start].rsplit(SENTENCE_END, 1)[-1].split()).casefold()
        if "boxed warning" in before:
            found.add(f"/riskplan/policy_warnings/{warning_id}")
    return frozenset(found)
