"""Words of a name in, what a limit of something measured means out: "CrCl < 30 mL/min" is severe
renal impairment, "platelet count below 50" thrombocytopenia.

Which limits mean what is data (``measured_limits.csv``, each row with its source). A limit on the
sound side ("platelets above 50") means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ingest.bounds import AT_LEAST, LESS, MORE, UP_TO, bound
from ingest.document import Span
from ingest.printed_limits import NO_LIMIT, Limited
from ingest.vocabulary import dictionary

NUMBER = r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
SIDES = ("below", "above", "between", "class")
"""How a limit is printed behind what is measured; a class has no number that is compared."""
OF_SOMETHING_ELSE = r"(?!\s*(?:days?|weeks?|months?|years?|hours?|m?g)\b(?!/))"
"""What stands behind a number that is a time or a dose."""
LIMITS = re.compile(r"\d|\bI{1,3}\b|\bIV\b")
BESIDE_IT = r"(?:\s*\([^()]{1,12}\)|\s+(?:counts?|levels?|values?|interval|concentration|of)\b)*"
"""What may stand between what is measured and its limit."""


def measures_in(text: str) -> Iterator[Limited]:
    """The concepts of the limits in ``text`` of what is measured, in the order of the table."""
    for row in dictionary("measured_limits") if LIMITS.search(text) else ():
        for found in _pattern(row["measure"], row["side"]).finditer(text):
            number = found.groupdict().get("number")
            inside = number is None or _is_inside(float(number.replace(",", "")), row)
            limit = text[: found.start("limit")]
            if inside and not NO_LIMIT.search(limit):
                yield Limited(row["concept_id"], row["relation"], Span(*found.span()))


def _is_inside(number: float, row: Mapping[str, str]) -> bool:
    return float(row["over"]) < number and (not row["up_to"] or number <= float(row["up_to"]))


@cache
def _printed(side: str) -> str:
    """How a limit on the ``side`` is printed, as a pattern."""
    if side == "class":
        return r"\(?(?:I{1,3}|IV|[1-4])\b"
    below = bound(LESS, UP_TO, or_words=("lower than",))
    if side == "between":
        return (
            r"(?:(?:of|between|from)\s+)?\d+(?:\.\d+)?\s*(?:to|and|-|–)\s*"
            rf"(?:{below})?{NUMBER}"
        )
    above = bound(AT_LEAST, MORE, or_words=("higher than",))
    return (below if side == "below" else above) + NUMBER


@cache
def _pattern(measures: str, side: str) -> re.Pattern[str]:
    """``measures`` with a limit on the ``side`` behind; short forms are in capitals, as printed."""
    each = (
        re.escape(one) if any(char.isupper() for char in one) else f"(?i:{re.escape(one)})"
        for one in sorted(measures.split("|"), key=len, reverse=True)
    )
    limit = rf"(?P<limit>{_printed(side)}){OF_SOMETHING_ELSE}"
    return re.compile(rf"\b(?:{'|'.join(each)})\b(?i:{BESIDE_IT}\s*{limit})(?![\d.]*\w)")
