"""An answer in, the words of the question out that no row says: the hits are but near to them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings_here import meant_by
from ingest.site.search.lexicon.printed_phrases import is_printed
from ingest.site.search.lexicon.query_words import any_of_words, plain
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import as_said, words_of
from ingest.site.search.scores.unit_degrees import FULLY, together
from ingest.site.search.told.left_away import not_together, with_partners
from ingest.site.search.told.saying import LEADS
from ingest.site.search.told.unprinted_ages import unprinted_ages

NARROW = "narrow-kind"
"""The group of words for what rows may tell that are found by a wider kind."""
NAMED = "named-"
"""How the groups of names of documents begin."""


def only_related(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The words that no row says or has a name for, and hits have what is related or wider, or the
    section of the label that would say it.

    "Delirium" where plans speak of a confusional state: hits for it are no claim that it occurs.
    """
    known = answer.lexicon
    units = [
        unit
        for unit in (answer.units if answer.has_hits else ())
        if _leads(unit) or _is_answered_wider(connection, known, unit)
    ]
    said = {"".join(words.split()) for words in answer.absent}
    words = [*with_partners(connection, answer), *not_together(connection, answer)]
    words += _denied_names(connection, answer)
    units = [unit for unit in units if not _is_put_in(answer, unit)]
    words += [_as_asked(answer, unit) for unit in units if not _is_said(connection, answer, unit)]
    words += unprinted_ages(connection, answer)
    narrow = _narrow_in_parts(answer, words)
    words += [one for one in narrow if not is_printed(connection, one)]
    return [one for one in dict.fromkeys(words) if "".join(one.split()) not in said]


def _as_asked(answer: Answer, unit: Unit) -> str:
    """The words of a unit as they were said; where a verb is among them, with what ends it: "how
    often is monitoring needed"."""
    said, groups = as_said(answer, unit), answer.lexicon.groups
    if groups["being"].isdisjoint(said.split()):
        return said
    ends = rf"(?:\s+(?:{any_of_words(groups['needing'])})\b)*"
    match = re.search(rf"\b{re.escape(said)}{ends}", " ".join(words_of(answer)))
    return match[0] if match else said


def _denied_names(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """What is asked about who has not something, and no row prints so: "without neutropenia"."""
    named = {word for unit in answer.units if unit.named for word in unit.words}
    lacks = any_of_words(answer.lexicon.groups["lacking"])
    text = plain(answer.query.text)
    operator = answer.query.has_operators  # "NOT nausea" denies for the search
    if not named or not answer.has_hits or operator or not re.search(rf"\b(?:{lacks})\s", text):
        return []
    passed = any_of_words(answer.lexicon.groups["determiner"])
    thing = rf"(?:{any_of_words(named)})"
    denied = rf"\b({lacks})\s+(?:(?:{passed})\s+)?({thing}(?:\s+{thing})*)\b"
    phrases = [" ".join(match) for match in re.findall(denied, text)]
    return [one for one in phrases if not is_printed(connection, one, or_known_as=True)]


def only_near(answer: Answer) -> list[str]:
    """The words of a question without hits that no row says, though some are near to it."""
    units = () if answer.has_hits else answer.units
    return [
        as_said(answer, unit)
        for unit in units
        if unit.only_near and not unit.weak and not unit.absent
    ]


def _leads(unit: Unit) -> bool:
    """Whether words but lead to what is related or wider, or beside that to a kind of rows; the
    number of a section is its name."""
    kinds = {one.told_as for one in unit.meanings}
    leads = not kinds.isdisjoint(LEADS) and kinds <= {*LEADS, "topic"}
    number = not any(word.isalpha() for word in unit.words)
    return leads and not (number or unit.weak or unit.topic or unit.everyday)


def _is_answered_wider(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> bool:
    """Whether a kind of rows is asked for that no row is fully of: warnings, but no boxed ones, or
    combinations where a medicine by itself is asked for. One word of English may be about
    something else ("all the time")."""
    roots = [known.root(word) for word in unit.words]
    meant = [*known.ordered.get(" ".join(roots), ()), *meant_by(known, unit.words)]
    topics = {one.term for one in (*meant, *unit.meanings) if one.term.startswith("t:")}
    best = (known.postings(connection, topic)[1].max(initial=0.0) for topic in topics)
    asks = unit.topic or all(one.term.startswith("t:") for one in unit.meanings)
    loose = len(unit.words) == 1 and known.english.issuperset(unit.words)
    narrow = any(
        words.issubset(unit.words) and not is_printed(connection, said)
        for said, words in _narrow_kinds(known.groups[NARROW], known.stop)
    )
    wider = narrow or (asks and not loose and any(strength < FULLY for strength in best))
    return wider and not unit.weak


@cache
def _narrow_kinds(
    names: frozenset[str], stop: frozenset[str]
) -> tuple[tuple[str, frozenset[str]], ...]:
    """The names of narrow kinds, each with its words that are no stop words."""
    return tuple((said, frozenset(said.split()) - stop) for said in sorted(names))


def _narrow_in_parts(answer: Answer, told: list[str]) -> list[str]:
    """What is narrow and said side by side, but of which no unit has all ("pregnancy test needed"
    asks for tests that are needed), nor anything that was ``told``."""
    said = f" {' '.join(words_of(answer))} "
    phrases = [one for one in answer.lexicon.groups[NARROW] if " " in one and f" {one} " in said]
    return [
        one
        for one in sorted(phrases if answer.has_hits else ())
        if not any(set(one.split()) <= set(unit.words) for unit in answer.units)
        and not any(f" {other} " in f" {one} " for other in (*told, *phrases) if other != one)
    ]


def _is_said(connection: sqlite3.Connection, answer: Answer, unit: Unit) -> bool:
    """Whether some row has the words themselves; a single word that the index does not have none
    has, whatever has its stem (PRES, and "pre"). Of a document another name of it is as good, and
    words of questions no row says."""
    known = answer.lexicon
    asked = _without_asking(known, unit.words) if unit.topic else unit.words
    roots = unit.roots or tuple(known.root(word) for word in asked if unit.topic)
    if (roots and len(together(connection, known, roots)[0])) or not asked:
        return True
    said = as_said(answer, unit)
    names = [said, *_by_other_names(known, said)]
    return len(unit.words) > 1 and any(is_printed(connection, name) for name in names)


def _without_asking(known: Lexicon, words: Sequence[str]) -> Sequence[str]:
    """The words behind those that open a question for rows: "which medicines"."""
    opening = known.groups["question-of-rows"]
    if not opening.issuperset(words[:1]):
        return words
    rest = words[1:]
    return rest if not known.stop.intersection(rest) else words


def _by_other_names(known: Lexicon, said: str) -> Iterator[str]:
    """Words with another name of the document in them: an RMP is a risk management plan."""
    for group in [one for one in known.groups if one.startswith(NAMED)]:
        for name in known.groups[group]:
            if f" {name} " in f" {said} ":
                for other in sorted(known.groups[group] - {name}):
                    yield f" {said} ".replace(f" {name} ", f" {other} ").strip()


def _is_put_in(answer: Answer, unit: Unit) -> bool:
    """Whether the words of a unit stand for others that were said: who is above 80 is elderly."""
    return not any(said.startswith(unit.words) for said in words_of(answer))
