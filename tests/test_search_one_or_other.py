"""Things with an "or" between them, words of a phrase that others were taken from, forms of a
medicine that is blamed, a misspelled word that has the root of another one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from conftest import fictional

from ingest.search_index.told import told_aspect
from ingest.site.search.engine import search
from ingest.site.search.lexicon.query_words import parse_query
from ingest.site.search.lexicon.reading import lexicon
from ingest.site.search.question.question_words import asked
from ingest.site.search.question.word_runs import torn_apart


@pytest.fixture(scope="module")
def eye(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The documents of a fictional medicine that is injected into the eye."""
    with fictional("kelvustra", tmp_path_factory.mktemp("eye")) as connection:
        yield connection


def topics(connection: sqlite3.Connection, text: str) -> set[str]:
    units = asked(lexicon(connection), parse_query(text)).units
    return {one.term for unit in units if unit.topic for one in unit.meanings}


def test_of_two_things_with_an_or_that_no_row_has_in_one_each_is_looked_for(
    eye: sqlite3.Connection,
) -> None:
    answer = search(eye, "can it bring on a heart attack or a stroke", learned=False)
    assert answer.has_hits
    assert not answer.absent


@pytest.mark.parametrize("form", ["injection", "jab", "injection into the eye", "infusion"])
def test_a_form_that_a_medicine_comes_in_is_blamed_as_it_is(
    eye: sqlite3.Connection, form: str
) -> None:
    assert "t:one-factor" not in topics(eye, f"can an {form} cause a stroke")


def test_what_stands_between_two_words_is_known_where_it_was_taken() -> None:
    whole = ["how", "does", "the", "drug", "get", "cells", "to", "kill", "cancer"]
    assert torn_apart(["the", "drug", "cancer"], whole, {"how", "does", "the", "to"}) == [0, 0, 3]


@pytest.mark.parametrize(("wrong", "right"), [("extention", "extension"), ("dosing", "")])
def test_a_misspelled_word_that_has_the_root_of_another_is_mended(
    eye: sqlite3.Connection, wrong: str, right: str
) -> None:
    mended = search(eye, f"{wrong} study", learned=False).mended
    assert mended.get(wrong, [""])[0] == right


@pytest.mark.parametrize(
    ("asks", "topic"),
    [
        ("which infections turned up most often", "evidence"),
        ("what are the warning signs of a retinal tear", "measure"),
        ("do clinicians follow the guide, is their awareness checked", "survey-study"),
        ("anything done beyond the product information", "additional-measure"),
    ],
)
def test_forms_of_questions_ask_for_kinds_of_rows(
    eye: sqlite3.Connection, asks: str, topic: str
) -> None:
    assert f"t:{topic}" in topics(eye, asks)


def test_a_statement_that_tells_of_a_boxed_warning_is_of_its_kind() -> None:
    row = {
        "kind": "statement",
        "aspect": "safety",
        "body": "It has a boxed warning.",
        "row_path": "",
    }
    assert "boxed" in told_aspect({**row, "context": None}).split()


def test_a_history_of_what_the_medicine_is_not_for_is_that_of_a_patient(
    eye: sqlite3.Connection,
) -> None:
    assert "t:risk-factor" in topics(eye, "cardiovascular history")
    assert topics(eye, "history of the policy") == {"t:history"}


def test_a_phrase_that_no_row_has_is_parted_from_history(eye: sqlite3.Connection) -> None:
    assert "cardiac history" not in search(eye, "cardiac history", learned=False).absent
