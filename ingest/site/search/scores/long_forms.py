"""Units of a question in, the same with what their abbreviations stand for, or are short for, out.

NYHA III is class III of the New York Heart Association where rows print that alone, and immune
tolerance induction is found by ITI. Which is short for which the dictionaries say, and the
documents themselves.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.meanings_here import is_here, meant_by
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.unit_degrees import together

SHORT = "abbreviation"
"""The kind of phrases that are short for others."""
COUNTS = 0.9
"""How much it counts that a row prints the other form."""


def with_other_forms(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit]
) -> list[Unit]:
    """The units; one of several words of which rows print another form means that too."""
    found = []
    for unit in units:
        forms = [] if unit.topic or unit.weak or len(unit.words) < 2 else [*_forms(known, unit)]
        here = tuple(one for one in forms if _is_printed(connection, known, one))
        if here:
            unit = replace(unit, meanings=(*here, *unit.meanings), absent=False, only_near=False)
        found.append(unit)
    return found


def _forms(known: Lexicon, unit: Unit) -> Iterator[Meaning]:
    """What a unit is with each of its words by what that is short for, and what is short for it."""
    for word in unit.words:
        for one in meant_by(known, [word]):
            if is_short_for(word, one):
                others = [other for other in unit.words if other != word]
                yield _as(known, " ".join([one.means or one.term[2:], *others]), one)
    for word in known.lists.short_for.get(frozenset(map(known.root, unit.words)), ()):
        for one in meant_by(known, [word]):
            if is_short_for(word, one):
                yield _as(known, one.said, one)


def _as(known: Lexicon, said: str, one: Meaning) -> Meaning:
    words = [word for word in words_in(said) if word not in known.stop]
    roots = dict.fromkeys(map(known.root, words))
    return Meaning(f"w:{' '.join(roots)}", COUNTS, said, SHORT, one.source)


def is_short_for(word: str, one: Meaning) -> bool:
    """Whether a word is an abbreviation of several by that meaning: it has their first letters."""
    words = words_in(one.means or one.term[2:])
    initials = "".join(other[0] for other in words)
    return one.term.startswith("w:") and len(words) > 1 and (one.kind == SHORT or word == initials)


def _is_printed(connection: sqlite3.Connection, known: Lexicon, one: Meaning) -> bool:
    """Whether a row has all words of a form."""
    return is_here(known, one) and bool(len(together(connection, known, one.term[2:].split())[0]))
