"""Numbers with decimals in a question in, each as one word out: 2.1% is no 2 and no 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import DECIMAL, Query, measured_by
from ingest.site.search.question.question import Question, Taken


def decimals_as_one(question: Question, taken: Taken) -> Taken:
    """The words that are left with each number that has decimals as one word, which a point parts.

    One with a comma is such a number where a row has it, where it begins with 0, or where it is
    counted in something: pages 3,4 are two. A measured 5.0 that no row has is 5. What is left of a
    section that is named by its number is none.
    """
    text = f" {' '.join(taken.words)} "
    for said, number in _decimals(question.lexicon, question.query):
        parts = " ".join(re.split("[.,]", said))
        text = text.replace(f" {parts} ", f" {number} ", 1)
    return replace(taken, words=text.split())


def of_what_is_measured(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands behind a number that is a share or is measured."""
    return re.compile(measured_by(lexicon.groups["per-cent"] | lexicon.groups["measure"]))


def _decimals(lexicon: Lexicon, query: Query) -> Iterator[tuple[str, str]]:
    """The numbers as they are said, and as the index has them."""
    measured = of_what_is_measured(lexicon)
    for match in DECIMAL.finditer(query.text):
        number = lexicon.shown.number(match)
        printed = f"w:{number}" in lexicon.terms
        counted = measured.match(query.text, match.end())
        if counted and not printed:
            number = number.removesuffix(".0")
        if "." in match[0] or match[0].startswith("0,") or printed or counted:
            yield match[0], number
