"""An answer in, the words out that ask for a number in a base that has no row of numbers; and
whether rows that are of other kinds print one, or a dose.

"How many" asks for figures; in a base without any it is a word like others.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import NARROWER, Meaning, Rows
from ingest.site.search.lexicon.query_words import any_of_words, words_in
from ingest.site.search.question.phrase_runs import phrase_runs
from ingest.site.search.question.units import LEADING, Unit, is_topic
from ingest.site.search.scores.doses_first import DOSED, DOSES
from ingest.site.search.scores.number_pairs import in_digits
from ingest.site.search.told.saying import saying

COUNTS = "counts"
"""The group of topics that ask for a number of somebody, or a share of them."""
MOST_READ = 200
"""Rows that are read for a number, or a dose."""
SENTENCE = re.compile(r"[.;]\s+")
"""What parts sentences."""
CLAUSE = re.compile(r"[,;:.]\s")
"""What parts clauses too."""
BETWEEN = r"(?:\s*\([^()]*\))?[\s-]*"
"""What may stand between a number and what it counts: "20 (2.1%) patients"."""


def asking_for_no_row(known: Lexicon, units: Sequence[Unit], words: Sequence[str]) -> list[Unit]:
    """What asks for a number, where no row of the base is one; no words of other ``units`` do."""
    counts = known.topics[COUNTS]
    if not counts.isdisjoint(known.terms):
        return []
    roots = [known.root(word) for word in words]
    for places, key in phrase_runs(known, roots):
        if _counts(known, known.ordered[key]):
            return [_asking(known, [words[at] for at in places], known.ordered[key])]
    taken = {word for unit in units for word in unit.words}
    for word, root in zip(words, roots, strict=True):
        if word not in taken and _counts(known, known.phrases.get(root, ())):
            return [_asking(known, [word], known.phrases[root])]
    return []


def words_that_count(known: Lexicon, words: Sequence[str]) -> list[str]:
    """Those of ``words`` that ask for a number of somebody: how many patients, percentage."""
    roots = [known.root(word) for word in words]
    for places, key in phrase_runs(known, roots):
        if _counts(known, known.ordered[key]):
            return [words[at] for at in places]
    each = zip(words, roots, strict=True)
    return [word for word, root in each if _counts(known, known.phrases.get(root, ()))][:1]


def has_a_number(known: Lexicon, text: str) -> bool:
    """Whether a text has a number of somebody, or a share."""
    nouns = any_of_words(known.groups["per-cent"] | known.groups["counted-people"])
    number = re.compile(rf"\d{BETWEEN}(?:{nouns})(?!\w)")
    return number.search(in_digits(known, text)) is not None


def prints_a_number(connection: sqlite3.Connection, answer: Answer, rows: Rows) -> bool:
    """Whether one of ``rows``, of the medicine that is named if any is, prints a number of
    somebody, or a share."""
    return any(has_a_number(answer.lexicon, text) for text, _ in _bodies(connection, answer, rows))


def prints_a_dose(connection: sqlite3.Connection, answer: Answer, rows: Rows, thing: Unit) -> bool:
    """Whether one of ``rows``, of the medicine that is named if any is, prints a dose in a sentence
    that says ``thing``, or speaks of one in such a clause, or wherever it stands under that."""
    known = answer.lexicon
    measured = rf"\d\s*(?:{any_of_words(known.groups['measure'])})(?!\w)"
    spoken = re.compile(rf"\b(?:{any_of_words(known.groups[DOSED])})\b", re.IGNORECASE)
    printed = re.compile(measured, re.IGNORECASE)
    for body, context in _bodies(connection, answer, rows):
        if not (spoken.search(body) or printed.search(body)):
            continue
        if is_said_in(known, thing, context or ""):
            return True
        for dose, parts in ((printed, SENTENCE), (spoken, CLAUSE)):
            each = (one for one in parts.split(body) if dose.search(one))
            if any(is_said_in(known, thing, one) for one in each):
                return True
    return False


def is_said_in(known: Lexicon, thing: Unit, text: str) -> bool:
    """Whether a text has the words of a thing, or of a name of one or two words that it has; what
    the thing is but a case of is no name: doses of steroids are none of dexamethasone."""
    roots = {known.root(word) for word in words_in(text)}
    names = [set(thing.roots)] if thing.roots else []
    for one in thing.meanings:
        if one.kind not in LEADING and one.relation != NARROWER:
            single, pairs = known.marked_by(one.term)
            names += [*({root} for root in single), *map(set, pairs)]
    return any(name <= roots for name in names)


def is_a_time(known: Lexicon, unit: Unit, words: Sequence[str]) -> bool:
    """Whether a dose that is spoken of tells when something was, and none is asked for: "after
    every dose"."""
    if unit.first not in known.topics[DOSES]:
        return False
    when = any_of_words(known.groups["dose-as-time"])
    doses = any_of_words(known.groups[DOSED].intersection(unit.words) or unit.words)
    return re.search(rf"\b(?:{when})(?: \w+){{0,2}} (?:{doses})\b", " ".join(words)) is not None


def _bodies(
    connection: sqlite3.Connection, answer: Answer, rows: Rows
) -> Iterator[tuple[str, str | None]]:
    """What ``rows`` say, of the medicine that is named if any is, and what they stand under."""
    known = answer.lexicon
    for unit in answer.units:
        if unit.words and known.medicines.issuperset(unit.words):
            rows = rows & saying(connection, known, unit)
    ids = (np.flatnonzero(rows)[:MOST_READ] + 1).tolist()
    sql = "select body, context from search_index where id in (select value from json_each(?))"
    return connection.execute(sql, [json.dumps(ids)])


def _counts(known: Lexicon, meanings: Sequence[Meaning]) -> bool:
    terms = {one.term for one in meanings}
    return is_topic(meanings) and not known.topics[COUNTS].isdisjoint(terms)


def _asking(known: Lexicon, words: Sequence[str], meanings: Sequence[Meaning]) -> Unit:
    asked = tuple(one for one in meanings if one.term in known.topics[COUNTS])
    return Unit(tuple(words), (), asked, topic=True)
