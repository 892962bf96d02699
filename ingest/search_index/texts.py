"""Rows of the search index in, what else their readers may call them out.

Synonyms, both spellings, abbreviations, names of medicines and their classes, and the words of lay
people for those that plans print. All of it stands in the index, so that every way to search
profits; nothing of it is said by a document, so it is kept apart in columns of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from ingest.concepts import concept_of
from ingest.name_matches import meant_in
from ingest.printed_dates import MONTHS
from ingest.search_index.concept_names import leading_to, names_of, plain_names, wider_names
from ingest.search_index.short_forms import other_forms
from ingest.vocabulary import LEADS_BY, words_said
from ingest.words import other_spellings, stem, stems, words_of

DEEP = {"risk", "evidence", "warning", "factor"}
"""Kinds of rows that words lead to which mean something related or wider."""
MEDICINES = {"medicine", "document", "indication"}
DATED = {"history": "title", "milestone": "body"}
"""Kinds of rows that are of a month, and where that stands."""
OWN_NAMES = {"warning": "title", "factor": "body"}
"""Kinds of rows that name a concept themselves, and where."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the database as a whole says: medicines, and what its concerns mean.

    ``names`` are, for each product, the names of all products of its substance, ``classes`` what
    the substance is; ``concepts`` the ids of the concepts of each concern. ``long_forms`` is what
    each document says that its abbreviations mean, ``short_names`` what a concern is called by
    its initials where its own text does so, ``short_forms`` all abbreviations that a document has
    words of its own for, with these; ``brands`` are those of other substances, ``members`` the
    medicines of each class that a document lists. ``cites`` are the sections of the label that a
    row (by its path) cites or is, ``cited_for`` the concepts of the concerns for which a section is
    cited,
    ``jurisdictions`` those of the products, ``outcomes`` what each figure (by path) is a number of.
    """

    names: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, tuple[str, ...]]
    concepts: Mapping[str, tuple[str, ...]]
    long_forms: Mapping[str, Mapping[str, str]]
    short_names: Mapping[str, tuple[str, ...]]
    brands: Mapping[str, tuple[str, ...]]
    cites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cited_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    jurisdictions: Mapping[str, str] = field(default_factory=dict)
    short_forms: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    members: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)

    def brands_of(self, text: str) -> list[str]:
        """The brands of the substances that ``text`` names."""
        named = sorted(_words(text) & self.brands.keys())
        return [name for inn in named for name in self.brands[inn]]

    def members_of(self, document_id: str | None, text: str) -> list[str]:
        """The medicines of the classes of a document that ``text`` names."""
        said = set(stems(text))
        classes = self.members.get(document_id or "", {})
        return [one for name in classes if said.issuperset(stems(name)) for one in classes[name]]

    def meant(self, document_id: str | None, text: str, whole: bool = False) -> tuple[str, ...]:
        """The ids of the concepts that ``text`` (``whole``: as a name) of a document means."""
        return _meant(text, whole, self.short_forms.get(document_id or "", frozenset()))

    def abbreviations(self, document_id: str | None, text: str) -> list[str]:
        """The document's own abbreviations for words of ``text``, and long forms of those in it."""
        return other_forms(self.long_forms.get(document_id or "", {}), text)


def other_names(row: Mapping[str, Any], known: Known) -> tuple[str, str]:
    """What ``row`` of the search index is also known as, and what only leads to it; lines each.

    The first are names of the medicine and of what the row is about, in both spellings, and what
    people call it. The second are wider and related concepts, what else the row mentions, and
    everyday words for the words in its text.
    """
    about = OWN_NAMES.get(row["kind"])
    subject = list(known.concepts.get(row["risk_id"] or "", ()))
    own = known.meant(row["document_id"], row[about], whole=True) if about else ()
    named = f"{row['title']} {row[about]}" if about else row["title"]
    medicine = row["product_id"] or ""
    names = row["also_known_as"].split("\n")
    also = [*names] if row["kind"] in MEDICINES | {"drug"} else []
    also += known.names.get(medicine, ()) if row["kind"] in MEDICINES else ()
    is_it = row["kind"] in ("risk", "evidence")
    for concept_id in dict.fromkeys((*own, *(subject if is_it else ()))):
        also += names_of(concept_id)
    also += known.abbreviations(row["document_id"], named)
    also += known.short_names.get(row["risk_id"] or "", ()) if is_it else ()
    also += _spelled(named)
    if row["kind"] in DATED:
        also += month_named(row[DATED[row["kind"]]])
    if row["kind"] == "limit":
        also += rates(row["body"])
    related = [*names, *known.names.get(medicine, ())]
    if row["kind"] == "label_section":
        related += _label_words(row["title"])
    related += [] if is_it else [concept_of(concept_id).name for concept_id in subject]
    if row["kind"] in DEEP | MEDICINES:
        related += known.classes.get(medicine, ())
    if row["kind"] in DEEP:
        for concept_id in dict.fromkeys((*own, *subject)):
            related += [*wider_names(concept_id), *leading_to(concept_id)]
    related += known.abbreviations(row["document_id"], row["body"])
    related += _lay_words(f"{named} {row['body']}")
    if row["kind"] != "risk":
        for concept_id in known.meant(row["document_id"], row["body"]):
            if concept_id not in (*own, *subject):
                related += plain_names(concept_id)
    related += known.brands_of(row["body"])
    related += _spelled(row["body"])
    known_as = dict.fromkeys(name for name in also if name)
    leads = dict.fromkeys(name for name in related if name and name not in known_as)
    return "\n".join(known_as), "\n".join(leads)


