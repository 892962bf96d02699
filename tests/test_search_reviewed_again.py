"""What a reviewer of the search saw on bases of other medicines and in odd queries, mended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from conftest import fictional

from ingest.site.search.result import look_up


@pytest.fixture(scope="module")
def joints(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The documents of a fictional medicine for arthritis, with a concern that names two things."""
    with fictional("sorvelta", tmp_path_factory.mktemp("joints")) as connection:
        yield connection


@pytest.fixture(scope="module")
def weight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Those of one for diabetes, where no finding tells of how many all are."""
    with fictional("glysenza", tmp_path_factory.mktemp("weight")) as connection:
        yield connection


def test_numbers_are_not_denied_above_the_figure(weight: sqlite3.Connection) -> None:
    result = look_up(weight, "how many patients had cholelithiasis")
    assert result.hits[0].row.kind == "figure"
    assert (result.related, result.apart) == ([], [])


@pytest.mark.parametrize(
    "text", ["risk factors for serious infections", "percentage with serious infections"]
)
def test_what_hangs_on_a_concern_of_two_names_is_not_denied(
    joints: sqlite3.Connection, text: str
) -> None:
    result = look_up(joints, text)
    assert "serious" in result.hits[0].row.title.text.lower() + result.hits[0].row.body.text.lower()
    assert result.apart == []


@pytest.mark.parametrize("text", ["nausea or fatigue kind:foo", "nausea OR fatigue kind:activity"])
def test_one_or_another_among_no_rows_is_no_error(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).hits == []


def test_a_colon_at_the_end_is_no_field(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "bleeding kind:").hits
    assert not look_up(connection, "Name of the product:").known
    assert look_up(connection, "kind:").known


def test_a_colon_between_words_is_no_field_and_hides_no_note(
    connection: sqlite3.Connection,
) -> None:
    gout = look_up(connection, "gout:incidence")
    assert [one.words for one in gout.absent] == ["gout"]
    assert not gout.answer.query.unread
    assert look_up(connection, "title:fatigue").answer.query.unread == ("title:",)


def test_one_lack_has_one_note(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "maximum daily dose").related == ["maximum daily dose"]


def test_a_sign_before_a_bracket_is_told(connection: sqlite3.Connection) -> None:
    (told,) = look_up(connection, "-(nausea OR fatigue) bleeding").unread_so
    assert told.startswith("A sign before a bracket is not read")
    assert not look_up(connection, "bleeding NOT (nausea OR fatigue)").unread_so


def test_hits_that_are_none_of_what_is_denied_say_so(connection: sqlite3.Connection) -> None:
    assert {hit.why for hit in look_up(connection, "NOT nausea").hits} == {"not: nausea"}


def test_how_many_all_are_is_said_once(connection: sqlite3.Connection) -> None:
    sql = "select body from search_index where kind = 'figure' and body like '%3111%'"
    bodies = [body for (body,) in connection.execute(sql)]
    assert bodies
    assert all(body.count("111") == 1 for body in bodies)
