"""Dates in running text. Normalised as far as they are printed, and not at all where unclear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.document import Span

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
YEAR = r"(?:19|20)\d{2}"
DATE = re.compile(
    rf"(?<![\w/])(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{MONTH})\.?,?\s+(?P<year>{YEAR})"
    rf"|q\s?(?P<quarter>[1-4])[\s/-]*(?P<quarter_year>{YEAR})"
    rf"|(?P<late_quarter>[1-4])q[\s/-]*(?P<late_year>{YEAR})"
    rf"|(?P<iso>{YEAR}-\d{{2}}(?:-\d{{2}})?)"
    rf"|(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.](?P<numeric_year>{YEAR})"
    rf"|(?P<only>{YEAR}))(?![\w/])",
    re.IGNORECASE,
)
"""31 March 2013, June 2018, Q2 2017, 2Q2017, 2013-06, 31/03/2013, 2021"""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date and what it says: ``2013-03-31``, ``2013-03``, ``2017-Q2``, ``2021``."""

    span: Span
    value: str


def dates(text: str, within: Span) -> Iterator[PrintedDate]:
    """The dates in ``within`` that can be read in one way only."""
    for match in DATE.finditer(text, within.start, within.end):
        if value := _value(match):
            yield PrintedDate(Span(match.start(), match.end()), value)


def _value(match: re.Match[str]) -> str | None:
    if match["month"]:
        month = MONTHS.index(next(m for m in MONTHS if m.startswith(match["month"][:3].lower())))
        value = f"{match['year']}-{month + 1:02}"
        return value if match["day"] is None else _day(value, int(match["day"]))
    if quarter := match["quarter"] or match["late_quarter"]:
        return f"{match['quarter_year'] or match['late_year']}-Q{quarter}"
    if match["first"]:
        first, second = int(match["first"]), int(match["second"])
        # Day and month could be either unless one of them is above 12.
        return _day(f"{match['numeric_year']}-{second:02}", first) if first > 12 else None
    if match["iso"]:
        return match["iso"] if _is_date(f"{match['iso']}-01"[:10]) else None
    return match["only"]


def _day(month: str, day: int) -> str | None:
    value = f"{month}-{day:02}"
    return value if _is_date(value) else None


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
