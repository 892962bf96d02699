"""A text in, the placeholders that were left in it out, as ``placeholders.csv`` knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.document import Span
from ingest.vocabulary import Folded, dictionary


def placeholders(folded: Folded, within: Span) -> Iterator[tuple[Span, str]]:
    """Where ``within`` something was left to fill in, in order, and the rule that it goes against.

    "<" for less than is none, nor are letters that the text itself explains ("TBD: ...").
    """
    for match in folded.finditer(_pattern(), within):
        yield match.span, _rules()[str(match.match.lastgroup)]


COLUMNS = ("id", "rule", "pattern", "example", "near_miss")


@cache
def _rules() -> dict[str, str]:
    return {row["id"]: row["rule"] for row in dictionary("placeholders", COLUMNS)}


@cache
def _pattern() -> re.Pattern[str]:
    rows = dictionary("placeholders", COLUMNS)
    return re.compile("|".join(f"(?P<{row['id']}>{row['pattern']})" for row in rows))
