"""A question that compares in, the comparison that answers it out: what either side lists alone.

No row says what two plans of one medicine have in common, or two medicines: it is seen when their
safety concerns and warnings are laid side by side (``ingest/site/compare``).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.site.compare.concern_matching import Item, Matching, Row, matched
from ingest.site.compare.differences import CATEGORIES, categories_differ
from ingest.site.compare.sides import broader_of, items_of
from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.document_years import YEAR
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.question.named_documents import called
from ingest.site.search.told.but_related import things_of
from ingest.site.search.told.sides_named import (
    CHANGING,
    COMPARING,
    SINCE,
    Side,
    documents_of,
    medicines_named,
    of_places_or_families,
    places_named,
    two_editions,
    two_medicines,
)

MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two sides: their ``names``, and what the ``address`` of their comparison asks with.

    ``alone`` is what either lists and the other does not, not even in part, with what there is on
    the other that is wider or narrower; ``both`` what both list, ``in_part`` what of the one is the
    same as some of the other but in part; ``moved`` what both list, but in different categories,
    with these.
    """

    names: tuple[str, str]
    address: dict[str, str]
    alone: tuple[tuple[str, ...], tuple[str, ...]]
    both: tuple[str, ...]
    in_part: tuple[str, ...]
    moved: tuple[str, ...]


def side_by_side(connection: sqlite3.Connection, answer: Answer) -> SideBySide | None:
    """The comparison that a question is after: of the two medicines that it names, or of those of
    two places or two families of documents; or of two documents on one medicine. None where it is
    after none, or after one thing in them.
    """
    if answer.as_typed or answer.query.fields or answer.query.without:
        return None
    known, words = answer.lexicon, set(words_in(answer.query.text))
    changes, compares = (not words.isdisjoint(known.groups[one]) for one in (CHANGING, COMPARING))
    years = sorted(word for word in words if YEAR.fullmatch(word))
    families = set(called(known, answer.query.text))
    places = places_named(known, answer.query.text)
    if not (changes or compares or max(map(len, (years, places, families))) > 1):
        return None
    brands, named = medicines_named(connection, known, words)
    plain = not _other_things(answer, years)
    documents = documents_of(connection)
    asked = (changes or compares) and (plain or (compares and len(brands) == 2))
    pair = None
    if len(named) == 2 and asked:
        pair = two_medicines(known, named, documents)
    elif not named and max(len(places), len(families)) == 2:
        pair = two_medicines(
            known, of_places_or_families(known, places, families, documents), documents
        )
    if pair is None and len(named) < 2 and (len(years) > 1 or (plain and (changes or compares))):
        since = not words.isdisjoint(known.groups[SINCE])
        pair = two_editions(known, named, years, since, documents)
    return pair and _compared(connection, *pair)


def is_about_change(answer: Answer, words: str) -> bool:
    """Whether ``words`` of a question say what became of rows of a kind, and nothing else."""
    known = answer.lexicon
    said = words.split()
    others = [one for one in said if one not in known.groups[CHANGING] | known.stop | known.weak]
    kinds = (known.phrases.get(known.root(one), ()) for one in others)
    asks = all(any(one.term.startswith("t:") for one in meanings) for meanings in kinds)
    return len(others) < len(said) and asks and not known.groups[CHANGING].isdisjoint(said)


def _other_things(answer: Answer, years: Sequence[str]) -> bool:
    """Whether a question names or asks for something beside medicines and what became of them."""
    things = [one for one in things_of(answer.lexicon, answer.units) if one.words[0] not in years]
    absent = [one for one in answer.absent if not is_about_change(answer, one)]
    changing = answer.lexicon.groups[CHANGING]
    return bool(absent or [one for one in things if not changing.issuperset(one.words)])


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
        tuple(dict.fromkeys(map(_of_both, found.same))),
        _in_part(found),
        tuple(dict.fromkeys(map(_moved, filter(categories_differ, found.same)))),
    )


def _in_part(found: Matching) -> tuple[str, ...]:
    """What is the same but in part of concerns that are not the same as any as a whole."""
    whole = {one.id for row in found.same for one in (*row.a, *row.b)}
    rows = []
    for row in found.part:
        sides = [[one for one in side if one.id not in whole] for side in (row.a, row.b)]
        if any(sides):
            a, b = (own or side for own, side in zip(sides, (row.a, row.b), strict=True))
            rows.append(replace(row, a=tuple(a), b=tuple(b)))
    return tuple(dict.fromkeys(map(_of_both, rows)))


def _of_both(row: Row) -> str:
    """Concerns of both sides that mean one concept: "Seizures and Seizure"."""
    sides = (", ".join(dict.fromkeys(map(_name, side))) for side in (row.a, row.b))
    return " and ".join(dict.fromkeys(sides))


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
    told += [("listed by both", beside.both)] if beside.both else []
    told += [("the same in part", beside.in_part)] if beside.in_part else []
    told += [("in another category", beside.moved)] if beside.moved else []
    return [(said, _joined(names)) for said, names in told]


def _joined(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
