"""A sentence in, a printed total and its parts out, where its own words bind them together.

Read is no more than ``a total of 12 patients: 5 with rash, 4 with itching and 3 with fever``: the
total is called one, a colon or "consisting of" right after what is counted opens its parts, every
part begins with its number, and the last is joined by "and". Anything else is left alone: patients
who "had events: 5 rash and 8 fever" may have had both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.document import Span
from ingest.vocabulary import Folded, dictionary


@dataclass(frozen=True, slots=True)
class Total:
    """``total`` as printed, and its ``parts``; ``span`` has all of them."""

    span: Span
    total: int
    parts: tuple[int, ...]


def totals(folded: Folded, within: Span) -> Iterator[Total]:
    """The totals with all their parts that ``within`` prints."""
    for match in folded.finditer(_pattern(), within):
        parts = [_number(part.group("part")) for part in _part().finditer(match.match["parts"])]
        loose = _part().sub("", match.match["parts"])
        if len(parts) < 2 or re.search(r"\d|[:;()]", loose) or _open().search(match.match["parts"]):
            continue
        yield Total(match.span, _number(match.match["total"]), tuple(parts))


@cache
def _numbers() -> dict[str, int]:
    rows = dictionary("number_words", ("word", "value", "kind"))
    return {row["word"]: int(row["value"]) for row in rows if row["kind"] == "count"}


def _number(said: str) -> int:
    return _numbers().get(said) or int(re.sub(r"[, ]", "", said))


def _count() -> str:
    return rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(_numbers())})"


SHARE = r"(?:\s*\(\s*\d+(?:\.\d+)?\s*%\s*\))?"
"""A percentage in brackets after a count."""


@cache
def _part() -> re.Pattern[str]:
    """A part: at the beginning, or after a comma or "and"; its number, and words without one."""
    return re.compile(rf"(?:^|,\s*and\s+|,\s*|\s+and\s+)(?P<part>{_count()}){SHARE}(?=\s+[a-z(])")


@cache
def _pattern() -> re.Pattern[str]:
    count = _count()
    nouns = "|".join(row["noun"] for row in dictionary("counted_nouns", ("noun",)))
    opens = r"(?:\s*:\s*|,?\s+(?:(?:which|who)\s+)?(?:consist(?:s|ed|ing)\s+of|made\s+up\s+of)\s+)"
    part = rf"{count}{SHARE}\s+[^\d.;:,]+?"
    return re.compile(
        rf"(?<!\w)a\s+total\s+of\s+(?P<total>{count}){SHARE}\s+(?:(?!(?:{nouns})\s)[a-z-]+\s+){{0,2}}(?:{nouns})"
        rf"(?:\s+of\s+[a-z -]{{2,40}}?)?{opens}"
        rf"(?P<parts>{part}(?:,\s*{part})*,?\s+and\s+{count}{SHARE}\s+[^\d.;:,]+)"
        r"(?=\.(?:\s|$)|;|$)"
    )


@cache
def _open() -> re.Pattern[str]:
    """Words of parts that share patients or are not told in full."""
    return re.compile(
        r"(?<!\w)(?:both|also|each|including|among|of (?:whom|which|these|them)|more than|at least"
        r"|up to|about|some|several|multiple|others?|rest|remaining|overlap\w*|respectively)(?!\w)"
    )
