"""Measures with a sign: what lies on the other side of a number is not meant."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.engine import search
from ingest.site.search.hits import shown

SEVERE = "Use in patients with severe renal impairment"


def found(connection: sqlite3.Connection, query: str) -> tuple[str, list[str]]:
    """The level of an answer, and the titles of its first rows."""
    answer = search(connection, query)
    return answer.level, [hit.row.title.text for hit in shown(connection, answer, 0, 10)]


@pytest.mark.parametrize("query", ["CrCl <30", "CrCl < 30", "CrCl below 30", "eGFR under 30"])
def test_a_measure_with_its_own_sign_is_met(connection: sqlite3.Connection, query: str) -> None:
    level, titles = found(connection, query)
    assert (level, titles[0]) == ("all", SEVERE)


@pytest.mark.parametrize("query", ["CrCl >30", "CrCl ≥ 30", "CrCl above 30", "CrCl 30 or more"])
def test_a_measure_with_the_opposite_sign_is_no_hit(
    connection: sqlite3.Connection, query: str
) -> None:
    level, _ = found(connection, query)
    assert level in ("near", "none")


def test_a_sign_that_stands_behind_its_number_counts_too(connection: sqlite3.Connection) -> None:
    assert found(connection, "ECOG PS 2 or more")[0] == "all"
    assert found(connection, "ECOG PS >= 2")[0] == "all"
    assert found(connection, "ECOG PS <2")[0] in ("near", "none")


def test_another_number_with_a_sign_leaves_a_measure_alone(connection: sqlite3.Connection) -> None:
    level, titles = found(connection, "patients over 65 with CrCl <30")
    assert level in ("all", "most")
    assert SEVERE in titles
