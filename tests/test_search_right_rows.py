"""Rows that a question is about stand among its first hits, before those of look-alike words."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search_result import look_up


def first_paths(connection: sqlite3.Connection, text: str, most: int = 5) -> list[str]:
    return [hit.row.row_path.rsplit("/", 1)[-1] for hit in look_up(connection, text, 0, most).hits]


@pytest.mark.parametrize("text", ["about a quarter", "a quarter", "a quarter of patients"])
def test_a_quarter_is_a_share(connection: sqlite3.Connection, text: str) -> None:
    assert "neutropenia" in first_paths(connection, text)[0]


@pytest.mark.parametrize("text", ["how many tablets in a quarter", "how much is allowed a quarter"])
def test_a_quarter_of_what_is_limited_is_of_a_year(
    connection: sqlite3.Connection, text: str
) -> None:
    assert "limit" in first_paths(connection, text)[0]


@pytest.mark.parametrize("text", ["psychiatric", "psychiatric disorders", "does it affect my mood"])
def test_a_confusional_state_is_psychiatric(connection: sqlite3.Connection, text: str) -> None:
    assert "nexpovio-rmp-summary-confusional-state" in first_paths(connection, text)
