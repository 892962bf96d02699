"""Who names a medicine is after its rows, and not after those on the reverse of what is asked."""

from __future__ import annotations

import sqlite3

import pytest
from conftest import edited

from ingest.site.search.result import look_up

TREATED = "Patients previously treated with fictinib"


@pytest.fixture(scope="module")
def two(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A base in which the policy is on another substance, which a concern of the plan names."""
    return edited(
        connection,
        ("insert into substances (id, name) values ('fictinib', 'fictinib')", []),
        ("update products set substance_id = 'fictinib' where id = 'xpovio'", []),
        ("update risks set name = ? where name like '%renal impairment'", [TREATED]),
    )


@pytest.mark.parametrize("text", ["fictinib neutropenia", "warnings of infections fictinib"])
def test_rows_of_the_medicine_that_is_named_come_before_those_of_others(
    two: sqlite3.Connection, text: str
) -> None:
    hits = look_up(two, text, most=100).hits
    of = [hit.row.product_id for hit in hits if hit.row.product_id]
    assert {*of} == {"xpovio", "nexpovio"}
    own = [hit for hit in hits if not hit.partial]
    assert {hit.row.product_id for hit in own} == {"xpovio"}
    others = [at for at, one in enumerate(of) if one == "nexpovio"]
    assert all(hits.index(hit) < others[0] for hit in own)


def test_rows_that_print_the_name_of_a_medicine_come_after_its_own(
    two: sqlite3.Connection,
) -> None:
    hits = look_up(two, "missing information fictinib").hits
    of = [hit.row.product_id for hit in hits if hit.row.product_id]
    printing = [hit.row.product_id for hit in hits if TREATED in hit.row.title.text]
    assert "nexpovio" in printing
    assert of[0] == "xpovio"


def test_of_two_medicines_neither_is_put_first(two: sqlite3.Connection) -> None:
    hits = look_up(two, "neutropenia Xpovio NEXPOVIO").hits[:4]
    assert {hit.row.product_id for hit in hits} == {"xpovio", "nexpovio"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fictinib previously treated with selinexor", "previously treated with selinexor"),
        ("fictinib in patients treated before with selinexor", "before with selinexor"),
    ],
)
def test_rows_on_the_reverse_are_without_what_was_given_before(
    two: sqlite3.Connection, text: str, words: str
) -> None:
    result = look_up(two, text)
    assert result.lacked
    assert any(hit.row.title.text == TREATED for hit in result.hits)
    assert all(hit.partial for hit in result.hits)
    for hit in result.hits:
        assert hit.row.title.text != TREATED or words in hit.why.partition("without: ")[2]


@pytest.mark.parametrize(
    "text", ["selinexor previously treated with fictinib", "selinexor after fictinib"]
)
def test_a_row_that_says_so_lacks_nothing(two: sqlite3.Connection, text: str) -> None:
    full = [hit.row.title.text for hit in look_up(two, text).hits if not hit.partial]
    assert full[0] == TREATED
    assert all(title.startswith(TREATED) for title in full)
