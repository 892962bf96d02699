"""Half years that are asked about, as documents print them."""

from __future__ import annotations

import sqlite3

import pytest
from one_question import question

from ingest.site.search.question.said_spans import half_years_in_months


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("lengthened to a year and a half", "lengthened to a 18 months"),
        ("for two and a half years now", "for 30 months now"),
        ("2 years and a half", "30 months"),
        ("renewed for half a year", "renewed for 6 months"),
        ("half of them in a year", "half of them in a year"),
    ],
)
def test_half_years_are_months(connection: sqlite3.Connection, said: str, words: str) -> None:
    assert half_years_in_months(question(connection, said)) == words.split()
