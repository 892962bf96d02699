"""A reader's words and a database in, hits out.

Every row has each unit of a question to some degree: how much the term counts in it that the unit
means. Rare units weigh more. What has only some of the weight is no hit; what the base does not
speak of is said so. It knows only tables.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ingest.site.lexicon import Lexicon, Numbers, Strengths, lexicon
from ingest.site.query_words import Query, all_of, as_typed, parse_query
from ingest.site.question_words import Asked, Unit, asked
from ingest.site.search_ranking import MOST_RANKED, Narrowed

__all__ = ["MOST_RANKED", "Answer", "Found", "search"]

MOST = 0.5
"""The share of a question's weight that the best row must have for there to be hits."""
NEAR_SHARE = 0.4
"""How far a row has what was asked for that only has something wider."""
LISTED = 0.2
"""The share that rows must have to be listed behind better ones."""
SOME = 0.3
"""The share that the best must have to be shown as near."""
MET = 0.28
"""The strength from which on a row has a unit."""
NAME, TOPIC, WEAK = 2.2, 0.55, 0.4
"""What names of concepts, kinds of rows asked for, and words that only rank weigh beside others."""
ABSENT, BESIDE_A_NAME = 1.2, 0.4
"""What words weigh that no row has, beside the weightiest that rows have; and everyday words
beside the name of a concept."""
VERY_NAME = 1.15
"""How much more a row counts whose own name is just what was asked."""
LITERAL = 0.65
"""What a row of the kind asked for counts beside one that has the very words."""
BOTH = 0.2
"""What it adds that a row has the very words beside what they mean."""
LIFT = 0.6
"""How far a row of the kind asked for is lifted that hangs on what was asked about."""
PRIOR = 0.28
"""How much it counts of what kind a row is, whatever is asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the index by its id, with its score (higher is better) and its facets."""

    id: int
    score: float
    kind: str
    category: str | None
    product_id: str | None


