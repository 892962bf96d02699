"""The server answers from the build that it began with."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from ingest.server import application, hold
from ingest.site.settings import DATABASE


def emptied(database: Path, path: Path) -> Path:
    """A copy of a database without what it says of safety concerns."""
    shutil.copy(database, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("delete from search_words")
        connection.commit()
    return path


async def counted(database: Path, other: Path, held: bool) -> set[int]:
    """The numbers of rows that all threads see after ``other`` took the place of ``database``."""
    site = application(database)

    def count(connection: sqlite3.Connection) -> int:
        time.sleep(0.05)  # so that all threads have something to do
        (found,) = connection.execute("select count(*) from search_words").fetchone()
        return int(found)

    base = site.get_database(DATABASE)
    if held:
        await hold(site)
    await base.execute_fn(count)
    other.replace(database)
    return set(await asyncio.gather(*(base.execute_fn(count) for _ in range(16))))


def test_a_build_that_takes_the_place_of_the_database_is_for_the_next_start(
    database: Path, tmp_path: Path
) -> None:
    here = tmp_path / "here.db"
    shutil.copy(database, here)
    rows = asyncio.run(counted(here, emptied(database, tmp_path / "new.db"), held=True))
    assert len(rows) == 1
    assert rows != {0}


def test_threads_that_open_it_later_would_read_another_file(database: Path, tmp_path: Path) -> None:
    here = tmp_path / "here.db"
    shutil.copy(database, here)
    rows = asyncio.run(counted(here, emptied(database, tmp_path / "new.db"), held=False))
    assert 0 in rows
