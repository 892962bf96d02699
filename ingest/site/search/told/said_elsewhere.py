"""An answer in, what is named in the question that the hits are not of out.

A medicine of a class that a policy names has no plan or label here; and what one document says
another may not. The hits that are of what is named go first, and what none is of is told.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Postings, Rows
from ingest.site.search.question.units import LEADING, Unit
from ingest.site.search.question_form import as_said
from ingest.site.search.scores.named_documents import of_named_documents
from ingest.site.search.scores.unit_degrees import FULLY, together
from ingest.site.search.scores.unit_weights import MET

NOT_SAID = (*LEADING, "label", "disease", "cited")
"""Kinds of meanings by which a row does not say the thing."""
PLACE = "place"
"""The group of words for places."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What no row of a place, or a document, says, though others do."""

    place: str
    words: str


def _only_named(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The medicines whose risks or uses, or what else, is asked for, and of which no document is.

    Policies but name them as members of a class. Where another kind of rows is asked for, or a row
    has all that was asked, it is asked about the policy.
    """
    named = _members(connection, answer)
    others = [unit for unit in answer.units if unit not in named]
    if not named or not others:
        return []
    topics = {one.term for unit in others for one in unit.meanings if one.term.startswith("t:")}
    if topics.isdisjoint(answer.lexicon.topics["of-a-medicine"]):
        elsewise = any(unit.topic for unit in others)
        if elsewise or _having(connection, answer.lexicon, answer.units).any():
            return []
    return list(dict.fromkeys(as_said(answer, unit) for unit in named))


def not_there(connection: sqlite3.Connection, answer: Answer) -> list[Elsewhere]:
    """What is asked about one place, or one document, and only rows of another say."""
    known = answer.lexicon
    named = None if answer.as_typed else _named(connection, answer)
    if named is None:
        return []
    name, there = named
    found = []
    for unit in answer.units:
        if is_place(known, unit) or unit.weak or unit.absent:
            continue
        says = of_kind(connection, known, unit) if unit.topic else saying(connection, known, unit)
        prints = _printing(connection, known, unit) if unit.topic else says
        if says.any() and not ((says | prints) & there).any():
            found.append(Elsewhere(name, as_said(answer, unit)))
    return list(dict.fromkeys(found))


def _named(connection: sqlite3.Connection, answer: Answer) -> tuple[str, Rows] | None:
    """The place, or else the document, that a question names, and its rows; None where it names
    none, or several.
    """
    places = _places(answer)
    if not places:
        return of_named_documents(connection, answer)
    if len({unit.roots for unit in places}) != 1:
        return None
    name = _name_of(connection, answer.lexicon, places[0])
    return name, saying(connection, answer.lexicon, places[0])


def named_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with those hits first that are of the place or the medicine that is named.

    Of a medicine that no document here is of go first all that name it. Of a place, or a document,
    those that have all else too, in the stead of those of another one.
    """
    known = answer.lexicon
    if not answer.has_hits or not len(answer.rows):
        return answer
    answer.only_named = _only_named(connection, answer)
    if answer.only_named:
        named = [saying(connection, known, unit) for unit in _members(connection, answer)]
        return _put_first(answer, np.logical_or.reduce(named), np.ones(known.size, np.bool_))
    places = _places(answer)
    if len({unit.roots for unit in places}) == 1 and not _names_a_medicine(answer):
        strong = [one for one in answer.units if not one.weak]
        there = saying(connection, known, places[0])
        full = _having(connection, known, strong)
        if not full.any():
            full = there & _having(connection, known, strong, nearly=True)
        return _put_first(answer, full, ~(there | known.nobodys))
    document = None if places else of_named_documents(connection, answer)
    if document is not None:
        full = _having(connection, known, [one for one in answer.units if not one.weak])
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
    return bool(unit.words) and known.groups[PLACE].issuperset(unit.words)


def _places(answer: Answer) -> list[Unit]:
    """The units that are a place."""
    return [one for one in answer.units if is_place(answer.lexicon, one)]


def _names_a_medicine(answer: Answer) -> bool:
    """Whether a medicine is named that a document is of."""
    return any(one.words and answer.lexicon.medicines.issuperset(one.words) for one in answer.units)


def _members(connection: sqlite3.Connection, answer: Answer) -> list[Unit]:
    """The units that are medicines of classes, where none is named that a document is of; the first
    word of a name tells which it is."""
    known = answer.lexicon
    units = [one for one in answer.units if one.words]
    if not any(f"m:{known.root(word)}" in known.terms for one in units for word in one.words):
        return []
    if _names_a_medicine(answer):
        return []
    names = connection.execute(
        "select lower(generic_name) from class_members union select lower(brand_name) "
        "from class_members where brand_name is not null"
    )
    words = [re.findall(r"[^\W_]+", name) for (name,) in names]
    return [
        one
        for one in units
        if any(name[0] in one.words and set(name).issuperset(one.words) for name in words)
    ]


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


def _having(
    connection: sqlite3.Connection, known: Lexicon, units: list[Unit], nearly: bool = False
) -> Rows:
    """The rows that say all of ``units``, or are (``nearly``) of the kinds that these ask for."""
    found = np.ones(known.size, np.bool_)
    for unit in units:
        found &= saying(connection, known, unit, least_of_kind=MET if nearly else FULLY)
    return found


def saying(
    connection: sqlite3.Connection,
    known: Lexicon,
    unit: Unit,
    least_of_words: float = MET,
    least_of_kind: float = FULLY,
) -> Rows:
    """The rows that say a unit, by the words themselves or another name, or are of its kind."""
    found = np.zeros(known.size, np.bool_)
    if unit.roots:
        found[_met(together(connection, known, unit.roots), least_of_words)] = True
    for one in unit.meanings:
        if one.kind in NOT_SAID:
            continue
        if one.term.startswith("w:"):
            found[_met(together(connection, known, one.term[2:].split()), MET)] = True
        else:
            least = least_of_kind if one.term.startswith("t:") else MET
            found[_met(known.postings(connection, one.term), least)] = True
    return found


def of_kind(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Rows:
    """The rows that are fully of the kind that a unit asks for first of all."""
    found = np.zeros(known.size, np.bool_)
    for one in unit.meanings[:1]:
        if one.term.startswith("t:"):
            found[_met(known.postings(connection, one.term), FULLY)] = True
    return found


def _printing(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Rows:
    """The rows that print all words of a unit but stop words."""
    found = np.zeros(known.size, np.bool_)
    roots = [known.root(word) for word in unit.words if word not in known.stop]
    if roots:
        found[_met(together(connection, known, roots), MET)] = True
    return found


def _met(postings: Postings, least: float) -> Numbers:
    rows, strengths = postings
    found: Numbers = rows[strengths >= least]
    return found
