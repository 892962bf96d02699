"""Conformity: the fields of a template as data, and a document's states held against them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from plans import BOXES, HEAD, LIST, PLAN, STUDIES, put_plan

from ingest import pipeline
from ingest.accounts import ledger_of, unread
from ingest.families import family_names, load_family, parse_document
from ingest.families.rmp_summary.parse_box import STATES
from ingest.read_text import text_document
from ingest.records import FieldState
from ingest.vocabulary import dictionary

II = "II. Risks associated with the medicine and activities to minimise or further characterise"
REV1 = """Summary of risk management plan for Fictavel (fictinib)

VI.2 Elements for a public summary

VI.2.1 Overview of disease epidemiology
The made-up disease is rare.

VI.2.2 Summary of treatment benefits
Fictavel helped in a made-up study.

VI.2.3 Unknowns relating to treatment benefits
Not applicable

VI.2.4 Summary of safety concerns

Important identified risks
Risk: Hepatotoxicity
What is known: Raised transaminases were reported.
Preventability: Yes, by monitoring.
Risk: Bleeding
What is known: Nosebleeds were reported.

Important potential risks
Risk: Malignancy
What is known: Seen in rats.

Missing information
None

VI.2.5 Summary of additional risk minimisation measures by safety concern
This medicine has no additional risk minimisation measures.

VI.2.6 Planned post-authorisation development plan
None
"""


def states(text: str) -> dict[tuple[str | None, str], tuple[str, str | None]]:
    """For each field (of a concern, by its id's end) its state and the words it is stated by."""
    document = text_document(text, "plan")
    document.facts.update(product="Fictavel", product_id="fictavel", substance="fictinib")
    return {
        (row.risk_id and row.risk_id.removeprefix("plan-"), row.field): (
            row.state,
            row.span.of(text) if row.span else None,
        )
        for row in parse_document(document, "rmp_summary")
        if isinstance(row, FieldState)
    }


def test_the_fields_of_a_summary_as_a_whole_have_a_state_and_its_words() -> None:
    found = {field: said for (risk, field), said in states(PLAN).items() if risk is None}
    assert found["title"] == ("stated", "Summary of risk management plan for Fictavel (fictinib)")
    assert found["product"] == ("stated", "Fictavel")
    assert found["inn"] == ("stated", "fictinib")
    assert found["summary_purpose"][1] == (
        "This is a summary of the risk management plan (RMP) for Fictavel."
    )
    assert found["route"][0] == "stated"
    assert found["epar_link"] == ("not_stated", None)
    assert found["measures_explained"] == ("not_stated", None)
    assert found["risk_summaries"] == ("stated", "Important identified risk: Hepatotoxicity")
    assert found["condition_studies"][0] == found["other_studies"][0] == "stated_none"
    assert set(found) == {
        row["field"]
        for row in dictionary("template_requirements")
        if row["family"] == "rmp_summary" and row["layout"] == "rev2" and row["field"] not in STATES
    }


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("product", "Fictavel", "<invented name>"),
        ("inn", "fictinib", "<INN>"),
        ("summary_purpose", f"{HEAD.splitlines()[2]}\n", ""),
        ("route", f" It\n{HEAD.splitlines()[7]}", ""),
        ("risk_summaries", BOXES, "II.B Summary of important risks\n"),
        ("condition_studies", STUDIES, ""),
        ("potential_risks", "Important potential risks Malignancy\n", ""),
    ],
)  # fmt: skip
def test_a_field_that_is_left_out_is_not_stated(field: str, old: str, new: str) -> None:
    assert states(PLAN)[(None, field)][0] in ("stated", "stated_none")
    assert old in PLAN
    assert states(PLAN.replace(old, new))[(None, field)] == ("not_stated", None)


