"""A name with a number that no row prints, what but leads to words that stand apart in rows, and
what is said of another thing than the one that was asked about: each is told."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.search_evaluation import is_told_near
from ingest.site.search.result import look_up


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("exportin-5", ["exportin-5"]),
        ("exportin 5", ["exportin 5"]),
        ("drugs of abuse", ["drugs of abuse"]),
        ("proportional reporting ratio", ["proportional", "ratio"]),
        ("loose dentures", ["loose dentures"]),
    ],
)
def test_names_with_numbers_and_what_but_leads_to_rows_are_no_more_than_related(
    connection: sqlite3.Connection, text: str, words: list[str]
) -> None:
    result = look_up(connection, text)
    assert result.total
    assert result.related == words


@pytest.mark.parametrize("text", ["exportin 1", "appendix 1", "grade 3", "selinexor 80"])
def test_a_number_that_is_printed_or_is_of_a_medicine_is_no_such_name(
    connection: sqlite3.Connection, text: str
) -> None:
    assert not is_told_near(look_up(connection, text))


@pytest.mark.parametrize(
    "text",
    [
        "PIL section 3",
        "allopurinol or rasburicase before cycle 1",  # no row prints a cycle with a number
        "exportin 5 patients",  # the number may be theirs
    ],
)
def test_a_number_of_what_rows_do_not_number_or_of_what_follows_is_none(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert not any(char.isdigit() for told in result.related for char in told)


def test_what_a_wide_word_was_read_as_is_said_of_the_thing(connection: sqlite3.Connection) -> None:
    """Rows say "resolved", but none on confusion does."""
    result = look_up(connection, "transient confusion")
    assert (result.untold, result.wide, result.lacked) == (["transient"], [], [])
    assert [one.words for one in look_up(connection, "transient").wide] == ["transient"]


def test_a_pension_is_no_pensioner(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "pension").hits == []
    assert look_up(connection, "pensioners").hits


@pytest.mark.parametrize("text", ["T-cell lymphoma", "T cell lymphoma"])
def test_a_letter_of_a_name_that_but_leads_to_something_wider_is_told(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert [one.words for one in result.absent] == ["t cell"]
    assert not is_told_near(look_up(connection, "B-cell lymphoma"))
