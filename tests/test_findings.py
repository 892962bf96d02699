"""Findings: each rule with words that break it, and with words that come near and must not."""

from __future__ import annotations

import ast
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from plans import BOXES, LIST, PLAN, STUDIES

from ingest.document import Document, Span
from ingest.errors import BadVocabulary
from ingest.families import family_names, parse_document
from ingest.finding_rules import finding
from ingest.placeholders import placeholders
from ingest.read_text import text_document
from ingest.records import Finding
from ingest.totals import totals
from ingest.vocabulary import dictionary, fold

PACKAGE = Path(__file__).parents[1] / "ingest"
REPORT = """14 March 2019
CHMP Type II variation assessment report

Invented name: Fictavel

2.6. Risk management plan

The CHMP endorsed the Risk Management Plan version 4.0 with the following content:

Safety concerns

Summary of safety concerns
Important identified risks	Dizziness
Important potential risks	Blue toes
Missing information	Use in pregnancy

Pharmacovigilance plan

Study	Objectives	Safety concerns addressed	Date for submission
FICT-1	To learn more	Important potential risk: Blue toes	June 2030

Risk minimisation measures

Safety concern	Routine risk minimisation measures	Additional risk minimisation measures
Dizziness	SmPC sections 4.4 and 4.8; package leaflet section 4	None
Blue toes	SmPC section 4.4; package leaflet section 2	None
Use in pregnancy	SmPC section 4.6	None

The CHMP endorsed this advice without changes.

2.7. Update of the product information

None.
"""
POLICY = """Prior-Approval Requirements
Diagnosis: Foo
Prior-Approval Limits
Quantity
20 mg
{limit} tablets per 84 days

Dosing
20 mg twice weekly 20 mg 4 blister packs
({total} tablets total in the
carton)
Each blister has two 20 mg tablets
"""
EVIDENCE = "Raised transaminases were reported in 12 of 345 patients (3.5%)."
LIVER = "SmPC sections 4.4 and 4.8, PL section 4"


@dataclass(frozen=True)
class Case:
    """Words to put in the place of others: ``fires`` break the rule at ``quote``, ``near`` do not.

    ``near`` is None where the whole, unchanged document is the near miss.
    """

    family: str
    old: str
    fires: str
    quote: str
    near: str | None = None


