"""A question with two things in, what rows have of both out.

Who compares hyponatraemia and confusion is after rows of the one and of the other: a row of one is
no row of both for being related to the other.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.query_words import Query, plain
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.unit_weights import MET
from ingest.site.search.told.but_related import but_related, things_of

WORDS = re.compile(r"[^\W_]+|,")
AND = "and"


def of_both(
    connection: sqlite3.Connection,
    known: Lexicon,
    query: Query,
    units: Sequence[Unit],
    rows: Numbers,
    degrees: Sequence[Strengths | None],
) -> list[Strengths | None]:
    """The degrees of units, none for rows that are but related to one of two things that the
    question joins or compares: of hyponatraemia and confusion no row is both for leading from one
    to the other."""
    joined = {at for pair in joined_things(known, query, units) for at in pair}
    return [
        degree * ~but_related(connection, known, unit)[rows]
        if at in joined and degree is not None
        else degree
        for at, (unit, degree) in enumerate(zip(units, degrees, strict=True))
    ]


def joined_things(known: Lexicon, query: Query, units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Where two things stand in ``units`` that a question joins by an "and", or compares."""
    if pair := compared(known, query, units):
        return [pair]
    words = WORDS.findall(plain(query.text))
    places = {}
    for unit in things_of(known, units):
        at = [place for place, word in enumerate(words) if word in unit.words]
        if at and unit.named:
            places[units.index(unit)] = (min(at), max(at))
    return [
        (one, other)
        for one, (_, end) in places.items()
        for other, (start, _) in places.items()
        if words[end + 1 : start] == [AND]
    ]


def compared(known: Lexicon, query: Query, units: Sequence[Unit]) -> tuple[int, int] | None:
    """Where the two things that a question compares stand in ``units``; None where it does not."""
    things = [at for at, unit in enumerate(units) if unit.named and things_of(known, [unit])]
    compares = not known.groups["comparing-two"].isdisjoint(WORDS.findall(plain(query.text)))
    return (things[0], things[1]) if compares and len(things) == 2 else None


def sides_in_turn(_: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer to a question that compares two things with the rows of either in turn, in the
    places that they have among the others."""
    pair = compared(answer.lexicon, answer.query, answer.units)
    if pair is None or not answer.has_hits:
        return answer
    first, second = (answer.degrees[at] for at in pair)
    if first is None or second is None:
        return answer
    one, other = first >= MET, second >= MET
    turn = np.where(one, 2 * np.cumsum(one & ~other), 2 * np.cumsum(other & ~one) + 1)
    (places,) = np.nonzero(one ^ other)
    order = np.arange(len(answer.rows), dtype=np.int32)
    order[places] = places[np.argsort(turn[places], kind="stable")]
    answer.reorder(order)
    return answer
