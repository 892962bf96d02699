"""Tools of risk minimisation by the words of GVP Module XVI, and for whom a measure is."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from plans import PLAN

from ingest.document import Span
from ingest.families import parse_document
from ingest.measure_tools import audience_of, tools_named
from ingest.plan_records import RiskMinimisationMeasure
from ingest.read_text import text_document
from ingest.vocabulary import dictionary, fold

HCP, PATIENTS, CARERS = "healthcare_professionals", "patients", "carers"


def tools(said: str) -> list[str]:
    return [tool for _, tool in tools_named(fold(said), Span(0, len(said)))]


def spelled(wording: str) -> str:
    """One way to say a wording: the first of its alternatives, without what may be missing."""
    said = re.sub(r"\[[^\]]*\]\s*", "", wording)
    return re.sub(r"\{([^|}]*)[^}]*\}", r"\1", said)


@pytest.mark.parametrize("row", dictionary("measure_tool_terms"), ids=lambda row: row["wording"])
def test_each_wording_names_its_own_tool(row: dict[str, str]) -> None:
    assert tools(f"See the {spelled(row['wording'])}, as agreed") == [row["tool"]]


@pytest.mark.parametrize(
    ("rev_2", "rev_3", "tool"),
    [
        ("educational programme", "educational/safety advice tool", "educational_material"),
        ("educational material", "risk minimisation material", "educational_material"),
        ("patient alert card", "patient card", "patient_card"),
        ("physician's guide", "guide for healthcare professionals",
         "healthcare_professional_guide"),
        ("patient brochure", "guide for patients", "patient_guide"),
        ("prescriber checklist", "checklist for actions to be taken",
         "healthcare_professional_checklist"),
        ("controlled distribution system", "controlled distribution", "controlled_distribution"),
        ("controlled access programme", "controlled access", "controlled_access"),
        ("pregnancy prevention programme", "pregnancy prevention programme",
         "pregnancy_prevention"),
        ("DHPC", "direct healthcare professional communication", "dhpc"),
        ("risk acknowledgement form", "risk awareness dialogue form/aid", "risk_awareness_form"),
    ],
)  # fmt: skip
def test_words_of_both_revisions_are_one_tool(rev_2: str, rev_3: str, tool: str) -> None:
    assert tools(rev_2) == tools(rev_3) == [tool]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Educational material: patient card and guide for prescribers",
         ["patient_card", "healthcare_professional_guide"]),
        ("Educational materials consisting of a patient card", ["patient_card"]),
        ("Patient card (educational material)", ["patient_card"]),
        ("Educational material and a patient card", ["educational_material", "patient_card"]),
        ("Educational material for prescribers", ["educational_material"]),
        ("Patients are guided by the pharmacist's card index", []),
        ("The pharmaceutical form reduces the risk", []),
    ],
)  # fmt: skip
def test_material_and_the_kind_of_it_are_one_tool(said: str, found: list[str]) -> None:
    assert tools(said) == found


@pytest.mark.parametrize(
    ("said", "tool", "audience"),
    [
        ("Educational material for prescribers", "educational_material", [HCP]),
        ("Educational material for healthcare professionals and patients", "educational_material",
         [HCP, PATIENTS]),
        ("Educational material for patients and their caregivers", "educational_material",
         [PATIENTS, CARERS]),
        ("Patient/carer guide", "patient_guide", [PATIENTS, CARERS]),
        ("Nurse training material", "educational_material", [HCP]),
        ("Patient card", "patient_card", [PATIENTS]),
        ("DHPC sent in May", "dhpc", [HCP]),
        ("Risk awareness form", "risk_awareness_form", [HCP, PATIENTS]),
        ("Educational material", "educational_material", None),
        ("Educational material on patients with renal impairment", "educational_material", None),
        ("Educational material for patients with renal impairment", "educational_material", None),
        ("Controlled access programme: patients are tested before each dose", "controlled_access",
         None),
        ("Something else", None, None),
    ],
)  # fmt: skip
def test_an_audience_is_what_the_words_say_or_the_tool_fixes(
    said: str, tool: str | None, audience: list[str] | None
) -> None:
    found = audience_of(said, "additional", tool)
    assert (json.loads(found) if found else None) == audience


def test_routine_measures_are_for_whom_their_tool_is_whatever_they_speak_of() -> None:
    assert audience_of("SmPC section 4.4 advice for patients", "routine", "smpc") == (
        '["healthcare_professionals"]'
    )
    assert audience_of("PL section 2", "routine", "package_leaflet") == '["patients"]'
    assert audience_of("Legal status", "routine", "legal_status") is None


def test_a_measure_that_is_stated_none_is_for_no_one() -> None:
    text = PLAN.replace(
        "measures: none\n\nImportant", "measures: brochure for nurses\n\nImportant", 1
    )
    document = text_document(text, "plan")
    document.facts.update(product="Fictavel", product_id="fictavel", substance="fictinib")
    found = {
        (row.state, row.tool, row.audience)
        for row in parse_document(document, "rmp_summary")
        if isinstance(row, RiskMinimisationMeasure) and row.kind == "additional"
    }
    assert found == {
        ("stated", "healthcare_professional_guide", '["healthcare_professionals"]'),
        ("stated_none", None, None),
    }


def test_the_tables_of_tools_agree(database: Path) -> None:
    audiences = {row["id"] for row in dictionary("audiences")}
    known = {row["id"] for row in dictionary("measure_tools")}
    for row in dictionary("measure_tools"):
        assert set(json.loads(row["audience"] or "[]")) <= audiences
        assert row["part_of"] in ("", *known)
    assert {row["tool"] for row in dictionary("measure_tool_terms")} == known
    for row in dictionary("measure_tool_terms"):
        assert set(json.loads(row["revisions"])) <= {"Rev. 2", "Rev. 3"}
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(
            "select distinct m.tool, m.audience, t.audience from risk_minimisation_measures m"
            " join measure_tools t on t.id = m.tool order by 1"
        ).fetchall()
    assert found == [
        ("labelling", None, None),
        ("legal_status", None, None),
        ("package_leaflet", '["patients"]', '["patients"]'),
        ("smpc", '["healthcare_professionals"]', '["healthcare_professionals"]'),
    ]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Acknowledgement form\nControlled distribution system",
         ["risk_awareness_form", "controlled_distribution"]),
        ("Patient acknowledgment form", ["risk_awareness_form"]),
        ("Limitation of the pack size", ["pack_size"]),
    ],
)  # fmt: skip
def test_tools_are_named_as_plans_print_them(said: str, named: list[str]) -> None:
    assert tools(said) == named
