"""A question in, the two medicines or documents that it holds against each other out."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.site.search.lexicon.editions import are_in_order
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import WORD, any_of_words, words_in

COMPARING, CHANGING, SINCE = "comparing-two", "changing", "since"
"""Groups of words of who holds one thing against another, of who asks what became of it, and from
when on."""
TELLING = "before-us"
"""The group of words behind which "us" is no place."""
DOCUMENTS = (
    "select d.product_id, d.family, d.id, coalesce(d.document_date, ''), "
    "exists (select 1 from risks r where r.document_id = d.id) "
    "or exists (select 1 from policy_warnings w where w.document_id = d.id) "
    "from documents d order by d.document_date, d.id"
)
NAMES = "select p.id, p.name, s.name from products p join substances s on s.id = p.substance_id"


class Document(NamedTuple):
    """A document: its medicine, family, id and date, and whether it lists anything."""

    product_id: str
    family: str
    id: str
    date: str
    lists: int


@dataclass(frozen=True, slots=True)
class Side:
    """A medicine by its id and name, or a document on it, and the documents that are read."""

    product_id: str
    name: str
    documents: tuple[str, ...]
    one_document: bool


def documents_of(connection: sqlite3.Connection) -> list[Document]:
    """All documents, by their dates."""
    return [Document(*row) for row in connection.execute(DOCUMENTS)]


def medicines_named(
    connection: sqlite3.Connection, known: Lexicon, words: set[str]
) -> tuple[set[str], list[str]]:
    """The medicines, by their ids, whose brands the words are; and all that they name.

    Of names of which one is part of another the longer one counts; of a brand that is a word of
    questions the first word does not. A first word names what alone begins so, if it is no word of
    English. A substance names all its medicines, unless one of them is named itself.
    """
    rows = connection.execute(NAMES).fetchall()
    questions = known.groups[CHANGING] | known.groups[COMPARING] | known.groups[SINCE] | known.stop
    each = {one: set(words_in(brand)) for one, brand, _ in rows}
    whole = {one: name for one, name in each.items() if name and name <= words - questions}
    brands = {
        one for one, name in whole.items() if not any(name < other for other in whole.values())
    }
    covered = set().union(*(each[one] for one in brands))
    beginning: dict[str, set[str]] = defaultdict(set)
    of_substances: dict[str, set[str]] = defaultdict(set)
    for one, brand, substance in rows:
        for name in {tuple(words_in(brand)), tuple(words_in(substance))} - {()}:
            beginning[name[0]].add(one)
        if words.issuperset(words_in(substance)):
            of_substances[substance].add(one)
    begun = [own for word, own in beginning.items() if word in words - covered - known.english]
    brands |= {next(iter(own)) for own in begun if len(own) == 1}
    others = [own for own in of_substances.values() if not own & brands]
    return brands, sorted(brands.union(*others))


def places_named(known: Lexicon, text: str) -> set[str]:
    """The places that a text names and that medicines here are of, as these call them; "us" beside
    a word with a capital is no place, nor is it who is told something."""
    names = known.lists.place_names
    told = any_of_words(known.groups[TELLING])
    text = re.sub(rf"\b(?:{told})\s+us\b", " ", text, flags=re.IGNORECASE)
    written = WORD.findall(text)
    people = {"us"} if text != text.lower() and "US" not in written else set()
    said = {names.get(word, word) for word in words_in(text) if word not in people}
    return {one for one in known.jurisdictions.values() if names.get(one, one) in said}


def of_places_or_families(
    known: Lexicon, places: set[str], families: set[str], documents: Sequence[Document]
) -> list[str]:
    """The medicines of two places, or with documents of two families, that are named instead."""
    if len(places) == 2:
        return [one for one, place in known.jurisdictions.items() if place in places]
    return sorted({one.product_id for one in documents if one.lists and one.family in families})


def two_medicines(
    known: Lexicon, named: Sequence[str], documents: Sequence[Document]
) -> tuple[Side, Side] | None:
    """The two medicines that are named, if each lists something: in all documents, or in the latest
    where there are editions."""
    if len(named) != 2:
        return None
    sides = []
    for product_id in named:
        every = [one.id for one in documents if one.product_id == product_id and one.lists]
        latest = [one for one in every if one not in known.editions.earlier]
        read = every if len(latest) == len(every) else latest[-1:]
        told = known.editions.told.get(read[0], "") if len(read) < len(every) else ""
        name = f"{known.products[product_id]} {told}".strip()
        sides.append(Side(product_id, name, tuple(read), len(read) < len(every)))
    first, second = sides
    return (first, second) if first.documents and second.documents else None


def two_editions(
    known: Lexicon,
    named: Sequence[str],
    years: Sequence[str],
    since: bool,
    documents: Sequence[Document],
) -> tuple[Side, Side] | None:
    """Two documents on the medicine that is named, or that alone has several.

    Of two years the last of each; of one year that and, if it is asked what came ``since``, the
    latest of all, else the one before it; without years the latest two. None where it is not known
    which these are.
    """
    several: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for one in documents:
        if one.id in known.editions.told and (not named or one.product_id in named):
            several[one.product_id, one.family].append(one)
    dated = {
        key: own
        for key, own in several.items()
        if all(any(one.date.startswith(year) for one in own) for year in years)
        and any(one.lists for one in own)
        and (len(own) == 2 or are_in_order([one.date for one in own]))
    }
    if len(dated) != 1:
        return None
    ((product_id, _), every), *_ = dated.items()
    last = len(every) - 1
    at = [max(n for n, one in enumerate(every) if one.date.startswith(year)) for year in years]
    if not at:
        at = [last - 1, last]
    elif len(at) == 1:
        (own,) = at
        at = [own, last] if since and own < last else [own - 1, own] if own else [0, 1]
    first, second = (
        Side(
            product_id,
            f"{known.products[product_id]} {known.editions.told[every[n].id]}",
            (every[n].id,),
            True,
        )
        for n in (min(at), max(at))
    )
    return first, second
