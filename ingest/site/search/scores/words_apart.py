"""Units of a question in, the same out with those taken apart whose words rows have, but no row all
of them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings_here import LEARNED, NAMES, meant_by, parts_of
from ingest.site.search.lexicon.printed_lists import is_in_a_list
from ingest.site.search.lexicon.printed_phrases import is_printed
from ingest.site.search.lexicon.query_words import words_in, written_as_names
from ingest.site.search.question.said_codes import is_code
from ingest.site.search.question.units import LEADING, Unit, unit_of, unit_of_one
from ingest.site.search.question_form import as_said
from ingest.site.search.scores.unit_degrees import together

TOGETHER = re.compile(r"/|\b(?:and|or)\b")
"""What joins several names in one."""
NAMES_OF_SEVERAL = (*NAMES, "abbreviation")
AMERICAN = "american"
"""The kind of phrases that are what Americans call something: "FDA label"."""


def apart_where_no_row_has_all(
    connection: sqlite3.Connection, answer: Answer, units: Sequence[Unit]
) -> list[Unit]:
    """The units of a question, with the name that is in one and the word beside it in the place of
    that: "heart failure patient" where rows have heart failure, and patients.

    What names nothing is taken apart into its words ("FDA label"). One without such a name, or
    whose meaning stands in no row together, is absent, unless a row prints the very words with
    stop words among them ("long-term").
    """
    known = answer.lexicon
    found: list[Unit] = []
    for unit in _with_whole_names(connection, answer, units):
        if unit.weak or unit.topic or unit.outside:
            found.append(unit)
        elif unit.absent:
            printed = _as_printed(connection, known, unit)
            found += _each_by_itself(known, unit) or [printed or unit]
        elif _is_met(connection, known, unit):
            others = _is_of_others(connection, answer, unit)
            people = others and not known.groups["people"].isdisjoint(unit.words)
            parts = _parts(known, unit) if people else []
            found += parts or [replace(unit, roots=(), absent=True) if others else unit]
        elif printed := _as_printed(connection, known, unit):
            found.append(printed)
        else:
            parts = _parts(known, unit) or _singles(known, unit)
            found += parts or [replace(unit, absent=True)]
    return found


def _with_whole_names(
    connection: sqlite3.Connection, answer: Answer, units: Sequence[Unit]
) -> list[Unit]:
    """The units of a question, with the name of a study that no row prints as a whole: STOP-MM is
    neither a stop nor a myeloma."""
    found = list(units)
    written = written_as_names(answer.query)
    studies = answer.lexicon.groups["study"]
    for term, after in pairwise(answer.query.terms):
        joined = len(term.words) > 1 and not term.phrase
        joined = joined and not any(_is_as_code(unit, term.words) for unit in units)
        if not joined or not studies.issuperset(after.words):
            continue
        names = all(word.isdigit() or word.upper() in written for word in term.words)
        if names and not is_printed(connection, " ".join(term.words)):
            said = {*term.words, *after.words}  # "storm study" has a part of STORM-2
            found = [one for one in found if not _has_part_of(one, term.words, said)]
            found.append(Unit(term.words, (), absent=True, meant=True))
    return found


def _is_as_code(unit: Unit, words: Sequence[str]) -> bool:
    """Whether a unit is the code that ``words`` are the parts of."""
    return any(is_code(word) and words_in(word) == list(words) for word in unit.words)


def _has_part_of(unit: Unit, name: Sequence[str], said: Collection[str]) -> bool:
    """Whether a unit is of words that were ``said``, some of which are a part of a name."""
    return set(unit.words) <= set(said) and not set(name).isdisjoint(unit.words)


def _is_of_others(connection: sqlite3.Connection, answer: Answer, unit: Unit) -> bool:
    """Whether words that are said together name a thing that no row has, and rows print them but
    apart: a cytopenia "secondary to malignancy" is no secondary malignancy."""
    named = [one for one in meant_by(answer.lexicon, unit.words) if one.kind in LEARNED]
    concepts = [one for one in named if one.term.startswith("c:")]
    leads = all(one.kind in LEADING for one in unit.meanings)
    if len(unit.roots) < 2 or unit.topic or not (concepts and leads):
        return False
    whole = " ".join(word for term in answer.query.terms for word in term.words)
    said = as_said(answer, unit)
    names = {said, *(one.said for one in concepts)}
    if said not in whole or any(is_printed(connection, name) for name in names):
        return False
    rows, _ = together(connection, answer.lexicon, unit.roots)
    return not is_in_a_list(connection, answer.lexicon, sorted(names), rows)


def _as_printed(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Unit | None:
    """A unit by those of its words that are no stop words, where a row prints all of them as they
    were said: "long-term use" has the words of "long term"."""
    kept = [word for word in unit.words if word not in known.stop]
    roots = tuple(dict.fromkeys(map(known.root, kept)))
    if len(kept) == len(unit.words) or not all(f"w:{root}" in known.terms for root in roots):
        return None
    printed = roots and is_printed(connection, " ".join(unit.words))
    return replace(unit, roots=roots, absent=False, only_near=False) if printed else None


def _each_by_itself(known: Lexicon, unit: Unit) -> list[Unit]:
    """The names that one is put together of with a stroke or an "and", if rows have each: SJS/TEN
    where they have SJS, and TEN."""
    meant = meant_by(known, unit.words)
    if not any(TOGETHER.search(one.said) for one in meant if one.kind in NAMES_OF_SEVERAL):
        return []
    found = [
        unit_of_one(known, word, known.root(word), meant_by(known, [word]), True, frozenset())
        for word in unit.words
        if word not in known.stop
    ]
    return found if all(one.named and not one.absent for one in found) else []


def _is_met(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> bool:
    """Whether some row has the words of a unit, or what they mean."""
    needed = [unit.roots] if unit.roots else []
    for one in unit.meanings:
        if not one.term.startswith("w:"):
            return True
        needed.append(tuple(one.term[2:].split()))
    return any(len(roots) == 1 or len(together(connection, known, roots)[0]) for roots in needed)


def _singles(known: Lexicon, unit: Unit) -> list[Unit]:
    """The words of a unit one by one, if rows have each and it is the name of no thing."""
    meant = meant_by(known, unit.words)
    stands_for = meant and all(one.term[0] == "w" and one.kind == AMERICAN for one in meant)
    roots = frozenset(map(known.root, unit.words))
    if not stands_for or not all(f"w:{root}" in known.terms for root in roots):
        return []
    return [
        unit_of_one(known, word, known.root(word), meant_by(known, [word]), False, roots)
        for word in unit.words
    ]


def _parts(known: Lexicon, unit: Unit) -> list[Unit]:
    """The name of a concept that rows have in the words of a unit, and the word beside it: before
    or behind rather than inside ("heart failure patients" are no failure of heart patients)."""
    roots = {word: known.root(word) for word in unit.words}
    leads = all(one.kind in LEADING for one in unit.meanings)
    ends = (unit.words[0], unit.words[-1])
    parts = sorted(parts_of(unit.words), key=lambda part: part[0] not in ends)
    for word, others in parts if leads else ():
        if len(others) > 1 and (meant := meant_by(known, others)):
            name = unit_of(known, others, [roots[one] for one in others], meant)
            if name.named:
                meant, beside = meant_by(known, [word]), frozenset(roots.values())
                return [name, unit_of_one(known, word, roots[word], meant, False, beside)]
    return []
