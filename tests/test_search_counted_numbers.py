"""A number is asked for with what it counts: 10 mg is no section 10."""

from __future__ import annotations

import sqlite3

import pytest
from conftest import first_said

from ingest.site.search.engine import search


@pytest.mark.parametrize(
    ("text", "printed"),
    [("12%", "12%"), ("5 patients", "5 patients"), ("28.1%", "28.1%"), ("60 mg", "60 mg")],
)
def test_rows_that_print_the_number_of_that_come_first(
    connection: sqlite3.Connection, text: str, printed: str
) -> None:
    assert printed in first_said(connection, search(connection, text))


@pytest.mark.parametrize("text", ["10 mg", "4 mg", "8 mg"])
def test_a_measure_that_no_row_prints_is_no_number_of_a_section(
    connection: sqlite3.Connection, text: str
) -> None:
    assert not search(connection, text).has_hits


def test_the_number_of_a_section_is_found_as_before(connection: sqlite3.Connection) -> None:
    answer = search(connection, "section 10")
    assert first_said(connection, answer).startswith("SmPC 10")
