"""Units of a question in, the same out without measures that are on the other side of a number.

A creatinine clearance above 30 is no severe renal impairment, though "CrCl <30" is said for that.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.query_words import any_of_words
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit

NUMBER = r"\d+(?:[.,]\d+)?"
BELOW, ABOVE = "below", "above"
GROUPS = {
    BELOW: ("below-number", "below-after-number"),
    ABOVE: ("above-number", "above-after-number"),
}
"""Signs and words that tell on which side of a number lies what is meant: before it, and behind."""


def with_signs_as_said(question: Question, units: list[Unit]) -> list[Unit]:
    """``units``, where a number is said with a sign, without meanings that are said with the
    opposite one; a unit that is left without any is in no row."""
    said = _sides(question.lexicon, question.query.text)
    if not said:
        return units
    found = []
    for unit in units:
        kept = tuple(one for one in unit.meanings if not _opposes(question.lexicon, said, one))
        if kept == unit.meanings:
            found.append(unit)
        elif kept:
            found.append(replace(unit, meanings=kept))
        else:
            found.append(Unit(unit.words, (), absent=True, meant=True))
    return found


def _opposes(lexicon: Lexicon, said: set[tuple[str, str]], one: Meaning) -> bool:
    """Whether a meaning is said with a number that lies on the other side of the same number."""
    other = {BELOW: ABOVE, ABOVE: BELOW}
    return any((other[side], number) in said for side, number in _sides(lexicon, one.said))


def _sides(lexicon: Lexicon, text: str) -> set[tuple[str, str]]:
    """The numbers of a text with a sign before or behind them, with the side that it tells."""
    found = set()
    for side, groups in GROUPS.items():
        before, behind = (any_of_words(lexicon.groups[group]) for group in groups)
        if not (before and behind):  # a database of an older build
            continue
        told = rf"(?i)(?:{before})=?\s*({NUMBER})|(?<![\d.,])({NUMBER})\s*(?:{behind})\b"
        found |= {(side, match[1] or match[2]) for match in re.finditer(told, text)}
    return found
