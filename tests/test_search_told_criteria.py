"""What the own words of criteria and warnings tell of their kind, for the search."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.search_index.told import told_aspect


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