TITLE = "Summary of risk management plan for Fictavel (fictinib)\n"
PART_V = (
    "Part V: Risk minimisation measures\nSafety concern\tRoutine risk minimisation measures\t"
    "Additional measures\n{}Part VI: Summary of the risk management plan\n" + TITLE
)
CASES = {
    "part_v_differs": Case(
        "rmp_summary", TITLE, PART_V.format("Headache\tSmPC section 4.8\tNone\n"), "Headache",
        PART_V.format("Hepatotoxicity\tSmPC section 4.8\tNone\nMalignancy\tSmPC section 5.3\tNone\n"
                      "Use in pregnancy\tSmPC section 4.6\tNone\n"),
    ),
    "concern_without_box": Case(
        "rmp_summary", LIST, LIST.replace("Malignancy", "Malignancy\nHeadache"), "Headache"
    ),
    "no_box_read": Case(
        "rmp_summary", BOXES,
        "II.B Summary of important risks\nRisk factors and risk groups\n"
        "Risk minimisation measures\nLiver\tSmPC section 4.8\n\n",
        "II.B Summary of important risks",
        "II.B Summary of important risks\nThe risks are summed up elsewhere.\n\n",
    ),
    "box_without_concern": Case(
        "rmp_summary", "risk: Malignancy", "risk: Headache", "Important potential risk: Headache"
    ),
    "box_repeated": Case(
        "rmp_summary",
        STUDIES,
        "Important potential risk: Malignancy\nRisk minimisation measures\n"
        f"Routine risk minimisation measures: SmPC section 5.3\n\n{STUDIES}",
        "Important potential risk: Malignancy",
    ),
    "name_differs": Case(
        "rmp_summary",
        "risk: Malignancy",
        "risk: malignancy",
        "Important potential risk: malignancy",
        "risk:  Malignancy",
    ),
    "category_differs": Case(
        "rmp_summary",
        "Important potential risk: Malignancy",
        "Important identified risk: Malignancy",
        "Important identified risk: Malignancy",
    ),
    "concern_listed_twice": Case(
        "rmp_summary",
        "risks Malignancy",
        "risks\n• Malignancy\n• malignancy",
        "malignancy",
        "risks\n• Malignancy\n• Malignancy in children",
    ),
    "concern_in_two_categories": Case(
        "rmp_summary",
        "risks Malignancy",
        "risks\n• Malignancy\n• Hepatotoxicity",
        "Hepatotoxicity",
        "risks\n• Malignancy\n• Hepatotoxicity in children",
    ),
    "concern_without_measures": Case(
        "assessment_report", "Blue toes	SmPC section 4.4; package leaflet section 2	None\n", "",
        "Blue toes", "All	Legal status	None\n",
    ),
    "measure_without_concern": Case(
        "assessment_report", "Blue toes	SmPC", "Green ears	SmPC", "Green ears",
    ),
    "study_concern_not_listed": Case(
        "assessment_report", "risk: Blue toes", "risk: Green ears", "Green ears",
    ),
    "unknown_label_section": Case(
        "rmp_summary", LIVER, "SmPC sections 4.12 and 4.8, PL section 4",
        "SmPC sections 4.12 and 4.8",
        "SmPC sections 4.8 and 6.6, PL section 4",
    ),
    "potential_risk_in_4_8": Case(
        "rmp_summary", "SmPC section 5.3", "SmPC section 4.8", "SmPC section 4.8",
        "SmPC section 5.3 (occurred in 4.8% of rats)",
    ),
    "identified_risk_not_in_4_8": Case(
        "rmp_summary", LIVER, "SmPC section 4.4, PL section 4", "SmPC section 4.4",
        "SmPC section 4.4 and adverse reactions in 4.8, PL section 4",
    ),
    "no_patient_text": Case(
        "rmp_summary", "SmPC section 5.3\n", "SmPC section 5.1\n", "SmPC section 5.1",
        "SmPC section 5.3, PL section 2\n",
    ),
    "impossible_percentage": Case(
        "rmp_summary", "12 of 345 patients (3.5%)", "12 of 345 patients (4.5%)",
        "12 of 345 patients (4.5%)", "12 of 345 patients (3.48%)",
    ),
    "no_common_denominator": Case(
        "rmp_summary", EVIDENCE, "Rash was reported in 12 (3.5%) and fever in 34 (50.0%) patients.",
        "12 (3.5%) and fever in 34 (50.0%)",
        "Rash was reported in 12 (3.5%) and fever in 35 (10.1%) patients.",
    ),
    "implied_denominator": Case(
        "rmp_summary", EVIDENCE,
        "Rash was reported in 589 (62.2%), fever in 266 (28.1%) and cough in 20 (2.1%) patients.",
        "589 (62.2%), fever in 266 (28.1%) and cough in 20 (2.1%)",
        "Rash was reported in 12 (3.5%) patients.",
    ),
    "total_differs": Case(
        "rmp_summary", EVIDENCE,
        "Reported were a total of 12 patients: 5 (1.4%) with jaundice and 8 with nausea.",
        "a total of 12 patients: 5 (1.4%) with jaundice and 8 with nausea",
        "Reported were a total of 12 patients: 5 with jaundice and 7 with nausea.",
    ),
    "placeholder_left": Case(
        "rmp_summary", EVIDENCE, "Reported for <invented name> in 3 patients.", "<invented name>",
        "Reported in patients aged <65 years and > 80 years with ALT <ULN or >ULN (<a@b.example>).",
    ),
    "left_open": Case(
        "rmp_summary", EVIDENCE, "Numbers: TBD.", "TBD", "TBD: to be determined",
    ),
    "dose_pack_arithmetic": Case(
        "prior_approval", "{total}", "8",
        "20 mg twice weekly 20 mg 4 blister packs\n(8 tablets total in the\ncarton)\n"
        "Each blister has two 20 mg tablets",
    ),
    "dose_pack_differs": Case(
        "prior_approval", "{total}", "9",
        "20 mg twice weekly 20 mg 4 blister packs\n(9 tablets total in the\ncarton)\n"
        "Each blister has two 20 mg tablets", "8",
    ),
    "limit_against_packs": Case(
        "prior_approval", "{limit}", "24", "24 tablets per 84 days",
    ),
    "limit_below_scheme": Case(
        "prior_approval", "{limit}", "20", "20 tablets per 84 days", "24",
    ),
    "limit_scope_not_stated": Case(
        "prior_approval", "20 mg\n{limit}", "20 mg\n40 mg\n24", "24 tablets per 84 days",
        "20 mg\n24",
    ),
}  # fmt: skip
TEXTS = {"rmp_summary": PLAN, "assessment_report": REPORT, "prior_approval": POLICY}


