"""The documents that a question names: "in the RMP", "does the policy mention".

How people call the documents of a family stands in the group of words ``named-FAMILY``
(``search_word_groups.csv``).
"""

from __future__ import annotations

import re
from functools import cache

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import any_of_words, plain
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit

GROUP = "named-"


@cache
def _naming(
    names: frozenset[str], leads: frozenset[str], articles: frozenset[str]
) -> re.Pattern[str]:
    """A document that something stands in, or that says something: "in the RMP"."""
    article = rf"(?:(?:{any_of_words(articles)})\s+)?"
    pattern = rf"\b(?:{any_of_words(leads)})\s+{article}({any_of_words(names)})\b"
    return re.compile(pattern, re.IGNORECASE)


@cache
def _at_an_end(names: frozenset[str]) -> re.Pattern[str]:
    """A document that opens or ends words for something else: "RMP contraception"."""
    either = any_of_words(names)
    return re.compile(rf"^\s*(?:({either})\s+\w.*|.*\w\s+({either})\s*)$", re.IGNORECASE)


def called(known: Lexicon, text: str, at_an_end: bool = False) -> dict[str, str]:
    """How a question calls the documents that it names as where something stands, or just beside
    it (``at_an_end``), by their families."""
    groups = known.groups
    found = {}
    for name, words in groups.items():
        if name.startswith(GROUP):
            match = _naming(words, groups["naming-lead"], groups["determiner"]).search(text)
            match = match or (_at_an_end(words).search(text) if at_an_end else None)
            if match:
                found[name.removeprefix(GROUP)] = match[1] or match[2]
    return found


def asks_for_document(known: Lexicon, unit: Unit) -> bool:
    """Whether words ask for documents first of all."""
    return unit.topic and unit.first in known.topics["documents"]


def without_named(question: Question, units: list[Unit]) -> list[Unit]:
    """The units without a document that is only named as where something else stands: "identified
    risks in the RMP" asks for no documents."""
    known, text = question.lexicon, question.query.text
    others = [one for one in units if not (one.weak or asks_for_document(known, one))]
    names = [set(plain(name).split()) for name in called(known, text).values() if others]
    return [
        one
        for one in units
        if not (asks_for_document(known, one) and any(set(one.words) <= name for name in names))
    ]
