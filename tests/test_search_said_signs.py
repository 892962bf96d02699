"""Measures with a sign: what lies on the other side of a number is not meant."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from plans import PLAN, put_plan

from ingest import pipeline
from ingest.site.search.engine import search
from ingest.site.search.hits import shown
from ingest.site.search.result import look_up

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


def test_what_no_row_has_is_told_with_its_sign(connection: sqlite3.Connection) -> None:
    for query in ("CrCl >30", "CrCl 30 or more"):
        assert [one.words for one in look_up(connection, query).absent] == [query.lower()]


def test_a_sign_that_stands_behind_its_number_counts_too(connection: sqlite3.Connection) -> None:
    assert found(connection, "ECOG PS 2 or more")[0] == "all"
    assert found(connection, "ECOG PS >= 2")[0] == "all"
    assert found(connection, "ECOG PS <2")[0] in ("near", "none")


def test_another_number_with_a_sign_leaves_a_measure_alone(connection: sqlite3.Connection) -> None:
    level, titles = found(connection, "patients over 65 with CrCl <30")
    assert level in ("all", "most")
    assert SEVERE in titles


def whys(connection: sqlite3.Connection, query: str) -> list[str]:
    """Why the first rows were found."""
    return [hit.why for hit in shown(connection, search(connection, query), 0, 3)]


def test_a_row_on_the_other_side_of_a_number_is_without_it(
    connection: sqlite3.Connection,
) -> None:
    first = whys(connection, "hyponatraemia grade <3")
    assert first
    assert all("without: grade <3" in why for why in first)
    assert "without" not in whys(connection, "hyponatraemia grade ≥3")[0]


@pytest.fixture
def non(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A base of a plan with a concern that says what it is not."""
    put_plan(tmp_path / "sources", text=PLAN.replace("Malignancy", "Non-pathological fracture"))
    pipeline.build([tmp_path / "sources"], tmp_path / "made.db")
    with closing(sqlite3.connect(tmp_path / "made.db")) as made:
        yield made


def test_a_word_behind_non_is_not_met_by_its_opposite(non: sqlite3.Connection) -> None:
    title = "Non-pathological fracture"
    assert title in found(non, "non-pathological fracture")[1]
    assert title in found(non, "fracture")[1]
    assert title not in found(non, "pathological fracture")[1]
    assert title not in found(non, "pathologic fractures")[1]


def test_a_state_that_no_row_has_of_a_thing_is_told(connection: sqlite3.Connection) -> None:
    first = shown(connection, search(connection, "decreased infections"), 0, 5)
    risk = next(hit for hit in first if hit.row.kind == "risk")
    assert risk.why.endswith("without: decreased")