def test_words_of_its_own_state_a_field_whatever_the_template_says() -> None:
    said = f"{HEAD.split('II. Risks')[0]}{II} the risks\nOur own words on measures.\n"
    link = "See https://www.ema.europa.eu/en/medicines/human/EPAR/fictavel for more.\n"
    text = f"{said}{HEAD.split('the risks', 1)[1]}{LIST}{BOXES}{STUDIES}"
    text = text.replace("oral route.", f"oral route.\n{link}")
    found = states(text)
    assert found[(None, "measures_explained")] == ("stated", f"{II} the risks")
    assert found[(None, "epar_link")][0] == "stated"
    other = states(text.replace("www.ema.europa.eu", "www.example.org"))
    assert other[(None, "epar_link")] == ("not_stated", None)


def test_what_was_not_read_is_not_called_not_stated() -> None:
    lead = "contains fictinib as the active substance and it is given by oral route"
    assert (None, "route") not in states(PLAN.replace(lead, "should be swallowed whole"))
    prose = "II.B Summary of important risks\nA summary in some other form.\n"
    assert states(PLAN.replace(BOXES, prose))[(None, "risk_summaries")] == (
        "stated",
        "II.B Summary of important risks",
    )


def test_a_state_hides_no_words_that_were_not_read() -> None:
    own = "Our own words on measures."
    prose = "A summary in some other form."
    text = PLAN.replace(BOXES, f"II.B Summary of important risks\n{prose}\n")
    text = text.replace("\nII.A List", f"\n{own}\n\nII.A List", 1)
    document = text_document(text, "plan")
    document.facts.update(product="Fictavel", product_id="fictavel", substance="fictinib")
    ledger = ledger_of(document, list(parse_document(document, "rmp_summary")))
    assert [span.of(text) for span, _ in unread(ledger)] == [own, prose]


@pytest.mark.parametrize(
    "as_to",
    ["aligned to the reference medicinal product", "aligned to that of similar vaccines",
     "in line with the reference product Realvel"],
)  # fmt: skip
def test_a_summary_that_is_aligned_to_another_needs_no_boxes(as_to: str) -> None:
    aligned = (
        "II.B Summary of important risks\nThe safety information in the proposed Product "
        f"Information is {as_to}.\n"
    )
    found = states(PLAN.replace(BOXES, aligned))[(None, "risk_summaries")]
    assert found[0] == "stated"
    assert str(found[1]).startswith("The safety information in the proposed")


def test_a_medicine_of_two_substances_is_known_by_both() -> None:
    document = text_document(PLAN.replace("fictinib", "fictinib/dummytinib"), "plan")
    document.facts.update(
        product="Fictavel", product_id="fictavel", substance="fictinib + dummytinib"
    )
    rows = [r for r in parse_document(document, "rmp_summary") if isinstance(r, FieldState)]
    (inn,) = (row for row in rows if row.field == "inn")
    assert inn.span is not None
    assert inn.span.of(document.text) == "fictinib/dummytinib"


def test_the_fields_of_revision_1_are_its_own() -> None:
    found = states(REV1)
    whole = {field: state for (risk, field), (state, _) in found.items() if risk is None}
    assert whole == {
        "title": "stated",
        "product": "stated",
        "inn": "stated",
        "disease_epidemiology": "stated",
        "treatment_benefits": "stated",
        "unknown_benefits": "not_applicable",
        "identified_risks": "stated",
        "potential_risks": "stated",
        "missing_information": "stated_none",
        "measures_by_concern": "stated_none",
        "development_plan": "stated_none",
        "plan_changes": "not_stated",
    }
    assert found[("hepatotoxicity", "preventability")] == ("stated", "Yes, by monitoring.")
    assert found[("bleeding", "preventability")] == ("not_stated", None)
    assert found[("malignancy", "preventability")] == ("not_applicable", None)


