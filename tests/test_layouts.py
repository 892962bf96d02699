"""The same plan in every layout that plans are printed in: one set of records out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from plans import put_pdf

from ingest.accounts import ledger_of
from ingest.document import Document
from ingest.families import load_family, parse_document
from ingest.families.rmp_summary.layouts import layout_of
from ingest.read_pdf import read_pdf
from ingest.read_text import read_text
from ingest.records import OUTSIDE, Row

FACTS = {"product": "Fictavel", "product_id": "fictavel", "substance": "fictinib"}

INTRO = [
    "Summary of risk management plan for Fictavel (fictinib)",
    "This is a summary of the risk management plan (RMP) for Fictavel.",
    "I. The Medicine and What it is Used For",
    "Fictavel is authorised for a made-up disease (see SmPC for the full indication).",
    "II.A List of important risks and missing information",
]
LISTED = [
    ["Important identified risk(s)", "• Hepatotoxicity<br/>• Bleeding"],
    ["Important potential risk(s)", "None"],
    ["Missing information", "• Use in pregnancy"],
]
EVIDENCE = "About 3% of patients had raised transaminases. " * 3
BOXES = [
    [
        ["Important identified risk: Hepatotoxicity", ""],
        ["Evidence for linking the risk to the medicine", EVIDENCE],
        ["Risk factors and risk groups", "Risk factors include age and alcohol use."],
        ["Risk minimisation measures", "Routine risk minimisation measures: SmPC section 4.8, PL "
         "section 4<br/>Additional risk minimisation measures: none"],
        ["Additional pharmacovigilance activities", "FICT-001<br/>See section II.C of this summary "
         "for an overview of the post-authorisation development plan."],
    ],
    [
        ["Important identified risk: Bleeding", ""],
        ["Risk minimisation measures", "Routine risk minimisation measures: SmPC section 4.4"
         "<br/>Additional risk minimisation measures: patient card"],
    ],
    [
        ["Missing information: Use in pregnancy", ""],
        ["Risk minimisation measures", "Routine risk minimisation measures: SmPC section 4.6"],
    ],
]  # fmt: skip
PLAN_END = [
    "II.C Post-authorisation development plan",
    "II.C.2 Other studies in post-authorisation development plan",
    "There are no studies required for Fictavel.",
]


def ruled(blocks: Sequence[object]) -> list[object]:
    """The summary with its list and boxes as ruled tables."""
    return [*INTRO, LISTED, "II.B Summary of important risks", *BOXES, *blocks]


def running() -> str:
    """The summary as running text: labels with colons, no tables."""
    lines = [*INTRO]
    for label, items in LISTED:
        lines += [label, *items.split("<br/>")]
    lines.append("II.B Summary of important risks")
    for box in BOXES:
        lines.append(box[0][0])
        for label, said in box[1:]:
            first, *rest = said.split("<br/>")
            lines += [f"{label}: {first}", *rest]
    return "\n".join([*lines, *PLAN_END]) + "\n"


def rows_of(document: Document) -> list[Row]:
    document.facts.update(FACTS)
    return list(parse_document(document, "rmp_summary"))


def records(document: Document) -> dict[str, list[tuple[object, ...]]]:
    """What must not depend on the layout."""
    rows = rows_of(document)
    assert ledger_of(document, rows).count("unread") == 0
    picked = {
        "risks": ("category", "name"),
        "evidence": ("text",),
        "evidence_figures": ("unit", "value", "qualifier"),
        "risk_factors": ("factor", "role"),
        "risk_minimisation_measures": ("kind", "tool", "state", "text"),
        "label_references": ("label_section_id",),
        "pharmacovigilance_activities": ("state", "text"),
        "studies": ("obligation", "state"),
    }
    found: dict[str, list[tuple[object, ...]]] = {table: [] for table in picked}
    for row in rows:
        if row.table in picked:
            found[row.table].append(tuple(getattr(row, name) for name in picked[row.table]))
    return found


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("ruled") / "plan.pdf"
    return read_pdf(put_pdf(path, ruled(PLAN_END)), "plan")


def test_ruled_tables_are_read(tables: Document) -> None:
    found = records(tables)
    assert found["risks"] == [
        ("identified", "Hepatotoxicity"),
        ("identified", "Bleeding"),
        ("missing", "Use in pregnancy"),
    ]
    assert found["pharmacovigilance_activities"] == [("stated", "FICT-001")]
    assert ("additional", "patient_card", "stated", "patient card") in found[
        "risk_minimisation_measures"
    ] or ("additional", "educational_material", "stated", "patient card") in found[
        "risk_minimisation_measures"
    ]
    assert layout_of(tables) == "rev2_tables"


def test_running_text_gives_the_same_records(tables: Document, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(running(), encoding="utf-8")
    text = read_text(tmp_path / "plan.txt", "plan")
    assert records(text) == records(tables)
    assert layout_of(text) == "rev2_text"


def test_a_pdf_without_rulings_gives_the_same_records(tables: Document, tmp_path: Path) -> None:
    blocks = [line for line in running().splitlines() if line]
    document = read_pdf(put_pdf(tmp_path / "plan.pdf", blocks), "plan")
    assert records(document) == records(tables)


FILLER = ["Words of a part that is not the summary. " * 40] * 4


def full_plan() -> list[object]:
    """A full plan: Parts I to V with tables in the same words, Part VI, Part VII."""
    part_v = [
        [
            ["Safety concern", "Risk minimisation measures"],
            ["Important identified risk: Something else", "Routine risk minimisation measures: "
             "SmPC section 4.3"],
        ],
    ]  # fmt: skip
    contents = [
        f"{title} {'.' * 60} {page}"
        for page, title in enumerate(
            ["Part I: Product overview", "Part II: Safety specification", "Part III: Plan",
             "Part IV: Efficacy studies", "Part V: Risk minimisation measures",
             "Part VI: Summary of the risk management plan", "Part VII: Annexes"], 1
        )
    ]  # fmt: skip
    return [
        "EU risk management plan for Fictavel (fictinib)", "RMP version 2.1", *contents,
        "Part I: Product overview", *FILLER * 5, "Part II: Safety specification", *FILLER * 10,
        "Part V: Risk minimisation measures", *part_v, *FILLER,
        "Part VI: Summary of the risk management plan", *ruled(PLAN_END),
        "Part VII: Annexes", *FILLER * 10,
    ]  # fmt: skip


def test_part_vi_of_a_full_plan_gives_the_same_records(tables: Document, tmp_path: Path) -> None:
    path = put_pdf(tmp_path / "plan.pdf", full_plan(), head="Fictavel RMP, page")
    document = read_pdf(path, "plan", load_family("rmp_summary").pages)
    read = [page.number for page in document.pages if page.read]
    assert len(document.pages) > 20
    assert 2 <= len(read) <= 6
    assert read == list(range(read[0], read[-1] + 1))
    assert records(document) == records(tables)
    assert layout_of(document) == "rev2_part_vi"
    outside = [row for row in rows_of(document) if row.table == "unread"]
    assert all(row.reason == OUTSIDE for row in outside)


def test_a_part_v_that_differs_is_a_finding_and_no_row(tmp_path: Path) -> None:
    table = [
        ["Safety concern", "Routine risk minimisation measures", "Additional measures"],
        ["Important potential risk: Hepatotoxicity", "SmPC section 4.8", "None"],
        ["Liver failure", "SmPC section 4.3", "None"],
        ["Use in pregnancy", "SmPC section 4.6", "None"],
    ]
    plan = full_plan()
    at = plan.index("Part V: Risk minimisation measures", 10)
    plan[at + 1] = table
    path = put_pdf(tmp_path / "plan.pdf", plan, head="Fictavel RMP, page")
    document = read_pdf(path, "plan", load_family("rmp_summary").pages)
    rows = rows_of(document)
    found = [row for row in rows if row.table == "findings" and row.rule == "part_v_differs"]
    assert [(row.span.of(document.text), row.message) for row in found] == [
        ("Hepatotoxicity",
         "Part VI lists 'Hepatotoxicity' as identified; Part V calls it potential"),
        ("Liver failure", "Part V has measures for 'Liver failure', which Part VI does not list"),
        ("Bleeding", "Part VI lists 'Bleeding'; no table of Part V has measures for it"),
    ]  # fmt: skip
    assert [row.name for row in rows if row.table == "risks"] == [
        "Hepatotoxicity", "Bleeding", "Use in pregnancy",
    ]  # fmt: skip


def test_part_vi_of_a_full_plan_as_text_gives_the_same_records(
    tables: Document, tmp_path: Path
) -> None:
    before, after = full_plan(), "Part VII: Annexes\nAnnex 1 Words\nMore words.\n"
    start = before.index("Part VI: Summary of the risk management plan")
    lines = [block for block in before[:start] if isinstance(block, str)]
    lines += ["Important identified risk: Something else", "Risk minimisation measures",
              "Routine risk minimisation measures: SmPC section 4.3"]  # fmt: skip
    text = "\n".join([*lines, str(before[start]), running()]) + after
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    document = read_text(tmp_path / "plan.txt", "plan")
    assert records(document) == records(tables)


REV1_GRIDS = [
    "VI.2 Elements for a public summary",
    "VI.2.1 Overview of disease epidemiology",
    "A made-up disease is rare.",
    "VI.2.2 Summary of treatment benefits",
    "Fictavel helped in one study.",
    "VI.2.3 Unknowns relating to treatment benefits",
    "There is no information in children.",
    "VI.2.4 Summary of safety concerns",
    "Important identified risks",
    [
        ["Risk", "What is known", "Preventability"],
        ["Liver injury (Hepatotoxicity)", "About 3% of patients had raised transaminases.",
         "Yes, by monitoring liver function."],
        ["Bleeding", "Bleeding is common.", "Not known."],
    ],
    "Important potential risks",
    [["Risk", "What is known (including reason why it is considered a potential risk)"],
     ["Cancer", "Seen in rats."]],
    "Important missing information",
    [["Risk", "What is known"], ["Use in pregnancy", "Not studied."]],
    "VI.2.5 Summary of additional risk minimisation measures by safety concern",
    "All medicines have a Summary of Product Characteristics (SmPC) which provides physicians, "
    "pharmacists and other health care professionals with details on how to use the medicine, the "
    "risks and recommendations for minimising them.",
    "This medicine has no additional risk minimisation measures.",
    "VI.2.6 Planned post-authorisation development plan",
    "None.",
    "VI.2.7 Summary of changes to the risk management plan over time",
    "Not applicable.",
]  # fmt: skip
REV1_RISKS = [
    ("identified", "Liver injury (Hepatotoxicity)"),
    ("identified", "Bleeding"),
    ("potential", "Cancer"),
    ("missing", "Use in pregnancy"),
]


def assert_rev1(document: Document) -> None:
    rows = rows_of(document)
    assert ledger_of(document, rows).count("unread") == 0
    assert [(r.category, r.name) for r in rows if r.table == "risks"] == REV1_RISKS
    evidence = {r.risk_id: r.text for r in rows if r.table == "evidence"}
    assert evidence["plan-cancer"] == "Seen in rats."
    assert [r.value for r in rows if r.table == "evidence_figures"] == [3]
    prevented = [r for r in rows if r.table == "statements" and r.kind == "preventability"]
    assert [(r.risk_id, r.text) for r in prevented] == [
        ("plan-liver-injury-hepatotoxicity", "Yes, by monitoring liver function."),
        ("plan-bleeding", "Not known."),
    ]
    measures = [r for r in rows if r.table == "risk_minimisation_measures"]
    assert [(r.risk_id, r.kind, r.state) for r in measures] == [(None, "additional", "stated_none")]
    states = {r.field: r.state for r in rows if r.table == "field_states" and r.risk_id is None}
    assert states["missing_information"] == "stated"


def test_the_grids_of_revision_1_are_read(tmp_path: Path) -> None:
    document = read_pdf(put_pdf(tmp_path / "plan.pdf", REV1_GRIDS), "plan")
    assert_rev1(document)
    assert layout_of(document) == "rev1_tables"


def test_revision_1_as_labelled_text_is_read(tmp_path: Path) -> None:
    lines: list[str] = []
    for block in REV1_GRIDS:
        if isinstance(block, str):
            lines.append(block)
            continue
        head, *rows = block
        for row in rows:
            lines += [f"{label}: {said}" for label, said in zip(head, row, strict=True)]
    (tmp_path / "plan.txt").write_text("\n".join(lines), encoding="utf-8")
    document = read_text(tmp_path / "plan.txt", "plan")
    assert_rev1(document)
    assert layout_of(document) == "rev1_text"


def test_without_a_heading_of_ii_b_the_list_ends_where_the_first_box_begins(tmp_path: Path) -> None:
    text = running().replace("II.B Summary of important risks\n", "").replace(
        "Important identified risk: Hepatotoxicity", "A box of another head")  # fmt: skip
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    rows = rows_of(read_text(tmp_path / "plan.txt", "plan"))
    names = [row.name for row in rows if row.table == "risks"]
    assert names == ["Hepatotoxicity", "Bleeding", "Use in pregnancy"]
