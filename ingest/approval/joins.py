"""A criterion's row and those below it in, out whether a printed word says how they are joined.

It is the custom of these policies that all items under a diagnosis count. Where nothing says so,
and all read like names ("a. Follicular lymphoma", "b. Mantle cell lymphoma"), one may be meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
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
JOIN = re.compile(r"^\W*(?:and/)?(?:and|or)\b.{0,6}$", re.IGNORECASE | re.MULTILINE)
"""A line between two items that has such a word alone, or with the mark of the next."""
AT_AN_END = re.compile(r"^\W*(?:and|or)\b|\b(?:and|or)\W*$", re.IGNORECASE)
LEAD = re.compile(r"\bthe following\b", re.IGNORECASE)


def join_of(row: Row, below: Sequence[tuple[Row, int]], text: str) -> str:
    """How it is known what joins the rows ``below`` one: PRINTED, CUSTOM or OPEN.

    Each comes with where it ends with all below itself; ``text`` is that of the document.
    """
    if json.loads(row["parameters"]).get("operator_stated") is False:
        return CUSTOM
    if row["kind"] != "diagnosis" or len(below) < 2 or row["operator"] != "all_of":
        return PRINTED
    gaps = (text[end : after["char_start"]] for (_, end), (after, _) in pairwise(below))
    ends = (text[one["char_start"] : end] for one, end in below)
    if LEAD.search(row["text"]) or any(map(JOIN.search, gaps)) or any(map(AT_AN_END.search, ends)):
        return PRINTED
    return OPEN if all(reads_like_a_name(one) for one, _ in below) else CUSTOM


def reads_like_a_name(row: Row) -> bool:
    """Whether an item is of no known kind and has no verb."""
    return row["kind"] == "other" and not verbs() & {*re.findall(r"\w+", folded_words(row["text"]))}


@cache
def verbs() -> frozenset[str]:
    """The words of ``criterion_verbs.csv``, folded."""
    rows = dictionary("criterion_verbs", ("word", "example", "source"))
    return frozenset(folded_words(row["word"]) for row in rows)
