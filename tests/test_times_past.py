"""How long ago something was, in a question."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.lexicon_reading import lexicon
from ingest.site.times_past import without_times_past


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("knocked my head years ago", "knocked my head"),
        ("a stroke 2 years ago", "a stroke"),
        ("had a clot a couple of months ago", "had a clot"),
        ("for years", "for years"),
        ("ago", "ago"),
    ],
)
def test_how_long_ago_is_not_asked_for(
    connection: sqlite3.Connection, text: str, left: str
) -> None:
    assert without_times_past(lexicon(connection), text.split()) == left.split()
