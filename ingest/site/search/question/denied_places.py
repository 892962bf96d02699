"""Questions that deny a place in, the same without it out: "warnings in US not in EU"."""

from __future__ import annotations

import re
from functools import cache

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import Query, any_of_words, parse_query, plain
from ingest.site.search.question.question import Question


@cache
def _denied(places: frozenset[str], nouns: frozenset[str]) -> re.Pattern[str]:
    """A place that is denied: "not in the EU", "but not in the US label"."""
    of = r"(?:\s+(?:in|for|of|by))?(?:\s+the)?"
    noun = rf"(?:\s+(?:{any_of_words(nouns)}))?"
    pattern = rf"\b(?:but\s+|and\s+)?(?:not|without){of}\s+({any_of_words(places)}){noun}\b"
    return re.compile(pattern, re.IGNORECASE)


def parted_by_place(known: Lexicon, query: Query) -> tuple[Query, str] | None:
    """A question about one place without the other one that it denies, and this; None where it is
    not so: "is cataract not in the EU" asks about the EU.
    """
    places = frozenset(known.groups["place"])
    match = _denied(places, frozenset(known.groups["of-a-place"])).search(query.text)
    if match is None:
        return None
    left = parse_query(f"{query.text[: match.start()]} {query.text[match.end() :]}")
    words = {word for term in left.terms for word in term.words}
    return (left, plain(match[1])) if words & places and words - known.stop - places else None


def without_denied_place(question: Question) -> Query:
    """The query without the place that it denies, where it is about another one."""
    parted = parted_by_place(question.lexicon, question.query)
    return question.query if parted is None else parted[0]
