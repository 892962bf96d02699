"""Summaries by revision 1 of the template (VI.2), as the Agency printed them from 2014 to 2017."""

from __future__ import annotations

from pathlib import Path

import pytest
from plans import put_pdf
from test_layouts import rows_of

from ingest.accounts import ledger_of
from ingest.document import Document
from ingest.read_pdf import read_pdf
from ingest.read_text import read_text
from ingest.records import Row

FRONT = [
    "Summary of the risk management plan (RMP) for Fictavel (fictinib)",
    "This is a summary of the plan for Fictavel, which says how its risks are kept small.",
    "Overview of disease epidemiology",
    "The made-up disease is rare.",
    "Summary of treatment benefits",
    "Fictavel helped in one study of 300 patients.",
    "Unknowns relating to treatment benefits",
    "There is no information in children.",
    "Summary of safety concerns",
    "Important identified risks",
    [
        ["Risk", "What is known", "Preventability"],
        ["Liver injury (hepatotoxicity)",
         "About 3% of patients had raised transaminases (liver enzymes).",
         "Yes, by monitoring liver function."],
        ["Bleeding", "Bleeding is common.", "Patients should tell their doctor."],
    ],
    "Important potential risks",
    [["Risk", "What is known"], ["Cancer", "Seen in rats."]],
    "Missing information",
    [["Risk", "What is known"], ["Use in pregnancy", "Not studied."]],
    "Summary of risk minimisation measures by safety concern",
]  # fmt: skip
BOX = [
    ["Risk minimisation measure(s): Educational material for healthcare professionals"],
    ["Objective and rationale: to tell prescribers of liver injury."],
    ["Main additional risk minimisation measures:<br/>• Prescriber checklist<br/>• Patient alert "
     "card<br/>• Yearly meetings"],
]  # fmt: skip
MEASURES = [
    "This medicine has special conditions and restrictions for its safe and effective use.",
    "These additional risk minimisation measures are for the following risks:",
    "Liver injury (hepatotoxicity)",
    BOX,
    "Headache",
    [["Risk minimisation measure(s)"], ["None"]],
]
NO_MEASURES = ["This medicine has no additional risk minimisation measures."]
STUDIES = [
    ["Study/activity (including study number)", "Objectives",
     "Safety concerns /efficacy issue addressed", "Status",
     "Planned date for submission of (interim and) final results"],
    ["FICT-301, a long-term study", "To follow patients for five years",
     "Liver injury (hepatotoxicity), cancer", "Ongoing", "December 2018"],
    ["Pregnancy registry", "To describe outcomes of pregnancies", "Use in pregnancy", "Planned",
     "Q2 2021"],
    ["FICT-302", "To measure levels", "Headache", "Planned", "To be decided"],
]  # fmt: skip
END = [
    "Planned post-authorisation development plan",
    "List of studies in post-authorisation development plan",
    STUDIES,
    "Studies which are a condition of the marketing authorisation",
    "None of the above studies is a condition of the marketing authorisation.",
    "Summary of changes to the risk management plan over time",
    "Major changes to the Risk Management Plan over time",
    [
        ["Version", "Date", "Safety concerns", "Comment"],
        ["2.0", "12 March 2014", "Bleeding added", "Asked for by the PRAC"],
    ],
    "This summary was last updated in 05-2015.",
]


def read(tmp_path: Path, blocks: list[object], as_text: bool = False) -> Document:
    if not as_text:
        return read_pdf(put_pdf(tmp_path / "plan.pdf", blocks), "plan")
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        labelled = block[0][0] == "Risk"
        for row in block[labelled:]:
            named = zip(block[0], row, strict=True)
            lines += [f"{label}: {cell}" for label, cell in named] if labelled else row
    text = "\n".join(lines).replace("<br/>", "\n") + "\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    return read_text(tmp_path / "plan.txt", "plan")


def of(rows: list[Row], table: str, *names: str) -> list[tuple[object, ...]]:
    found = [row for row in rows if row.table == table]
    return [tuple(getattr(row, name) for name in names) for row in found]


@pytest.mark.parametrize("as_text", [False, True], ids=["pdf", "text"])
def test_additional_measures_belong_to_the_concern_over_them(tmp_path: Path, as_text: bool) -> None:
    document = read(tmp_path, [*FRONT, *MEASURES, *END], as_text)
    rows = rows_of(document)
    liver = "plan-liver-injury-hepatotoxicity"
    assert of(rows, "risk_minimisation_measures", "risk_id", "kind", "state", "text") == [
        (liver, "additional", "stated", "Educational material for healthcare professionals"),
        (liver, "additional", "stated", "Prescriber checklist"),
        (liver, "additional", "stated", "Patient alert card"),
        (None, "additional", "stated_none", "None"),
    ]
    objectives = [r for r in rows if r.table == "statements" and r.kind == "measure_objective"]
    assert [(r.risk_id, r.text) for r in objectives] == [
        (liver, "to tell prescribers of liver injury.")
    ]
    described = [
        r.text for r in rows if r.table == "statements" and r.kind == "measure_description"
    ]
    assert described == ["Yearly meetings"]
    states = {r.risk_id: r.state for r in rows
              if r.table == "field_states" and r.field == "additional_measures"}  # fmt: skip
    assert states == {
        liver: "stated",
        "plan-bleeding": "not_stated",
        "plan-cancer": "not_stated",
        "plan-use-in-pregnancy": "not_stated",
    }
    found = [(r.rule, r.span.of(document.text)) for r in rows if r.table == "findings"]
    assert ("measure_without_concern", "Headache") in found
    assert ledger_of(document, rows).count("unread") == 0


