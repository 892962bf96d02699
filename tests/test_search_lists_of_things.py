"""Several things in one question are several things: no name of one is made of their words."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.result import look_up

RENAL, HEPATIC = (
    f"Use in patients with severe {organ} impairment" for organ in ("renal", "hepatic")
)


@pytest.mark.parametrize(
    "text",
    [
        "renal and hepatic impairment",
        "hepatic and renal impairment",
        "renal or hepatic impairment",
        "renal impairment and hepatic impairment",
        "severe renal and hepatic impairment",
        "kidney and liver impairment",
        "Renal / hepatic impairment",
        "missing information renal and hepatic impairment",
    ],
)
def test_a_word_that_two_names_share_is_of_both(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert (result.absent, result.related) == ([], [])
    assert {RENAL, HEPATIC} <= {hit.row.title.text for hit in result.hits}
    assert result.hits[0].row.title.text in (RENAL, HEPATIC)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("pregnancy and loss of appetite", "Decreased appetite"),
        ("advanced disease and renal impairment", RENAL),
        ("immunomodulatory agents and diarrhoea", "Pomalyst"),
    ],
)
def test_no_name_is_made_over_an_and(connection: sqlite3.Connection, text: str, first: str) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert result.hits[0].row.title.text == first


@pytest.mark.parametrize(
    "text",
    [
        "nausea vomiting diarrhoea",
        "nausea, vomiting and diarrhoea",
        "vomiting and diarrhoea",
        "nausea and vomiting",
    ],
)
def test_things_that_rows_list_are_not_told_to_be_said_by_none(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert (result.absent, result.related) == ([], [])
    assert result.hits[0].why.startswith("in its text")


@pytest.mark.parametrize(
    ("text", "said"),
    [("heart and vessels", "heart and vessels"), ("the frail and aged", "frail and aged")],
)
def test_what_rows_have_neither_of_stays_one_thing(
    connection: sqlite3.Connection, text: str, said: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.related == [said]