def document_of(text: str) -> Document:
    document = text_document(text.replace("{limit}", "24").replace("{total}", "8"), "fict")
    document.facts.update(product="Fictavel", product_id="fictavel", substance="fictinib")
    return document


def findings(family: str, text: str) -> dict[str, list[str]]:
    """The words found, by rule; each finding has the severity of its rule."""
    document = document_of(text)
    severities = {row["id"]: row["severity"] for row in dictionary("finding_rules")}
    found: dict[str, list[str]] = {}
    rows = list(parse_document(document, family))
    for row in rows:
        if isinstance(row, Finding):
            assert row.severity == severities[row.rule]
            found.setdefault(row.rule, []).append(row.span.of(document.text))
    ids = [row.id for row in rows if isinstance(row, Finding)]
    assert len(ids) == len(set(ids))
    return found


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_finds_what_it_is_for_and_quotes_it(rule: str) -> None:
    case = CASES[rule]
    text = TEXTS[case.family]
    assert case.old in text
    assert case.quote in findings(case.family, text.replace(case.old, case.fires))[rule]


@pytest.mark.parametrize("rule", [rule for rule in CASES if CASES[rule].near is not None])
def test_a_rule_leaves_a_near_miss_alone(rule: str) -> None:
    case = CASES[rule]
    text = TEXTS[case.family].replace(case.old, case.near or "")
    assert rule not in findings(case.family, text)


NOTED = {"no_patient_text"}
"""What the unchanged plan has: a risk of which the leaflet does not speak."""


@pytest.mark.parametrize("family", ["rmp_summary", "assessment_report"])
def test_a_document_without_faults_has_no_findings(family: str) -> None:
    assert set(findings(family, TEXTS[family])) <= NOTED


def test_every_rule_of_the_table_is_shown_here_and_every_one_here_is_in_the_table() -> None:
    assert set(CASES) == {row["id"] for row in dictionary("finding_rules")}


def emitted() -> set[str]:
    """The rules that the code names: strings that calls of ``finding`` have, or may have."""
    known = {row["id"] for row in dictionary("finding_rules")}
    found = {row["rule"] for row in dictionary("placeholders")}
    for path in PACKAGE.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        calls = [n for n in nodes if isinstance(n, ast.Call) and is_finding(n)]
        if calls:
            found |= {arg.value for call in calls for arg in call.args if is_string(arg)}
            found |= {node.value for node in nodes if is_string(node)} & known
    return found


def is_finding(call: ast.Call) -> bool:
    return ast.unparse(call.func).split(".")[-1] in ("finding", "_finding")


