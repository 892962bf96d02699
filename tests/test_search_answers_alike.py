"""A question that no row has the words for: what is answered by what questions like it ask for."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.search_evaluation import is_told_near
from ingest.site.search.engine import search
from ingest.site.search.result import look_up


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("rules for forsaking therapy", "criterion"),
        ("why would the insurer bother to vet this at all?", "statement"),
        ("fixed mixtures with a spreading enzyme", "drug"),
    ],
)
def test_everyday_words_that_nobody_knows_do_not_stand_in_the_way(
    connection: sqlite3.Connection, text: str, kind: str
) -> None:
    assert not search(connection, text, learned=False).has_hits
    answer = search(connection, text)
    assert answer.level == "alike"
    assert answer.page(0, 1)[0].kind == kind
    result = look_up(connection, text)
    assert is_told_near(result)
    assert "what a question like this one asks for" in result.hits[0].why
