"""A database and a question in, the first hit of the search out."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from ingest.site.search.engine import search


class Hit(NamedTuple):
    """A row of the index."""

    kind: str
    aspect: str
    title: str
    body: str


def first(connection: sqlite3.Connection, text: str, learned: bool = True) -> Hit:
    """The first hit for ``text``; unless ``learned``, by its words alone."""
    found = search(connection, text, learned).page(0, 1)[0]
    sql = "select kind, aspect, title, body from search_index where id = ?"
    return Hit(*connection.execute(sql, [found.id]).fetchone())
