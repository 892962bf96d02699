"""Who types the name of a concern as a plan has it is told of no word of it that no row says it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from conftest import fictional

from ingest.search_evaluation import is_told_near
from ingest.site.search.result import look_up

FRAMES = ("{}", "risk of {}", "is {} a risk")


def _told(connection: sqlite3.Connection, frames: tuple[str, ...]) -> list[str]:
    """The questions about concerns of a base by their names that have a note; what is missing is
    typed by itself alone, for it is no risk."""
    concerns = connection.execute("select name, category = 'missing' from risks").fetchall()
    assert concerns
    asked = [
        frame.format(name)
        for name, is_missing in concerns
        for frame in (frames[:1] if is_missing else frames)
    ]
    return [text for text in asked if is_told_near(look_up(connection, text))]


def test_names_of_the_plans_concerns_have_no_note(connection: sqlite3.Connection) -> None:
    assert _told(connection, ("{}",)) == []


@pytest.mark.parametrize("name", ["ossivanta", "quelvasti", "somnixa", "vertanexo"])
def test_neither_have_those_of_others_nor_in_questions(name: str, tmp_path: Path) -> None:
    with fictional(name, tmp_path) as base:
        assert _told(base, FRAMES) == []


def test_what_is_asked_of_a_name_is_still_told(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "treatment of hyponatraemia")
    assert result.untold == ["treatment"]
    result = look_up(connection, "how many patients had gastrointestinal toxicity")
    assert [one.words for one in result.apart] == ["gastrointestinal toxicity"]


def test_a_row_that_is_named_so_is_without_none_of_it(tmp_path: Path) -> None:
    with fictional("somnixa", tmp_path) as base:
        first = look_up(base, "Use for more than 12 months in chronic non-cancer pain").hits[0]
    assert first.row.kind == "risk"
    assert (first.partial, first.without) == (False, [])
