"""What a question asks to be told of a thing is told to be said by no row, where none prints it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from conftest import fictional

from ingest.site.search.result import look_up


@pytest.fixture(scope="module")
def eye(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The documents of a fictional medicine that is injected into the eye."""
    with fictional("kelvustra", tmp_path_factory.mktemp("eye")) as connection:
        yield connection


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("does the tiredness go away after you stop selinexor", "go away"),
        ("which form do i fill in for xpovio approval", "which form do i"),
        (
            "how long does it take to get prior approval for xpovio",
            "how long does it take to get",
        ),
        ("does acute cerebelar syndrome get better again", "get better again"),
        ("is the fatigue reversible", "reversible"),
        ("in which countries did the acute cerebellar syndrome cases occur", "which countries"),
        ("how many people gave up selinexor because of tiredness", "gave up selinexor because"),
        ("what is a normal sodium level", "normal sodium level"),
        ("what sodium level is grade 3 hyponatremia", "what sodium level is grade"),
        ("first signs of tumour lysis", "first signs"),
        ("how soon does hyponatraemia start", "how soon"),
        ("how does selinexor stop the body making platelets", "how does selinexor stop the body"),
        ("when was DLBCL withdrawn from the Xpovio label", "when was dlbcl withdrawn"),
        ("dexamethasone in the morning or at night?", "morning or at night"),
        ("take with or without food?", "with or without food"),
        ("which antiemetic is most effective", "most effective"),
        ("how many treatment cycles", "how many treatment cycles"),
        ("which days of the week twice weekly", "which days"),
        ("treatment for high calcium", "treatment"),
        ("how do I report an adverse reaction", "how do i report"),
        ("signs of dehydration", "signs"),  # those of low sodium are told
        ("how long does neutropenia last", "how long does neutropenia last"),
    ],
)
def test_what_no_row_of_the_thing_tells_is_told(
    connection: sqlite3.Connection, text: str, said: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert said in result.untold


@pytest.mark.parametrize(
    "text",
    [
        "did patients recover after an overdose?",
        "how long do side effects of an overdose go on",
        "how does selinexor stop cancer cells growing",
        "coming off steroids",
        "organs giving up",
        "exhaustion when steroids wear off",
        "low sodium",
    ],
)
def test_what_a_row_tells_or_nobody_asks_is_not(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.untold == []


def test_one_row_of_the_thing_that_tells_it_is_enough(eye: sqlite3.Connection) -> None:
    assert "go away" not in look_up(eye, "does endophthalmitis go away").untold
    assert "go away" in look_up(eye, "does traumatic cataract go away").untold


@pytest.mark.parametrize(
    "text",
    [
        "Who is the qualified person for pharmacovigilance for Nexpovio?",
        "who sits on the FEP Pharmacy and Medical Policy Committee",
        "NICE on cost-effectiveness of selinexor",
    ],
)
def test_what_such_documents_never_tell_is_absent(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).absent
