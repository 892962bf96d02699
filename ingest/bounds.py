"""Words and signs before a number, from ``qualifiers.csv``, as patterns: it is a bound by them."""

from __future__ import annotations

import re
from functools import cache

from ingest.vocabulary import dictionary

AT_LEAST, MORE, UP_TO, LESS = "at_least", "more_than", "up_to", "less_than"


@cache
def bound(*qualifiers: str, or_words: tuple[str, ...] = ()) -> str:
    """The wordings of ``qualifiers``, and other words that say as much, with the blanks behind."""
    said = [
        wording
        for row in dictionary("qualifiers", ("qualifier", "wordings"))
        if row["qualifier"] in qualifiers
        for wording in row["wordings"].split("|")
    ]
    ordered = sorted((*said, *or_words), key=len, reverse=True)
    words = "|".join(one.replace(" ", r"\s+") for one in ordered if one[-1].isalpha())
    signs = "|".join(re.escape(one) for one in ordered if not one[-1].isalpha())
    return rf"(?:\b(?:{words})\s+|(?:{signs})\s*)"
