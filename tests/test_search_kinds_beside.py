"""What kind of rows a question asks for goes by what it names beside."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.engine import search


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("does renal failure confound tumour lysis reports", "factor", "renal failure due to"),
        ("are steroids a risk factor for confusion", "factor", "steroids"),
        ("tumour burden as a confounder", "factor", "tumor burden"),
        ("can the prescription be renewed", "legal_status", "dispensed more than once"),
        ("which risk is missing from the patient leaflet", "finding", "cerebellar"),
        ("what contributes to fatigue", "statement", "Risk factors for fatigue"),
        ("which risks are mentioned in section 4.4", "measure", "4.4"),
        ("which safety concerns cite section 4.9", "measure", "4.9"),
        ("which section is about overdose", "label_section", ""),
        ("what risk minimisation is there for fatigue", "measure", ""),
        ("patients in whom the drug has not been studied", "risk", "Missing information"),
    ],
)
def test_what_is_named_beside_says_what_is_asked_for(
    connection: sqlite3.Connection, text: str, kind: str, words: str
) -> None:
    found = search(connection, text, learned=False).found[0]
    sql = "select body from search_index where id = ?"
    assert found.kind == kind
    assert words in connection.execute(sql, [found.id]).fetchone()[0]


@pytest.mark.parametrize(
    ("text", "kind", "category"),
    [
        ("evidence for the identified risks", "evidence", "identified"),
        ("what measures are there for the potential risks", "measure", "potential"),
        ("leaflet sections for potential risks", "measure", "potential"),
        ("measures for missing information", "measure", "missing"),
        ("potential risks", "risk", "potential"),
    ],
)
def test_what_hangs_on_a_group_of_concerns(
    connection: sqlite3.Connection, text: str, kind: str, category: str
) -> None:
    found = search(connection, text).found[0]
    assert (found.kind, found.category) == (kind, category)


def test_other_factors_of_the_concern_come_before_what_it_contributes_to(
    connection: sqlite3.Connection,
) -> None:
    found = search(connection, "risk factors for fatigue", learned=False).found[:9]
    paths = {
        connection.execute("select row_path from search_index where id = ?", [one.id]).fetchone()[0]
        for one in found
    }
    assert all("-fatigue-" in path for path in paths)
