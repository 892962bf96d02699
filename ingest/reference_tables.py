"""Dictionaries in, the part of a database out that is the same in every one.

It is made once a release: a build begins from a copy of it, and ``ExtractCache`` keeps it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from functools import cache
from typing import Any

from ingest.concepts import Concept, known_words, own_concepts
from ingest.english import english_words
from ingest.hpo import hpo
from ingest.resources import resource
from ingest.search_examples import example_questions, order_weights
from ingest.search_phrases import notions, phrases_of_dictionaries
from ingest.vocabulary import dictionary
from ingest.words import family_words, root, words_of

REFERENCE_TABLES = {
    "label_sections": ("id", "document", "number", "title", "source"),
    "legal_statuses": ("id", "name", "definition", "source"),
    "plain_terms": ("id", "term", "plain", "source"),
    "audiences": ("id", "name", "source"),
    "measure_tools": ("id", "name", "kind", "part_of", "audience", "definition", "source"),
    "measure_tool_terms": ("tool", "wording", "revisions", "source"),
    "template_fields": ("id", "level", "name", "families", "source"),
    "template_requirements": (
        "field",
        "family",
        "layout",
        "section",
        "required",
        "condition",
        "source",
    ),
    "search_stop_words": ("word", "kind", "source"),
    "search_word_groups": ("name", "word", "source"),
    "search_topic_groups": ("name", "topic", "instead", "source"),
    "search_explained": ("words", "first", "last", "asked", "source"),
    "finding_rules": ("id", "title", "meaning", "severity", "families", "source"),
}
"""Tables that are dictionaries as they stand, with their columns."""


@cache
def reference_database() -> bytes:
    """A database file with the schema, and all rows that come of dictionaries alone."""
    connection = sqlite3.connect(":memory:")
    for script in sorted(resource("schema").glob("*.sql")):
        connection.executescript(script.read_text(encoding="utf-8"))
    connection.execute("pragma foreign_keys = on")
    connection.execute("begin")
    connection.execute("pragma defer_foreign_keys = on")
    for name, columns in REFERENCE_TABLES.items():
        rows = dictionary(name, columns)
        insert(connection, name, [{c: row[c] or None for c in columns} for row in rows])
    insert_concepts(connection, own_concepts().values())
    phrases = phrases_of_dictionaries()
    said = {word for one in phrases for word in words_of(one["said"])} | family_words()
    words = dict.fromkeys((*sorted(said), *known_words()))
    insert(connection, "known_words", [{"word": word, "root": root(word)} for word in words])
    text = zlib.compress("\n".join(sorted(english_words())).encode())
    insert(connection, "search_english", [{"words": text}])
    insert(connection, "search_phrases", phrases)
    insert(connection, "search_notions", notions())
    insert(connection, "search_examples", example_questions())
    insert(connection, "search_order", order_weights())
    fill_indexes(connection, {})
    connection.commit()
    content = connection.serialize()
    connection.close()
    return content


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has that a full-text index is of."""
    return {
        table: connection.execute(f"select count(*) from {table}").fetchone()[0]
        for table in _indexes(connection).values()
    }


def fill_indexes(connection: sqlite3.Connection, known: dict[str, int]) -> None:
    """Fill the full-text indexes of tables that have other numbers of rows than ``known``."""
    counts = row_counts(connection)
    for name, table in _indexes(connection).items():
        if counts[table] != known.get(table, 0):
            for command in ("rebuild", "optimize"):
                connection.execute(f"insert into {name}({name}) values (?)", (command,))


def _indexes(connection: sqlite3.Connection) -> dict[str, str]:
    """The tables of the full-text indexes, by the names of these."""
    found = connection.execute(
        "select name from sqlite_master where sql like 'create virtual table%using fts5%'"
    ).fetchall()
    return {name: name.removesuffix("_fts") for (name,) in found}


def insert_concepts(connection: sqlite3.Connection, concepts: Iterable[Concept]) -> None:
    """Store ``concepts`` with their synonyms and what they are narrower than."""
    concepts = list(concepts)
    insert(
        connection,
        "concepts",
        [
            {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "terminology": one.terminology,
                "version": hpo().version if one.hpo_id else None,
                "hpo_id": one.hpo_id,
            }
            for one in concepts
        ],
    )
    insert(
        connection,
        "concept_synonyms",
        [
            {"concept_id": one.id, "synonym": text, "kind": term.kind, "source": term.source}
            for one in concepts
            for text, term in {term.text: term for term in reversed(one.terms)}.items()
            if text != one.name
        ],
    )
    insert(
        connection,
        "broader_concepts",
        [
            {"concept_id": one.id, "broader_id": broader}
            for one in concepts
            for broader in one.broader
        ],
    )


def insert(
    connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]], conflict: str = ""
) -> None:
    """Store ``rows``, which all have the same columns; ``conflict`` is SQL ("or ignore")."""
    if rows:
        columns = ", ".join(rows[0])
        marks = ", ".join(f":{column}" for column in rows[0])
        connection.executemany(f"insert {conflict} into {table} ({columns}) values ({marks})", rows)
