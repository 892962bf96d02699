"""Boxes of section II.B: the heads they have, the concerns they belong to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from plans import BOXES, PLAN, put_pdf, put_plan
from test_conformity import REV1
from test_layouts import PLAN_END, ruled
from test_layouts import rows_of as layout_rows

from ingest import pipeline
from ingest.accounts import ledger_of, unread
from ingest.families import parse_document
from ingest.plan_records import Risk, RiskMinimisationMeasure, Study
from ingest.read_pdf import read_pdf
from ingest.read_text import text_document
from ingest.records import FieldState, Finding, Indication, Row, TemplateSentence

FIRST = "Important identified risk: Hepatotoxicity"
SECOND = "Important potential risk: Malignancy"


def rows_of(text: str) -> list[Row]:
    document = text_document(text, "plan")
    document.facts.update(product="Fictavel", product_id="fictavel", substance="fictinib")
    rows = list(parse_document(document, "rmp_summary"))
    ids = [row.id for row in rows if not isinstance(row, TemplateSentence) and hasattr(row, "id")]
    assert len(ids) == len(set(ids))
    return rows


def left(text: str) -> list[str]:
    """The words that no row reads."""
    document = text_document(text, "plan")
    return [span.of(text) for span, _ in unread(ledger_of(document, rows_of(text)))]


def boxes(rows: list[Row]) -> dict[str, str | None]:
    """The head of each concern's box, by its name."""
    return {row.name: row.heading for row in rows if isinstance(row, Risk)}


def rules(rows: list[Row]) -> list[str]:
    found = [row.rule for row in rows if isinstance(row, Finding)]
    return [rule for rule in found if rule != "no_patient_text"]


def measures(rows: list[Row]) -> list[tuple[str | None, str]]:
    return [
        (row.risk_id, row.text)
        for row in rows
        if isinstance(row, RiskMinimisationMeasure) and row.kind == "routine"
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Table VI.2 Important potential risk: Malignancy",
        "Table 3: Important potential risk: Malignancy",
        "Table 3. Important potential risk: Malignancy",
        "Important Potential Risk #2: Malignancy",
        "Important potential risk 2: Malignancy",
        "Potential risk: Malignancy",
        "Important potential risk (Malignancy)",
        "Malignancy (important potential risk)",
        "Safety concern: Malignancy",
        "Risk 2: Malignancy",
        "2. Malignancy",
        "2) Malignancy",
        "Malignancy (continued)",
        "Important potential risk: Malignancy (cont'd)",
        "Important potential risk:\nMalignancy",
    ],
)
def test_a_box_is_known_by_its_head(head: str) -> None:
    text = PLAN.replace(SECOND, head)
    rows = rows_of(text)
    assert boxes(rows)["Malignancy"] == head.replace("\n", " ")
    assert rules(rows) == []
    assert left(text) == []
    assert measures(rows) == measures(rows_of(PLAN))


def test_what_plans_may_print_meets_what_is_expected_of_them(tmp_path: Path) -> None:
    """No box at all, a field that does not apply, and the fields of Revision 1."""
    texts = {
        "columns": PLAN.replace(BOXES, COLUMNS),
        "not-applicable": PLAN.replace("groups\nNone known", "groups\nNot applicable"),
        "rev1": REV1,
    }
    folders = [put_plan(tmp_path, name, text) for name, text in texts.items()]
    pipeline.build(folders, tmp_path / "plans.db")
    with closing(sqlite3.connect(tmp_path / "plans.db")) as connection:
        assert connection.execute("select * from unmet_expectations").fetchall() == []
        connection.execute("delete from unread")
        found = connection.execute("select distinct document_id from unmet_expectations")
        assert found.fetchall() == [("columns",)]


def test_a_head_in_a_looser_form_is_one_only_over_a_listed_name() -> None:
    words = "Potential risk: this was seen in animals\n"
    said = BOXES.replace("No case was reported.\n", f"No case was reported.\n{words}")
    rows = rows_of(PLAN.replace(BOXES, said))
    assert boxes(rows)["Malignancy"] == SECOND
    assert rules(rows) == []