def is_string(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_rule_that_the_code_names_is_in_the_table_and_no_other() -> None:
    assert emitted() == {row["id"] for row in dictionary("finding_rules")}


def test_findings_are_made_in_one_place() -> None:
    for path in PACKAGE.rglob("*.py"):
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        made = any(ast.unparse(call.func) == "Finding" for call in calls)
        assert made == (path.name == "finding_rules.py"), path


def test_a_rule_that_the_table_does_not_have_is_refused() -> None:
    with pytest.raises(BadVocabulary, match="no rule 'odd'"):
        finding(Span(0, 1), "id", "odd", "message")


@pytest.mark.parametrize("row", dictionary("finding_rules"), ids=lambda row: row["id"])
def test_a_rule_says_what_it_means_and_where_it_applies(row: dict[str, str]) -> None:
    assert set(json.loads(row["families"])) <= set(family_names())
    assert row["severity"] in ("error", "warning", "note")
    assert row["meaning"].endswith(".")
    assert 1 <= len(re.findall(r"[.;](?:\s|$)", row["meaning"])) <= 4


@pytest.mark.parametrize("row", dictionary("placeholders"), ids=lambda row: row["id"])
def test_a_placeholder_is_found_in_its_example_and_not_in_what_is_near(row: dict[str, str]) -> None:
    def found(text: str) -> list[Span]:
        return [span for span, _ in placeholders(fold(text), Span(0, len(text)))]

    assert len(found(row["example"])) == 1
    assert found(row["near_miss"]) == []


@pytest.mark.parametrize(
    "said",
    [
        "A total of 12 patients, of whom 5 had rash and 8 had fever.",
        "A total of 12 patients had events: 5 with rash and 8 with fever.",
        "A total of 12 patients (5 with rash and 8 with fever) stopped.",
        "A total of 12 patients: 5 with rash and 8 with both rash and fever.",
        "A total of 12 patients: at least 5 with rash and 8 with fever.",
        "A total of 12 patients: 5 with grade 3 rash and 8 with fever.",
        "A total of 12 patients: rash in 5 and fever in 8.",
        "In 12 patients there were 5 with rash and 8 with fever.",
    ],
)
def test_parts_that_the_words_do_not_bind_to_a_total_are_left_alone(said: str) -> None:
    assert list(totals(fold(said), Span(0, len(said)))) == []


@pytest.mark.parametrize(
    ("said", "total", "parts"),
    [
        ("A total of 12 cases: 5 fatal, 4 serious and 3 mild.", 12, (5, 4, 3)),
        ("a total of twelve cases consisting of five serious and seven mild cases", 12, (5, 7)),
        ("a total of 1,200 patients: 600 (50%) in A, and 600 (50%) in B;", 1200, (600, 600)),
    ],
)
def test_a_total_is_read_with_all_its_parts(said: str, total: int, parts: tuple[int, ...]) -> None:
    (found,) = totals(fold(said), Span(0, len(said)))
    assert (found.total, found.parts) == (total, parts)


@pytest.mark.parametrize(
    "said",
    [
        "Rash was seen in 24 (0.3%) patients on fictinib and in 8 (0.2%) on placebo.",
        "Rash was seen in 38 of 2,310 (1.6%) patients and in 11 of 1,140 (1.0%) on foobarin.",
        "Rash was seen in 3 (0.1%) patients on fictinib and in 1 (0.1%) on foobarin.",
        "Rash was seen in 141 (6.1%) patients at 30 mg and in 34 (2.9%) patients at 15 mg.",
        "Rash was seen in 17 (1.5%) men and dryness in 22 (1.9%) women.",
        "Rash was seen in 24 (1.4%) patients against 3 (0.3%).",
        "Rash was seen in 28 (1.6%) and 11 (1.3%) patients.",
        "Rash was seen in 9 (1.8%) patients on 5 mg and fever in 90 (3.1%) patients on 9 mg.",
        "Rash was seen in 9 (1.8%) on 5 mg and fever in 90 (3.1%) on 9 mg.",
        "Rash was seen in 12 (3.5%) patients. Fever was seen in 34 (9.0%) patients.",
        "Rash was seen in 12 (3.5%) of 345 patients and fever in 34 (50.0%) of 68 patients.",
        "In trial A, 14 (3.3%) had hives and in trial B, 19 (3.0%) had cough.",
        "14 (3.3%) had hives in trial A and 19 (3.0%) had cough.",
        "In men, 14 (3%) had hives, in boys 9 (10%) had cough.",
        "14 (3.3%) had hives; in the second part, 19 (3.0%) had cough.",
        "Hives were seen in 240 (35%), of which 190 (79%) were grave.",
    ],
)
def test_numbers_that_are_not_said_to_be_of_one_group_need_no_common_denominator(said: str) -> None:
    found = findings("rmp_summary", PLAN.replace(EVIDENCE, said))
    assert not {"no_common_denominator", "implied_denominator"} & set(found)


@pytest.mark.parametrize(
    "said",
    [
        "In the A-Pool, 12 (3.5%) patients had rash and 34 (50.0%) patients had fever.",
        "Of 345 patients on fictinib, 12 (3.5%) had rash and 34 (50.0%) had fever.",
        "14 (3.3%) women had a fall in weight from the start, 19 (3.0%) women had cough.",
        "Overall, 14 (3.3%) had hives and 19 (3.0%) had cough.",
    ],
)
def test_numbers_of_one_group_have_one_denominator(said: str) -> None:
    assert "no_common_denominator" in findings("rmp_summary", PLAN.replace(EVIDENCE, said))


def test_a_document_that_never_names_the_leaflet_is_told_once() -> None:
    found = findings("rmp_summary", PLAN.replace(", PL section 4", ""))
    assert len(found["no_patient_text"]) == 1


def test_a_concern_listed_three_times_is_found_at_each_place_but_the_first() -> None:
    text = PLAN.replace("risks Malignancy", "risks\n• Malignancy\n• Malignancy\n• malignancy")
    assert findings("rmp_summary", text)["concern_listed_twice"] == ["Malignancy", "malignancy"]


def test_a_concern_in_two_categories_is_told_of_in_plain_words() -> None:
    text = PLAN.replace("information Use in pregnancy", "information Malignancy")
    rows = parse_document(document_of(text), "rmp_summary")
    (found,) = (r for r in rows if isinstance(r, Finding) if r.rule == "concern_in_two_categories")
    assert found.message == "'Malignancy' is listed as potential risk and as missing information"


def test_a_card_for_patients_and_words_on_the_pack_are_text_for_patients() -> None:
    for measure in ("labelling", "patient alert card", "Section 2 of the leaflet"):
        said = f"SmPC section 5.3\nAdditional risk minimisation measures: {measure}"
        text = PLAN.replace("SmPC section 5.3\nAdditional risk minimisation measures: None", said)
        assert said in text
        assert "no_patient_text" not in findings("rmp_summary", text)


def test_missing_information_is_no_risk_that_needs_text_for_patients_or_4_8() -> None:
    quotes = findings("rmp_summary", PLAN)
    assert "SmPC section 4.6" not in {q for found in quotes.values() for q in found}


def test_a_word_broken_in_a_narrow_cell_is_no_other_name() -> None:
    for printed, differs in (("Blue to es", False), ("Blue Toes", True)):
        found = findings("assessment_report", REPORT.replace("Blue toes\tSmPC", f"{printed}\tSmPC"))
        assert ("name_differs" in found) == differs
        assert "measure_without_concern" not in found


def test_a_category_that_a_study_gives_is_compared() -> None:
    text = REPORT.replace("potential risk: Blue", "identified risk: Blue")
    assert findings("assessment_report", text)["category_differs"] == ["Blue toes"]


def test_a_row_of_measures_for_no_concern_keeps_its_measures_without_one() -> None:
    document = document_of(REPORT.replace("Blue toes	SmPC", "Green ears	SmPC"))
    rows = list(parse_document(document, "assessment_report"))
    unlisted = [r for r in rows if r.table == "risk_minimisation_measures" and r.risk_id is None]
    assert {row.span.of(document.text) for row in unlisted} >= {"SmPC section 4.4"}


def test_a_finding_leads_to_its_rule(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute(
            "select count(*) from findings f join finding_rules r on r.id = f.rule"
            " where f.severity <> r.severity"
        ).fetchone() == (0,)
        found = connection.execute(
            "select rule, quote from findings where document_id = 'nexpovio-rmp-summary'"
            " order by char_start"
        ).fetchall()
    assert [(rule, quote.split(":")[0]) for rule, quote in found] == [
        ("implied_denominator", found[0][1]),
        ("name_differs", "Important potential risk"),
        ("potential_risk_in_4_8", "SmPC sections 4.4, 4.8"),
        ("no_patient_text", "Legal status"),
    ]
