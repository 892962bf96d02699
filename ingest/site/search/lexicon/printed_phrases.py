"""Words in, whether some row prints them side by side out."""

from __future__ import annotations

import sqlite3


def is_printed(connection: sqlite3.Connection, words: str, or_known_as: bool = False) -> bool:
    """Whether the name or the text of a row has ``words`` side by side, in their order: "are not
    allowed"; or (``or_known_as``) whatever else it is known by: "no appetite". Forms of a word that
    have its stem are as good."""
    phrase = '"' + words.replace('"', " ") + '"'
    phrase = phrase if or_known_as else f"{{title body}} : {phrase}"
    sql = "select 1 from search_index_fts where search_index_fts match ? limit 1"
    return connection.execute(sql, [phrase]).fetchone() is not None
