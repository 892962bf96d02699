"""Assessment reports as printed pages: tables over page breaks, lists in cells, dates in cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reports import BREAK, Block, put_report

from ingest import accounts
from ingest.accounts import ledger_of
from ingest.document import Document
from ingest.families import parse_document
from ingest.plan_records import (
    PharmacovigilanceActivity,
    Risk,
    RiskMinimisationMeasure,
    Study,
    StudyConcern,
    StudyMilestone,
)
from ingest.records import Finding, Row
from ingest.source_file import bare_source

FILLER = "This paragraph stands here to fill the page, and says nothing of any medicine. " * 6
LIST: list[Block] = [
    [
        ["Summary of safety concerns", ""],
        ["Important identified risks", "Dizziness<br/>Itching"],
        ["Important potential risks", "Blue toes"],
        ["Missing information", "Use in left-handed patients"],
    ]
]


def read(
    path: Path, blocks: list[Block], level: bool = False, unread: Sequence[str] = ()
) -> tuple[Document, list[Row]]:
    """A report of ``blocks``, read; all of its chapter is accounted for but for ``unread``."""
    put_report(path / "report.pdf", blocks, level)
    document = bare_source(path / "report.pdf", "assessment_report").read()
    rows = list(parse_document(document, "assessment_report"))
    found = [span.of(document.text) for span, _ in accounts.unread(ledger_of(document, rows))]
    assert found == list(unread)
    return document, rows


def risks(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row.category, row.name) for row in rows if isinstance(row, Risk)]


NAMES = [f"Concern number {number}" for number in range(1, 31)]
HEAD = ["Summary of safety concerns", ""]
REST = [["Important potential risks", "None"], ["Missing information", "Use by night"]]


@pytest.mark.parametrize("filler", range(1, 8))
def test_a_list_broken_over_a_page_is_one_list(tmp_path: Path, filler: int) -> None:
    table = [HEAD, ["Important identified risks", "<br/>".join(NAMES)], *REST]
    _, rows = read(
        tmp_path, ["2.6. Risk management plan", "Safety concerns", *[FILLER] * filler, table]
    )
    assert risks(rows) == [*(("identified", name) for name in NAMES), ("missing", "Use by night")]


@pytest.mark.parametrize("level", [False, True])
@pytest.mark.parametrize("caption", [[], ["Table 1: Summary of safety concerns"]])
def test_a_caption_and_a_head_printed_again_part_no_list(
    tmp_path: Path, caption: list[str], level: bool
) -> None:
    head = ["Category", "Safety concern"]
    above = [head, ["Important identified risks", "<br/>".join(NAMES[:20])]]
    below = [head, ["" if not level else "Important identified risks", NAMES[20]], *REST]
    document, rows = read(
        tmp_path,
        ["2.6. Risk management plan", "Safety concerns", *caption, above, BREAK, *caption, below],
        level=level,
    )
    expected = [("identified", name) for name in NAMES[:21]]
    assert risks(rows) == [*expected, ("missing", "Use by night")]
    aside = [one.reason for one in document.furniture if one.reason.startswith("repeated")]
    assert aside.count("repeated head row") == 2
    assert aside.count("repeated caption") == len(caption)


def test_items_wrapped_in_a_cell_are_whole_and_nested_ones_belong_to_the_outer(
    tmp_path: Path,
) -> None:
    long = (
        "Use in patients with swollen knees as shown by creaking within the past six "
        "months, or by severe or unstable complaints, or by a measurement of their heart at less "
        "than half of what is usual at their age"
    )
    wrapped = "Interactions with medicinal products that are substrates of enzymes X1, X2 or X3"
    table = [
        [
            "Important identified risks",
            "- Hepatotoxicity<br/>o Liver failure<br/>o Jaundice<br/>- Cough",
        ],
        ["Important potential risks", f"{wrapped}<br/>Blue toes"],
        ["Missing information", f"- {long}<br/>- Use at night"],
    ]
    document, rows = read(tmp_path, ["2.6. Risk management plan", "Safety concerns", table])
    assert risks(rows) == [
        ("identified", "Hepatotoxicity"),
        ("identified", "Cough"),
        ("potential", wrapped),
        ("potential", "Blue toes"),
        ("missing", long),
        ("missing", "Use at night"),
    ]
    first = next(row for row in rows if isinstance(row, Risk))
    assert first.span.of(document.text).endswith("Jaundice")


MEASURES = [
    [
        "Safety concern",
        "Routine risk minimisation measures",
        "Additional risk minimisation measures",
    ],
    ["Important identified risk:<br/><br/>Dizziness", "SmPC Sections: 4.2 4.4, 4.8", "None."],
    ["Itching<br/><br/>Blue toes", f"SmPC section 4.7<br/>{FILLER * 4}<br/>PL section 2", "None"],
    ["Use in left-handed patients", "No specific risk minimisation activities identified.", "None"],
]


@pytest.mark.parametrize("filler", [1, 5, 9])
def test_measures_stay_with_their_concern_over_a_page_break(tmp_path: Path, filler: int) -> None:
    blocks: list[Block] = [
        "2.6. Risk management plan", "Safety concerns", *LIST, "Risk minimisation measures",
        *[FILLER] * filler, MEASURES,
    ]  # fmt: skip
    _, rows = read(tmp_path, blocks)
    sections = {
        row.name: (row.smpc_sections, row.pl_sections) for row in rows if isinstance(row, Risk)
    }
    assert sections == {
        "Dizziness": ('["4.2", "4.4", "4.8"]', "[]"),
        "Itching": ('["4.7"]', '["2"]'),
        "Blue toes": ('["4.7"]', '["2"]'),
        "Use in left-handed patients": ("[]", "[]"),
    }
    measures = [row for row in rows if isinstance(row, RiskMinimisationMeasure)]
    none = [(row.risk_id or "").split("-")[-1] + " " + row.kind for row in measures
            if row.state == "stated_none"]  # fmt: skip
    assert none == [
        "dizziness additional", "itching additional", "toes additional", "patients routine",
        "patients additional",
    ]  # fmt: skip


def test_milestones_are_read_from_one_cell_and_from_two(tmp_path: Path) -> None:
    one_cell = [
        ["Study / activity and category", "Objectives", "Safety concerns addressed", "Status",
         "Date for submission of interim or final reports"],
        ["Study 7<br/>Category: 3", "To see", "Dizziness and itching", "Ongoing",
         "Protocol submission: July<br/>2013<br/>Final report:<br/>Q1 2019"],
    ]  # fmt: skip
    two_cells = [
        ["Safety concern", "Description of activity", "Milestone(s)", "Due Date(s)"],
        ["Blue toes", "A survey of toes.", "Protocol:<br/><br/>Final report<br/>submission:",
         "June 2013<br/><br/>31 December 2016"],
        ["Green ears", "A survey of ears.", "Final report submission to the Agency", "June 2014"],
    ]  # fmt: skip
    _, rows = read(
        tmp_path,
        ["2.6. Risk management plan", "Safety concerns", *LIST, "Pharmacovigilance plan", one_cell,
         BREAK, two_cells],
    )  # fmt: skip
    studies = {row.id: row for row in rows if isinstance(row, Study)}
    assert [(s.name, s.category, s.status) for s in studies.values()] == [
        ("Study 7", 3, "ongoing"),
        ("A survey of toes", None, None),
        ("A survey of ears", None, None),
    ]
    concerns = [
        (studies[row.study_id].name, row.risk_id) for row in rows if isinstance(row, StudyConcern)
    ]
    assert [(name, (risk or "-").removeprefix("report-")) for name, risk in concerns] == [
        ("Study 7", "dizziness"),
        ("Study 7", "itching"),
        ("A survey of toes", "blue-toes"),
        ("A survey of ears", "-"),
    ]
    steps = [
        (studies[row.study_id].name, row.name, row.due_on)
        for row in rows
        if isinstance(row, StudyMilestone)
    ]
    assert steps == [
        ("Study 7", "Protocol submission", "2013-07"),
        ("Study 7", "Final report", "2019-Q1"),
        ("A survey of toes", "Protocol", "2013-06"),
        ("A survey of toes", "Final report submission", "2016-12-31"),
        ("A survey of ears", "Final report submission to the Agency", "2014-06"),
    ]


def test_two_steps_beside_one_date_are_left_unread(tmp_path: Path) -> None:
    table = [
        ["Safety concern", "Description of activity", "Milestone(s)", "Due Date(s)"],
        ["Blue toes", "A survey of toes.", "Protocol<br/>Report", "June 2014"],
    ]
    _, rows = read(
        tmp_path,
        ["2.6. Risk management plan", "Safety concerns", *LIST, "Pharmacovigilance plan", table],
        unread=["Protocol\nReport\nJune 2014"],
    )
    assert not [row for row in rows if isinstance(row, StudyMilestone)]


def measures(routine: str, additional: str) -> str:
    return (
        f"Routine risk minimisation measures:<br/>{routine}<br/>"
        f"Additional risk minimisation measures:<br/>{additional}"
    )


def activities(routine: str, additional: str) -> str:
    return (
        "Routine pharmacovigilance activities beyond adverse reactions reporting and signal "
        f"detection:<br/>{routine}<br/>Additional pharmacovigilance activities:<br/>{additional}"
    )


REV_2: list[Block] = [
    "2.7. Risk Management Plan", "2.7.1. Safety concerns",
    [["Summary of safety concerns"],
     ["Important identified risks", "Hepatotoxicity<br/>Embryo-foetal toxicity"],
     ["Important potential risks", "Malignancy"],
     ["Missing information", "Long-term safety"]],
    "2.7.2. Pharmacovigilance plan",
    "Table: On-going and planned additional pharmacovigilance activities",
    [["Study<br/>Status", "Summary of objectives", "Safety concerns addressed", "Milestones",
      "Due dates"],
     ["<b>Category 1</b> - Imposed mandatory additional pharmacovigilance activities which are "
      "conditions of the marketing authorisation"],
     ["None"],
     ["<b>Category 3</b> - Required additional pharmacovigilance activities"],
     ["Extension study<br/>Ongoing", "To watch", "\u2022 Hepatotoxicity<br/>\u2022 Malignancy<br/>"
      "\u2022 Long-term safety", "Final study report", "31 December 2027"],
     ["Drug utilisation study<br/>Planned", "To see", "Embryo-foetal toxicity", "Protocol",
      "Q3 2022"],
     ["", "", "", "Final report", "Q4 2025"]],
    "2.7.3. Risk minimisation measures",
    [["Safety concern", "Risk minimisation measures", "Pharmacovigilance activities"],
     ["Important identified risks"],
     ["Hepatotoxicity", measures("SmPC section 4.4 where advice is given<br/>SmPC section 4.8<br/>"
                                 "PL sections 2 and 4", "None"), activities("None", "None")],
     ["Embryo-foetal toxicity", measures("SmPC sections 4.3 and 4.6<br/>PL section 2",
      "Pregnancy prevention programme<br/>Patient card"), activities("Questionnaire", "A study")],
     ["Important potential risks"],
     ["Malignancy", measures("None", "None"), activities("None", "A study")],
     ["Missing information"],
     ["Long-term safety", measures("None", "None"), activities("None", "A study")]],
    "2.7.4. Conclusion",
    "All in all the risk management plan version 1.2 is acceptable.",
    "2.8. Pharmacovigilance",
]  # fmt: skip
"""A report in the form that the template has had since Rev. 2 of GVP Module V."""


def test_a_report_of_the_second_revision_is_read(tmp_path: Path) -> None:
    _, rows = read(tmp_path, REV_2)
    assert {
        row.name: (row.smpc_sections, row.pl_sections) for row in rows if isinstance(row, Risk)
    } == {
        "Hepatotoxicity": ('["4.4", "4.8"]', '["2", "4"]'),
        "Embryo-foetal toxicity": ('["4.3", "4.6"]', '["2"]'),
        "Malignancy": ("[]", "[]"),
        "Long-term safety": ("[]", "[]"),
    }
    stated = {
        (row.risk_id, row.kind, row.tool or row.state)
        for row in rows
        if isinstance(row, RiskMinimisationMeasure)
    }
    assert stated == {
        ("report-hepatotoxicity", "routine", "smpc"),
        ("report-hepatotoxicity", "routine", "package_leaflet"),
        ("report-hepatotoxicity", "additional", "stated_none"),
        ("report-embryo-foetal-toxicity", "routine", "smpc"),
        ("report-embryo-foetal-toxicity", "routine", "package_leaflet"),
        ("report-embryo-foetal-toxicity", "additional", "pregnancy_prevention"),
        ("report-embryo-foetal-toxicity", "additional", "patient_card"),
        ("report-malignancy", "routine", "stated_none"),
        ("report-malignancy", "additional", "stated_none"),
        ("report-long-term-safety", "routine", "stated_none"),
        ("report-long-term-safety", "additional", "stated_none"),
    }
    watched = [
        (row.risk_id, row.kind, row.state)
        for row in rows
        if isinstance(row, PharmacovigilanceActivity)
    ]
    assert watched == [
        ("report-hepatotoxicity", "routine", "stated_none"),
        ("report-hepatotoxicity", "additional", "stated_none"),
        ("report-embryo-foetal-toxicity", "routine", "stated"),
        ("report-embryo-foetal-toxicity", "additional", "stated"),
        ("report-malignancy", "routine", "stated_none"),
        ("report-malignancy", "additional", "stated"),
        ("report-long-term-safety", "routine", "stated_none"),
        ("report-long-term-safety", "additional", "stated"),
    ]
    studies = [(s.name, s.category, s.status) for s in rows if isinstance(s, Study)]
    assert studies == [
        (None, 1, None),
        ("Extension study", 3, "ongoing"),
        ("Drug utilisation study", 3, "planned"),
    ]
    addressed = [row.risk_id for row in rows if isinstance(row, StudyConcern)]
    assert addressed == [
        "report-hepatotoxicity", "report-malignancy", "report-long-term-safety",
        "report-embryo-foetal-toxicity",
    ]  # fmt: skip
    steps = [(row.name, row.due_on) for row in rows if isinstance(row, StudyMilestone)]
    assert steps == [
        ("Final study report", "2027-12-31"),
        ("Protocol", "2022-Q3"),
        ("Final report", "2025-Q4"),
    ]
    rules = {row.rule for row in rows if isinstance(row, Finding)}
    assert not rules & {"measure_without_concern", "study_concern_not_listed", "category_differs"}
