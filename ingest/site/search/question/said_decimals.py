"""Numbers with decimals in a question in, each as one word out: 2.1% is no 2 and no 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import DECIMAL, Query, any_of_words, as_decimal
from ingest.site.search.question.question import Question, Taken


def decimals_as_one(question: Question, taken: Taken) -> Taken:
    """The words that are left with each number that has decimals as one word, which a point parts.

    One with a comma is such a number where a row has it, or where it is counted in something: pages
    3,4 are two. What is left of a section that is named by its number is none.
    """
    text = f" {' '.join(taken.words)} "
    for said in _decimals(question.lexicon, question.query):
        parts = " ".join(re.split("[.,]", said))
        text = text.replace(f" {parts} ", f" {as_decimal(said)} ", 1)
    return replace(taken, words=text.split())


def of_what_is_measured(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands behind a number that is a share or is measured."""
    nouns = any_of_words(lexicon.groups["per-cent"] | lexicon.groups["measure"])
    return re.compile(rf"\s*-?\s*(?:{nouns})(?!\w)", re.IGNORECASE)


def _decimals(lexicon: Lexicon, query: Query) -> Iterator[str]:
    measured = of_what_is_measured(lexicon)
    for match in DECIMAL.finditer(query.text):
        printed = f"w:{as_decimal(match[0])}" in lexicon.terms
        if "." in match[0] or printed or measured.match(query.text, match.end()):
            yield match[0]