def test_a_medicine_without_additional_measures_has_none_for_each_concern(tmp_path: Path) -> None:
    document = read(tmp_path, [*FRONT, *NO_MEASURES, *END])
    rows = rows_of(document)
    states = [r for r in rows if r.table == "field_states" and r.field == "additional_measures"]
    assert {r.state for r in states} == {"stated_none"}
    assert {r.span.of(document.text) for r in states} == set(NO_MEASURES)
    assert of(rows, "risk_minimisation_measures", "risk_id", "state") == [(None, "stated_none")]


def test_fields_that_this_template_does_not_have_are_not_applicable(tmp_path: Path) -> None:
    rows = rows_of(read(tmp_path, [*FRONT, *NO_MEASURES, *END]))
    cancer = {r.field: r.state for r in rows
              if r.table == "field_states" and r.risk_id == "plan-cancer"}  # fmt: skip
    assert cancer == {
        "evidence": "stated",
        "additional_measures": "stated_none",
        "additional_pharmacovigilance": "stated",
        "risk_factors": "not_applicable",
        "routine_measures": "not_applicable",
        "legal_status": "not_applicable",
        "smpc_references": "not_applicable",
        "pl_references": "not_applicable",
        "preventability": "not_applicable",
    }


def test_a_bracket_inside_an_outcome_stays_whole(tmp_path: Path) -> None:
    rows = rows_of(read(tmp_path, [*FRONT, *NO_MEASURES, *END]))
    assert of(rows, "evidence_figures", "value", "outcome")[0] == (
        3.0,
        "raised transaminases (liver enzymes)",
    )


def test_changes_to_the_plan_are_statements_row_by_row(tmp_path: Path) -> None:
    rows = rows_of(read(tmp_path, [*FRONT, *NO_MEASURES, *END]))
    said = sorted((row for row in rows if row.table == "statements"), key=lambda row: row.span)
    assert [row.text for row in said if row.kind == "plan_change"] == [
        "2.0 12 March 2014 Bleeding added Asked for by the PRAC",
        "This summary was last updated in 05-2015.",
    ]


def test_grids_without_rulings_and_labels_stay_unread_and_unstated(tmp_path: Path) -> None:
    flat = [" ".join(" ".join(row) for row in block) if isinstance(block, list) else block
            for block in [*FRONT, *NO_MEASURES]]  # fmt: skip
    document = read(tmp_path, flat)
    rows = rows_of(document)
    assert of(rows, "risks", "name") == []
    fields = {name for (name,) in of(rows, "field_states", "field")}
    assert not {"identified_risks", "potential_risks", "missing_information"} & fields
    assert ledger_of(document, rows).count("unread") > 100


def test_planned_studies_have_their_purpose_status_concerns_and_dates(tmp_path: Path) -> None:
    rows = rows_of(read(tmp_path, [*FRONT, *NO_MEASURES, *END]))
    assert of(rows, "studies", "name", "purpose", "status", "obligation", "category") == [
        ("FICT-301, a long-term study", "To follow patients for five years", "ongoing", "other",
         None),
        ("Pregnancy registry", "To describe outcomes of pregnancies", "planned", "other", None),
        ("FICT-302", "To measure levels", "planned", "other", None),
    ]  # fmt: skip
    assert of(rows, "study_concerns", "study_id", "risk_id") == [
        ("plan-study-fict-301-a-long-term-study", "plan-liver-injury-hepatotoxicity"),
        ("plan-study-fict-301-a-long-term-study", "plan-cancer"),
        ("plan-study-pregnancy-registry", "plan-use-in-pregnancy"),
        ("plan-study-fict-302", None),
    ]
    due = of(rows, "study_milestones", "study_id", "due_on")
    assert due[:2] == [
        ("plan-study-fict-301-a-long-term-study", "2018-12"),
        ("plan-study-pregnancy-registry", "2021-Q2"),
    ]
    assert all(day is None for _, day in due[2:])
    found = [r.span for r in rows if r.table == "findings" and r.rule == "study_concern_not_listed"]
    assert len(found) == 1


def test_without_the_sentence_on_conditions_the_obligation_is_not_known(tmp_path: Path) -> None:
    end = [block for block in END if not str(block).startswith("None of the above")]
    rows = rows_of(read(tmp_path, [*FRONT, *NO_MEASURES, *end]))
    assert {obligation for (obligation,) in of(rows, "studies", "obligation")} == {None}


def test_no_planned_studies_are_stated_none(tmp_path: Path) -> None:
    end = [
        "Planned post-authorisation development plan",
        "No post-authorisation studies are planned.",
    ]
    document = read(tmp_path, [*FRONT, *NO_MEASURES, *end])
    assert of(rows_of(document), "studies", "state", "name") == [("stated_none", None)]


def test_a_bare_dash_in_a_grid_names_no_risk(tmp_path: Path) -> None:
    cancer = [["Risk", "What is known"], ["Cancer", "Seen in rats."]]
    dash = [["Risk", "What is known"], ["-", "-"]]
    front = [dash if block == cancer else block for block in FRONT]
    document = read_pdf(put_pdf(tmp_path / "plan.pdf", [*front, *NO_MEASURES]), "plan")
    names = [row.name for row in rows_of(document) if row.table == "risks"]
    assert names == ["Liver injury (hepatotoxicity)", "Bleeding", "Use in pregnancy"]
