"""Words in, whether some row prints them side by side, and which documents do, out."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator


def is_printed(connection: sqlite3.Connection, words: str, or_known_as: bool = False) -> bool:
    """Whether the name or the text of a row has ``words`` side by side, in their order: "are not
    allowed"; or (``or_known_as``) whatever else it is known by: "no appetite". Forms of a word that
    have its stem are as good."""
    phrase = '"' + words.replace('"', " ") + '"'
    phrase = phrase if or_known_as else f"{{title body}} : {phrase}"
    sql = "select 1 from search_index_fts where search_index_fts match ? limit 1"
    return connection.execute(sql, [phrase]).fetchone() is not None


def documents_printing(connection: sqlite3.Connection, words: str) -> Iterator[tuple[str, str]]:
    """The documents, with their titles, whose text has ``words`` side by side, be it that no row
    was made of them: a hyphen and a line break there are as good as a blank."""
    having = connection.execute(
        "select d.id, coalesce(d.title, d.source_file), d.text "
        "from documents_fts f join documents d on d.rowid = f.rowid "
        "where documents_fts match ? order by d.id",
        [f'text : "{words}"'],
    )
    very = re.compile(r"[\W_]+".join(map(re.escape, words.split())), re.IGNORECASE)
    return ((name, title) for name, title, text in having if very.search(text))
