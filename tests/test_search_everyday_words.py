"""Everyday words that no row has do not stand in the way; words that name a thing do."""

from __future__ import annotations

import sqlite3

import pytest
from conftest import first_said

from ingest.site.search.engine import search


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("fatigue on the couch all afternoon", "Fatigue"),
        ("rushed upstairs and stumbled over the rug, nausea", "Nausea"),
        ("kitchen, carton", "carton"),
    ],
)
def test_everyday_words_that_no_row_has_count_little(
    connection: sqlite3.Connection, text: str, title: str
) -> None:
    answer = search(connection, text, learned=False)
    assert answer.has_hits
    assert title.lower() in first_said(connection, answer).lower()


@pytest.mark.parametrize("text", ["toenails in the carton", "couch", "knock on the sofa"])
def test_what_names_a_thing_must_be_there(connection: sqlite3.Connection, text: str) -> None:
    assert not search(connection, text, learned=False).has_hits


def test_everyday_words_are_told_to_be_in_no_document(connection: sqlite3.Connection) -> None:
    answer = search(connection, "couch, carton", learned=False)
    assert answer.has_hits
    assert answer.level == "most"
    assert "couch" in answer.absent


def test_a_form_of_a_word_that_only_ranks_may_name_a_thing(connection: sqlite3.Connection) -> None:
    assert search(connection, "I heard that the tablets damage something").has_hits
    answer = search(connection, "can the tablets damage my hearing")
    assert not answer.has_hits
    assert answer.absent == ["hearing"]