@pytest.mark.parametrize("line", ["Malignancy", "2. Malignancy"])
def test_a_listed_name_in_another_concerns_field_is_no_head(line: str) -> None:
    rows = rows_of(PLAN.replace("liver disease.\n", f"liver disease.\n{line}\n"))
    assert boxes(rows)["Malignancy"] == SECOND
    assert rules(rows) == []
    assert measures(rows) == measures(rows_of(PLAN))


@pytest.mark.parametrize(
    "again", [FIRST, f"{FIRST} (continued)", "Hepatotoxicity (continued)", "Hepatotoxicity"]
)
def test_a_head_printed_again_goes_on_with_its_box(again: str) -> None:
    label = "Risk minimisation measures\nRoutine risk minimisation measures: SmPC sections 4.4"
    text = PLAN.replace(label, f"{again}\n{label}")
    rows = rows_of(text)
    assert rules(rows) == []
    assert measures(rows) == measures(rows_of(PLAN))
    assert left(text) == []


def test_words_that_go_on_under_a_repeated_head_are_left_unread() -> None:
    label = "Risk factors and risk groups\nRisk factors include alcohol"
    text = PLAN.replace(label, f"{FIRST}\nNo case was fatal.\n{label}")
    rows = rows_of(text)
    assert rules(rows) == []
    assert measures(rows) == measures(rows_of(PLAN))
    assert left(text) == ["No case was fatal."]


def test_a_head_printed_again_over_the_same_fields_is_a_second_box() -> None:
    evidence = "Evidence for linking the risk to the medicine\n"
    again = f"{FIRST}\n{evidence}Other words.\n\n{SECOND}"
    assert "box_repeated" in rules(rows_of(PLAN.replace(SECOND, again)))


@pytest.mark.parametrize(
    ("listed", "boxed"),
    [
        ("Hepatotoxicity", "Hepatotoxicity (including hepatic failure)"),
        ("Hepatotoxicity (liver injury)", "Hepatotoxicity"),
        ("Hepatotoxicity [in children only]", "Hepatotoxicity"),
    ],
)
def test_a_name_with_a_bracket_more_is_the_same_and_told(listed: str, boxed: str) -> None:
    text = PLAN.replace("risks Hepatotoxicity", f"risks {listed}")
    rows = rows_of(text.replace(FIRST, FIRST.replace("Hepatotoxicity", boxed)))
    assert rules(rows) == ["name_differs"]
    assert boxes(rows)[listed] == FIRST.replace("Hepatotoxicity", boxed)


@pytest.mark.parametrize(
    ("listed", "boxed"),
    [
        ("Hepatotoxicity", "Increased risk of hepatotoxicity"),
        ("Hepatotoxicity (fatal)", "Hepatotoxicity (in children)"),
        ("• Hepatotoxicity (fatal)\n• Hepatotoxicity (other)", "Hepatotoxicity"),
    ],
)
def test_names_that_differ_otherwise_are_not_matched(listed: str, boxed: str) -> None:
    text = PLAN.replace("risks Hepatotoxicity", f"risks\n{listed}")
    rows = rows_of(text.replace(FIRST, FIRST.replace("Hepatotoxicity", boxed)))
    assert "box_without_concern" in rules(rows)
    assert "concern_without_box" in rules(rows)


SEVERAL = PLAN.replace(
    "information Use in pregnancy", "information\n• Use in pregnancy\n• Use in breast-feeding\n"
    "• Use in children and adolescents",
)  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        " Use in pregnancy, Use in breast-feeding, Use in children and adolescents",
        " Use in pregnancy, use in breast-feeding and use in children and adolescents",
        " Use in pregnancy / Use in breast-feeding / Use in children and adolescents",
        "\nUse in pregnancy\nUse in breast-\nfeeding\nUse in children and\nadolescents",
        "\n• Use in pregnancy\n• Use in breast-feeding\n• Use in children and adolescents",
    ],
)
def test_a_box_of_several_listed_names_is_each_of_theirs(names: str) -> None:
    text = SEVERAL.replace("information: Use in pregnancy", f"information:{names}")
    rows = rows_of(text)
    said = "SmPC section 4.6"
    assert [one for one in measures(rows) if one[1] == said] == [
        ("plan-use-in-pregnancy", said),
        ("plan-use-in-breast-feeding", said),
        ("plan-use-in-children-and-adolescents", said),
    ]
    assert rules(rows) == []
    assert left(text) == []


