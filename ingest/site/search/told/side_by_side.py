"""A question that compares in, the comparison that answers it out: what either side lists alone.

No row says what two plans of one medicine have in common, or two medicines: it is seen when their
safety concerns and warnings are laid side by side (``ingest/site/compare``).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.site.compare.concern_matching import Item, Matching, Row, matched
from ingest.site.compare.differences import CATEGORIES, categories_differ
from ingest.site.compare.sides import broader_of, items_of
from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.document_years import YEAR
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.question.named_documents import called
from ingest.site.search.told.but_related import things_of

COMPARING, CHANGING = "comparing-two", "changing"
"""Groups of words of who holds one thing against another, and of who asks what became of it."""
LISTING = (
    "select d.product_id, d.family, d.id, coalesce(d.document_date, '') from documents d "
    "where exists (select 1 from risks r where r.document_id = d.id) "
    "or exists (select 1 from policy_warnings w where w.document_id = d.id) "
    "order by d.document_date, d.id"
)
NAMES = "select p.id, p.name, s.name from products p join substances s on s.id = p.substance_id"
MOST_NAMED = 8
Listing = Sequence[tuple[str, str, str, str]]
"""Documents that list anything: their medicine, family, id and date."""


@dataclass(frozen=True, slots=True)
class Side:
    """A medicine by its id and name, or a document on it, and the documents that are read."""

    product_id: str
    name: str
    documents: tuple[str, ...]
    one_document: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two sides: their ``names``, and what the ``address`` of their comparison asks with.

    ``alone`` is what either lists and the other does not, not even in part, with what there is on
    the other that is wider or narrower; ``moved`` what both list, but in different categories, with
    these.
    """

    names: tuple[str, str]
    address: dict[str, str]
    alone: tuple[tuple[str, ...], tuple[str, ...]]
    moved: tuple[str, ...]


def side_by_side(connection: sqlite3.Connection, answer: Answer) -> SideBySide | None:
    """The comparison that a question is after: of the two medicines that it names, or of those of
    two places or two families of documents; or of two documents on one medicine. None where it is
    after none.
    """
    if answer.as_typed:
        return None
    known, words = answer.lexicon, set(words_in(answer.query.text))
    changes, compares = (not words.isdisjoint(known.groups[one]) for one in (CHANGING, COMPARING))
    years = {word for word in words if YEAR.fullmatch(word)}
    families = set(called(known, answer.query.text))
    places = _places(known, answer.query.text)
    if not (changes or compares or max(map(len, (years, places, families))) > 1):
        return None
    listing = connection.execute(LISTING).fetchall()
    named = _named(connection, known, words)
    pair = _medicines(known, named or _of(known, places, families, listing), listing)
    others = things_of(known, answer.units) or any(unit.absent for unit in answer.units)
    if pair is None and len(named) < 2:
        asked = changes or (compares and not others)
        pair = _documents(known, named, years, listing, asked)
    return pair and _compared(connection, *pair)


def is_about_change(answer: Answer, words: str) -> bool:
    """Whether ``words`` of a question say what became of a thing."""
    return not answer.lexicon.groups[CHANGING].isdisjoint(words.split())


def _named(connection: sqlite3.Connection, known: Lexicon, words: set[str]) -> list[str]:
    """The medicines, by their ids, that the words name, by all or by the first of a name; of a
    substance that is named all, unless one of them is named itself."""
    brands: set[str] = set()
    of_substances: dict[str, set[str]] = defaultdict(set)
    for product_id, brand, substance in connection.execute(NAMES):
        if _names(known, words, brand):
            brands.add(product_id)
        if _names(known, words, substance):
            of_substances[substance].add(product_id)
    others = [own for own in of_substances.values() if not own & brands]
    return sorted(brands.union(*others))


def _names(known: Lexicon, words: set[str], name: str) -> bool:
    """Whether words have the whole of a name, or its first word, if that is no word of English."""
    first, *more = words_in(name) or [""]
    return first in words and (words.issuperset(more) or first not in known.english)


def _places(known: Lexicon, text: str) -> set[str]:
    """The places that a text names and that medicines here are of, as these call them; "us" beside
    a word with a capital is no place."""
    names = known.lists.place_names
    small = [word for word in text.split() if word == "us"] if text != text.lower() else []
    said = {names.get(word, word) for word in words_in(text) if word not in small}
    return {one for one in known.jurisdictions.values() if names.get(one, one) in said}


