"""A place that is denied beside another one; one that is asked about; the last of some entries."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.result import look_up


@pytest.mark.parametrize(
    ("text", "kind", "product"),
    [
        ("warnings in the US not in the European Union", "warning", "xpovio"),
        ("warnings in US but not in the EU plan", "warning", "xpovio"),
        ("risks in the EU plan but not in the US label", "risk", "nexpovio"),
    ],
)
def test_what_is_said_of_the_place_that_is_denied_asks_for_nothing(
    connection: sqlite3.Connection, text: str, kind: str, product: str
) -> None:
    result = look_up(connection, text)
    hits = result.hits[:4]
    assert [(hit.row.kind, hit.row.product_id) for hit in hits] == [(kind, product)] * 4
    assert result.absent == []


def test_what_both_have_comes_after_what_one_has_whatever_it_is_called(
    connection: sqlite3.Connection,
) -> None:
    names = [hit.row.title.text for hit in look_up(connection, "warnings in US not in EU").hits]
    both = [at for at, name in enumerate(names) if "yponatremia" in name or "openia" in name]
    assert min(both) > max(at for at, name in enumerate(names[:8]) if "toxicity" in name)


@pytest.mark.parametrize("text", ["is cataract not in the EU plan", "why is it not in the EU"])
def test_a_place_by_itself_is_asked_about(connection: sqlite3.Connection, text: str) -> None:
    answer = look_up(connection, text).answer
    assert any("eu" in unit.words for unit in answer.units)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("latest widening of the policy", "2021-01"),
        ("latest policy revision", "2024-06"),
        ("last change of the policy", "2024-06"),
    ],
)
def test_the_last_of_some_entries_is_one_of_these(
    connection: sqlite3.Connection, text: str, first: str
) -> None:
    assert look_up(connection, text).hits[0].row.title.text.endswith(first)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("patients without renal failure", "without renal failure"),
        ("is monotherapy covered", "monotherapy"),
    ],
)
def test_what_somebody_has_not_is_told_by_all_its_words(
    connection: sqlite3.Connection, text: str, told: str
) -> None:
    assert look_up(connection, text).related == [told]
