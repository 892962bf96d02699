"""Rows that a question is about stand among its first hits, before those of look-alike words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import refill_search

from ingest.search_listing import search_lines
from ingest.site.search.result import look_up


def first_paths(connection: sqlite3.Connection, text: str, most: int = 5) -> list[str]:
    return [hit.row.row_path.rsplit("/", 1)[-1] for hit in look_up(connection, text, 0, most).hits]


@pytest.mark.parametrize("text", ["about a quarter", "a quarter", "a quarter of patients"])
def test_a_quarter_is_a_share(connection: sqlite3.Connection, text: str) -> None:
    assert "neutropenia" in first_paths(connection, text)[0]


@pytest.mark.parametrize("text", ["how many tablets in a quarter", "how much is allowed a quarter"])
def test_a_quarter_of_what_is_limited_is_of_a_year(
    connection: sqlite3.Connection, text: str
) -> None:
    assert "limit" in first_paths(connection, text)[0]


@pytest.mark.parametrize("text", ["psychiatric", "psychiatric disorders", "does it affect my mood"])
def test_a_confusional_state_is_psychiatric(connection: sqlite3.Connection, text: str) -> None:
    assert "nexpovio-rmp-summary-confusional-state" in first_paths(connection, text)


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("FDA-approved indications", "xpovio"),
        ("what did the FDA approve", "xpovio"),
        ("EMA-approved uses", "nexpovio"),
    ],
)
def test_an_authority_is_a_place(connection: sqlite3.Connection, text: str, product: str) -> None:
    hits = look_up(connection, text, 0, 2).hits
    assert {hit.row.product_id for hit in hits} == {product}


def test_a_place_is_told_by_the_name_that_medicines_have(connection: sqlite3.Connection) -> None:
    for text, place in (("is lymphoma EMA approved", "EU"), ("confusion FDA", "US")):
        (there,) = look_up(connection, text).not_there
        assert there.place == place


@pytest.mark.parametrize("text", ["USPI section 5", "Medication Guide", "warnings in the USPI"])
def test_another_document_in_the_stead_of_one_that_is_named_is_told(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).related
    assert not look_up(connection, "package leaflet").related


@pytest.mark.parametrize(
    "text",
    ["RMP version", "version number", "date of RMP", "when was the RMP signed", "RMP dated"],
)
def test_what_no_document_says_of_itself_is_told(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.related or result.absent
    assert result.hits[0].row.kind == "document"


@pytest.fixture
def own(database: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the database to change."""
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_what_a_document_says_of_itself_is_not(own: sqlite3.Connection) -> None:
    own.execute("update documents set version = '2.1', document_date = '2021-03-26'")
    refill_search(own)
    for text in ("RMP version", "date of RMP", "version number"):
        result = look_up(own, text)
        assert not result.related
        assert result.hits[0].row.kind == "document"


@pytest.mark.parametrize(
    "text", ["specific adverse reaction follow-up questionnaire", "pregnancy prevention programme"]
)
def test_a_tool_that_no_plan_here_has_is_told(connection: sqlite3.Connection, text: str) -> None:
    assert look_up(connection, text).related


@pytest.mark.parametrize(
    ("text", "kind", "product"),
    [
        ("risks", "risk", "nexpovio"),
        ("concerns", "risk", "nexpovio"),
        ("NEXPOVIO risks", "risk", "nexpovio"),
        ("EU only risks", "risk", "nexpovio"),
        ("risks only in Europe", "risk", "nexpovio"),
        ("US risks", "warning", "xpovio"),
        ("risks in the RMP", "risk", "nexpovio"),
        ("risks in the policy", "warning", "xpovio"),
    ],
)
def test_bare_words_for_risks_ask_for_concerns(
    connection: sqlite3.Connection, text: str, kind: str, product: str
) -> None:
    rows = [hit.row for hit in look_up(connection, text, 0, 5).hits]
    assert {(row.kind, row.product_id) for row in rows} == {(kind, product)}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("identified risks in the RMP", "risks"),
        ("indications in the RMP", "indications"),
        ("does the RMP mention nausea", "risk_factors"),
        ("what does the RMP say", "documents"),
    ],
)
def test_a_document_that_is_but_named_is_not_asked_for(
    connection: sqlite3.Connection, text: str, path: str
) -> None:
    assert f"/{path}/nexpovio-rmp" in look_up(connection, text, 0, 1).hits[0].row.row_path


