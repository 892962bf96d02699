"""Rows of the search index in, what else their readers may call them out.

Synonyms, both spellings, abbreviations, names of medicines and their classes, and the words of lay
people for those that plans print. All of it stands in the index, so that every way to search
profits; nothing of it is said by a document, so it is kept apart in ``also_known_as``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.concepts import NAMING, broader_than, concept_of, match_name, mentions
from ingest.vocabulary import dictionary
from ingest.words import american, other_spellings, stem, words_of

DEEP = {"risk", "evidence", "warning"}
"""Kinds of rows that words lead to which mean something related or wider."""
MEDICINES = {"medicine", "document", "indication"}
OWN_NAMES = {"warning": "title", "factor": "body"}
"""Kinds of rows that name a concept themselves, and where."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the database as a whole says: medicines, and what its concerns mean.

    ``names`` are, for each product, the names of all products of its substance, ``classes`` what
    the substance is; ``concepts`` the ids of the concepts of each concern.
    """

    names: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, tuple[str, ...]]
    concepts: Mapping[str, tuple[str, ...]]


def also_known_as(row: Mapping[str, Any], known: Known) -> str:
    """What ``row`` of the search index is also known as: a line for each name."""
    own = f"{row['title']} {row['body']}"
    found: dict[str, None] = dict.fromkeys(row["also_known_as"].split("\n"))
    found |= dict.fromkeys(known.names.get(row["product_id"] or "", ()))
    if row["kind"] in DEEP | MEDICINES:
        found |= dict.fromkeys(known.classes.get(row["product_id"] or "", ()))
    found |= dict.fromkeys(_concept_names(row, known))
    found |= dict.fromkeys(_lay_words(own))
    if row["kind"] == "label_section":
        found |= dict.fromkeys(_label_words(row["title"]))
    if row["kind"] == "limit":
        found |= dict.fromkeys(_rates(row["body"]))
    spelled = {there for word in set(words_of(own)) for there in other_spellings(word)}
    found |= dict.fromkeys(sorted(spelled))
    return "\n".join(name for name in found if name)


def _concept_names(row: Mapping[str, Any], known: Known) -> Iterator[str]:
    """The names of what the row is about, then of what else it mentions."""
    subject = list(known.concepts.get(row["risk_id"] or "", ()))
    if where := OWN_NAMES.get(row["kind"]):
        subject += [match.concept_id for match in match_name(row[where])]
    deep = row["kind"] in DEEP
    for concept_id in dict.fromkeys(subject):
        yield from _names(concept_id, deep=deep)
        for wider in broader_than(concept_id) if deep else ():
            yield wider.name
            yield from (term.text for term in wider.terms if term.kind in ("exact", "lay"))
    if row["kind"] != "risk":
        for match in mentions(row["body"]):
            if match.concept_id not in subject:
                yield from _names(match.concept_id, deep=False)


@cache
def _names(concept_id: str, deep: bool) -> tuple[str, ...]:
    concept = concept_of(concept_id)
    terms = (term.text for term in concept.terms if deep or term.kind in NAMING)
    return (concept.name, *terms)


def _lay_words(text: str) -> Iterator[str]:
    """The words of lay people (and of the other side of the Atlantic) for those in ``text``."""
    words = [stem(word) for word in words_of(text)]
    for start in range(len(words)):
        for length in range(1, _longest() + 1):
            yield from _said_for().get(tuple(words[start : start + length]), ())


@cache
def _said_for() -> dict[tuple[str, ...], tuple[str, ...]]:
    """For the words that documents print what people say for them."""
    found: dict[tuple[str, ...], list[str]] = {}
    for row in dictionary("search_words", ("word", "means", "kind", "source")):
        for means in row["means"].split("|"):
            key = tuple(stem(word) for word in words_of(means))
            found.setdefault(key, []).append(row["word"])
    return {key: tuple(said) for key, said in found.items()}


@cache
def _longest() -> int:
    return max(map(len, _said_for()))


def _label_words(title: str) -> Iterator[str]:
    """What people say for a section of the label: "driving" for SmPC 4.7."""
    section = " ".join(title.split()[:2])
    for row in dictionary("search_words"):
        if section in row["means"].split("|"):
            yield row["word"]


def _rates(body: str) -> Iterator[str]:
    """A limit over weeks as a rate: "96 tablets per 84 days" is 8 tablets a week (derived)."""
    words = body.split()
    for at in range(len(words) - 4):
        quantity, unit, per, days, day = words[at : at + 5]
        if (per, day) != ("per", "days") or not (quantity.isdigit() and days.isdigit()):
            continue
        if int(days) and int(quantity) * 7 % int(days) == 0:
            rate = int(quantity) * 7 // int(days)
            yield f"{rate} {unit} per week, {rate} {unit} a week, weekly limit"


def vocabulary(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, int]]:
    """The words of all rows: for each its American spelling, and how many rows have it."""
    counts: dict[str, int] = {}
    for row in rows:
        for word in set(words_of(f"{row['title']} {row['also_known_as']} {row['body']}")):
            counts[word] = counts.get(word, 0) + 1
    return {word: (american(word), count) for word, count in sorted(counts.items())}
