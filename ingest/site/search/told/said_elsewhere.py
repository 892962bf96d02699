"""An answer in, what is named in the question that the hits are not of out.

A medicine of a class that a policy names has no plan or label here; and what one document says
another may not. The hits that are of what is named go first, and what none is of is told.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.lexicon.printed_phrases import rows_printing
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import as_said
from ingest.site.search.scores.named_documents import of_named_documents
from ingest.site.search.scores.unit_weights import MET
from ingest.site.search.told.other_medicines import brands_in, names_a_medicine, only_named
from ingest.site.search.told.saying import having, of_kind, printing, saying

MOST_READ = 200
"""Rows that are read for the name of a place."""
BY_PRODUCT = "product"
"""The field that leaves the rows of a medicine."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What no row of a place, a document or a medicine says, though others do."""

    place: str
    words: str


def not_there(connection: sqlite3.Connection, answer: Answer) -> list[Elsewhere]:
    """What is asked about one place, document or brand, and only rows of another say; of a brand a
    kind of rows but where nothing else is asked of it, and none of what is a concern: it shares
    those of its substance."""
    known = answer.lexicon
    named = None if answer.as_typed else _named(connection, answer)
    brand = None if answer.as_typed or named else _of_one_brand(connection, answer)
    either = named or brand
    if either is None:
        return []
    name, there = either
    units = [one for one in answer.units if not (is_place(known, one) or one.weak or one.absent)]
    units = [one for one in units if not {*one.words} <= {*words_in(name)}]
    if brand:
        units = [one for one in units if not known.medicines.issuperset(one.words)]
        concerns = known.topics["about-things"]
        alone = len(units) == 1 and units[0].first not in concerns
        units = [one for one in units if alone or not one.topic]
    found = [
        Elsewhere(name, as_said(answer, unit))
        for unit in units
        if _is_elsewhere(connection, answer, unit, there, bool(brand))
    ]
    return list(dict.fromkeys(found))


def _is_elsewhere(
    connection: sqlite3.Connection, answer: Answer, unit: Unit, there: Rows, of_brand: bool
) -> bool:
    """Whether rows say a unit, or are of its kind, and none of those that are ``there``. Of a brand
    any that are nearly of that kind do, and no heading of the label is another one's."""
    known = answer.lexicon
    if not unit.topic:
        says = here = saying(connection, known, unit)
    else:
        says = of_kind(connection, known, unit)
        here = printing(connection, known, unit)
        here |= of_kind(connection, known, unit, MET) if of_brand else says
    others = says & ~known.nobodys if of_brand else says
    return bool(others.any() and not (here & there).any() and not _quotes(connection, says, answer))


def _quotes(connection: sqlite3.Connection, rows: Rows, answer: Answer) -> bool:
    """Whether what the documents say where one of ``rows`` stands names the place."""
    places = {word for unit in _places(answer) for word in unit.words}
    ids = (np.flatnonzero(rows)[:MOST_READ] + 1).tolist()
    sql = "select printed from search_index where id in (select value from json_each(?))"
    texts = connection.execute(sql, [json.dumps(ids)])
    return any(not places.isdisjoint(words_in(text or "")) for (text,) in texts)


def _named(connection: sqlite3.Connection, answer: Answer) -> tuple[str, Rows] | None:
    """The place, or else the document, that a question names, and its rows; None where it names
    none, or several.
    """
    places = _places(answer)
    if not places:
        return of_named_documents(connection, answer, at_an_end=True)
    if len({unit.roots for unit in places}) != 1:
        return None
    name = _name_of(connection, answer.lexicon, places[0])
    return name, saying(connection, answer.lexicon, places[0])


def _of_one_brand(connection: sqlite3.Connection, answer: Answer) -> tuple[str, Rows] | None:
    """The brand that a question names, or that its field leaves, with its rows and those that print
    it; None where it names none, or several."""
    known = answer.lexicon
    labels, codes = known.columns["product_id"]
    if any(one.name == BY_PRODUCT for one in answer.query.fields):
        brands = [labels[code] for code in np.unique(codes[answer.rows]).tolist()]
    else:
        named = {word for unit in answer.units for word in unit.words if word in known.medicines}
        brands = brands_in(known, named)
        brands = brands if brands and named == known.product_words[brands[0]] else []
    if len(brands) != 1 or brands[0] not in known.products:
        return None
    there = known.labelled("product_id", brands[0])
    there[rows_printing(connection, known.products[brands[0]])] = True
    return known.products[brands[0]], there


def named_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with those hits first that are of the place or the medicine that is named.

    Of a medicine that no document here is of go first all that name it. Of a place, or a document,
    those that have all else too, in the stead of those of another one.
    """
    known = answer.lexicon
    if not answer.has_hits or not len(answer.rows):
        return answer
    answer.only_named, naming = only_named(connection, answer)
    if answer.only_named:
        return _put_first(answer, naming, np.ones(known.size, np.bool_))
    places = _places(answer)
    if len({unit.roots for unit in places}) == 1 and not names_a_medicine(answer):
        strong = [one for one in answer.units if not one.weak]
        there = saying(connection, known, places[0])
        full = having(connection, known, strong)
        if not full.any():
            full = there & having(connection, known, strong, nearly=True)
        return _put_first(answer, full, ~(there | known.nobodys))
    document = None if places else of_named_documents(connection, answer)
    if document is not None:
        full = having(connection, known, [one for one in answer.units if not one.weak])
        return _put_first(answer, full & document[1], ~(document[1] | known.nobodys))
    return answer


def _put_first(answer: Answer, first: Rows, behind: Rows) -> Answer:
    """The answer with the rows ``first`` before those ``behind``; others stay in their places."""
    own, others = first[answer.rows], behind[answer.rows]
    moved = np.flatnonzero(own | others)
    order = np.arange(len(answer.rows), dtype=np.int32)
    order[moved] = moved[np.argsort(~own[moved], kind="stable")]
    answer.reorder(order)
    return answer


def is_place(known: Lexicon, unit: Unit) -> bool:
    """Whether the words of a unit are a place."""
    return bool(unit.words) and known.lists.places.issuperset(unit.words)


def _places(answer: Answer) -> list[Unit]:
    """The units that are a place which rows are of."""
    known = answer.lexicon
    return [one for one in answer.units if is_place(known, one) and not one.absent]


def _name_of(connection: sqlite3.Connection, known: Lexicon, place: Unit) -> str:
    """The name of a place as medicines have it: the FDA is of the US."""
    labels, codes = known.columns["product_id"]
    kinds, kind_of = known.columns["kind"]
    says = saying(connection, known, place)
    medicines = [at for at in np.flatnonzero(says).tolist() if kinds[kind_of[at]] == "medicine"]
    theirs = {known.jurisdictions.get(labels[codes[at]]) for at in medicines}
    for (name,) in connection.execute("select distinct jurisdiction from products"):
        if {name.lower()} == theirs:
            return str(name)
    return " ".join(place.words)
