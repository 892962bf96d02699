"""Units of a question in, the same out without measures that are on the other side of a number.

A creatinine clearance above 30 is no severe renal impairment, though "CrCl <30" is said for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.query_words import any_of_words
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import LEADING, Unit

NUMBER = r"\d+(?:[.,]\d+)?"
BELOW, ABOVE = "below", "above"
GROUPS = {
    BELOW: ("below-number", "below-after-number"),
    ABOVE: ("above-number", "above-after-number"),
}
"""Signs and words that tell on which side of a number lies what is meant: before it, and behind."""
OPPOSITE = {BELOW: ABOVE, ABOVE: BELOW}
BETWEEN = r"(?:\s*%|\s+[^\W\d]+(?:\s+of\s+age)?)?"
"""What may stand between a number and what is behind it: "65 years and above"."""

Side = tuple[str, str]
"""A side, and the number that it is one of."""


def with_signs_as_said(question: Question, units: list[Unit]) -> list[Unit]:
    """``units``, where a number is said with a sign, without meanings that are said with the
    opposite one, and what these lead to; a unit that is left without any is in no row."""
    said = sides_of(question.lexicon, question.query.text)
    if not said:
        return units
    found = []
    for unit in units:
        opposed = [one for one in unit.meanings if _opposes(question.lexicon, said, one)]
        kept = tuple(one for one in unit.meanings if one not in opposed and one.kind not in LEADING)
        if not opposed:
            found.append(unit)
        elif kept:
            found.append(replace(unit, meanings=kept))
        else:
            found.append(Unit(unit.words, (), absent=True, meant=True))
    return found


def _opposes(lexicon: Lexicon, said: set[Side], one: Meaning) -> bool:
    """Whether a meaning is said with a number that lies on the other side of the same number."""
    return any((OPPOSITE[side], number) in said for side, number in sides_of(lexicon, one.said))


def sides_of(lexicon: Lexicon, text: str) -> set[Side]:
    """The numbers of a text with a sign before or behind them, with the side that it tells."""
    return {side for side, _ in _signed(lexicon, text)}


def with_signs(lexicon: Lexicon, text: str, said: str) -> str:
    """Words that are ``said``, each number with the sign that it has in a text: "above 50"."""
    for (_, number), told in _signed(lexicon, text):
        alone = rf"(?<![\w.,]){re.escape(number)}(?![\w.,])"
        said = re.sub(alone, told.replace("\\", ""), said)
    return said


def _signed(lexicon: Lexicon, text: str) -> Iterator[tuple[Side, str]]:
    """The numbers of a text that have a sign, each with both as they stand there."""
    for side, groups in GROUPS.items():
        before, behind = (any_of_words(lexicon.groups[group]) for group in groups)
        if not (before and behind):  # a database of an older build
            continue
        told = (
            rf"(?i)(?:{before})=?\s*({NUMBER})"
            rf"|(?<![\d.,])({NUMBER}){BETWEEN}\s*(?:{behind})\b"
        )
        for match in re.finditer(told, text):
            yield (side, match[1] or match[2]), match[0]
