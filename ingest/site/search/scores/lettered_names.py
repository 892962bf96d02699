"""Single letters that are part of a name in a question in, which rows have them out: a T cell is no
B cell.

A letter that a hyphen joins to a word is part of a name, and so is a capital one beside a noun in a
question that is not in capitals altogether ("protein C"). Rows have it where they print the two
side by side.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import WIDER, Meaning, Numbers, Strengths
from ingest.site.search.lexicon.printed_phrases import rows_printing
from ingest.site.search.lexicon.query_words import PART, Query, plain, words_in
from ingest.site.search.question.units import LEADING, Unit

LETTER, WORD = r"[^\W\d_]", r"[^\W\d_]{2,}"
JOINED = re.compile(
    rf"(?<![\w-])(?P<first>{LETTER})-(?P<after>{WORD})(?!\w)"
    rf"|(?<![\w-])(?P<before>{WORD})-(?P<last>{LETTER})(?![\w-])"
)
CAPITAL = re.compile(r"(?<![\w.'’+/-])[A-HJ-Z](?![\w.'’+/-])")
BEFORE, AFTER = re.compile(rf"({WORD})\s+$"), re.compile(rf"\s+({WORD})")
ARTICLE = "A"
"""A capital letter that is a word of its own where it stands before a noun."""


@dataclass(frozen=True, slots=True)
class Lettered:
    """A letter, the noun that it is part of a name with, and both as they are said."""

    letter: str
    noun: str
    said: str


def lettered(known: Lexicon, query: Query) -> list[Lettered]:
    """The letters of a question that are part of a name."""
    text = PART.sub(lambda match: "" if match["field"] else match[0], query.text)
    return [*_joined(text), *(() if text.isupper() else _capital(known, text))]


def _joined(text: str) -> Iterator[Lettered]:
    for match in JOINED.finditer(text):
        letter, noun = match["first"] or match["last"], match["after"] or match["before"]
        yield Lettered(plain(letter), plain(noun), plain(match[0]).replace("-", " "))


def _capital(known: Lexicon, text: str) -> Iterator[Lettered]:
    passed = known.stop | known.groups["causing"]
    for match in CAPITAL.finditer(text):
        before, after = BEFORE.search(text[: match.start()]), AFTER.match(text[match.end() :])
        letter = plain(match[0])
        if before and plain(before[1]) not in passed:
            noun = plain(before[1])
            yield Lettered(letter, noun, f"{noun} {letter}")
        elif after and match[0] != ARTICLE and plain(after[1]) not in passed:
            noun = plain(after[1])
            yield Lettered(letter, noun, f"{letter} {noun}")


def with_letters(
    connection: sqlite3.Connection, answer: Answer, units: Sequence[Unit]
) -> tuple[list[Unit], list[str]]:
    """The units, with one for each such letter that is in no phrase; and the names that no row
    prints."""
    found, missed = list(units), []
    for one in lettered(answer.lexicon, answer.query):
        whole = {f"{one.letter}{one.noun}", f"{one.noun}{one.letter}"}
        if any(_is_part(one.letter, unit) or whole & set(unit.words) for unit in units):
            continue
        printed = len(rows_printing(connection, one.said)) > 0
        if not printed and any(name.kind != WIDER for name in _named(one, units)):
            continue
        found = [unit for unit in found if unit.words != (one.letter,)]
        if printed:
            found.append(Unit((one.letter,), (one.letter,)))
        else:
            found.append(Unit((one.letter,), (), absent=True))
            missed.append(one.said)
    return found, missed


def _is_part(letter: str, unit: Unit) -> bool:
    """Whether a letter belongs to a phrase."""
    return letter in unit.words and len(unit.words) > 1


def _named(one: Lettered, units: Sequence[Unit]) -> list[Meaning]:
    """What is meant by a name that has a letter beside its noun."""
    return [
        meaning
        for unit in units
        for meaning in unit.meanings
        if f" {one.said} " in f" {' '.join(words_in(meaning.said))} "
    ]


def of_rows_that_print(
    connection: sqlite3.Connection,
    answer: Answer,
    rows: Numbers,
    degrees: list[Strengths | None],
) -> list[Strengths | None]:
    """The degrees, of a letter for the rows that print it beside its noun, or name what it is part
    of, and for no others."""
    found = list(degrees)
    for one in lettered(answer.lexicon, answer.query):
        for at, unit in enumerate(answer.units):
            if unit.words == (one.letter,) and unit.roots:
                own = [name.term for name in _named(one, answer.units) if name.kind not in LEADING]
                each = [answer.lexicon.postings(connection, term)[0] for term in own]
                having = np.unique(np.concatenate([rows_printing(connection, one.said), *each]))
                found[at] = np.isin(rows, having, assume_unique=True).astype(np.float32)
    return found
