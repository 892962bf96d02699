"""A date as printed in, ISO 8601 out; nothing where the words can be read in two ways."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from ingest.vocabulary import dictionary, fold, phrase_pattern

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
SLOT = re.compile(r"<(\w+)>")
PARTS = {
    "day": r"\d{1,2}",
    "first": r"\d{1,2}",
    "second": r"\d{1,2}",
    "year": r"(?:19|20)\d{2}",
    "month": "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + "|sept",
}


def date_pattern() -> str:
    """Matches (on folded text) any date in one of the shapes of ``printed_dates.csv``."""
    shapes = "|".join(re.sub(r"\?P<\w+>", "?:", shape) for shape in _shapes())
    return rf"(?<![\w/.])(?:{shapes})(?![\w/])"


def iso_date(words: str) -> str | None:
    """The one day that ``words`` name; None when they name none, or could name two.

    03/04/2023 is a day in March in one country and in April in another; 14/03/2023 is not.
    """
    folded = fold(words).text.strip()
    for shape in _shapes():
        if match := re.fullmatch(shape, folded):
            said = match.groupdict()
            if "month" in said:
                month = next(n for n, m in enumerate(MONTHS, 1) if m.startswith(said["month"][:3]))
                return _day(said["year"], month, int(said["day"]))
            a, b = int(said["first"]), int(said["second"])
            if folded.startswith(said["year"]):
                return _day(said["year"], b, a)
            days = {_day(said["year"], b, a), _day(said["year"], a, b)} - {None}
            return days.pop() if len(days) == 1 else None
    return None


def _day(year: str, month: int, day: int) -> str | None:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None


@cache
def _shapes() -> list[str]:
    return [_shape(row["pattern"]) for row in dictionary("printed_dates", ("pattern",))]


def _shape(phrase: str) -> str:
    pieces = SLOT.split(phrase)  # words, slot, words, slot, ...
    return "".join(
        f"(?P<{piece}>{PARTS[piece]})" if n % 2 else phrase_pattern(piece)
        for n, piece in enumerate(pieces)
    )
