"""A reader's words and a database in, hits out.

Every row has each unit of a question to some degree: how much the term counts in it that the unit
means. Rare units weigh more. What has only some of the weight is no hit; what the base does not
speak of is said so. It knows only tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.site.search.answer import HITS, Answer
from ingest.site.search.first_hits import put_first
from ingest.site.search.lexicon.largest import largest
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.query_words import Query, as_words, parse_query
from ingest.site.search.lexicon.reading import lexicon
from ingest.site.search.order.answers_alike import is_like_none
from ingest.site.search.order.learned_order import put_in_order
from ingest.site.search.order.other_numbers import without_other_numbers
from ingest.site.search.question.question_words import Asked, asked
from ingest.site.search.question_form import as_said
from ingest.site.search.scores import (
    led_to_sections,
    lettered_names,
    printed_codes,
    short_times,
    treated_before,
)
from ingest.site.search.scores.all_factors import as_a_whole, everyday
from ingest.site.search.scores.alternatives import alternatives, as_one
from ingest.site.search.scores.bare_kinds import what_is_asked_for
from ingest.site.search.scores.counted_numbers import of_what_is_counted
from ingest.site.search.scores.fields import MOST_RANKED, Narrowed
from ingest.site.search.scores.kept_hits import within
from ingest.site.search.scores.left_out import with_those, without_partners
from ingest.site.search.scores.levels import MOST, WHOLE, level_of
from ingest.site.search.scores.opposite_words import without_opposites
from ingest.site.search.scores.row_scores import of_what_is_named, scores_of, shares_of
from ingest.site.search.scores.said_in_texts import but_led_to
from ingest.site.search.scores.typed_rows import narrowed_for, rows_as_typed, units_as_typed
from ingest.site.search.scores.unit_degrees import degrees_of, everybodys, in_place, kinds_asked_for
from ingest.site.search.scores.unit_weights import MET, leading, weights_of
from ingest.site.search.scores.units_here import as_rows_have_them
from ingest.site.search.scores.years_of_documents import with_rows_of_year
from ingest.site.search.told.two_things import of_both

LISTED = 0.25
"""The share that rows must have to be listed behind better ones."""
SOME = 0.3
"""The share that the best must have to be shown as near."""
VERY_NAME = 1.15
"""How much more a row counts whose own name is just what was asked."""
VERY_WORDS = 1.2
"""The same of a row that prints what was asked word for word."""
ALL_OF_IT = 0.22
"""How much more a row of the kind asked for counts that has all that was asked about."""
PRIOR = 0.31
"""How much it counts of what kind a row is, whatever is asked."""

PRIOR_GONE = 0.75
"""How far that goes where a kind of rows is asked for."""
SOFT = 0.9
"""The share of a row of the kind asked for that lacks ordinary words, names of nothing."""
AS_GOOD = 0.999
"""A share that is as good as the best, but for rounding."""


def search(connection: sqlite3.Connection, text: object, learned: bool = True) -> Answer:
    """What the base has for ``text``; whatever that holds, it is no error.

    Fields leave those of the hits that there are without them, or, where that is none, what is hit
    among the rows that they leave. Unless ``learned``, hits stand in the order that the words alone
    bring.
    """
    query, known = parse_query(text), lexicon(connection)
    narrowed = narrowed_for(connection, known, query.fields, query.without)
    if query.terms and narrowed.narrows:
        bare = parse_query(query.bare)
        query = replace(query, text=bare.text, parts=bare.parts)
        everywhere = _searched(connection, query, Narrowed(connection), learned, None)
        if found := within(everywhere, narrowed.rows(), MOST_RANKED):
            return found
    return _searched(connection, query, narrowed, learned, MOST_RANKED)


def _searched(
    connection: sqlite3.Connection,
    query: Query,
    narrowed: Narrowed,
    learned: bool,
    most: int | None,
) -> Answer:
    """What the rows that are ``narrowed`` down to have for ``query``, ``most`` of them ranked."""
    known = lexicon(connection)
    answer = Answer(query, known)
    if not query.terms:
        if query.fields:
            rows = narrowed.rows()
            _put(answer, rows, known.priors[rows], "all", most)
        return answer
    if query.is_as_typed:
        rows, scores = rows_as_typed(known, narrowed, query)
        if len(rows) or not query.wanted:
            found = replace(answer, as_typed=True, units=units_as_typed(known, query))
            return _put(found, rows, scores, "all", most)
        narrowed = narrowed_for(connection, known, narrowed.fields, [*query.without, *query.denied])
        answer = Answer(as_words(query), known, as_words=True)
    rows, degrees = _by_words(connection, narrowed, answer, asked(known, answer.query), most)
    if learned and not is_like_none(answer):
        by_words = replace(answer)
        answer = put_in_order(connection, narrowed, answer, rows, degrees)
        answer = without_other_numbers(connection, answer) or by_words
    return put_first(connection, answer)


def _put(
    answer: Answer,
    rows: Numbers,
    scores: Strengths,
    level: str,
    most: int | None,
    degrees: Sequence[Strengths | None] = (),
    places: Numbers | None = None,
) -> Answer:
    """Give an answer its hits, best first, ``most`` of them ranked (None: all); ``places`` are
    those of the hits in ``degrees``."""
    order = largest(scores, len(rows) if most is None else most)
    answer.rows, answer.scores = rows[order], scores[order]
    if len(rows) > len(order) and level in HITS:
        answer.beyond = np.delete(rows, order)
    if places is not None:
        answer.degrees = [None if one is None else one[places[order]] for one in degrees]
    answer.level = level if len(rows) else "none"
    return answer


def _by_words(
    connection: sqlite3.Connection,
    narrowed: Narrowed,
    answer: Answer,
    wanted: Asked,
    most: int | None,
) -> tuple[Numbers, list[Strengths | None]]:
    """Give an answer the hits that its words alone bring.

    The result is how much each row that has any unit has each unit.
    """
    known = answer.lexicon
    units, answer.left_out = without_partners(connection, known, answer.query, wanted.units)
    units, missed = as_rows_have_them(connection, answer, units)
    answer.mended, answer.put_in, answer.units = wanted.mended, wanted.put_in, units
    answer.absent = _absent(answer, [*wanted.missed, *missed])
    rows, degrees = _having(connection, narrowed, answer)
    weights = weights_of(known, units, degrees)
    asked_for = kinds_asked_for(connection, known, units, rows, degrees)
    answer.asked_for = what_is_asked_for(connection, known, units, rows, asked_for)
    lead = leading(units, weights)
    joint, weights = as_one(alternatives(known, answer.query, units), degrees, weights)
    shares = shares_of(units, joint, weights, lead, len(rows))
    top = float(shares.leading.max(initial=0.0))
    if top < SOME:
        return rows, degrees
    if asked_for is not None and not any(unit.name or unit.wide or unit.numbered for unit in lead):
        soft = asked_for * np.float32(SOFT * top)
        soft *= of_what_is_named(known, units, degrees, len(rows))
        shares = replace(shares, leading=np.maximum(shares.leading, soft))
    level = level_of(answer, lead, top)
    scores = scores_of(units, joint, weights, asked_for, len(rows))
    scores *= _beside_the_words(connection, narrowed, answer, wanted, rows, degrees)
    if asked_for is None:
        scores *= everyday(connection, known, units, rows)
        scores *= but_led_to(connection, known, units, rows)
    else:
        scores *= as_a_whole(connection, known, units, rows)
        scores *= 1 + np.float32(ALL_OF_IT) * asked_for * (shares.leading > WHOLE)
    prior = np.float32(PRIOR) * (1 if asked_for is None else 1 - PRIOR_GONE * asked_for)
    scores *= np.exp(known.log_priors[rows] * prior) * (shares.leading + shares.listed)
    scores *= with_those(connection, known, answer.left_out, rows)
    hit = shares.leading >= (top * AS_GOOD if level == "near" else min(MOST, top * AS_GOOD))
    if level != "near":
        hit |= shares.listed >= LISTED
    for unit, degree in zip(units, degrees, strict=True):
        if unit.denied and degree is not None:
            hit &= degree >= MET
    places = np.flatnonzero(hit).astype(np.int32)
    _put(answer, rows[places], scores[places], level, most, degrees, places)
    return rows, degrees


def _absent(answer: Answer, missed: Sequence[str]) -> list[str]:
    """What no row has, as it was said: phrases that were ``missed``, and units that are absent,
    each once, and none that is part of another.
    """
    alone = [unit for unit in answer.units if unit.absent]
    alone = [unit for unit in alone if not any(" ".join(unit.words) in one for one in missed)]
    found = dict.fromkeys([*missed, *(as_said(answer, unit) for unit in alone)])
    return [
        one
        for one in found
        if not any(f" {one} " in f" {other} " for other in found if other != one)
    ]


def _having(
    connection: sqlite3.Connection, narrowed: Narrowed, answer: Answer
) -> tuple[Numbers, list[Strengths | None]]:
    """The rows left by the fields that have any unit of a question, and how much each has each."""
    known, units = answer.lexicon, answer.units
    rows, degrees = degrees_of(connection, known, units)
    if narrowed.narrows:
        kept = np.isin(rows, narrowed.rows(), assume_unique=True)
        rows, degrees = rows[kept], [None if one is None else one[kept] for one in degrees]
    degrees = led_to_sections.of_rows_that_print(connection, known, units, rows, degrees)
    degrees = short_times.of_rows_that_print(connection, units, rows, degrees)
    degrees = printed_codes.of_rows_that_print(connection, known, units, rows, degrees)
    degrees = lettered_names.of_rows_that_print(connection, answer, rows, degrees)
    degrees = everybodys(connection, known, units, rows, degrees)
    degrees = led_to_sections.of_everybody(connection, known, units, rows, degrees)
    degrees = treated_before.where_printed_so(connection, known, units, rows, degrees)
    degrees = with_rows_of_year(connection, known, units, rows, degrees)
    degrees = without_opposites(connection, known, answer.query, units, rows, degrees)
    degrees = of_both(connection, known, answer.query, units, rows, degrees)
    return rows, of_what_is_counted(connection, known, answer.query, units, rows, degrees)


def _beside_the_words(
    connection: sqlite3.Connection,
    narrowed: Narrowed,
    answer: Answer,
    wanted: Asked,
    rows: Numbers,
    degrees: list[Strengths | None],
) -> Strengths:
    """For every row how far it counts more or less than by how much it has the units."""
    known, units = answer.lexicon, answer.units
    counts = in_place(known, units, rows, degrees)
    named, _ = known.postings(connection, "n:" + " ".join(sorted(wanted.roots)))
    printing = narrowed.printing([word for term in answer.query.terms for word in term.words])
    for very, more in ((named, VERY_NAME), (printing, VERY_WORDS)):
        if len(very):
            counts[np.isin(rows, very, assume_unique=True)] *= np.float32(more)
    return counts