def test_rows_of_the_document_that_is_named_go_first(connection: sqlite3.Connection) -> None:
    for text, product in (
        ("weight loss in the policy", "xpovio"),
        ("weight loss in the RMP", "nexpovio"),
    ):
        assert look_up(connection, text, 0, 1).hits[0].row.product_id == product


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("II.A", {"risks"}),
        ("section II.B", {"evidence"}),
        ("II.C", {"studies", "pharmacovigilance_activities"}),
        ("II.C.1 of the RMP", {"studies"}),
    ],
)
def test_a_section_of_a_plan_is_found_by_its_number(
    connection: sqlite3.Connection, text: str, tables: set[str]
) -> None:
    hits = look_up(connection, text, 0, 3).hits
    assert {hit.row.row_path.split("/")[2] for hit in hits} == tables


def test_a_section_that_plans_have_not_is_absent(connection: sqlite3.Connection) -> None:
    assert [one.words for one in look_up(connection, "section II.D").absent] == ["ii.d"]


@pytest.mark.parametrize("text", ["minimum age in Europe", "age limit EU"])
def test_an_indication_for_adults_is_near_to_an_age(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text, 0, 2)
    assert all("nexpovio-rmp-summary-indication" in hit.row.row_path for hit in result.hits)
    assert [one.place for one in result.not_there] == ["EU"]


@pytest.mark.parametrize(
    "text", ["what should I tell my doctor before taking it", "what must I tell my doctor"]
)
def test_what_to_tell_the_doctor_stands_in_the_leaflet(
    connection: sqlite3.Connection, text: str
) -> None:
    assert first_paths(connection, text)[0] == "pl-2"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("PSUR", "In addition to these measures, information about adverse reactions"),
        ("routine pharmacovigilance", "In addition to these measures"),
        ("definition of identified risk", "Identified risks are concerns for which"),
        ("what is a potential risk", "Potential risks are concerns for which"),
        ("what does missing information mean", "Missing information refers to"),
        ("what are routine measures", "Measures to minimise the risks identified"),
    ],
)
def test_the_sentences_that_explain_are_shown(
    connection: sqlite3.Connection, text: str, begins: str
) -> None:
    result = look_up(connection, text)
    (told,) = result.explained
    assert told.quote.startswith(begins)
    assert told.document_id == "nexpovio-rmp-summary"
    assert "definition" not in [one.words for one in result.absent]


def test_what_is_explained_stands_as_it_does_in_the_plan(connection: sqlite3.Connection) -> None:
    told = look_up(connection, "difference between identified and potential risks").explained
    assert [one.words for one in told] == ["identified", "potential risks"]
    said = look_up(connection, "what are routine risk minimisation measures").explained[0].quote
    assert said.endswith("Together, these measures constitute routine risk minimisation measures.")


@pytest.mark.parametrize(
    "text", ["identified risks", "what are the potential risks", "what does hyponatraemia mean"]
)
def test_what_is_not_asked_to_be_explained_is_not(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).explained == []


def test_a_terminal_shows_the_sentences_too(database: Path) -> None:
    lines = list(search_lines(database, "what is a potential risk", 1, as_json=False))
    assert lines[0].startswith("The text of Summary of risk management plan for NEXPOVIO")
    assert "(page 2)" in lines[0]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("which risks cite 4.3", "4.3"),
        ("what risks have SmPC section 4.3", "4.3"),
        ("which risks have leaflet section 3", "leaflet section 3"),
    ],
)
def test_a_section_that_no_concern_cites_is_told(
    connection: sqlite3.Connection, text: str, section: str
) -> None:
    assert section in [one.words for one in look_up(connection, text).apart]


@pytest.mark.parametrize("text", ["which risks cite 4.4", "SmPC 4.3", "risks without 4.3"])
def test_one_that_is_cited_or_not_asked_of_concerns_is_not(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).apart == []


def test_what_a_number_is_of_counts_before_whom_it_is_of(connection: sqlite3.Connection) -> None:
    first, *_ = first_paths(connection, "grade 3 neutropenia")
    assert first == "nexpovio-rmp-summary-severe-infections-due-to-neutropenia-evidence"
    assert any("figure-3" in path for path in first_paths(connection, "grade 3 infections")[:2])
