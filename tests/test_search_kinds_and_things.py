"""A kind of rows and a thing that no row has together are told, so that neither is the answer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ingest.search_listing import search_lines
from ingest.site.search.result import look_up
from ingest.site.search.told.kinds_and_things import Apart


@pytest.mark.parametrize(
    ("text", "asked", "words"),
    [
        ("how many patients had nausea", "how many patients", "nausea"),
        ("rate of anaemia", "rate", "anaemia"),
        ("how many patients died of infection", "how many patients", "died of infection"),
        ("how many got cataract", "how many", "cataract"),
        ("is nausea an important identified risk", "important identified risk", "nausea"),
        ("grade 3 nausea", "grade 3", "nausea"),
        ("does nexpovio cause depression", "", "depression"),
        ("can selinexor cause hypertension", "", "hypertension"),
    ],
)
def test_what_no_row_tells_of_a_thing_is_told(
    connection: sqlite3.Connection, text: str, asked: str, words: str
) -> None:
    assert look_up(connection, text).apart == [Apart(asked, words)]


@pytest.mark.parametrize(
    "text",
    [
        "how many patients had fatigue",
        "rate of confusion",
        "is fatigue an important identified risk",
        "does selinexor cause fatigue",
        "can xpovio cause cataract",
        "low sodium caused by Xpovio",
        "nausea",
        "depression as a factor of fatigue",
        '"nausea" AND fatigue',
    ],
)
def test_nothing_is_told_where_a_row_tells_it(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.apart == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("rate of anaemia", 'No row that answers "rate" says "anaemia".'),
        (
            "can selinexor cause pain",
            'No identified or potential risk and no warning is named "pain".',
        ),
        ("is cataract in the RMP", 'No row of the RMP says "cataract".'),
        ("fatigue in the policy", 'No row of the policy says "fatigue".'),
        ("warnings in the EU", 'No row of the EU says "warnings".'),
        ("legal status in the US", 'No row of the US says "legal status".'),
    ],
)
def test_it_is_told_in_a_terminal(database: Path, text: str, note: str) -> None:
    assert note in list(search_lines(database, text, 3, as_json=False))


@pytest.mark.parametrize(
    "text", ["hyponatraemia in the RMP", "contraception in the policy", "cataract NOT EU"]
)
def test_nothing_is_told_where_the_document_says_it(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.not_there == []


@pytest.mark.parametrize(
    ("text", "root"), [("does nexpovio cause diabetes", "diabet"), ("dysgeusia", "dysgeusia")]
)
def test_rows_of_another_thing_are_not_added(
    connection: sqlite3.Connection, text: str, root: str
) -> None:
    hits = look_up(connection, text).hits
    assert hits
    for hit in hits:
        assert any(root in text.printed for text in (hit.row.title, hit.row.body))