def test_names_in_lines_over_one_box_do_not_join_items_without_marks() -> None:
    names = ["Use in pregnancy", "Use in breast-feeding", "Use in children"]
    text = PLAN.replace("information Use in pregnancy", "information\n" + "\n".join(names))
    text = text.replace("information: Use in pregnancy", "information:\n" + "\n".join(names))
    rows = rows_of(text)
    assert list(boxes(rows))[2:] == names
    assert rules(rows) == []


def test_a_box_of_a_name_that_is_not_listed_is_not_shared() -> None:
    names = "Use in pregnancy, Use in the elderly"
    rows = rows_of(PLAN.replace("information: Use in pregnancy", f"information: {names}"))
    assert rules(rows) == ["concern_without_box", "box_without_concern"]


def test_a_name_over_two_lines_is_not_the_box_of_its_second_line() -> None:
    listed = PLAN.replace("risks Hepatotoxicity", "risks\n• Bleeding\n• Hepatotoxicity")
    rows = rows_of(listed.replace(FIRST, "Important identified risk: Jaundice and\nHepatotoxicity"))
    assert rules(rows).count("box_without_concern") == 1
    assert boxes(rows)["Hepatotoxicity"] is None


@pytest.mark.parametrize("to", ["medicinal product", "product", "medicine"])
def test_the_label_of_evidence_has_variants(to: str) -> None:
    rows = rows_of(PLAN.replace("the risk to the medicine", f"the risk to the {to}"))
    states = {(row.risk_id, row.field): row.state for row in rows if isinstance(row, FieldState)}
    assert states["plan-hepatotoxicity", "evidence"] == "stated"


def test_where_a_box_was_not_found_unread_words_may_state_its_fields() -> None:
    def stated(text: str) -> set[str | None]:
        return {row.risk_id for row in rows_of(text) if isinstance(row, FieldState)}

    unclear = PLAN.replace("II.B Summary of important risks\n", "II.B Summary of important risks\n"
                           "All that is known of the liver.\n").replace(FIRST, "Liver")  # fmt: skip
    assert "plan-hepatotoxicity" not in stated(unclear)
    assert "plan-malignancy" in stated(unclear)
    without = PLAN.replace(BOXES.split("\n\n")[1], "")
    assert "plan-hepatotoxicity" in stated(without)


COLUMNS = (
    "II.B Summary of important risks\nImportant risk\nRisk factors and risk groups\n"
    "Risk minimisation measures\nHepatotoxicity\nAge\nSmPC section 4.8\n\n"
)


def test_where_no_box_is_known_one_finding_says_so() -> None:
    text = PLAN.replace(BOXES, COLUMNS)
    rows = rows_of(text)
    assert rules(rows) == ["no_box_read"]
    assert {row.risk_id for row in rows if isinstance(row, FieldState)} == {None}
    assert "Hepatotoxicity" in " ".join(left(text))


RATIONALES = [
    [["Study short name and title: FICT-001"], ["Rationale and study objectives: To learn more."],
     ["Study status: Ongoing"]],
    [["Study short name and title: FICT-002"], ["Study design: cohort"],
     ["Rationale and study objectives: To know."]],
]  # fmt: skip


@pytest.mark.parametrize("kind", ["text", "grid"])
def test_a_studys_rationale_is_its_purpose(kind: str, tmp_path: Path) -> None:
    if kind == "text":
        study = "\n\n".join("\n".join(row[0] for row in table) for table in RATIONALES)
        rows = rows_of(PLAN.replace("There are no studies required for Fictavel.", study))
    else:
        document = read_pdf(put_pdf(tmp_path / "p.pdf", ruled([*PLAN_END[:2], *RATIONALES])), "p")
        rows = layout_rows(document)
    assert [(row.name, row.purpose) for row in rows if isinstance(row, Study) and row.name] == [
        ("FICT-001", "To learn more."),
        ("FICT-002", "To know."),
    ]


def test_what_a_medicine_is_also_authorised_for_is_an_indication_too() -> None:
    also = "disease (see SmPC for the full indication). Fictavel is also indicated for gout. It"
    text = PLAN.replace("disease (see SmPC for the full indication). It", also)
    assert text != PLAN
    found = [row.text for row in rows_of(text) if isinstance(row, Indication)]
    assert len(found) == 2
    assert found[1].endswith("also indicated for gout.")
