"""Dictionaries in, the part of a database out that is the same in every one.

It is made once a release: a build begins from a copy of it, and ``ExtractCache`` keeps it.
"""

from __future__ import annotations

import sqlite3
import zlib
from functools import cache

from ingest.concepts import known_words, own_concepts
from ingest.english import english_words
from ingest.filling import fill_indexes, insert
from ingest.resources import resource
from ingest.search_index.concept_rows import insert_concepts
from ingest.search_index.examples import example_questions, order_weights
from ingest.search_index.phrases import notions, phrases_of_dictionaries
from ingest.search_index.slots import name_frames
from ingest.vocabulary import dictionary
from ingest.words import family_words, root, words_of

REFERENCE_TABLES = {
    "label_sections": ("id", "document", "number", "title", "source"),
    "legal_statuses": ("id", "name", "definition", "source"),
    "plain_terms": ("id", "term", "plain", "source"),
    "number_words": ("word", "value", "kind", "source"),
    "policy_units": ("unit", "singular", "is_filled", "example", "source"),
    "audiences": ("id", "name", "source"),
    "read_parts": ("family", "part", "source"),
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
    "search_answers": ("asks", "prints", "source"),
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
    insert(connection, "search_word_groups", name_frames())
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
