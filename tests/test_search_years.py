"""Two plans of one medicine: a year that is named is that of one of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from plans import PLAN, put_plan

from ingest import pipeline
from ingest.site.search.engine import search
from ingest.site.search.hits import Hit, shown
from ingest.site.search.result import look_up


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A base of a plan of 2013 and one of 2019, which lists cataract in the stead of malignancy."""
    folder = tmp_path_factory.mktemp("years")
    for year, text in (("2013", PLAN), ("2019", PLAN.replace("Malignancy", "Cataract"))):
        here = put_plan(folder / "sources", f"fictavel-{year}", text)
        with (here / "source.yml").open("a", encoding="utf-8") as file:
            file.write(f"date: {year}-05-01\n")
    pipeline.build([folder / "sources"], folder / "made.db")
    with closing(sqlite3.connect(folder / "made.db")) as made:
        yield made


def hits(connection: sqlite3.Connection, query: str) -> list[Hit]:
    return shown(connection, search(connection, query), 0, 20)


@pytest.mark.parametrize(("year", "other"), [("2013", "2019"), ("2019", "2013")])
def test_what_both_say_is_of_the_year_that_is_named(
    two: sqlite3.Connection, year: str, other: str
) -> None:
    found = hits(two, f"hepatotoxicity {year}")
    assert found[0].row.title.text == "Hepatotoxicity"
    assert found[0].row.document_id == f"fictavel-{year}"
    assert f"of the document of {year}" in found[0].why
    assert "without" not in found[0].why
    assert {hit.row.document_id for hit in found[:5]} == {f"fictavel-{year}"}
    first_of_other = [hit.row.document_id for hit in found].index(f"fictavel-{other}")
    assert f"without: {year}" in found[first_of_other].why


@pytest.mark.parametrize("query", ["important potential risks 2019", "missing information 2013"])
def test_no_note_denies_what_rows_of_the_year_say(two: sqlite3.Connection, query: str) -> None:
    result = look_up(two, query)
    assert result.hits[0].row.document_id == f"fictavel-{query[-4:]}"
    assert not [*result.absent, *result.apart, *result.not_there, *result.related]


def test_what_only_the_other_says_is_without_the_year(two: sqlite3.Connection) -> None:
    found = hits(two, "malignancy 2019")
    assert found[0].row.title.text == "Malignancy"
    of_it = [hit for hit in found if "Malignancy" in hit.row.title.text]
    assert all("without: 2019" in hit.why for hit in of_it)


def test_the_year_of_an_only_document_is_a_number_like_others(
    connection: sqlite3.Connection,
) -> None:
    found = hits(connection, "history 2024")
    assert found
    assert not any("of the document of" in hit.why for hit in found)
