"""Dates as printed in, ISO 8601 out as far as printed; nothing where they can be read in two ways.

``printed_dates.csv`` has the shapes: days, months (``2013-03``), quarters (``2017-Q2``), years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.document import Span
from ingest.vocabulary import dictionary, fold, phrase_pattern

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
ORDINALS = {"1st": "1", "2nd": "2", "3rd": "3", "4th": "4"} | {
    word: str(number) for number, word in enumerate(("first", "second", "third", "fourth"), 1)
}
SLOT = re.compile(r"<(\w+)>")
PARTS = {
    "day": r"\d{1,2}",
    "first": r"\d{1,2}",
    "second": r"\d{1,2}",
    "number": r"\d{2}",
    "quarter": "[1-4]",
    "ordinal": "|".join(ORDINALS),
    "year": r"(?:19|20)\d{2}",
    "month": "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + "|sept",
}


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date and what it says: ``2013-03-31``, ``2013-03``, ``2017-Q2``, ``2021``.

    ``value`` is None where that is not certain, as of 03/04/2023.
    """

    span: Span
    value: str | None


def date_pattern() -> str:
    """Matches (on folded text) any day in one of the shapes of ``printed_dates.csv``."""
    return rf"(?<![\w/.])(?:{_any(_shapes('day'))})(?![\w/])"


def iso_date(words: str) -> str | None:
    """The one day that ``words`` name; None when they name none, or could name two.

    03/04/2023 is a day in March in one country and in April in another; 14/03/2023 is not.
    """
    return _value(fold(words).text.strip(), _shapes("day"))


def dates(text: str, within: Span) -> Iterator[PrintedDate]:
    """The dates in ``within``: days, months, quarters and years."""
    for match in fold(text).finditer(_dates_pattern(), within):
        yield PrintedDate(match.span, _value(match.match.group(), _shapes()))


@cache
def _dates_pattern() -> re.Pattern[str]:
    """Any date; no year inside another number ("1918-2", "2017-2018")."""
    return re.compile(rf"(?<![\w/.])(?<!\d-)(?:{_any(_shapes())})(?![\w/]|[.-]\d)")


def _any(shapes: list[str]) -> str:
    return "|".join(re.sub(r"\?P<\w+>", "?:", shape) for shape in shapes)


def _value(folded: str, shapes: list[str]) -> str | None:
    """What the first of ``shapes`` that ``folded`` has says."""
    for shape in shapes:
        if match := re.fullmatch(shape, folded):
            return _iso(match.groupdict(), folded)
    return None


def _iso(said: dict[str, str], folded: str) -> str | None:
    year = said["year"]
    if quarter := said.get("quarter") or ORDINALS.get(said.get("ordinal", "")):
        return f"{year}-Q{quarter}"
    if "month" in said:
        month = next(n for n, m in enumerate(MONTHS, 1) if m.startswith(said["month"][:3]))
        return _day(year, month, int(said["day"])) if "day" in said else f"{year}-{month:02}"
    if "number" in said:
        return f"{year}-{said['number']}" if 1 <= int(said["number"]) <= 12 else None
    if "first" not in said:
        return year
    first, second = int(said["first"]), int(said["second"])
    if folded.startswith(year):
        return _day(year, second, first)
    days = {_day(year, second, first), _day(year, first, second)} - {None}
    return days.pop() if len(days) == 1 else None


def _day(year: str, month: int, day: int) -> str | None:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None


@cache
def _shapes(gives: str | None = None) -> list[str]:
    """The shapes of dates as patterns for folded text; those of days alone, or all of them."""
    rows = dictionary("printed_dates", ("pattern", "gives"))
    return [_shape(row["pattern"]) for row in rows if gives in (None, row["gives"])]


def _shape(phrase: str) -> str:
    pieces = SLOT.split(phrase)  # words, slot, words, slot, ...
    return "".join(
        f"(?P<{piece}>{PARTS[piece]})" if n % 2 else phrase_pattern(piece)
        for n, piece in enumerate(pieces)
    )
