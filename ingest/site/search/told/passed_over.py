"""An answer in, the words out that no row has, that alone only rank, and that a document prints.

"Interim" and "analysis" are words that only rank; where no row has either, an interim analysis
would be passed over. That a document speaks of one is told. Where words that only rank are all that
is met, it is told what is not: "locking up the medicine at home", "directly observed therapy".
Whoever types but the name of a thing, or asks about one, means each word of it: "fixed fetal
extremities" is found by one of three, and it is told which are in no row on it. Of the words that
ask it is not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.bare_names import bare_name
from ingest.site.search.lexicon.printed_phrases import is_in_a_document
from ingest.site.search.question.audiences import AUDIENCE
from ingest.site.search.question_form import words_of
from ingest.site.search.scores.unit_degrees import together

NOT_MISSED = "not-missed"
"""The group of words beside a thing that nobody misses: *known* adverse reactions."""
MEASURE = "measure"
"""The group of units that numbers are told in."""
SOMEBODY = "somebody"
"""The group of words for people."""


def passed_over(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The words, several side by side."""
    if answer.as_typed:
        return []
    if answer.units and all(unit.weak for unit in answer.units):
        return list(_beside_weak_ones(answer))
    return [one for one in _runs(answer) if is_in_a_document(connection, one)]


def uncounted(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The words of the bare name of a thing that only rank, and that no row on it has; none where
    nothing is found."""
    name = bare_name(answer) if answer.has_hits else []
    known = answer.lexicon
    passed = known.groups[NOT_MISSED] | known.groups[SOMEBODY] | known.groups[MEASURE]
    narrowed = bool(answer.query.fields)  # rows that a field leaves out may have them
    lost = set(_words_elsewhere(connection, answer)) if name and not narrowed else set[str]()
    return [
        word
        for word in dict.fromkeys(name)
        if word.isalpha() and word not in passed and (word in lost or _is_gone(answer, word))
    ]


def _words_elsewhere(connection: sqlite3.Connection, answer: Answer) -> Iterator[str]:
    """The words that only rank and that rows have, but none which has all other words: "large
    eyes", where a lymphoma is large."""
    strong = [
        degree
        for unit, degree in zip(answer.units, answer.degrees, strict=True)
        if not unit.weak and degree is not None
    ]
    if not strong:
        return
    rows = answer.rows[np.logical_and.reduce([degree > 0 for degree in strong])]
    for unit in answer.units:
        if unit.weak and unit.roots:
            having, _ = together(connection, answer.lexicon, unit.roots)
            if not len(np.intersect1d(having, rows)):
                yield from unit.words


def _beside_weak_ones(answer: Answer) -> Iterator[str]:
    """What stands beside words that only rank, if it is more than a word, or all that was asked is
    two: "preferred terms"; all of these words, where no row has them all."""
    words = words_of(answer)
    gone = [word for word in words if _is_gone(answer, word)]
    if len(gone) > 1:
        yield from gone
    elif len(words) == len(gone) + 1 or (len(answer.units) > 1 and answer.level != "all"):
        yield " ".join(words)


def _runs(answer: Answer) -> Iterator[str]:
    """Words side by side that are no stop words, of no unit, and that no row has; whom a measure is
    for is none of them."""
    run: list[str] = []
    for word in [*words_of(answer), ""]:
        if word and _is_gone(answer, word):
            run.append(word)
            continue
        if len(run) > 1:
            yield " ".join(run)
        run = []


def _is_gone(answer: Answer, word: str) -> bool:
    """Whether a word is of no unit and no row has it; neither a stop word nor a number is that."""
    known = answer.lexicon
    taken = known.stop.union(*(unit.words for unit in answer.units)) | known.groups[AUDIENCE]
    return word not in taken and not word.isdigit() and f"w:{known.root(word)}" not in known.terms
