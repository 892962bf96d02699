"""Questions that no row answers, though rows have their words: it is told what none says."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.kinds_and_things import Apart
from ingest.site.search_result import look_up


@pytest.mark.parametrize(
    ("text", "asked", "words"),
    [
        ("is anaemia a side effect", "", "anaemia"),
        ("could nausea be a side effect", "", "nausea"),
        ("is insomnia an adverse reaction of Xpovio", "", "insomnia"),
        ("is anaemia a risk", "", "anaemia"),
        ("is there a risk of anaemia", "", "anaemia"),
        ("is confusion missing information", "missing information", "confusion"),
        ("does anaemia come from selinexor", "", "anaemia"),
        ("does depression come with it", "", "depression"),
        ("does depression come with", "", "depression"),
        ("does it affect my mood", "", "mood"),
        ("can selinexor give me diabetes", "", "diabetes"),
    ],
)
def test_a_thing_that_is_no_effect_is_told(
    connection: sqlite3.Connection, text: str, asked: str, words: str
) -> None:
    assert look_up(connection, text).apart == [Apart(asked, words)]


@pytest.mark.parametrize(
    "text",
    [
        "is fatigue a side effect",
        "is low sodium an adverse reaction",
        "are cataracts a side effect",
        "is infection a risk",
        "is there a risk of bleeding",
        "is anaemia a risk factor",
        "is age a risk for confusion",
        "is severe renal impairment missing information",
        "side effects affecting driving",
        "is confusion a side effect of opioids",
        "does bleeding come from it",
        "does it make me confused",
        "does it affect driving",
        "does it affect contraception",
        "does it come with dexamethasone",
        "what affects the risk of anaemia",
    ],
)
def test_nothing_is_told_of_effects_or_what_is_asked_elsewise(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.apart == []
