"""A search for which several rows answer alike: they are all found, none far behind the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.site.search_engine import search


@pytest.fixture(scope="module")
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database)) as connection:
        yield connection


def found(connection: sqlite3.Connection, text: str, most: int = 5) -> list[tuple[str, str, str]]:
    """Kind, title and body of the first hits; none where they are but near."""
    answer = search(connection, text)
    hits = answer.page(0, most) if answer.level in ("all", "most") else []
    sql = "select kind, title, body from search_index where id = ?"
    return [connection.execute(sql, [hit.id]).fetchone() for hit in hits]


@pytest.mark.parametrize(
    ("text", "measure", "sections"),
    [
        ("PIL sections for low sodium", "Hyponatraemia", ["PL 2", "PL 4"]),
        ("where does the leaflet speak of tiredness", "Fatigue", ["PL 2", "PL 4"]),
    ],
)
def test_sections_cited_for_a_concern_are_found_behind_the_measure_that_cites_them(
    connection: sqlite3.Connection, text: str, measure: str, sections: list[str]
) -> None:
    hits = found(connection, text)
    assert hits[0][:2] == ("measure", f"{measure}: routine measure")
    titles = [title for kind, title, _ in hits if kind == "label_section"]
    assert [one for one in sections if any(title.startswith(one) for title in titles)] == sections
