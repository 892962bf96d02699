"""Words in, which rows print them side by side, and which documents do, out."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator

import numpy as np

from ingest.site.search.lexicon.meanings import Numbers
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.lexicon.stemming import stems_of_full_text

MOST_READ = 100
"""Texts of documents, or of rows, that are read to see whether they have the very words."""
SHORTEST = 6
"""Letters of the shortest word whose ending may be that of several, not of an abbreviation."""


def is_printed(
    connection: sqlite3.Connection,
    words: str,
    or_known_as: bool = False,
    but_of_documents: bool = False,
) -> bool:
    """Whether the name or the text of a row has ``words`` side by side, in their order: "are not
    allowed"; or (``or_known_as``) whatever else it is known by: "no appetite". Forms of a word that
    have its stem are as good. Of the rows of documents alone (``but_of_documents``) the definition
    of a legal status is none."""
    phrase = _side_by_side(words)
    phrase = phrase if or_known_as else f"{{title body}} : {phrase}"
    sql = (
        "select 1 from search_index_fts f join search_index i on i.id = f.rowid "
        "where search_index_fts match ? and (i.document_id is not null or not ?) limit 1"
    )
    return connection.execute(sql, [phrase, but_of_documents]).fetchone() is not None


def is_very_word(connection: sqlite3.Connection, word: str, but_of_documents: bool = False) -> bool:
    """Whether the name or the text of a row has ``word`` itself, not but a form of it; one of a
    document, or of the base (``but_of_documents``: a heading of the label is of none)."""
    texts = texts_of(connection, rows_printing(connection, word)[:MOST_READ], but_of_documents)
    return any(word in words_in(text) for text in texts)


def rows_printing(connection: sqlite3.Connection, words: str) -> Numbers:
    """The rows whose name or text has ``words`` side by side, in their order, or forms of them."""
    sql = "select rowid - 1 from search_index_fts where search_index_fts match ? order by rowid"
    found = connection.execute(sql, [f"{{title body}} : {_side_by_side(words)}"])
    return np.array([row for (row,) in found], np.int32)


def texts_of(
    connection: sqlite3.Connection, rows: Numbers, but_of_documents: bool = False
) -> Iterator[str]:
    """What each of ``rows`` (from 0) prints: its name and its text; of all, or ``but_of_documents``
    and medicines."""
    sql = (
        "select title || ' ; ' || body from json_each(?) e join search_index i on i.id = e.value "
        f"{'where i.product_id is not null' if but_of_documents else ''} order by e.key"
    )
    return (text for (text,) in connection.execute(sql, [json.dumps((rows + 1).tolist())]))


def is_in_a_document(connection: sqlite3.Connection, words: str) -> bool:
    """Whether the text of a document has ``words`` side by side, or forms of them."""
    sql = "select 1 from documents_fts where documents_fts match ? limit 1"
    return connection.execute(sql, [f"text : {_side_by_side(words)}"]).fetchone() is not None


def places_printing(
    connection: sqlite3.Connection, words: str
) -> Iterator[tuple[str, str, str, int, int]]:
    """Where the texts of documents first have ``words`` side by side, be it that no row was made of
    them: the document, its title, its text, and where the words begin and end there.

    A hyphen and a line break are as good as a blank, and forms of a word as good as that; PRES is
    none of "present", nor of "pre". So many texts at most are read as ``MOST_READ`` says."""
    having = connection.execute(
        "select id from documents where rowid in "
        "(select rowid from documents_fts where documents_fts match ?) order by id limit ?",
        [f"text : {_side_by_side(words)}", MOST_READ],
    ).fetchall()
    stems = stems_of_full_text(words_in(words))
    forms = r"[\W_]+".join(map(_forms, words.replace('"', " ").split()))
    very = re.compile(rf"(?<![^\W_]){forms}", re.IGNORECASE)
    sql = "select coalesce(title, source_file), text from documents where id = ?"
    for (name,) in having:
        title, text = connection.execute(sql, [name]).fetchone()
        for match in very.finditer(text):
            if stems_of_full_text(words_in(match[0])) == stems:
                yield str(name), str(title), str(text), match.start(), match.end()
                break


def _forms(word: str) -> str:
    """A pattern for what begins as the forms of a word do: several, or one; 4.8% has none."""
    beginning = word.removesuffix("s") if len(word) >= SHORTEST else word
    return re.escape(beginning) + (r"[^\W_]*" if word[-1].isalnum() else "")


def _side_by_side(words: str) -> str:
    """The expression, in FTS5's language, for ``words`` side by side."""
    return '"' + words.replace('"', " ") + '"'
