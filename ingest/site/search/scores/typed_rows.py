"""A query with phrases, beginnings or operators in, the rows that have it as it was typed out.

Rows whose own words have it go before those that have it by what else they are called.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.query_words import Query, Term, as_typed
from ingest.site.search.lexicon.typed_terms import stands_in
from ingest.site.search.question.spelling import is_one_off
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.fields import MOST_RANKED, Narrowed

PRINTED = "{title body} : "
"""In FTS5's language: by what a row says itself."""
MOST_WORDS_SO = 100
"""Words that a beginning stands for besides what FTS5 finds by its stem."""
BESIDE = r"[^\w\n]+"
"""What parts words that stand side by side on a line."""


def rows_as_typed(known: Lexicon, narrowed: Narrowed, query: Query) -> tuple[Numbers, Strengths]:
    """The rows that have the query as it was typed, with their scores; none where FTS5 cannot read
    it.

    What is denied goes by what a row says itself; all else by what it is also called, too.
    """
    rows, scores = narrowed.ranked(as_typed(query, _expressions(known, query, "")))
    if not len(rows):
        return rows, scores
    printing = narrowed.matching(as_typed(query, _expressions(known, query, PRINTED)))
    prints = np.isin(rows, printing, assume_unique=True)
    scores[prints] += scores.max() + 1
    called = rows[~prints][np.argsort(-scores[~prints], kind="stable")][:MOST_RANKED]
    kept = ~np.isin(rows, _over_lines(narrowed, query, called), assume_unique=True)
    return rows[kept], scores[kept]


def units_as_typed(known: Lexicon, query: Query) -> list[Unit]:
    """A unit for each word of the query, which means nothing but itself."""
    words = [word for term in query.terms for word in term.words]
    return [Unit((word,), (known.root(word),)) for word in words]


def _expressions(known: Lexicon, query: Query, column: str) -> Iterator[str]:
    """The terms in FTS5's language, such as are not denied by a ``column``; a word that is denied
    alone in each of its spellings."""
    parts = (*query.parts, "")
    for at, part in enumerate(parts):
        if not isinstance(part, Term):
            continue
        words = part.words if part.denied and not (part.starred or part.words[1:]) else ()
        if words and parts[at - 1] == "NOT" and not isinstance(parts[at + 1], Term):
            each = (f'"{one}"' for one in (*words, *_other_spellings(known, *words)))
            yield f"{PRINTED}({' OR '.join(each)})"
        elif part.starred and not part.words[1:]:
            so = [part.expression, *(f'"{one}"' for one in _beginning_so(known, *part.words))]
            yield f"{PRINTED if part.denied else column}({' OR '.join(so)})"
        else:
            yield f"{PRINTED if part.denied else column}{part.expression}"


def _beginning_so(known: Lexicon, beginning: str) -> list[str]:
    """The words of rows that begin so, the commonest first: FTS5 takes the stem of a beginning too,
    with which they need not begin (thrombocy)."""
    found = [word for word in known.counts if word.startswith(beginning)]
    return sorted(found, key=lambda word: (-known.counts[word], word))[:MOST_WORDS_SO]


def _other_spellings(known: Lexicon, word: str) -> list[str]:
    """The words that have the root of ``word`` and are but a letter off: diarrhea, diarrhoea."""
    root = known.root(word)
    return [
        one
        for one, its in known.roots.items()
        if its == root and one != word and is_one_off(word, one)
    ]


def _over_lines(narrowed: Narrowed, query: Query, rows: Numbers) -> list[int]:
    """Those of ``rows`` that have a phrase but over the end of one of their other names and the
    beginning of the next: they are not called so. Of a query with operators those that have nothing
    of it otherwise."""
    wanted = [term for term in query.terms if not term.denied]
    if not any(term.words[1:] for term in wanted):
        return []
    has = any if query.has_operators else all
    sql = (
        "select id - 1, title || char(10) || also_known_as || char(10) || related, body "
        "from search_index where id in (select value from json_each(?))"
    )
    found = narrowed.connection.execute(sql, [json.dumps((rows + 1).tolist())])
    very = [re.compile(rf"\b{BESIDE.join(term.words)}\b", re.IGNORECASE) for term in wanted]
    return [
        row
        for row, names, body in found
        if not has(
            one.search(names) or any(stands_in(term, text) for text in (body, *names.split("\n")))
            for one, term in zip(very, wanted, strict=True)
        )
    ]
