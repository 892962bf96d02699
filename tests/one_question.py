"""A database and a text in, the question out that rules of the search are handed."""

from __future__ import annotations

import sqlite3

from ingest.site.search.lexicon.query_words import parse_query
from ingest.site.search.lexicon.reading import lexicon
from ingest.site.search.question.question import Question


def question(connection: sqlite3.Connection, text: str) -> Question:
    """The question ``text`` before any rule."""
    query = parse_query(text)
    return Question(lexicon(connection), query, query, text.split())
