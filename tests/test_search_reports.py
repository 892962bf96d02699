"""What searches say of reports: which of them by the procedure, and that but a part was read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import own_pages
import pytest
from conftest import edited

from ingest.search_listing import search_lines
from ingest.site.search.result import look_up

PLAN, POLICY = "nexpovio-rmp-summary", "xpovio-prior-approval"
READ = "Of 1 document only the summary of the risk management plan was read."
NUMBERS = {PLAN: "EMEA/H/C/000000/II/0007", POLICY: "EMEA/H/C/000000/II/0008"}


@pytest.fixture(scope="module")
def partly_read(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped documents, as though a page of the plan had not been read."""
    path = tmp_path_factory.mktemp("partly") / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update pages set read = 0 where document_id = ? and number = 1", [PLAN])
    return path


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("myocarditis", 'Nothing that was read here speaks of "myocarditis".'),
        (
            "storage conditions",
            'Nothing that was read here says "storage conditions": the section of the label would.',
        ),
    ],
)
def test_of_documents_read_in_part_it_is_told_what_was_read(
    partly_read: Path, text: str, note: str
) -> None:
    lines = list(search_lines(partly_read, text, 1, as_json=False))
    assert lines[:2] == [note, READ]
    page = own_pages.Site(partly_read).said("/-/search", q=text)
    assert "Nothing that was read here" in page
    assert READ in page
    assert "No document here" not in page


def test_a_legal_status_that_nothing_states_is_told_so_too(partly_read: Path) -> None:
    said = "\n".join(search_lines(partly_read, "over the counter", 1, as_json=False))
    assert 'Nothing that was read here states the legal status "' in said
    assert READ in said


def test_programs_are_told_what_was_read(partly_read: Path, database: Path) -> None:
    part = {"documents": 1, "part": "the summary of the risk management plan"}
    for path, text, expected in (
        (partly_read, "myocarditis", [part]),
        (partly_read, "fatigue", []),
        (database, "myocarditis", []),
    ):
        found = own_pages.Site(path).get("/-/search.json", q=text).json()
        assert found["in_part"] == expected


def test_nothing_is_told_of_parts_where_all_was_read(database: Path) -> None:
    first, second, *_ = search_lines(database, "myocarditis", 1, as_json=False)
    assert first == 'No document here speaks of "myocarditis".'
    assert "only" not in second


@pytest.fixture(scope="module")
def numbered(database: Path) -> Iterator[sqlite3.Connection]:
    """The shipped documents with numbers of procedures, as covers of reports print them."""
    put = (
        "insert into document_facts select id || '-procedure', 'procedure_number', ?, id, null, 0,"
        " 1, substr(text, 1, 1) from documents where id = ?"
    )
    with closing(sqlite3.connect(database)) as shipped:
        copy = edited(shipped, *((put, [number, name]) for name, number in NUMBERS.items()))
    yield copy
    copy.close()


@pytest.mark.parametrize(
    "text", ["EMEA/H/C/000000/II/0008", "II/0008", "0008", "procedure number 0008"]
)
def test_a_document_is_found_by_the_number_of_its_procedure(
    numbered: sqlite3.Connection, text: str
) -> None:
    hits = look_up(numbered, text).hits
    assert (hits[0].row.kind, hits[0].row.document_id) == ("document", POLICY)
    assert "without" not in hits[0].why
