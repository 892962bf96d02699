"""A built database in, what is wrong with it out. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import NotADatabase
from ingest.records import OUTSIDE


@dataclass(frozen=True, slots=True)
class Check:
    """One check by name, and what failed it: nothing when all is well."""

    name: str
    failures: list[str] = field(default_factory=list)


def open_database(path: Path) -> sqlite3.Connection:
    """Open a database for reading. Raises NotADatabase when it is none that riskplan built."""
    if not path.exists():
        raise NotADatabase(f"{path}: no such database; make it with: riskplan build")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("select fingerprint from builds").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise NotADatabase(
            f"{path}: not a database that riskplan built ({error}); make one with: riskplan build"
        ) from error
    return connection


def check(path: Path) -> list[Check]:
    """All checks of the database at ``path``. Raises NotADatabase as ``open_database`` does."""
    with closing(open_database(path)) as connection:
        return list(_checks(connection))


def _checks(connection: sqlite3.Connection) -> Iterator[Check]:
    damage = [row[0] for row in connection.execute("pragma integrity_check") if row[0] != "ok"]
    yield Check("the file is whole", damage)
    broken = connection.execute("pragma foreign_key_check").fetchall()
    yield Check("foreign keys lead somewhere", [f"{r[0]} row {r[1]}: no {r[2]}" for r in broken])
    views = connection.execute(
        "select name from sqlite_master where type = 'view'"
        " and (name like 'unfaithful\\_%' escape '\\' or name like 'unmet\\_%' escape '\\')"
        " order by name"
    ).fetchall()
    for (view,) in views:
        rows = connection.execute(f"select * from {view}").fetchall()
        yield Check(f"{view} is empty", [" | ".join(map(str, row)) for row in rows])
    yield Check(
        "nothing is unread",
        [
            f"{document}: {end - start} characters from {start}: {quote[:60]!r} ({reason})"
            for document, start, end, quote, reason in connection.execute(
                "select document_id, char_start, char_end, quote, reason from unread"
                " where reason <> ? order by document_id, char_start",
                [OUTSIDE],
            )
        ],
    )
