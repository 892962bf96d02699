"""What people say, from the dictionaries, with what it stands for in the search index.

A phrase stands for a concept (``c:hyponatraemia``), a topic (``t:renewal``: rows of some kind), a
section of the label (``s:smpc-4.7``), other words (``w:renal``, more than one joined by blanks), or
a wide notion (``g:12``), which stands for several of these (``notions``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import permutations
from typing import Any

from ingest.concepts import Concept, own_concepts
from ingest.search_index.keys import phrase, stop_words
from ingest.search_index.slots import filled
from ingest.vocabulary import LEADS_BY, dictionary, rows_of_words
from ingest.words import root, said_words, stems, words_of

STRENGTHS = {
    "exact": 1.0, "spelling": 1.0, "abbreviation": 1.0, "lay": 0.95, "related": 0.45,
    "american": 0.9, "regulatory": 0.85, "label": 0.8, "question": 0.8, "notion": 0.85,
}  # fmt: skip
"""How much a phrase of each kind counts, beside the thing's own name."""
SAME = 0.85
"""How much one name of a thing counts for another one."""
KINDS_OF_SAME = {"disease": "diagnosis", "class": "class"}
"""The kinds of phrases that names of diseases and of classes of medicines are, which need not be
names of the very same."""
NOWHERE = "a:disease"
"""The term of what is a disease and has no other name; no row has it."""
NAMING = {"name", "exact", "spelling", "lay", "topic"}
"""Kinds of phrases that name a concept, or ask for a kind of rows."""
NOTION, RELATED = "notion", "related"
ORDERED = {"question", NOTION}
"""Kinds of words in which stop words count, and their order with them."""
LAY_WORD = 0.7
"""How much a lay word counts for one of the words that plans print instead."""


def phrases_of_dictionaries() -> list[dict[str, Any]]:
    """All phrases that are the same in every database, each with its term once."""
    found = [
        *_of_topics(),
        *phrases_of_concepts(own_concepts().values()),
        *_of_words(),
        *_of_same_things(),
    ]
    named = {(_as_said(one), one["term"][0]) for one in found if _names(one)}
    for one in _of_notions():
        if (_as_said(one), "t") in named:
            continue
        is_name = (_as_said(one), "c") in named
        found.append(_as_related(one) if is_name else one)
    return [*distinct(found), *_narrower_topics()]


def _as_related(one: dict[str, Any]) -> dict[str, Any]:
    """A phrase for what is wide that is the name of a concept too: where rows have not that, they
    are but near that have a case of it."""
    return one | {"kind": RELATED, "strength": STRENGTHS[RELATED]}


def _names(one: dict[str, Any]) -> bool:
    return one["kind"] in NAMING and one["term"][0] in "ct"


def _as_said(one: dict[str, Any]) -> tuple[str, int, int]:
    """The key of a phrase with the number of its words: body build is no use for body building."""
    return one["key"], one["is_ordered"], len(said_words(one["said"]))


