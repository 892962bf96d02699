"""Whether the medicine causes something asks about that, not for the factors of it."""

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


@pytest.mark.parametrize(
    "text",
    [
        "does selinexor cause hyponatraemia",
        "can low sodium be caused by selinexor",
        "could nexpovio be causing his confusion",
        "can the tablets cause weight loss",
        "is selinexor the cause of low sodium",
        "infections caused by xpovio",
    ],
)
def test_the_medicine_is_blamed(connection: sqlite3.Connection, text: str) -> None:
    assert search(connection, text).found[0].kind in ("risk", "warning")


@pytest.mark.parametrize(
    "text", ["what causes hyponatraemia in patients on selinexor", "causes of low sodium"]
)
def test_causes_are_factors_else(connection: sqlite3.Connection, text: str) -> None:
    assert search(connection, text).found[0].kind in ("factor", "statement")


@pytest.mark.parametrize("text", ["all safety warnings", "all safety warnings in the US policy"])
def test_stop_words_name_nothing_where_words_stood_between(
    connection: sqlite3.Connection, text: str
) -> None:
    assert {one.kind for one in search(connection, text).found[:5]} == {"warning"}
