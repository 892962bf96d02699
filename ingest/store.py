"""Documents with their rows in, a SQLite file out. The only module that imports sqlite_utils.

The file is built beside the old one and swapped in by one rename: a build that is killed leaves
the old database as it was. The same inputs give the same bytes.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ingest.crosswalk.fill import fill_crosswalk
from ingest.filling import fill_indexes, row_counts
from ingest.search_index.fill import fill_search
from ingest.table_rows import Prepared, as_columns

__all__ = ["as_columns", "refusal", "store"]

SHARED = {
    "substances": ("id",),
    "substance_parts": ("substance_id", "part_id"),
    "products": ("id",),
}
"""Tables to which several documents give the same row, and what makes it the same."""


def store(
    documents: Iterable[Prepared], path: Path, fingerprint: str, version: str, reference: bytes
) -> None:
    """Write ``documents`` to a new database and put it in the place of ``path``.

    It begins as ``reference``, the database of the dictionaries. Raises sqlite3.IntegrityError
    when rows contradict the schema; ``path`` is then untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    building = path.with_name(f"{path.name}.building-{os.getpid()}")
    building.unlink(missing_ok=True)
    try:
        building.write_bytes(reference)
        connection = sqlite3.connect(building)
        try:
            _write(connection, documents, fingerprint, version)
        finally:
            connection.close()
        with building.open("rb") as file:
            os.fsync(file.fileno())
        building.replace(path)
    finally:
        building.unlink(missing_ok=True)


def refusal(document: Prepared, reference: bytes) -> str | None:
    """What the schema has against ``document`` when it is stored alone; None where nothing."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(reference)
        try:
            _fill_tables(connection, [document], "", "")
            connection.commit()
        except sqlite3.IntegrityError as error:
            return str(error)
    return None


def _write(
    connection: sqlite3.Connection, documents: Iterable[Prepared], fingerprint: str, version: str
) -> None:
    known = _fill_tables(connection, documents, fingerprint, version)
    fill_search(connection)
    fill_crosswalk(connection)
    fill_indexes(connection, known)
    connection.commit()
    connection.execute("pragma optimize")


def _fill_tables(
    connection: sqlite3.Connection, documents: Iterable[Prepared], fingerprint: str, version: str
) -> dict[str, int]:
    """Store all rows; how many rows of indexed tables were there before them."""
    # The file is thrown away unless it is complete, so it needs no journal of its own.
    connection.executescript("pragma journal_mode = off; pragma synchronous = off;")
    known = row_counts(connection)
    connection.execute("pragma foreign_keys = on")
    connection.execute("begin")
    connection.execute("pragma defer_foreign_keys = on")
    from sqlite_utils import Database  # slow to import, and an unchanged build needs none

    database = Database(connection)
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    tables["builds"].append({"fingerprint": fingerprint, "version": version})
    for document in documents:
        for name, rows in document.tables.items():
            tables[name] += rows
    for name, rows in tables.items():
        key = SHARED.get(name)
        database.table(name).insert_all(_distinct(rows, key) if key else rows)
    return known


def _distinct(rows: list[dict[str, Any]], key: tuple[str, ...]) -> list[dict[str, Any]]:
    return list({tuple(map(row.get, key)): row for row in reversed(rows)}.values())[::-1]


def _sweep(path: Path) -> None:
    """Take away what builds that were killed left beside the database."""
    for left in path.parent.glob(f"{path.name}.building-*"):
        number = re.search(r"\d+$", left.name)
        if number and not _alive(int(number.group())):
            left.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    with contextlib.suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
