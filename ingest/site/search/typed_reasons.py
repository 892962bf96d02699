"""Hits of a query as it was typed in, by which of their words each was found out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers
from ingest.site.search.lexicon.query_term import Term
from ingest.site.search.lexicon.shown_rows import ShownRow
from ingest.site.search.lexicon.typed_terms import is_all_of, stands_in


def typed_reasons(
    connection: sqlite3.Connection,
    lexicon: Lexicon,
    terms: Sequence[Term],
    places: Numbers,
    rows: Sequence[ShownRow],
) -> list[str]:
    """For each of the ``rows``, which stand at the ``places`` of the index, where it has those of
    the ``terms`` that are not denied: in its name, in its text, or in what else it is called. Where
    all are denied, that it is none of these."""
    if terms and all(term.denied for term in terms):
        return ["not: " + ", ".join(" ".join(term.words) for term in terms)] * len(rows)
    sql = "select id - 1, related from search_index where id in (select value from json_each(?))"
    related = dict(connection.execute(sql, [json.dumps((places + 1).tolist())]).fetchall())
    wanted = [term for term in terms if not term.denied]
    return [
        ", ".join(
            dict.fromkeys(
                told
                for term in wanted
                for told in _where(lexicon, term, wanted, row, related[place].split("\n"))
            )
        )
        for place, row in zip(places.tolist(), rows, strict=True)
    ]


def _where(
    lexicon: Lexicon,
    term: Term,
    terms: Sequence[Term],
    row: ShownRow,
    related: Sequence[str],
) -> Iterator[str]:
    """Where a row has a term of ``terms``, at its best place; nothing where it does not have it."""

    def is_name(line: str) -> bool:
        return stands_in(term, line) and is_all_of(terms, line)

    if stands_in(term, row.title.text):
        yield "in its name"
    elif stands_in(term, row.body.text):
        yield "in its text"
    elif names := [line for line in row.also_known_as.split("\n") if is_name(line)]:
        yield f"also known as: {names[0]}"
    elif names := [line for line in related if is_name(line)]:
        medicine = lexicon.medicines.issuperset(term.words)
        yield "of the medicine" if medicine else f"related to: {names[0]}"
