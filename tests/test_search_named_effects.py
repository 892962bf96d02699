"""What is said of a thing that is named asks about that thing."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.engine import search


@pytest.mark.parametrize(
    "text",
    [
        "does selinexor cause hyponatraemia",
        "can low sodium be caused by selinexor",
        "could nexpovio be causing his confusion",
        "can the tablets cause weight loss",
        "is selinexor the cause of low sodium",
        "infections caused by xpovio",
        "is bleeding linked to selinexor",
        "can selinexor bring on confusion",
        "how is low sodium managed",
    ],
)
def test_the_medicine_is_blamed(connection: sqlite3.Connection, text: str) -> None:
    assert search(connection, text, learned=False).found[0].kind in ("risk", "warning")


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


@pytest.mark.parametrize(
    ("text", "kind", "category"),
    [
        ("side effects affecting driving", "label_section", None),
        ("low sodium adverse event incidence", "figure", None),
        ("a history of low sodium as predictor", "factor", None),
        ("side effects in myeloma patients", "risk", "identified"),
    ],
)
def test_side_effects_and_history_beside_a_name(
    connection: sqlite3.Connection, text: str, kind: str, category: str | None
) -> None:
    found = search(connection, text, learned=False).found
    assert kind in {one.kind for one in found[:2]}
    assert category in {None, *(one.category for one in found[:2])}


def test_words_alike_are_told_apart_by_their_prepositions(connection: sqlite3.Connection) -> None:
    assert search(connection, "what are the tablets for").found[0].kind == "indication"
    assert search(connection, "what is in the tablets").found[0].kind == "label_section"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("what to do if platelets fall", "monitoring"),
        ("low platelets, what to do", "monitoring"),
        ("what can I do so I do not lose weight", "advice"),
    ],
)
def test_what_to_do_asks_for_what_is_done(
    connection: sqlite3.Connection, text: str, title: str
) -> None:
    sql = "select aspect from search_index where id = ?"
    found = search(connection, text).found[0]
    assert title in connection.execute(sql, [found.id]).fetchone()[0]


def test_a_month_of_it_is_no_month(connection: sqlite3.Connection) -> None:
    assert search(connection, "what does a month of xpovio cost").level in ("near", "none")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("does a low platelet count before starting matter", "baseline thrombocytopenia"),
        ("are diabetics at more risk of low sodium", "diabetes"),
        ("does being overweight increase neutropenia", "body mass index"),
    ],
)
def test_what_was_there_before_is_a_factor(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    sql = "select lower(body) from search_index where id = ?"
    found = search(connection, text).found[:2]
    assert "factor" in {one.kind for one in found}
    assert words in connection.execute(sql, [found[0].id]).fetchone()[0]
