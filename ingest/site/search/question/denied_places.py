"""Questions that deny a place in, the same without it out: "warnings in US not in EU"."""

from __future__ import annotations

import re
from functools import cache

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import Query, any_of_words, parse_query, words_in
from ingest.site.search.question.question import Question


@cache
def _denied(places: frozenset[str], nouns: frozenset[str]) -> re.Pattern[str]:
    """Places that are denied: "not in the EU", "but not in the US label", "not in the EU or UK"."""
    of = r"(?:\s+(?:in|for|of|by))?(?:\s+the)?"
    place = rf"{of}\s+(?:{any_of_words(places)})(?:\s+(?:{any_of_words(nouns)}))?\b"
    pattern = rf"\b(?:(?:but|and)\s+)?(?:not|without){place}(?:,?\s+n?or{place})*"
    return re.compile(pattern, re.IGNORECASE)


def parted_by_place(known: Lexicon, query: Query) -> tuple[Query, list[str]] | None:
    """A question about one place without the others that it denies, and these; None where it is
    not so: "is cataract not in the EU" asks about the EU.
    """
    places = known.lists.places.union(known.lists.place_names)
    pattern = _denied(places, known.groups["of-a-place"])
    denied = _named_in(" ".join(pattern.findall(query.text)), places)
    if not denied:
        return None
    left = parse_query(pattern.sub(" ", query.text))
    words = {word for term in left.terms for word in term.words}
    named = _named_in(left.text, places)
    others = words.difference(known.stop, *(place.split() for place in named))
    return (left, denied) if named and others else None


def _named_in(text: str, places: frozenset[str]) -> list[str]:
    """The places that a text names."""
    said = f" {' '.join(words_in(text))} "
    return [place for place in sorted(places) if f" {place} " in said]


def places_as_words(question: Question) -> list[str]:
    """The words with the name of a place that has several as the usual word for it: the United
    Kingdom is the UK."""
    said = f" {' '.join(question.words)} "
    names = question.lexicon.lists.place_names
    for name in sorted((one for one in names if " " in one), key=len, reverse=True):
        said = said.replace(f" {name} ", f" {names[name]} ")
    return said.split()


def without_denied_place(question: Question) -> Query:
    """The query without the place that it denies, where it is about another one."""
    parted = parted_by_place(question.lexicon, question.query)
    return question.query if parted is None else parted[0]
