"""An answer in, what no row tells of a thing that is named in the question out.

"How many patients had nausea" asks for numbers and names nausea: rows have either, but no row has a
number of it. "Does it cause depression", or "is depression a side effect", asks for a concern or a
warning, and only factors name it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning, Rows
from ingest.site.search.lexicon.printed_phrases import is_printed, rows_printing, texts_of
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.question.blamed_medicine import brought_about
from ingest.site.search.question.units import LEADING, Unit
from ingest.site.search.question_form import as_said, words_as_read, words_of
from ingest.site.search.scores.doses_first import DOSES
from ingest.site.search.scores.unit_degrees import FULLY, SURELY
from ingest.site.search.scores.unit_weights import MET
from ingest.site.search.told.asking_units import EVIDENCE, asking_units
from ingest.site.search.told.coming_about import are_people, comes_about, named_as_effects
from ingest.site.search.told.factors_of_things import without_factors
from ingest.site.search.told.numbers_of_halves import of_no_share, of_the_other_half
from ingest.site.search.told.numbers_of_things import (
    COUNTS,
    asking_for_no_row,
    prints_a_dose,
    prints_a_number,
    words_that_count,
)
from ingest.site.search.told.numbers_together import not_of_both, not_of_that_kind
from ingest.site.search.told.said_to_be import SaidToBe, said_to_be
from ingest.site.search.told.saying import of_kind, printing, saying

CONCERN = "t:concern"
"""The kind of rows that are safety concerns, and to a lesser degree warnings."""
EFFECT = Unit((), (), (Meaning("t:side-effect", 1.0, "", "topic", ""),), topic=True)
"""What is asked for where the medicine is said to bring about a thing, or that to be a risk."""
MISSING_INFORMATION = "missing information"
"""What is asked for who names people as a plan would list them."""
MISSING = "missing"
"""The category of missing information."""
PRESCRIBED = "prescribed"
"""The group of kinds of rows that tell who may prescribe."""
BY_ANOTHER_NAME = 0.55
"""How much a row has a word at least that it prints, or prints another name for: not of a class."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What is asked for (``asked``, in the words of the question; nothing where it is whether the
    medicine causes a thing), and the ``words`` for a thing of which no row tells it."""

    asked: str
    words: str


def apart(connection: sqlite3.Connection, answer: Answer) -> list[Apart]:
    """What is asked of things, where no row is both of that kind and says the thing, each thing
    once: what several kinds of rows lack is one lack."""
    found: dict[str, list[str]] = {}
    for one in _each_apart(connection, answer):
        found.setdefault(one.words, []).append(one.asked)
    return [Apart(", ".join(asked), words) for words, asked in found.items()]


def _each_apart(connection: sqlite3.Connection, answer: Answer) -> list[Apart]:
    """The same for each kind that is asked for.

    A row says a thing by the words themselves or another name, not by what is related to it. Of a
    medicine that rows only name that is told already.
    """
    known = answer.lexicon
    if not answer.has_hits or answer.as_typed:
        return []
    units = [unit for unit in answer.units if not (unit.weak or unit.absent)]
    units = [unit for unit in units if as_said(answer, unit) not in answer.only_named]
    words = words_of(answer)
    if told := _whose_prescription(known, units, words):
        return told
    if answer.unlisted:
        return [Apart(MISSING_INFORMATION, one) for one in answer.unlisted]
    if whether := said_to_be(known, answer.units, words):
        return _not_so(connection, answer, whether)
    things = [unit for unit in units if unit.name and not unit.topic]
    things = [unit for unit in things if not known.medicines.issuperset(unit.words)]
    asking = asking_units(connection, answer, units, things)
    if factors := without_factors(connection, answer, units):
        return [Apart(as_said(answer, one), as_said(answer, thing)) for one, thing in factors]
    asking = asking or asking_for_no_row(known, units, words)
    if not asking and (blamed := brought_about(known, units, words_as_read(answer))):
        asking = [EFFECT]
        things = [unit for unit in blamed if comes_about(connection, known, unit)]
    if not asking and (effects := named_as_effects(connection, known, units)):
        asking, things = [EFFECT], effects
    if not asking:
        return _not_required(connection, answer, units)
    told = _without(connection, answer, asking, things)
    told = told or [Apart(*one) for one in not_of_both(connection, answer, asking, things)]
    return told or [Apart(*one) for one in not_of_that_kind(connection, answer, units, things)]


def _not_required(connection: sqlite3.Connection, answer: Answer, units: list[Unit]) -> list[Apart]:
    """What no criterion says, where criteria, or combinations, are asked for and nothing else: a
    thing, or medicines of classes, unless the class, or one of them, is said."""
    terms = answer.lexicon.terms
    members = [unit for unit in units if any(f"m:{root}" in terms for root in unit.roots)]
    things = [unit for unit in units if _stands_for(unit) and unit not in members]
    said = [unit.words for unit in things]
    asking = [unit for unit in units if _is_of_kinds(unit) and unit.words not in said]
    if not all(unit.first in answer.lexicon.topics["required"] for unit in asking):
        return []
    if things:
        return _without(connection, answer, asking, things)
    told = _without(connection, answer, asking, members, BY_ANOTHER_NAME)
    return told if len(told) == len(asking) * len(members) else []


def _is_of_kinds(unit: Unit) -> bool:
    """Whether a unit asks for kinds of rows and nothing else; a name it is not beside them."""
    return unit.topic or (bool(unit.meanings) and all(one.term[0] == "t" for one in unit.meanings))


def _stands_for(unit: Unit) -> bool:
    """Whether a unit is a thing by its words, or stands for others: not but what leads to it."""
    names = unit.name and not unit.topic
    return names and any(one.kind not in LEADING for one in unit.meanings)


def _whose_prescription(known: Lexicon, units: list[Unit], words: list[str]) -> list[Apart]:
    """The specialists who are asked about beside the legal status, and whom no row names."""
    about = next((unit.first for unit in units if unit.first in known.topics[PRESCRIBED]), None)
    if about is None:
        return []
    specialists = known.groups["specialist"].intersection(words)
    asked = about[2:].replace("-", " ")
    return [
        Apart(asked, word)
        for word in sorted(specialists)
        if f"w:{known.root(word)}" not in known.terms
    ]


def _not_so(connection: sqlite3.Connection, answer: Answer, whether: SaidToBe) -> list[Apart]:
    """What is said to be of a kind that no row is of that says it: a warning is a concern, but no
    "safety concern", which are those of plans."""
    kind = whether.kind or EFFECT
    things = [unit for unit in whether.things if not unit.weak]
    effect = kind.first == EFFECT.first
    proper = kind.first == CONCERN and len(kind.words) > 1
    least = SURELY if proper else FULLY
    return _without(connection, answer, [EFFECT if effect else kind], things, least_of_kind=least)


def _without(
    connection: sqlite3.Connection,
    answer: Answer,
    asking: list[Unit],
    things: list[Unit],
    least_of_words: float = MET,
    least_of_kind: float = FULLY,
) -> list[Apart]:
    """Each of ``things`` that no row says that is of a kind asked for; nor, of a number, prints one
    though it is of another kind, or a dose."""
    known = answer.lexicon
    found = []
    for unit in asking if things else ():
        kind = of_kind(connection, known, unit, least_of_kind)
        if unit is EFFECT:
            kind &= ~known.labelled("category", MISSING)
        if unit.first == EVIDENCE:  # that it is missing tells what is known
            kind |= known.labelled("category", MISSING)
        counts, doses = (unit.first in known.topics[one] for one in (COUNTS, DOSES))
        counts = counts or bool(words_that_count(known, unit.words))
        no_share = of_no_share(connection, known, unit)
        lacking = []
        apart_from_it = [one for one in things if set(unit.words).isdisjoint(one.words)]
        for thing in apart_from_it if kind.any() or counts else ():
            says = saying(connection, known, thing)
            so = saying(connection, known, thing, least_of_words)
            printed = False
            if counts:
                others = no_share | of_the_other_half(connection, known, kind & ~no_share, says)
                so &= ~others
                printed = prints_a_number(connection, answer, says & ~others)
            printed = printed or (doses and prints_a_dose(connection, answer, says, thing))
            printed = printed or _says_it(connection, answer, unit, thing, says)
            if says.any() and not ((so & kind).any() or printed):
                lacking.append(thing)
        if counts and len(lacking) < len(things):  # of people aged 75 it is their falls that count
            lacking = [thing for thing in lacking if not are_people(connection, thing)]
        asked = as_said(answer, unit) if unit.words else ""
        found += [Apart(asked, as_said(answer, thing)) for thing in lacking]
    return list(dict.fromkeys(found))


def _says_it(
    connection: sqlite3.Connection, answer: Answer, asking: Unit, thing: Unit, says: Rows
) -> bool:
    """Whether what is asked of a thing is printed with it, though no row is of that kind: "severe
    kidney disease", or "can sometimes cause death"."""
    known = answer.lexicon
    if asking is EFFECT:
        causes = not known.groups["causing"].isdisjoint(thing.words)
        return causes and is_printed(connection, as_said(answer, thing), but_of_documents=True)
    if asking.first not in known.topics["numbers"]:
        return False
    people = known.groups["people"] | known.groups["counted-people"]
    if people.isdisjoint(asking.words):
        rows = np.flatnonzero(says & printing(connection, known, asking)).astype(np.int32)
        return any(_has_forms(known, asking, text) for text in texts_of(connection, rows))
    side_by_side = rows_printing(connection, " ".join(asking.words))  # per 1,000 patient-years
    return len(asking.words) > 1 and bool(says[side_by_side].any())


def _has_forms(known: Lexicon, unit: Unit, text: str) -> bool:
    """Whether a text has the words of a unit, or such as begin like them or that they begin like:
    "sever" is severe, but "more frequent" is no frequency."""
    said = tuple(words_in(text))
    return all(
        any(one.startswith(word) or word.startswith(one) for one in said if one[:3] == word[:3])
        for word in unit.words
        if word not in known.stop
    )