@pytest.fixture(scope="module")
def fictional(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A database of a plan by each revision."""
    folder = tmp_path_factory.mktemp("plans")
    short = PLAN.replace("Additional risk minimisation measures: none\n", "")
    put_plan(folder, "fictavel-rev2", short)
    put_plan(folder, "fictavel-rev1", REV1)
    path = folder / "riskplan.db"
    pipeline.build([folder], path)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_gaps_are_what_the_template_demands_and_the_document_does_not_state(
    fictional: sqlite3.Connection,
) -> None:
    gaps = fictional.execute(
        "select document_id, field, risk from conformity_gaps order by 1, 2, 3"
    ).fetchall()
    assert gaps == [
        ("fictavel-rev1", "plan_changes", None),
        ("fictavel-rev1", "preventability", "Bleeding"),
        ("fictavel-rev2", "additional_measures", "Hepatotoxicity"),
        ("fictavel-rev2", "additional_measures", "Use in pregnancy"),
        ("fictavel-rev2", "measures_explained", None),
    ]


def test_stated_none_fulfils_and_not_applicable_does_neither(
    fictional: sqlite3.Connection,
) -> None:
    found = fictional.execute(
        "select state, required, group_concat(distinct fulfilled is null),"
        " group_concat(distinct fulfilled) from conformity group by 1, 2"
    ).fetchall()
    fulfilled = {(state, required): (null, value) for state, required, null, value in found}
    assert fulfilled["stated", "always"] == fulfilled["stated_none", "always"] == ("0", "1")
    assert fulfilled["not_stated", "always"] == ("0", "0")
    assert fulfilled["not_applicable", "always"] == ("1", None)
    assert fulfilled["not_stated", "conditional"] == ("1", None)
    assert ("not_stated", None) not in fulfilled


def test_a_row_of_conformity_leads_to_the_words(fictional: sqlite3.Connection) -> None:
    rows = fictional.execute(
        "select c.quote, substr(d.text, c.char_start + 1, c.char_end - c.char_start)"
        " from conformity c join documents d on d.id = c.document_id where c.quote is not null"
    ).fetchall()
    assert len(rows) > 20
    assert all(quote == words for quote, words in rows)


def test_documents_are_counted_by_what_they_fulfil(fictional: sqlite3.Connection) -> None:
    for fields, required, fulfilled, missing, not_applicable in fictional.execute(
        "select fields, required, fulfilled, missing, not_applicable from conformity_by_document"
    ):
        assert required == fulfilled + missing
        assert fields >= required + not_applicable
    assert fictional.execute(
        "select document_id, missing from conformity_by_document order by 1"
    ).fetchall() == [("fictavel-rev1", 2), ("fictavel-rev2", 3)]


def test_the_shipped_plan_leaves_out_nothing_that_its_template_always_demands(
    database: Path,
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("select * from conformity_gaps").fetchall() == []
        (required,) = connection.execute(
            "select required from conformity_by_document where document_id like 'nexpovio%'"
        ).fetchone()
    assert required >= 12 + 10 + 10 + 12 + 12


def test_every_field_is_described_and_every_requirement_is_of_a_field() -> None:
    fields = {row["id"]: row for row in dictionary("template_fields")}
    named = {(row["field"], row["family"]) for row in dictionary("template_requirements")}
    assert {field for field, _ in named} == set(fields)
    for field, row in fields.items():
        families = set(json.loads(row["families"]))
        assert families <= set(family_names())
        assert {family for name, family in named if name == field} <= families
        assert row["level"] in ("document", "concern")
    assert {f for f, row in fields.items() if row["level"] == "concern"} == {
        *STATES,
        "preventability",
    }
    assert set(load_family("prior_approval").terms["fields"]) == {
        field for field, family in named if family == "prior_approval"
    }


@pytest.mark.parametrize("row", dictionary("template_requirements"), ids=lambda r: "-".join(
    (r["field"], r["family"], r["layout"])))  # fmt: skip
def test_a_conditional_requirement_says_when_and_no_other_does(row: dict[str, str]) -> None:
    assert bool(row["condition"]) == (row["required"] == "conditional")
    assert row["layout"] in (("rev1", "rev2") if row["family"] == "rmp_summary" else ("",))
