"""Whatever a base holds, a search is no error: of a policy alone, of a plan alone, and for whatever
is typed as a number."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.search_index.keys import codes_of
from ingest.site.search.result import look_up

QUERIES = Path(__file__).parent / "search" / "queries.csv"
EVERY = 7
"""So many queries apart are those that are asked."""
ASKED = (
    "missing information myeloma",
    "what safety information is still lacking for Nexpovio",
    "nuclear exporrt inhibiter",
)


@pytest.fixture(scope="module", params=["nexpovio-rmp-summary", "xpovio-prior-approval"])
def alone(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sqlite3.Connection]:
    """A base of one of the shipped documents."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copytree(pipeline.PACKAGED_SOURCES / request.param, folder / "sources" / request.param)
    pipeline.build([folder / "sources"], folder / "riskplan.db")
    with closing(sqlite3.connect(folder / "riskplan.db")) as connection:
        yield connection


def test_a_base_of_one_document_answers_whatever_is_asked_of_both(
    alone: sqlite3.Connection,
) -> None:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        queries = [row["query"] for row in csv.DictReader(file)][::EVERY]
    found = [look_up(alone, query).answer for query in (*ASKED, *queries)]
    assert sum(answer.has_hits for answer in found) > len(found) / 3


@pytest.mark.parametrize("digit", ["²", "①", "፩", "٣", "½"])
def test_digits_of_all_sorts_are_joined_without_an_error(
    connection: sqlite3.Connection, digit: str
) -> None:
    for written in (f"1918-{digit}", f"{digit}-1918", f"1918-2{digit}", f"{digit * 3}/{digit * 4}"):
        assert all("-" in code or "/" in code for code in codes_of(written))
        assert look_up(connection, written).answer.query.text == written
