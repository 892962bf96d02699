"""The units of a question in, what it asks for besides out: places, and other indications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.meanings_here import NAMES, meant_by
from ingest.site.search.lexicon.query_words import written_as_names
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import LEADING, OTHERS, Unit

MEMBER, MEMBERS = "t:member", "t:drug-class"
"""Stands in ``search_narrower_topics.csv`` for a medicine of a class; and the rows of those."""
DIAGNOSIS = "diagnosis"
"""The kind of phrases that are names of diseases that medicines are given for."""
OF_OTHERS = 0.9
"""How much the rows that say what holds for all other indications have one of those."""


def with_places_inside(question: Question, units: list[Unit]) -> list[Unit]:
    """The units, and the places that phrases for a kind of rows name: "European label"."""
    lexicon, named = question.lexicon, written_as_names(question.query)
    said = dict.fromkeys(word for unit in units if unit.topic for word in unit.words)
    inside = [word for word in said if word in lexicon.lists.places]
    places = [
        Unit((word,), (lexicon.root(word),))
        for word in inside
        if word not in lexicon.stop or word.upper() in named
    ]
    return [*units, *places]


def with_others(question: Question, units: list[Unit]) -> list[Unit]:
    """The units; a disease that is no diagnosis, asked about with coverage, is another one.

    It is of a sort with the diagnoses of policies: a sarcoma with a myeloma. What holds for all
    other indications is then asked for too.
    """
    lexicon = question.lexicon
    asked_for = {one.term for unit in units if not unit.weak for one in unit.meanings}
    if asked_for.isdisjoint(lexicon.topics["coverage"]) or OTHERS not in lexicon.terms:
        return units
    found: list[Unit] = []
    for unit in units:
        concepts = [one for one in unit.meanings if one.term.startswith("c:")]
        named = any(one.kind in NAMES or one.term in lexicon.concerns for one in concepts)
        of_diagnoses = [
            lexicon.diagnoses[one.term] for one in concepts if one.term in lexicon.diagnoses
        ]
        alike = bool(of_diagnoses) and all(of_diagnoses)
        unknown = alike and not (named or unit.topic or unit.roots)
        if unknown or _is_another(lexicon, unit) or _is_absent_diagnosis(lexicon, unit):
            others = Meaning(OTHERS, OF_OTHERS, " ".join(unit.words), "topic", "")
            found.append(Unit(unit.words, (), (others,), topic=True))
            unit = replace(unit, meanings=(*unit.meanings, others), only_near=False)
        found.append(unit)
    return found


def _is_absent_diagnosis(lexicon: Lexicon, unit: Unit) -> bool:
    """Whether words name a disease that medicines are given for, and no row has it."""
    here = unit.roots or any(one.kind not in LEADING for one in unit.meanings)
    return not here and any(one.kind == DIAGNOSIS for one in meant_by(lexicon, unit.words))


def beside_members(question: Question, units: list[Unit]) -> list[Unit]:
    """The units where a word that tells of a medicine of a class asks for a kind of rows.

    "Failed" beside lenalidomide asks what the disease must be refractory to, unless it is asked
    what counts as one of the class, or the word is of the name of a thing (heart failure).
    """
    lexicon, words = question.lexicon, question.words
    asked_for = {one.term for unit in units if unit.topic for one in unit.meanings}
    named = any(f"m:{lexicon.root(word)}" in lexicon.terms for word in words)
    if MEMBERS in asked_for or not named:
        return units
    found = list(units)
    longer = [unit for unit in units if len(unit.words) > 1]
    taken = {word for unit in longer if unit.topic for word in unit.words}
    within = {word for unit in longer if unit.named and not unit.topic for word in unit.words}
    for word in words:
        if word in within:
            continue
        keys = (MEMBER,) if word in taken else (MEMBER, f"{MEMBER}-before")
        asked = tuple(
            Meaning(one.term, 1.0, word, "topic", one.source)
            for key in keys
            for one in lexicon.ordered.get(f"{key} {word}", ())
        )
        if asked and not any(unit.topic and asked == unit.meanings for unit in found):
            found = [unit for unit in found if unit.words != (word,) or unit.name]
            found.append(Unit((word,), (), asked, topic=True))
    return found


def _is_another(lexicon: Lexicon, unit: Unit) -> bool:
    """Whether words name a disease that rows speak of, but that is none of the diagnoses."""
    named = [
        one.term
        for one in unit.meanings
        if one.kind in (*NAMES, "abbreviation") and one.term.startswith("c:")
    ]
    known = lexicon.concerns.union(lexicon.diagnoses)
    return bool(named) and known.isdisjoint(named) and is_of_a_sort_with_diagnoses(lexicon, named)


def is_of_a_sort_with_diagnoses(lexicon: Lexicon, concepts: Sequence[str]) -> bool:
    """Whether something wider than one of ``concepts`` is wider than a diagnosis too."""
    waiting = [wide for one in concepts for wide in lexicon.broader.get(one, ())]
    seen: set[str] = set()
    while waiting:
        wide = waiting.pop()
        if lexicon.diagnoses.get(wide):
            return True
        if wide not in seen:
            seen.add(wide)
            waiting += lexicon.broader.get(wide, ())
    return False
