"""Phrases for what no row has do not hide the names that rows have."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from conftest import fictional, first_said

from ingest.site.search.engine import search


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("fever and confusion", "confus"),
        ("confusion and fever", "confus"),
        ("heart failure patient", "heart failure"),
        ("exclude patients with heart failure", "heart failure"),
    ],
)
def test_a_name_that_rows_have_is_found_beside_what_they_have_not(
    connection: sqlite3.Connection, text: str, body: str
) -> None:
    answer = search(connection, text, learned=False)
    assert answer.has_hits
    assert body in first_said(connection, answer).lower()


def test_the_word_beside_a_name_stands_at_its_end(connection: sqlite3.Connection) -> None:
    units = search(connection, "heart failure patients", learned=False).units
    assert {one.words for one in units} == {("heart", "failure"), ("patients",)}


@pytest.mark.parametrize("text", ["hearing loss", "inflammatory back pain", "skin cancer"])
def test_a_name_of_something_else_is_not_taken_apart(
    connection: sqlite3.Connection, text: str
) -> None:
    assert not search(connection, text).has_hits


def test_what_stands_in_no_row_is_told_to_be_absent(connection: sqlite3.Connection) -> None:
    assert search(connection, "additional monitoring black triangle").absent == [
        "additional monitoring",
        "black triangle",
    ]
    assert not search(connection, "biosimilar").has_hits


@pytest.fixture(scope="module")
def lung(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with fictional("oxveldra", tmp_path_factory.mktemp("lung")) as connection:
        yield connection


def test_a_name_of_two_is_taken_apart_where_rows_have_each(lung: sqlite3.Connection) -> None:
    answer = search(lung, "SJS/TEN", learned=False)
    assert answer.has_hits
    assert answer.absent == []
    assert "cutaneous adverse reactions" in first_said(lung, answer)


def test_a_name_in_capitals_is_no_number(lung: sqlite3.Connection) -> None:
    named, number = (search(lung, text, learned=False) for text in ("TEN", "ten patients"))
    assert "cutaneous adverse reactions" in first_said(lung, named)
    assert " 10 " in f" {first_said(lung, number)} "


def test_what_a_row_prints_with_its_stop_words_is_not_absent(lung: sqlite3.Connection) -> None:
    answer = search(lung, "taken with food", learned=False)
    assert answer.absent == []
    assert "with food" in first_said(lung, answer)


def test_an_abbreviation_that_rows_have_but_as_a_number_is_absent(
    connection: sqlite3.Connection,
) -> None:
    assert search(connection, "TEN", learned=False).absent == ["ten"]


@pytest.mark.parametrize("text", ["rest 40 tablets between cycles", "blackouts in 6 weeks"])
def test_what_is_near_stays_where_examples_speak_of_another_number(
    connection: sqlite3.Connection, text: str
) -> None:
    answer = search(connection, text)
    assert answer.level == "near"
    assert len(answer.rows)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("more than the prescribed dose", True), ("prescribed dose", False), ("once a week", False)],
)
def test_what_compares_is_meant_as_a_whole(
    connection: sqlite3.Connection, text: str, meant: bool
) -> None:
    said = {one.said for unit in search(connection, text).units for one in unit.meanings}
    assert any(" than " in one for one in said) == meant