def distinct(phrases: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """``phrases`` with one for each key and term, the strongest."""
    best: dict[tuple[str, int, str], dict[str, Any]] = {}
    for one in phrases:
        place = (one["key"], one["is_ordered"], one["term"])
        if one["key"] and (place not in best or best[place]["strength"] < one["strength"]):
            best[place] = one
    return list(best.values())


def _of_topics() -> Iterator[dict[str, Any]]:
    for row in dictionary("search_topic_terms", ("topic", "phrase", "source")):
        for said in filled(row["phrase"]):
            yield phrase(said, f"t:{row['topic']}", "topic", 1.0, row["source"], ordered=True)


def _narrower_topics() -> Iterator[dict[str, Any]]:
    """What narrows a kind of rows that is asked for: another kind, or a word beside it."""
    columns = ("topic", "word", "means", "source")
    for row in dictionary("search_narrower_topics", columns):
        yield {
            "key": f"t:{row['topic']} {row['word']}".rstrip(),
            "is_ordered": 1,
            "term": f"t:{row['means']}",
            "strength": 1.0,
            "said": row["word"] or row["topic"],
            "kind": "topic",
            "source": row["source"],
            "means": None,
            "relation": None,
        }


def phrases_of_concepts(concepts: Iterable[Concept]) -> Iterator[dict[str, Any]]:
    """The names of ``concepts``, and words that only lead to them."""
    for one in concepts:
        term = f"c:{one.id}"
        yield phrase(one.name, term, "name", 1.0, one.terminology)
        for other in one.terms:
            told = (other.text, term, other.kind, STRENGTHS[other.kind], other.source)
            yield phrase(*told, relation=other.relation)
            if other.kind == "lay":
                yield phrase(*told, whole=True, relation=other.relation)


def _of_words() -> Iterator[dict[str, Any]]:
    """Words that lay people, regulators or Americans say, for those that documents print."""
    for row in rows_of_words():
        told = (row["kind"], row["source"])
        for said in filled(row["word"]):
            for column, relation in LEADS_BY.items():
                yield from _standing_for(said, row[column], *told, relation)


def _of_notions() -> Iterator[dict[str, Any]]:
    """Words for what is wide (haemostasis, hormones), each for all that is a case of it.

    They say so only where they name nothing else: blood clots are no blood clotting.
    """
    for number, row in _numbered_notions():
        for words in row["words"].split("|"):
            for said in filled(words):
                yield phrase(said, f"g:{number}", NOTION, STRENGTHS[NOTION], row["source"], True)
                yield from _standing_for(said, row["also"], "related", row["source"])


def notions() -> list[dict[str, Any]]:
    """The rows of ``search_notions``: what is a case of each notion, each term once."""
    cases: dict[tuple[str, str], dict[str, Any]] = {}
    for number, row in _numbered_notions():
        notion = f"g:{number}"
        for term, strength, means in reversed(list(_terms(row["means"], NOTION))):
            one = {"notion": notion, "term": term, "strength": strength, "means": means}
            cases[notion, term] = one
    return list(cases.values())


def _numbered_notions() -> Iterator[tuple[int, dict[str, str]]]:
    return enumerate(dictionary("search_notions", ("words", "means", "also", "source")), 1)


def _standing_for(
    said: str, means_all: str, kind: str, source: str, relation: str = ""
) -> Iterator[dict[str, Any]]:
    """What ``said`` stands for, or is no more than a case of or beside (``relation``), as what it
    is short for may be: PTSD is a psychiatric disorder."""
    ordered = kind in ORDERED
    for term, strength, means in _terms(means_all, kind):
        words = means if term.startswith("w:") else None
        theirs = relation or _by_name().get(stems(means), ("", ""))[1]
        yield phrase(said, term, kind, strength, source, ordered, means=words, relation=theirs)


def _terms(means_all: str, kind: str) -> Iterator[tuple[str, float, str]]:
    """The concepts, sections of the label, or words that are printed, how much each counts, and
    as it is said."""
    concepts, sections = _by_name(), _by_number()
    for place, means in enumerate(filter(None, means_all.split("|"))):
        strength = STRENGTHS[kind]
        if means in sections:
            term, strength = sections[means], strength * (1.0 if place == 0 else 0.6)
        elif stems(means) in concepts:
            term = f"c:{concepts[stems(means)][0]}"
        else:
            words = [word for word in words_of(means) if word not in stop_words()]
            term = "w:" + " ".join(dict.fromkeys(map(root, words)))
        if term != "w:":
            strength = min(strength, LAY_WORD) if kind == "lay" else strength
            yield term, strength, means


@cache
def _by_number() -> dict[str, str]:
    """The terms of the sections of the label by what they are called: "SmPC 4.7"."""
    return {
        f"{row['document']} {row['number']}": f"s:{row['id']}"
        for row in dictionary("label_sections")
    }


def _of_same_things() -> Iterator[dict[str, Any]]:
    """Names of one thing, each of which stands for the others: TNF blockers are anti-TNF."""
    for name, other, kind, source in same_things():
        words = [word for word in words_of(other) if word not in stop_words()]
        term = "w:" + " ".join(dict.fromkeys(map(root, words)))
        term, means = (term, other) if other != name else (NOWHERE, None)
        kind = KINDS_OF_SAME.get(kind, "regulatory")
        yield phrase(name, term, kind, SAME, source, means=means)


def same_things() -> Iterator[tuple[str, str, str, str]]:
    """Each name of a class of medicines, a disease or a score with each other one, its kind and
    whence it is; what has but one name with itself."""
    for row in dictionary("search_same_things", ("names", "kind", "source")):
        names = row["names"].split("|")
        for name, other in permutations(names, 2) if len(names) > 1 else [names * 2]:
            yield name, other, row["kind"], row["source"]


@cache
def _by_name() -> dict[tuple[str, ...], tuple[str, str]]:
    """Concepts by the stems of their names, each with what that name is to it, if no name of the
    thing itself."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for one in own_concepts().values():
        found[stems(one.name)] = (one.id, "")
    for one in own_concepts().values():
        for term in one.terms:
            if term.kind in ("exact", "spelling"):
                found.setdefault(stems(term.text), (one.id, term.relation))
    return found
