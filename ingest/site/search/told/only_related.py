"""An answer in, the words of the question out that no row says: the hits are but near to them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import NARROWER, WIDER, Meaning
from ingest.site.search.lexicon.meanings_here import NOTION, meant_by
from ingest.site.search.lexicon.printed_phrases import (
    is_printed,
    is_very_word,
)
from ingest.site.search.lexicon.query_words import any_of_words, plain
from ingest.site.search.question.kinds_beside import asks_for_label
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import as_said, words_of
from ingest.site.search.scores.unit_degrees import FULLY, of_meaning
from ingest.site.search.told.kinds_and_things import PRESCRIBED
from ingest.site.search.told.left_away import not_together, with_partners
from ingest.site.search.told.name_in_parts import names_in_parts
from ingest.site.search.told.narrow_kinds import narrow_in, narrow_in_parts
from ingest.site.search.told.numbered_names import numbered_names
from ingest.site.search.told.parts_of_body import in_parts_of_body
from ingest.site.search.told.said_together import stand_together
from ingest.site.search.told.saying import LEADS
from ingest.site.search.told.unprinted_ages import unprinted_ages

GAP = "…"
"""What stands for the words between."""
BESIDES = ("cited", "topic", "disease")
"""Kinds of meanings by which words that lead to something do not say it either."""
PLAIN = ("lay", "american")
"""Kinds of words for what falls under others: no abbreviations or terms of the trade, which are
often as good as these."""
NAMED = "named-"
"""How the groups of names of documents begin."""


def only_related(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The words that no row says or has a name for, and hits have what is related or wider, or the
    section of the label that would say it.

    "Delirium" where plans speak of a confusional state: hits for it are no claim that it occurs.
    """
    known = answer.lexicon
    lone = all(unit.weak for unit in answer.units)
    templates = any(_asks_for_templates(known, unit) for unit in answer.units)
    units = [
        unit
        for unit in (answer.units if answer.has_hits else ())
        if _leads(connection, known, unit, lone, templates)
        or _is_answered_wider(connection, known, unit)
    ]
    said = {"".join(words.split()) for words in answer.absent}
    words = [*with_partners(connection, answer), *not_together(connection, answer)]
    words += names_in_parts(connection, answer)
    words += numbered_names(connection, answer)
    words += _denied_names(connection, answer)
    units = [unit for unit in units if not _is_put_in(answer, unit)]
    words += [
        _as_asked(connection, answer, unit)
        for unit in units
        if any(" " not in one for one in narrow_in(connection, known, unit))
        or not _is_said(connection, answer, unit)
    ]
    words += unprinted_ages(connection, answer)
    words += in_parts_of_body(connection, answer)
    words += narrow_in_parts(connection, answer, words)
    each = [one for one in dict.fromkeys(words) if "".join(one.split()) not in said]
    return [one for one in each if not any(_is_in(one, other) for other in each)]


def _is_in(one: str, other: str) -> bool:
    """Whether words that stand apart ("maximum … dose") are all in others that are told."""
    parts = {*one.split()} - {GAP}
    return GAP in one and one != other and parts <= {*other.split()}


def _as_asked(connection: sqlite3.Connection, answer: Answer, unit: Unit) -> str:
    """The words of a unit as they were said, or what is narrow among them; where a verb is, with
    what ends it: "how often is monitoring needed"."""
    said, groups = as_said(answer, unit), answer.lexicon.groups
    typed = f" {' '.join(words_of(answer))} "
    narrow = narrow_in(connection, answer.lexicon, unit) if unit.topic else []
    narrow = [one for one in narrow if f" {one} " in typed]
    if narrow:
        return max(narrow, key=len)
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