# Names and short texts are printed again and again in a base, so what they come to is kept.


@lru_cache(maxsize=65536)
def _words(text: str) -> frozenset[str]:
    """The different words of ``text``."""
    return frozenset(words_of(text))


@lru_cache(maxsize=65536)
def _meant(text: str, whole: bool, own: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    """The ids of the concepts that a name (or words of a text) means, each once.

    ``own`` are abbreviations with what they stand for here.
    """
    return tuple(dict.fromkeys(one.concept_id for one in meant_in(text, dict(own), whole)))


@lru_cache(maxsize=65536)
def _spelled(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they are spelled on the other side of the Atlantic."""
    return tuple(sorted({there for word in _words(text) for there in other_spellings(word)}))


def _lay_words(text: str) -> Iterator[str]:
    """The words of lay people (and of the other side of the Atlantic) for those in ``text``."""
    words = [stem(word) for word in words_of(text)]
    said_for, longest = _said_for(), _longest()
    for start, word in enumerate(words):
        for length in range(1, longest.get(word, 0) + 1):
            yield from said_for.get(tuple(words[start : start + length]), ())


@cache
def _said_for() -> dict[tuple[str, ...], tuple[str, ...]]:
    """For the words that documents print what people say for them."""
    found: dict[tuple[str, ...], list[str]] = {}
    for row in words_said():
        for means in filter(None, "|".join(row[one] for one in LEADS_BY).split("|")):
            key = tuple(stem(word) for word in words_of(means))
            found.setdefault(key, []).append(row["word"])
    return {key: tuple(said) for key, said in found.items()}


@cache
def _longest() -> dict[str, int]:
    """For the first word of each of these the words of the longest one that begins with it."""
    found: dict[str, int] = {}
    for key in _said_for():
        if key:
            found[key[0]] = max(found.get(key[0], 0), len(key))
    return found


def _label_words(title: str) -> Iterator[str]:
    """What people say for a section of the label: "driving" for SmPC 4.7."""
    section = " ".join(title.split()[:2])
    for row in words_said():
        if section in row["means"].split("|"):
            yield row["word"]


def month_named(text: str) -> Iterator[str]:
    """A month in numbers as people say it: "2021-05" is May 2021."""
    for match in re.finditer(r"(\d{4})-(0[1-9]|1[0-2])", text):
        yield f"{MONTHS[int(match[2]) - 1].capitalize()} {match[1]}"


def rates(body: str) -> Iterator[str]:
    """A limit over weeks as a rate: "96 tablets per 84 days" is 8 tablets a week (derived)."""
    words = body.split()
    for at in range(len(words) - 4):
        quantity, unit, per, days, day = words[at : at + 5]
        said = per == "per" and day in ("day", "days")
        if not (said and quantity.isdecimal() and days.isdecimal()):
            continue
        if int(days) and int(quantity) * 7 % int(days) == 0:
            rate = int(quantity) * 7 // int(days)
            yield f"{rate} {unit} per week, {rate} {unit} a week, weekly limit"


def vocabulary(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The words of all rows, and how many rows have each."""
    counts: dict[str, int] = {}
    for row in rows:
        names = f"{row['also_known_as']}\n{row['related']}".split("\n")
        for word in _words(row["title"]).union(_words(row["body"]), *map(_words, names)):
            counts[word] = counts.get(word, 0) + 1
    return dict(sorted(counts.items()))
