"""A text in, the placeholders that were left in it out, as ``placeholders.csv`` knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.document import Span
from ingest.vocabulary import Folded, dictionary


def placeholders(folded: Folded, within: Span) -> Iterator[Span]:
    """Where ``within`` a placeholder stands, in order. "<" for less than is none."""
    yield from (match.span for match in folded.finditer(_pattern(), within))


@cache
def _pattern() -> re.Pattern[str]:
    rows = dictionary("placeholders", ("id", "pattern", "example", "near_miss"))
    return re.compile("|".join(f"(?P<{row['id']}>{row['pattern']})" for row in rows))
