"""A criterion's row and those below it in, out whether a printed word says how they are joined.

It is the custom of these policies that all items under a diagnosis count. Where nothing says so,
and all read like names ("a. Follicular lymphoma", "b. Mantle cell lymphoma"), one may be meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from ingest.vocabulary import dictionary, folded_words

Row = Mapping[str, Any]
PRINTED, CUSTOM, OPEN = "printed", "custom", "open"
"""How the joins are known: by words, by custom alone, or not at all."""
WORDS = {
    PRINTED: None,
    CUSTOM: "How those below are joined is not printed, so all count.",
    OPEN: "How those below are joined is not printed: all may be asked for, or one of them.",
}
DISAGREE = (
    "how those below are joined is not printed, and not all of them are met: "
    "whether all are asked for or one of them, is open"
)


def join_of(row: Row, below: Sequence[Row]) -> str:
    """How it is known what joins the rows ``below`` one: PRINTED, CUSTOM or OPEN."""
    said = json.loads(row["parameters"]).get("operator_stated")
    if row["kind"] != "diagnosis":
        return CUSTOM if said is False else PRINTED
    if said or len(below) < 2:
        return PRINTED
    return OPEN if all(map(reads_like_a_name, below)) else CUSTOM


def is_joined_unsaid(row: Row, below: Sequence[Row]) -> bool:
    """Whether no word says how the rows ``below`` one are joined."""
    return join_of(row, below) != PRINTED


def reads_like_a_name(row: Row) -> bool:
    """Whether an item is of no known kind and has no verb."""
    return row["kind"] == "other" and not verbs() & {*re.findall(r"\w+", folded_words(row["text"]))}


@cache
def verbs() -> frozenset[str]:
    """The words of ``criterion_verbs.csv``, folded."""
    rows = dictionary("criterion_verbs", ("word", "example", "source"))
    return frozenset(folded_words(row["word"]) for row in rows)
