"""A reader's words and a database in, hits out.

Every row has each unit of a question to some degree: how much the term counts in it that the unit
means. Rare units weigh more. What has only some of the weight is no hit; what the base does not
speak of is said so. It knows only tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.site.all_factors import as_a_whole, everyday
from ingest.site.alternatives import alternatives, as_one
from ingest.site.counted_numbers import of_what_is_counted
from ingest.site.learned_order import put_in_order
from ingest.site.left_out import with_those, without_partners
from ingest.site.lexicon import Lexicon
from ingest.site.lexicon_reading import lexicon
from ingest.site.meanings import Numbers, Strengths
from ingest.site.query_words import Query, all_of, as_typed, parse_query
from ingest.site.question_words import Asked, asked
from ingest.site.said_elsewhere import named_first
from ingest.site.said_in_texts import but_led_to
from ingest.site.search_answer import Answer
from ingest.site.search_ranking import MOST_RANKED, Narrowed
from ingest.site.unit_degrees import degrees_of, everybodys, in_place, kinds_asked_for
from ingest.site.unit_weights import MET, leading, weights_of
from ingest.site.units import Unit
from ingest.site.words_apart import apart_where_no_row_has_all

MOST = 0.5
"""The share of a question's weight that the best row must have for there to be hits."""
NEAR_SHARE = 0.4
"""How far a row has what was asked for that only has something wider."""
LISTED = 0.25
"""The share that rows must have to be listed behind better ones."""
SOME = 0.3
"""The share that the best must have to be shown as near."""
VERY_NAME = 1.15
"""How much more a row counts whose own name is just what was asked."""
VERY_WORDS = 1.2
"""The same of a row that prints what was asked word for word."""
LIFT = 0.36
"""How far a row of the kind asked for is lifted that hangs on what was asked about."""
ALL_OF_IT = 0.22
"""How much more a row of the kind asked for counts that has all that was asked about."""
PRIOR = 0.31
"""How much it counts of what kind a row is, whatever is asked."""

PRIOR_GONE = 0.75
"""How far that goes where a kind of rows is asked for."""
SOFT = 0.9
"""The share of a row of the kind asked for that lacks ordinary words, names of nothing."""
WHOLE, AS_GOOD = 0.99, 0.999
"""A share that is all of it, and one that is as good as the best, but for rounding."""


def search(connection: sqlite3.Connection, text: object, learned: bool = True) -> Answer:
    """What the base has for ``text``; whatever that holds, it is no error.

    Unless ``learned``, hits stand in the order that the words alone bring.
    """
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
    rows, degrees = _by_words(connection, narrowed, answer, asked(known, query))
    if learned and not _is_like_none(answer):
        answer = put_in_order(connection, narrowed, answer, rows, degrees)
    return named_first(connection, answer)


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
    if len(rows) > MOST_RANKED:
        order = np.argpartition(scores, -MOST_RANKED)[-MOST_RANKED:]
    else:
        order = np.arange(len(rows))
    order = order[np.lexsort((rows[order], -scores[order]))]
    answer.rows, answer.scores = rows[order], scores[order]
    if places is not None:
        answer.degrees = [None if one is None else one[places[order]] for one in degrees]
    answer.level = level if len(rows) else "none"
    return answer


def _is_like_none(answer: Answer) -> bool:
    """Whether examples teach nothing about a question: it but names a medicine, which has no name
    in them, or is a word that only ranks, or denies a section.
    """
    words = [word for term in answer.query.terms for word in term.words]
    strong = [unit for unit in answer.units if not unit.weak]
    medicines = answer.lexicon.medicines
    bare = bool(strong) and all(medicines.issuperset(unit.words) for unit in strong)
    return bare or not (strong or words[1:]) or any(unit.denied for unit in strong)


