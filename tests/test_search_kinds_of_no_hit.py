"""What asks for a kind of rows of a thing of which no hit is, or of a document that does not say
it: each is told."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.result import look_up


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("highest overdose amount taken", "highest … amount"),
        ("MRI screening before selinexor", "screening before"),
    ],
)
def test_what_no_hit_on_the_thing_is_of_is_told(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.untold == [words]


@pytest.mark.parametrize(
    "text",
    [
        "What is known about use in people with very poor kidney function?",  # that it is missing
        "What should I watch for in my elderly mother?",  # people, of whom anything is asked
        "Which metabolic problems can tip a patient into confusion?",  # rows say "patients"
        "dad is muddled since he started the pills",  # one word, of anything
        "feeling worn out all the time",
        "anti-sickness medicine with xpovio",
        "contraception duration after last dose",
        "maximum weekly dose",  # no thing beside it
        "prior auth age limit Xpovio",  # the first hit is one
    ],
)
def test_what_rows_are_of_and_what_is_said_of_anything_is_not(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.untold == []


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("RMP contraception", "RMP", "contraception"),
        ("contraception RMP", "RMP", "contraception"),
        ("RMP approval date", "RMP", "approval date"),
        ("confusion policy", "policy", "confusion"),
        ("is nausea mentioned in the EPAR", "EPAR", "nausea"),
    ],
)
def test_what_the_document_that_is_named_beside_it_does_not_say_is_told(
    connection: sqlite3.Connection, text: str, place: str, words: str
) -> None:
    told = [(one.place, one.words) for one in look_up(connection, text).not_there]
    assert told == [(place, words)]


@pytest.mark.parametrize(
    "text", ["RMP nausea", "cataract policy", "Nexpovio RMP", "RMP", "EPAR link", "RMP version"]
)
def test_what_it_says_or_is_not_here_is_not(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.not_there == []


@pytest.mark.parametrize("text", ["How is hyponatraemia treated?", "How is fatigue managed?"])
def test_a_question_with_the_name_of_a_concern_in_it_is_no_word_of_the_name(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).untold == [text.lower().rstrip("?")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("asthenia", "asthenia"),
        ("thrombocytopenia relative risk versus control", "relative risk"),
    ],
)
def test_what_is_not_quite_that_is_told(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    assert look_up(connection, text).related == [words]
