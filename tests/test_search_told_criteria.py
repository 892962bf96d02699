"""What the own words of criteria and warnings tell of their kind, for the search."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from ingest.search_index.told import boxed_warnings, told_aspect


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("Inadequate treatment response, intolerance, or contraindication to a statin", ["tried"]),
        ("NOT used in combination with another monoclonal antibody for asthma", ["together"]),
        ("Patient weighs at least 40 kg", ["weighed"]),
        ("Patient has been tested for hepatitis B before the start of treatment", ["tested"]),
        ("Baseline LDL-C of at least 100 mg/dL", ["scored"]),
        ("Condition has improved or stabilized", ["improved"]),
        ("Patient does not have an active infection", ["excluded"]),
        ("Prescribed by or in consultation with a neurologist", ["specialist"]),
        ("Patient has a weighty reason", []),
    ],
)
def test_a_criterion_without_a_kind_of_its_own_tells_what_it_asks_for(
    text: str, aspects: list[str]
) -> None:
    told = told_aspect(_row(body=text, context="Asthma"))
    assert told.split() == ["initial", "other", *aspects]


def _row(**values: Any) -> dict[str, Any]:
    row = {"kind": "criterion", "aspect": "initial other", "body": "", "context": None}
    return row | {"row_path": "/riskplan/policy_criteria/one"} | values


def test_only_criteria_that_were_not_read_are_told_by_their_words() -> None:
    assert told_aspect(_row(body="no active infection")) == "initial other common excluded"
    assert told_aspect(_row(body="no active infection", context="Asthma")) == (
        "initial other excluded"
    )
    row = _row(body="Used in combination with dexamethasone", aspect="initial combination")
    assert told_aspect(row | {"context": "Asthma"}) == "initial combination"


def test_warnings_in_a_sentence_on_a_boxed_warning_are_boxed() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table documents (id, text)")
    connection.execute("create table policy_warnings (id, document_id, char_start)")
    text = "It has a boxed\nwarning for stroke and falls. It also warns of rash."
    connection.execute("insert into documents values ('d', ?)", [text])
    for name in ("stroke", "falls", "rash"):
        connection.execute(
            "insert into policy_warnings values (?, 'd', ?)", [name, text.index(name)]
        )
    boxed = boxed_warnings(connection)
    assert boxed == {f"/riskplan/policy_warnings/{name}" for name in ("stroke", "falls")}
    row = _row(kind="warning", aspect="", row_path="/riskplan/policy_warnings/falls")
    assert told_aspect(row, boxed) == "boxed"