def _by_words(
    connection: sqlite3.Connection, narrowed: Narrowed, answer: Answer, wanted: Asked
) -> tuple[Numbers, list[Strengths | None]]:
    """Give an answer the hits that its words alone bring.

    The result is how much each row that has any unit has each unit.
    """
    known = answer.lexicon
    units, left_out = without_partners(connection, known, answer.query, wanted.units)
    units = apart_where_no_row_has_all(connection, known, units)
    alone = [" ".join(unit.words) for unit in units if unit.absent and not unit.topic]
    missed = [one for one in alone if one not in " | ".join(wanted.absent)]
    answer.mended, answer.absent, answer.units = wanted.mended, [*wanted.absent, *missed], units
    rows, degrees = degrees_of(connection, known, units)
    if narrowed.fields:
        kept = np.isin(rows, narrowed.rows(), assume_unique=True)
        rows, degrees = rows[kept], [None if one is None else one[kept] for one in degrees]
    degrees = everybodys(connection, known, units, rows, degrees)
    degrees = of_what_is_counted(connection, known, answer.query, units, rows, degrees)
    weights = weights_of(known, units, degrees)
    asked_for = kinds_asked_for(connection, known, units, rows, degrees)
    if asked_for is not None:
        answer.asked_for = np.zeros(known.size, np.float32)
        answer.asked_for[rows] = asked_for
    lead = leading(units, weights)
    joint, weights = as_one(alternatives(known, answer.query, units), degrees, weights)
    shares = _shares(units, joint, weights, lead, len(rows))
    top = float(shares.leading.max(initial=0.0))
    if top < SOME:
        return rows, degrees
    if asked_for is not None and not any(unit.name or unit.wide for unit in lead):
        soft = asked_for * np.float32(SOFT * top) * _named(known, units, degrees, len(rows))
        shares = replace(shares, leading=np.maximum(shares.leading, soft))
    level = "most" if top >= MOST or lead[0].topic else "near"
    if top > WHOLE and not any(unit.absent for unit in lead):
        level = "all"
    scores = _scores(units, joint, weights, asked_for, len(rows))
    named, _ = known.postings(connection, "n:" + " ".join(sorted(wanted.roots)))
    printing = narrowed.printing([word for term in answer.query.terms for word in term.words])
    for very, more in ((named, VERY_NAME), (printing, VERY_WORDS)):
        if len(very):
            scores[np.isin(rows, very, assume_unique=True)] *= np.float32(more)
    prior = np.float32(PRIOR) * (1 if asked_for is None else 1 - PRIOR_GONE * asked_for)
    scores *= np.exp(known.log_priors[rows] * prior) * (shares.leading + shares.listed)
    scores *= in_place(known, units, rows, degrees)
    scores *= with_those(connection, known, left_out, rows)
    if asked_for is None:
        scores *= everyday(connection, known, units, rows)
        scores *= but_led_to(connection, known, units, rows)
    else:
        scores *= 1 + np.float32(ALL_OF_IT) * asked_for * (shares.leading > WHOLE)
        scores *= as_a_whole(connection, known, units, rows)
    hit = shares.leading >= (top * AS_GOOD if level == "near" else min(MOST, top * AS_GOOD))
    if level != "near":
        hit |= shares.listed >= LISTED
    for unit, degree in zip(units, degrees, strict=True):
        if unit.denied and degree is not None:
            hit &= degree >= MET
    places = np.flatnonzero(hit).astype(np.int32)
    _put(answer, rows[places], scores[places], level, degrees, places)
    return rows, degrees


@dataclass(frozen=True, slots=True)
class _Shares:
    """For every row the share of the weight that it has: of the leading units, and of all."""

    leading: Strengths
    listed: Strengths


def _shares(
    units: Sequence[Unit],
    degrees: Sequence[Strengths | None],
    weights: Sequence[float],
    lead: Sequence[Unit],
    count: int,
) -> _Shares:
    of_leading, of_all = np.zeros(count, np.float32), np.zeros(count, np.float32)
    required = 0.0
    for unit, degree, weight in zip(units, degrees, weights, strict=True):
        required += weight if unit in lead else 0.0
        if degree is None:
            continue
        counts = (degree >= MET) * np.float32(weight * (NEAR_SHARE if unit.only_near else 1.0))
        if not unit.weak:
            of_all += counts
        if unit in lead:
            of_leading += counts
    return _Shares(of_leading / np.float32(required or 1), of_all / np.float32(sum(weights) or 1))


def _named(
    known: Lexicon, units: Sequence[Unit], degrees: Sequence[Strengths | None], count: int
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For every row whether it is of the medicines that are named, if any are."""
    named = np.ones(count, np.bool_)
    for unit, degree in zip(units, degrees, strict=True):
        if set(unit.words) <= known.medicines:
            named &= False if degree is None else degree >= MET
    return named


def _scores(
    units: Sequence[Unit],
    degrees: Sequence[Strengths | None],
    weights: Sequence[float],
    asked_for: Strengths | None,
    count: int,
) -> Strengths:
    """For every row how much it has of all units; lifted where it is of the kind asked for."""
    total = np.zeros(count, np.float32)
    for unit, degree, weight in zip(units, degrees, weights, strict=True):
        if degree is None:
            continue
        if asked_for is not None and not unit.topic:
            lift = np.maximum(1 - degree, 0) * asked_for * np.float32(LIFT)
            degree = degree + (degree >= MET) * lift
        total += degree * np.float32(weight)
    return total / np.float32(sum(weights) or 1)