def _leads(
    connection: sqlite3.Connection, known: Lexicon, unit: Unit, lone: bool, templates: bool
) -> bool:
    """Whether words but lead to what is related or wider, or beside that to a kind of rows; the
    number of a section is its name. Weak ones do where no others are asked (``lone``); what the
    heading of a section, or the definition of a legal status, says is said where it is asked for
    such (``templates``)."""
    kinds = {_told_as(one) for one in unit.meanings}
    number = not any(letter.isalpha() for word in unit.words for letter in word)
    if number or (unit.weak and not lone) or unit.topic or unit.everyday:
        return False
    if kinds.isdisjoint(LEADS):
        had_any = templates or any(_is_had(connection, known, one) for one in unit.meanings)
        return bool(kinds) and not had_any
    had = {_told_as(one) for one in unit.meanings if templates or _is_had(connection, known, one)}
    return had <= {*LEADS, *BESIDES} and not (had or kinds).isdisjoint(LEADS)


def _asks_for_templates(known: Lexicon, unit: Unit) -> bool:
    """Whether a unit asks for a section of the label, or who may prescribe or dispense."""
    return asks_for_label(known, unit) or (unit.topic and unit.first in known.topics[PRESCRIBED])


def _is_had(connection: sqlite3.Connection, known: Lexicon, one: Meaning) -> bool:
    """Whether a row of a document has that meaning: no heading of a section of the label, nor the
    definition of a legal status; of several words in one clause: chronic diseases, among them one
    of the kidney, are no chronic kidney disease."""
    roots = tuple(one.term[2:].split()) if one.term.startswith("w:") else ()
    if len(roots) > 1 and not stand_together(connection, known, roots, but_of_documents=False):
        return False
    rows, _ = of_meaning(connection, known, one)
    return bool((~known.nobodys[rows]).any()) or _told_as(one) == "label"


def _told_as(one: Meaning) -> str:
    """How a meaning is told; what the words are but a case of is wider than they are: morphine,
    where a plan says opioids. A section of the label that a notion leads to is where it would
    stand."""
    if one.kind == NOTION and one.term.startswith("s:"):
        return "label"
    of_words = one.term.startswith("w:") and one.kind in PLAIN
    case = one.relation == NARROWER and (of_words or one.term.startswith("c:"))
    case = case and one.kind != NOTION
    return WIDER if case else one.told_as


def _is_answered_wider(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> bool:
    """Whether a kind of rows is asked for that no row is fully of: warnings, but no boxed ones, or
    combinations where a medicine by itself is asked for. One word of English may be about
    something else ("all the time")."""
    roots = [known.root(word) for word in unit.words]
    meant = [*known.ordered.get(" ".join(roots), ()), *meant_by(known, unit.words)]
    topics = {one.term for one in (*meant, *unit.meanings) if one.term.startswith("t:")}
    topics -= known.topics["numbers"] | known.topics["sizes"]  # kinds_and_things.py tells these
    best = (known.postings(connection, topic)[1].max(initial=0.0) for topic in topics)
    asks = unit.topic or all(one.term.startswith("t:") for one in unit.meanings)
    loose = len(unit.words) == 1 and known.english.issuperset(unit.words)
    narrow = narrow_in(connection, known, unit)
    wider = narrow or (asks and not loose and any(strength < FULLY for strength in best))
    return bool(wider) and not unit.weak


def _is_said(connection: sqlite3.Connection, answer: Answer, unit: Unit) -> bool:
    """Whether some row has the words themselves; a single word none has that but has its stem
    (PRES, and "pre"). Of a document another name is as good, and words of questions no row says."""
    known = answer.lexicon
    asked = _without_asking(known, unit.words) if unit.topic else unit.words
    roots = unit.roots or tuple(known.root(word) for word in asked if unit.topic)
    headings = any(asks_for_label(known, one) for one in answer.units)
    of_documents = not (headings or unit.topic)  # the heading of a section says nothing of it
    one_clause = not unit.topic
    levels = known.groups["high"] | known.groups["low"]  # low counts may raise a risk: none is high
    by_roots = bool(roots) and (len(asked) == 1 or levels.isdisjoint(asked))
    if not asked or (
        by_roots and stand_together(connection, known, tuple(roots), one_clause, of_documents)
    ):
        return True
    said = as_said(answer, unit)
    if len(unit.words) == 1:
        return is_very_word(connection, unit.words[0], but_of_documents=of_documents)
    return any(is_printed(connection, name) for name in [said, *_by_other_names(known, said)])


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
