"""How long ago something was, in a question."""

from __future__ import annotations

import sqlite3

import pytest
from conftest import edited
from one_question import question

from ingest.site.search.engine import search
from ingest.site.search.question.times_past import without_times_past


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("knocked my head years ago", "knocked my head"),
        ("a stroke 2 years ago", "a stroke"),
        ("had a clot a couple of months ago", "had a clot"),
        ("for years", "for years"),
        ("ago", "ago"),
    ],
)
def test_how_long_ago_is_not_asked_for(
    connection: sqlite3.Connection, text: str, left: str
) -> None:
    assert without_times_past(question(connection, text)) == left.split()


def test_an_ordinary_word_beside_the_very_name_of_a_row_is_no_bar(
    connection: sqlite3.Connection,
) -> None:
    sql = "update risk_factors set factor = ? where id = (select min(id) from risk_factors)"
    copy = edited(connection, (sql, ["head injury"]))
    assert search(copy, "knocked my head in a crash years ago", learned=False).has_hits
    assert not search(copy, "parking garage in a crash", learned=False).has_hits
