"""An answer in, the medicines that it asks about and that no document here is of out.

Policies name them as members of a class, or as partners in combinations. What they may cause, or
how they are dosed, no row tells.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence, Set

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.lexicon.meanings_here import NOTION
from ingest.site.search.question.units import LEADING, Unit
from ingest.site.search.question_form import as_said
from ingest.site.search.scores.left_out import partners
from ingest.site.search.told.saying import having, of_kind, saying

USE = "use"
"""The kind of concepts that are the use of medicines."""


def only_named(connection: sqlite3.Connection, answer: Answer) -> tuple[list[str], Rows]:
    """The medicines whose risks, uses or doses, or what else, is asked for, and of which no
    document is; and the rows that name any.

    Where it is asked what a policy requires, or a row of the kind that is asked for names one, or a
    row all things beside it, that is asked about.
    """
    known = answer.lexicon
    none = np.zeros(known.size, np.bool_)
    members = [] if names_a_medicine(answer) else _members(connection, answer)
    named = [] if names_a_medicine(answer) else members or _partners(connection, answer)
    others = [unit for unit in answer.units if unit not in named]
    if not named or not others or not (members or any(map(_tells_of_it, others))):
        return [], none
    naming = np.logical_or.reduce([saying(connection, known, unit) for unit in named])
    of_them = naming | _of_their_use(connection, known, named)
    topics = {one.term for unit in others for one in unit.meanings if one.term.startswith("t:")}
    if not known.topics["required"].isdisjoint(topics):
        return [], none
    if known.topics["of-a-medicine"].isdisjoint(topics):
        kinds = [of_kind(connection, known, unit) for unit in others if unit.topic]
        things = [unit for unit in others if unit.named and not (unit.topic or unit.weak)]
        kinds += [having(connection, known, things or answer.units)]
        if any((kind & of_them).any() for kind in kinds):
            return [], none
    return list(dict.fromkeys(as_said(answer, unit) for unit in named)), naming


def brands_in(known: Lexicon, words: Set[str]) -> list[str]:
    """The ids of the products whose names are in full among words (plain)."""
    return [product for product, name in known.product_words.items() if name <= words]


def names_a_medicine(answer: Answer) -> bool:
    """Whether a medicine is named that a document is of."""
    return any(one.words and answer.lexicon.medicines.issuperset(one.words) for one in answer.units)


def _tells_of_it(unit: Unit) -> bool:
    """Whether a unit names what a medicine may do, or asks for a kind of rows."""
    asks = any(one.term.startswith("t:") for one in unit.meanings)
    return not unit.weak and (unit.named or asks)


def _members(connection: sqlite3.Connection, answer: Answer) -> list[Unit]:
    """The units that are medicines of classes; the first word of a name tells which it is."""
    known = answer.lexicon
    units = [one for one in answer.units if one.words]
    if not any(f"m:{known.root(word)}" in known.terms for one in units for word in one.words):
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


def _partners(connection: sqlite3.Connection, answer: Answer) -> list[Unit]:
    """The units that are medicines that criteria of combinations name."""
    known = answer.lexicon
    units = [unit for unit in answer.units if partners(connection, known, _roots(unit))]
    return [unit for unit in units if _may_be_a_medicine(connection, known, unit)]


def _may_be_a_medicine(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> bool:
    """Whether a unit is one word that is no English one, or for the use of a medicine."""
    (word, *more) = unit.words or ("",)
    names = [one.term for one in unit.meanings if one.kind not in (*LEADING, NOTION)]
    name = bool(_uses(connection, names)) or word not in known.english
    return name and not (more or unit.topic or unit.weak or _is_disease(known, unit))


def _of_their_use(connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit]) -> Rows:
    """The rows about the use of medicines that ``units`` name one of: glucocorticoids."""
    found = np.zeros(known.size, np.bool_)
    for unit in units:
        for name in _uses(connection, [one.term for one in unit.meanings]):
            found[known.postings(connection, f"c:{name}")[0]] = True
    return found


def _uses(connection: sqlite3.Connection, terms: Iterable[str]) -> list[str]:
    """The concepts among ``terms`` that are the use of medicines."""
    names = [term[2:] for term in terms if term.startswith("c:")]
    sql = "select id from concepts where kind = ? and id in (select value from json_each(?))"
    return [name for (name,) in connection.execute(sql, [USE, json.dumps(names)])]


def _is_disease(known: Lexicon, unit: Unit) -> bool:
    """Whether a unit names a concern, or what medicines are given for."""
    names = {one.term for one in unit.meanings if one.kind not in LEADING}
    return not names.isdisjoint(known.concerns.union(known.diagnoses))


def _roots(unit: Unit) -> Sequence[str]:
    """The roots of a unit, or that of the word that it is short for."""
    short = [one for one in unit.meanings if one.term.startswith("w:") and one.kind not in LEADING]
    return unit.roots or [one.term[2:] for one in short if " " not in one.term][:1]
