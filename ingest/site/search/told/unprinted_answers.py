"""An answer in, the words out that ask for something which no hit tells of what is asked about.

"Does the tiredness go away" has hits on fatigue, but whether it is reversible is told only by a row
that says so. Which words ask for what, and by which words a row tells it, stands in
``search_answers.csv``.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator
from functools import lru_cache

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.printed_phrases import texts_of
from ingest.site.search.lexicon.query_words import plain
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import without_joins, words_of
from ingest.site.search.scores.unit_weights import MET
from ingest.site.search.told.other_medicines import brands_in
from ingest.site.search.told.saying import saying

ASKED = "select asks, prints from search_answers"
MOST_READ = 200
"""Hits that are read for what would tell it, the best ones."""
GAP, IN_GAP = "…", r" ((?:\S+ ){0,6}?)"
"""A gap in what is asked, and the words that may stand there, which are those for the thing."""
NUMBER = r"\d[\d.,]*"
YEAR = r"(?:19|20)\d\d"


def unprinted_answers(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """What is asked, in its words, and no hit that has the other things of the question prints what
    would tell it; nothing where none has them, for that is told already."""
    text = " ".join(words_of(answer))
    found = []
    for asks, prints in connection.execute(ASKED) if answer.has_hits else ():
        matches = _asking(asks).finditer(text)
        match = next((one for one in matches if not _is_of_a_name(answer, one[0].split())), None)
        if match and not _is_told(connection, answer, _but_in_gaps(match), _telling(prints)):
            found.append(without_joins(answer, match[0]))
    each = list(dict.fromkeys(found))
    return [
        one for one in each if not any(f" {one} " in f" {other} " for other in each if other != one)
    ]


def _but_in_gaps(match: re.Match[str]) -> list[str]:
    """The words that ask, without those for the thing: "when does ... start"."""
    in_gaps = {word for gap in match.groups("") for word in gap.split()}
    return [word for word in match[0].split() if word not in in_gaps]


def _is_of_a_name(answer: Answer, asking: list[str]) -> bool:
    """Whether words that ask are part of what is named ("when steroids wear off": a withdrawal)."""
    return any(
        unit.named and not set(unit.words).isdisjoint(asking) and not set(asking) >= set(unit.words)
        for unit in answer.units
    )


def _is_told(
    connection: sqlite3.Connection, answer: Answer, asking: list[str], telling: re.Pattern[str]
) -> bool:
    """Whether a hit that has all but what asks prints what tells it, or none has that. Of a thing
    that some of these say it is told by no other: dehydration is but related to low sodium."""
    rows = having_the_rest(answer, asking)
    for unit, _ in _rest(answer, asking):
        says = saying(connection, answer.lexicon, unit)[rows]
        rows = rows[says] if unit.named and says.any() else rows
    texts = texts_of(connection, rows)
    return not len(rows) or any(telling.search(plain(text)) for text in texts)


def having_the_rest(answer: Answer, asking: Collection[str]) -> Numbers:
    """The best hits that have all units but those ``asking``, kinds of rows and medicines; of a
    brand that is named its own."""
    having = np.ones(len(answer.rows), np.bool_)
    said = {word for unit in answer.units for word in unit.words}
    brands = brands_in(answer.lexicon, said)
    if len(brands) == 1:
        having &= answer.lexicon.labelled("product_id", brands[0])[answer.rows]
    for _, degree in _rest(answer, asking):
        if degree is not None:
            having &= degree >= MET
    return answer.rows[having][:MOST_READ]


def _rest(answer: Answer, asking: Collection[str]) -> Iterator[tuple[Unit, Strengths | None]]:
    """The units but those ``asking``, kinds of rows and medicines, and the degrees of the hits."""
    medicines = answer.lexicon.medicines
    for unit, degree in zip(answer.units, answer.degrees, strict=False):
        passed = unit.topic or unit.weak or medicines.issuperset(unit.words)
        if not passed and set(unit.words).isdisjoint(asking):
            yield unit, degree


@lru_cache(maxsize=256)
def _asking(phrases: str) -> re.Pattern[str]:
    """A pattern for what asks, in plain words with a blank between them."""
    each = (
        [re.escape(plain(part.strip())) for part in one.split(GAP)] for one in phrases.split("|")
    )
    either = "|".join(IN_GAP.join(parts) for parts in each)
    return re.compile(rf"(?<!\S)(?:{either})(?!\S)")


@lru_cache(maxsize=256)
def _telling(words: str) -> re.Pattern[str]:
    """A pattern for what tells it, in plain words."""
    stand_for = ((r"\#\#\#\#", YEAR), (r"\#", NUMBER), (r"\*", r"\w*"), (r"\ ", r"\s+"))
    each = [re.escape(plain(word)) for word in words.split("|")]
    for sign, pattern in stand_for:
        each = [one.replace(sign, pattern) for one in each]
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)")
