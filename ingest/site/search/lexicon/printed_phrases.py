"""Words in, which rows print them side by side, and which documents do, out."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import numpy as np

from ingest.site.search.lexicon.meanings import Numbers

MOST_READ = 100
"""Texts of documents that are read to see whether they have the very words."""


def is_printed(connection: sqlite3.Connection, words: str, or_known_as: bool = False) -> bool:
    """Whether the name or the text of a row has ``words`` side by side, in their order: "are not
    allowed"; or (``or_known_as``) whatever else it is known by: "no appetite". Forms of a word that
    have its stem are as good."""
    phrase = _side_by_side(words)
    phrase = phrase if or_known_as else f"{{title body}} : {phrase}"
    sql = "select 1 from search_index_fts where search_index_fts match ? limit 1"
    return connection.execute(sql, [phrase]).fetchone() is not None


def rows_printing(connection: sqlite3.Connection, words: str) -> Numbers:
    """The rows whose name or text has ``words`` side by side, in their order, or forms of them."""
    sql = "select rowid - 1 from search_index_fts where search_index_fts match ? order by rowid"
    found = connection.execute(sql, [f"{{title body}} : {_side_by_side(words)}"])
    return np.array([row for (row,) in found], np.int32)


def is_in_a_document(connection: sqlite3.Connection, words: str) -> bool:
    """Whether the text of a document has ``words`` side by side, or forms of them."""
    sql = "select 1 from documents_fts where documents_fts match ? limit 1"
    return connection.execute(sql, [f"text : {_side_by_side(words)}"]).fetchone() is not None


def documents_printing(connection: sqlite3.Connection, words: str) -> Iterator[tuple[str, str]]:
    """The documents, with their titles, whose text has ``words`` side by side, be it that no row
    was made of them: a hyphen and a line break there are as good as a blank. So many texts at most
    are read as ``MOST_READ`` says."""
    having = connection.execute(
        "select id from documents where rowid in "
        "(select rowid from documents_fts where documents_fts match ?) order by id limit ?",
        [f"text : {_side_by_side(words)}", MOST_READ],
    ).fetchall()
    said = words.replace('"', " ").split()
    very = re.compile(r"[\W_]+".join(map(re.escape, said)), re.IGNORECASE)
    sql = "select coalesce(title, source_file), text from documents where id = ?"
    for (name,) in having:
        title, text = connection.execute(sql, [name]).fetchone()
        if very.search(text):
            yield name, title


def _side_by_side(words: str) -> str:
    """The expression, in FTS5's language, for ``words`` side by side."""
    return '"' + words.replace('"', " ") + '"'
