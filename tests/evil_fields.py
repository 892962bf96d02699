"""A plan and a policy whose every field holds mark-up, scripts and template syntax.

A built database in, the same one with all free text replaced out: found by the schema, so that a
new column is filled too. What a CHECK allows a few values only keeps those. Offsets and lengths
stay, so every quote is still the text at its place.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from conftest import refill_search

from ingest.reference_tables import REFERENCE_TABLES

SCRIPT = "<script>alert(1)</script>"
EVIL = (
    f"{SCRIPT}\"><img src=x onerror=alert(1)>'t{{{{7*7}}}}t{{% raise %}}${{7*7}}</title></textarea>"
    "]]>--><svg onload=alert(1)>\u202e\u2066&lt;b&gt;\u2028\t"
)
"""What stands in every field; a template that ran it would say t49t."""
EVIL_ADDRESS = f"javascript:alert(1)//{EVIL}"
EVIL_ID = "\"'><b onclick=alert(1)>t{{7*7}}t"
"""What every id of a row that was read ends in; ids of the dictionaries are ours."""
DICTIONARIES = {*REFERENCE_TABLES, "concepts", "concept_synonyms", "broader_concepts"}
MATCHES = ("risk_concepts", "risk_factor_concepts", "policy_warning_concepts")
NOT_TEXT = {("documents", "media_type"), ("documents", "sha256"), ("builds", "version")}
"""Columns that say what the file and the program are."""
IN_EMPTY_TABLES = (
    "insert into local_codes select id, 'x', 'x', 'x' from concepts limit 1",
    "insert into unread select 'x', document_id, page, char_start, char_end, quote from risks",
    "insert into document_facts select document_id || '-fact', 'holder', 'x', document_id, page,"
    " char_start, char_end, quote from risks group by document_id",
    "insert into pre_approval_allowances select id || '-a', policy_id, 1, 18, 75, 28, 'tablets',"
    " 28, 20, 'x', document_id, page, char_start, char_end, quote from policy_history limit 1",
    "insert into study_milestones select id || '-m', id, 'x', 'x', 'x', document_id, page,"
    " char_start, char_end, quote from studies",
    "insert into study_concerns select y.id || '-c', y.id, r.id, null, y.document_id, y.page,"
    " y.char_start, y.char_end, y.quote from studies y, risks r where r.ordinal = 1",
)
"""Rows of tables that the shipped documents have none for."""


def make_evil(database: Path, path: Path) -> None:
    """Copy ``database`` to ``path`` and fill the copy."""
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in IN_EMPTY_TABLES:
            connection.execute(statement)
        tables = tables_read(connection)
        for table in tables:
            for column in free_columns(connection, table):
                _fill(connection, table, column)
        _fill_texts(connection, tables)
        _fill_ids(connection, tables)
        refill_search(connection)
        for table in MATCHES:
            _fill(connection, table, "term")
        for (name,) in connection.execute(
            "select name from sqlite_master where sql like 'create virtual table%using fts5%'"
        ).fetchall():
            connection.execute(f"insert into {name} ({name}) values ('rebuild')")


def tables_read(connection: sqlite3.Connection) -> list[str]:
    """All tables but those of the search, which are filled from the others."""
    return [
        name
        for (name,) in connection.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            " and name not like '%\\_fts%' escape '\\' and name not like 'search_%'"
            " and name not in ('known_words', 'builds')"
        )
        if name not in MATCHES
    ]


def _keys(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """The columns of a table that refer to another, and which one."""
    return {row[3]: row[2] for row in connection.execute(f"pragma foreign_key_list({table})")}


def free_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The text columns that are no key and whose words may be any."""
    keys = _keys(connection, table)
    return [
        name
        for _, name, kind, _, _, key in connection.execute(f"pragma table_info({table})")
        if kind.lower() == "text"
        and name not in {"quote", *keys}
        and not (key and name == "id")
        and not (table in DICTIONARIES and key)
        and (table, name) not in {*NOT_TEXT, ("documents", "text")}
    ]


def _fill(connection: sqlite3.Connection, table: str, column: str) -> None:
    """Put evil words before those of each row, or an evil array or object in the place of one."""
    rows = connection.execute(f"select rowid, {column} from {table}").fetchall()
    connection.execute("savepoint filling")
    for row_id, said in rows:
        for evil in (_evil(column, said, row_id), json.dumps([EVIL])):
            try:
                connection.execute(
                    f"update {table} set {column} = ? where rowid = ?", [evil, row_id]
                )
                break
            except sqlite3.IntegrityError:  # a CHECK: JSON alone, or one of a few values
                continue
        else:
            connection.execute("rollback to filling")
            break
    connection.execute("release filling")


def _evil(column: str, said: str | None, row_id: int) -> str:
    if said and said[0] in "[{" and column != "text":
        found = json.loads(said)
        return json.dumps([EVIL, *found] if isinstance(found, list) else {**found, EVIL: EVIL})
    evil = EVIL_ADDRESS if column.endswith(("url", "address")) else EVIL
    return f"{evil} {said or ''} {row_id}".strip()


def _fill_texts(connection: sqlite3.Connection, tables: list[str]) -> None:
    """Put evil text of the same length in the place of each document's, and quote that."""
    for document_id, length in connection.execute("select id, length(text) from documents"):
        text = (f"{EVIL}\n" * (length // len(EVIL) + 1))[:length]
        connection.execute("update documents set text = ? where id = ?", [text, document_id])
    for table in tables:
        columns = {row[1] for row in connection.execute(f"pragma table_info({table})")}
        if {"quote", "char_start", "document_id"} <= columns:
            connection.execute(
                f"update {table} set quote = (select substr(text, char_start + 1,"
                f" char_end - char_start) from documents d where d.id = {table}.document_id)"
                " where quote is not null"
            )


def _fill_ids(connection: sqlite3.Connection, tables: list[str]) -> None:
    """Put evil words after the ids of all rows that were read, and where others refer to them."""
    for table in tables:
        named = {row[1] for row in connection.execute(f"pragma table_info({table})") if row[5]}
        columns = [name for name, to in _keys(connection, table).items() if to not in DICTIONARIES]
        if "id" in named and table not in DICTIONARIES:
            columns.append("id")
        for column in columns:
            connection.execute(
                f"update {table} set {column} = {column} || ? where {column} is not null",
                [EVIL_ID],
            )