def _of(known: Lexicon, places: set[str], families: set[str], listing: Listing) -> list[str]:
    """The medicines of two places, or with documents of two families, that are named instead."""
    if len(places) == 2:
        return [one for one, place in known.jurisdictions.items() if place in places]
    of_them = {product_id for product_id, family, *_ in listing if family in families}
    return sorted(of_them) if len(families) == 2 else []


def _medicines(known: Lexicon, named: Sequence[str], listing: Listing) -> tuple[Side, Side] | None:
    """The two medicines that are named, if each lists something in documents of which no later ones
    are held."""
    if len(named) != 2:
        return None
    sides = []
    for product_id in named:
        every = [row[2] for row in listing if row[0] == product_id]
        latest = tuple(one for one in every if one not in known.editions.earlier)
        one_of_several = len(latest) == 1 < len(every)
        edition = f" {known.editions.told[latest[0]]}" if one_of_several else ""
        name = f"{known.products[product_id]}{edition}"
        sides.append(Side(product_id, name, latest, one_of_several))
    first, second = sides
    return (first, second) if first.documents and second.documents else None


def _documents(
    known: Lexicon, named: Sequence[str], years: set[str], listing: Listing, asked: bool
) -> tuple[Side, Side] | None:
    """The two documents of the years that are named on the medicine that is named, or that alone
    has such; if it is ``asked`` without two years, the one of the year and the latest beside it, or
    the latest two."""
    told = known.editions.told
    several: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for product_id, family, document_id, date in listing:
        if document_id in told and (not named or product_id in named):
            several[product_id, family].append((date, document_id))
    of_years = {key: [one for one in own if one[0][:4] in years] for key, own in several.items()}
    both = [key for key, own in of_years.items() if len(own) == 2]
    keys = both or (list(several) if asked else [])
    if len(keys) != 1:
        return None
    chosen, every = of_years[keys[0]], several[keys[0]]
    if len(chosen) == 1:
        chosen = sorted([*chosen, [one for one in every if one not in chosen][-1]])
    elif not chosen:
        chosen = every[-2:]
    if len(chosen) != 2:
        return None
    product_id, name = keys[0][0], known.products[keys[0][0]]
    first, second = (Side(product_id, f"{name} {told[one]}", (one,), True) for _, one in chosen)
    return first, second


def _compared(connection: sqlite3.Connection, first: Side, second: Side) -> SideBySide:
    address = {}
    for which, side in (("a", first), ("b", second)):
        address[which] = side.product_id
        if side.one_document:
            address[f"{which}_document"] = side.documents[0]
    one, other = (items_of(connection, side.product_id, side.documents) for side in (first, second))
    found = matched(one, other, broader_of(connection, [*one, *other]))
    return SideBySide(
        (first.name, second.name),
        address,
        (_alone(found.only_a, found), _alone(found.only_b, found)),
        tuple(dict.fromkeys(map(_moved, filter(categories_differ, found.same)))),
    )


def _alone(items: Sequence[Item], found: Matching) -> tuple[str, ...]:
    """The names of concerns as they are printed, each once, with those that are related."""
    related: dict[str, list[str]] = defaultdict(list)
    for row in found.related:
        for mine, theirs in ((row.a, row.b), (row.b, row.a)):
            for one in mine:
                related[one.id] += map(_name, theirs)
    each = {}
    for one in items:
        beside = ", ".join(dict.fromkeys(related[one.id]))
        each[one.key] = f"{_name(one)} (related: {beside})" if beside else _name(one)
    return tuple(each.values())


def _moved(row: Row) -> str:
    """A concern of both sides with its categories: "Cataract (important potential risk, important
    identified risk)"."""
    sides = [dict.fromkeys(CATEGORIES[one.category] for one in side if one.category)
             for side in (row.a, row.b)]  # fmt: skip
    return f"{_name(row.a[0])} ({', '.join(' and '.join(side) for side in sides)})"


def _name(item: Item) -> str:
    return " ".join(item.name.split())


def beside_in_words(beside: SideBySide | None) -> list[tuple[str, str]]:
    """What a comparison finds, each with its names: of those alone on a side also that there is
    none, for it was asked."""
    if beside is None:
        return []
    told = [
        (f"listed by {side} alone", names or ("none",))
        for side, names in zip(beside.names, beside.alone, strict=True)
    ]
    told += [("in another category", beside.moved)] if beside.moved else []
    return [(said, _joined(names)) for said, names in told]


def _joined(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
