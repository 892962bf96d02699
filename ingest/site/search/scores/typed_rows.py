"""A query with phrases, beginnings or operators in, the rows that have it as it was typed out.

Rows whose own words have it go before those that have it by what else they are called.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.operators import meeting
from ingest.site.search.lexicon.query_term import Field, Term
from ingest.site.search.lexicon.query_words import Query
from ingest.site.search.lexicon.typed_terms import is_all_of, stands_in
from ingest.site.search.question.spelling import is_one_off
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.fields import MOST_RANKED, NO_ROWS, Narrowed

PRINTED = "{title body} : "
"""In FTS5's language: by what a row says itself."""
MOST_WORDS_SO = 100
"""Words that a beginning stands for besides what FTS5 finds by its stem."""


def rows_as_typed(known: Lexicon, narrowed: Narrowed, query: Query) -> tuple[Numbers, Strengths]:
    """The rows that have the query as it was typed, with their scores.

    What is denied goes by what a row says itself; all else by what it is also called, too, where
    that whole name was typed.
    """
    everything = np.arange(known.size, dtype=np.int32)
    prints = {one: narrowed.matching(_expression(known, one, PRINTED)) for one in query.terms}
    has = {one: narrowed.matching(_expression(known, one, "")) for one in query.wanted}
    rows = meeting(query.parts, {**prints, **has}.__getitem__, everything)
    if narrowed.narrows:
        rows = np.intersect1d(rows, narrowed.rows(), assume_unique=True)
    if not query.wanted:
        return rows, known.priors[rows]
    scores = np.zeros(known.size, np.float32)
    ranked = narrowed.ranked(" OR ".join(_expression(known, one, "") for one in query.wanted))
    scores[ranked[0]] = ranked[1]
    printing = np.isin(rows, meeting(query.parts, prints.__getitem__, everything))
    scores[rows[printing]] += scores.max() + 1
    called = rows[~printing][np.argsort(-scores[rows[~printing]], kind="stable")][:MOST_RANKED]
    wholly = _called_wholly(narrowed.connection, query.wanted, called)
    so = {one: np.union1d(prints[one], wholly.get(one, NO_ROWS)) for one in query.terms}
    kept = meeting(query.parts, so.__getitem__, everything)
    rows = rows[~np.isin(rows, np.setdiff1d(called, kept))]
    return rows, scores[rows]


def narrowed_for(
    connection: sqlite3.Connection, known: Lexicon, fields: Sequence[Field], without: Sequence[Term]
) -> Narrowed:
    """The rows that ``fields`` leave and that say nothing of what they are to be ``without``, a
    single word in either spelling."""
    each = [_expression(known, replace(one, denied=True), PRINTED) for one in without]
    everything = Narrowed(connection)
    return Narrowed(connection, fields, everything.matching(" OR ".join(each)) if each else NO_ROWS)


def _called_wholly(
    connection: sqlite3.Connection, terms: Sequence[Term], rows: Numbers
) -> dict[Term, Numbers]:
    """For each of ``terms`` those of ``rows`` that have it in another name of theirs of which all
    was typed. A name that is longer is another thing; nor does a phrase stand over two names."""
    sql = (
        "select id - 1, also_known_as || char(10) || related from search_index "
        "where id in (select value from json_each(?))"
    )
    having: dict[str, list[Term]] = {}
    found: dict[Term, list[int]] = {one: [] for one in terms}
    for row, names in connection.execute(sql, [json.dumps((rows + 1).tolist())]):
        for name in dict.fromkeys(names.split("\n")):
            if name not in having:
                whole = is_all_of(terms, name)
                having[name] = [one for one in terms if whole and stands_in(one, name)]
            for one in having[name]:
                found[one].append(row)
    return {one: np.unique(np.array(its, np.int32)) for one, its in found.items()}


def units_as_typed(known: Lexicon, query: Query) -> list[Unit]:
    """A unit for each word of the query, which means nothing but itself."""
    words = [word for term in query.terms for word in term.words]
    return [Unit((word,), (known.root(word),)) for word in words]


def _expression(known: Lexicon, term: Term, column: str) -> str:
    """A term in FTS5's language, in a ``column``, or where it is denied in what rows print; a word
    that is denied alone in each of its spellings."""
    column, each = (PRINTED if term.denied else column), [term.expression]
    if not term.words[1:]:
        so = _beginning_so if term.starred else _other_spellings if term.denied else None
        each += [f'"{one}"' for one in (so(known, *term.words) if so else ())]
    return f"{column}({' OR '.join(each)})"


def _beginning_so(known: Lexicon, beginning: str) -> list[str]:
    """The words of rows that begin so, the commonest first: FTS5 takes the stem of a beginning too,
    with which they need not begin (thrombocy)."""
    found = [word for word in known.counts if word.startswith(beginning)]
    return sorted(found, key=lambda word: (-known.counts[word], word))[:MOST_WORDS_SO]


def _other_spellings(known: Lexicon, word: str) -> list[str]:
    """The words that have the root of ``word`` and are but a letter off, or begin with it:
    diarrhea, diarrhoea; confusional."""
    root = known.root(word)
    return [
        one
        for one, its in known.roots.items()
        if its == root and one != word and (is_one_off(word, one) or one.startswith(word))
    ]