@dataclass(slots=True)
class Answer:
    """The hits of a search, best first, and how they were found.

    ``rows`` are places in the index counted from 0 (an id less one). ``level`` is ``all`` (the
    best have every word), ``most``, ``near`` (no hit: only some words) or ``none``. ``degrees`` are, for
    each of the ``units``, how much each of ``rows`` has it; None where no row of the base does. ``mended`` are
    misspelled words with what was looked for instead, ``absent`` what no row speaks of.
    """

    query: Query
    lexicon: Lexicon
    rows: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    scores: Strengths = field(default_factory=lambda: np.zeros(0, np.float32))
    level: str = "none"
    units: list[Unit] = field(default_factory=list)
    mended: dict[str, list[str]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    degrees: list[Strengths | None] = field(default_factory=list)
    as_typed: bool = False

    @property
    def found(self) -> list[Found]:
        """The hits one by one."""
        return self.page(0, len(self.rows))

    def page(self, start: int, most: int) -> list[Found]:
        """``most`` hits from the one numbered ``start`` (from 0) on."""
        columns = [self.lexicon.columns[name] for name in ("kind", "category", "product_id")]
        return [
            Found(
                int(row) + 1,
                float(score),
                columns[0][0][columns[0][1][row]],
                columns[1][0][columns[1][1][row]] or None,
                columns[2][0][columns[2][1][row]] or None,
            )
            for row, score in zip(
                self.rows[start : start + most], self.scores[start : start + most], strict=True
            )
        ]


def search(connection: sqlite3.Connection, text: object) -> Answer:
    """What the base has for ``text``; whatever that holds, it is no error."""
    query = parse_query(text)
    known = lexicon(connection)
    answer = Answer(query, known)
    narrowed = Narrowed(connection, query.fields)
    if not query.terms:
        if query.fields:
            rows = narrowed.rows()
            _put(answer, rows, known.priors[rows], "all")
        return answer
    if query.has_operators or any(term.starred or term.phrase for term in query.terms):
        typed = as_typed(query) if query.has_operators else all_of(query.terms)
        rows, scores = narrowed.ranked(typed)
        if len(rows):
            found = replace(answer, as_typed=True, units=_literal(known, query))
            return _put(found, rows, scores, "all")
    return _of_units(connection, narrowed, answer, asked(known, query))


def _literal(known: Lexicon, query: Query) -> list[Unit]:
    words = [word for term in query.terms for word in term.words]
    return [Unit((word,), (known.root(word),)) for word in words]


def _put(
    answer: Answer,
    rows: Numbers,
    scores: Strengths,
    level: str,
    degrees: Sequence[Strengths | None] = (),
    places: Numbers | None = None,
) -> Answer:
    """Give an answer its hits, best first; ``places`` are those of the hits in ``degrees``."""
    order = np.arange(len(rows))
    if len(rows) > MOST_RANKED:
        order = np.argpartition(-scores, MOST_RANKED)[:MOST_RANKED]
    order = order[np.lexsort((rows[order], -scores[order]))]
    answer.rows, answer.scores = rows[order], scores[order]
    if places is not None:
        answer.degrees = [None if one is None else one[places[order]] for one in degrees]
    answer.level = level if len(rows) else "none"
    return answer


def _of_units(
    connection: sqlite3.Connection, narrowed: Narrowed, answer: Answer, wanted: Asked
) -> Answer:
    """The rows that have most of the weight of the units; else, as near, those with some."""
    known = answer.lexicon
    answer.mended, answer.absent, answer.units = wanted.mended, wanted.absent, wanted.units
    rows, degrees = _met(connection, known, wanted.units)
    if narrowed.fields:
        kept = np.isin(rows, narrowed.rows(), assume_unique=True)
        rows, degrees = rows[kept], [None if one is None else one[kept] for one in degrees]
    weights = _weights(known, wanted.units, degrees)
    total, share, listed = (np.zeros(len(rows), np.float32) for _ in range(3))
    required = 0.0
    asked_for = _asked_for(wanted.units, degrees)
    lead = _leading(wanted.units)
    for unit, degree, weight in zip(wanted.units, degrees, weights, strict=True):
        required += weight if unit in lead else 0.0
        if degree is None:
            continue
        has = degree >= MET
        counts = has * np.float32(weight * (NEAR_SHARE if unit.only_near else 1.0))
        if not unit.weak:
            listed += counts
        if unit in lead:
            share += counts
        if asked_for is not None and not unit.topic:
            degree = degree + has * (1 - degree) * asked_for * np.float32(LIFT)
        total += degree * np.float32(weight)
    total /= np.float32(sum(weights) or 1.0)
    listed /= np.float32(sum(weights) or 1.0)
    share /= np.float32(required or 1.0)
    top = float(share.max(initial=0.0))
    if top < SOME:
        return answer
    level = "all" if top > 0.99 else "most" if top >= MOST or lead[0].topic else "near"
    named, _ = known.postings(connection, "n:" + " ".join(sorted(wanted.roots)))
    total[np.isin(rows, named, assume_unique=True)] *= np.float32(VERY_NAME)
    hit = share >= top * 0.999 if level == "near" else (listed >= LISTED) | (share > 0.99)
    prior = np.float32(PRIOR) * (1 if asked_for is None else 1 - 0.75 * asked_for)
    total *= np.exp(known.log_priors[rows] * prior) * (share + listed)
    places = np.flatnonzero(hit)
    return _put(answer, rows[places], total[places], level, degrees, places)


def _met(
    connection: sqlite3.Connection, known: Lexicon, units: list[Unit]
) -> tuple[Numbers, list[Strengths | None]]:
    """The rows that have any unit but weak ones, and how much each has each, from 0 to 1 and more.

    None stands for a unit that no row has.
    """
    found = [_lists(connection, known, unit) for unit in units]
    seen = np.zeros(known.size, np.bool_)
    for unit, lists in zip(units, found, strict=True):
        for rows, _, _ in lists if not unit.weak else ():
            seen[rows] = True
    if not seen.any():
        for lists in found:
            for rows, _, _ in lists:
                seen[rows] = True
    candidates = np.flatnonzero(seen).astype(np.int32)
    degrees: list[Strengths | None] = []
    dense = np.zeros(known.size, np.float32)
    for lists in found:
        if not lists:
            degrees.append(None)
            continue
        for rows, strengths, literal in lists:
            before = dense[rows]
            most = np.maximum(before, strengths)
            dense[rows] = most + BOTH * np.minimum(before, strengths) if literal else most
        degrees.append(dense[candidates])
        for rows, _, _ in lists:
            dense[rows] = 0
    return candidates, degrees


def _lists(
    connection: sqlite3.Connection, known: Lexicon, unit: Unit
) -> list[tuple[Numbers, Strengths, bool]]:
    """The rows that have a unit, by each of its meanings and last by its very words (True)."""
    beside = LITERAL if unit.roots else 1.0
    found = []
    for one in unit.meanings:
        if one.term.startswith("w:"):
            rows, strengths = _together(connection, known, one.term[2:].split())
        else:
            rows, strengths = known.postings(connection, one.term)
        factor = one.strength * (beside if one.term.startswith("t:") else 1.0)
        found.append((rows, strengths * np.float32(factor), False))
    if unit.roots:
        found.append((*_together(connection, known, unit.roots), True))
    return found


def _asked_for(units: list[Unit], degrees: list[Strengths | None]) -> Strengths | None:
    """For every row how much it is of a kind that is asked for; None where nothing is."""
    topics = [
        degree
        for unit, degree in zip(units, degrees, strict=True)
        if unit.topic and degree is not None
    ]
    return np.minimum(np.maximum.reduce(topics), np.float32(1)) if topics else None


def _leading(units: list[Unit]) -> list[Unit]:
    """The units that a row must have: else than kinds of rows and weak words, where there are any.

    Where those are but everyday words that no row has, beside a phrase that asks for a kind of
    rows, it is all but weak words.
    """
    strong = [unit for unit in units if not unit.weak and not unit.topic]
    if all(unit.absent and not unit.meant for unit in strong) and _has_question(units):
        strong = []
    return strong or [unit for unit in units if not unit.weak] or units


def _has_question(units: list[Unit]) -> bool:
    return any(unit.topic and len(unit.words) > 1 and unit.meanings for unit in units)


def _together(
    connection: sqlite3.Connection, known: Lexicon, roots: tuple[str, ...] | list[str]
) -> tuple[Numbers, Strengths]:
    """The rows that have all of ``roots``, and how much the least of them counts there."""
    lists = sorted(
        (known.postings(connection, f"w:{root}") for root in roots), key=lambda one: len(one[0])
    )
    rows, strengths = lists[0]
    for others, theirs in lists[1:]:
        if not len(others):
            return others, theirs
        at = np.searchsorted(others, rows)
        at[at == len(others)] = 0
        both = others[at] == rows
        rows, strengths = rows[both], np.minimum(strengths[both], theirs[at[both]])
    return rows, strengths


def _weights(known: Lexicon, units: list[Unit], degrees: list[Strengths | None]) -> list[float]:
    """What each unit weighs: a rare one more, a name more than a word."""
    weights: list[float] = []
    for unit, degree in zip(units, degrees, strict=True):
        having = 0 if degree is None else int(np.count_nonzero(degree >= MET))
        weight = math.log(1 + known.size / (0.5 + having)) if having else 0.0
        weights.append(weight * (NAME if unit.name else 1.0) * (WEAK if unit.weak else 1.0))
    lead = [w for unit, w in zip(units, weights, strict=True) if not unit.topic and not unit.weak]
    named = any(unit.name for unit in units) or _has_question(units)
    usual = max(lead, default=0.0) or max(weights, default=0.0) or 1.0
    for at, unit in enumerate(units):
        if unit.absent:
            beside = named and (not unit.meant or unit.only_near)
            weights[at] = usual * (BESIDE_A_NAME if beside else ABSENT)
        elif unit.topic and any(lead):
            weights[at] = max(usual, weights[at]) * TOPIC
    return weights
