"""Rows in, tables of a database and their full-text indexes filled."""

from __future__ import annotations

import sqlite3
from typing import Any


def insert(
    connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]], conflict: str = ""
) -> None:
    """Store ``rows``, which all have the same columns; ``conflict`` is SQL ("or ignore")."""
    if rows:
        columns = ", ".join(rows[0])
        marks = ", ".join(f":{column}" for column in rows[0])
        connection.executemany(f"insert {conflict} into {table} ({columns}) values ({marks})", rows)


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
