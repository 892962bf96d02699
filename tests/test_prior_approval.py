"""The family of prior-approval policies: the shipped one in full, and fictional pieces."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.document import Document, Span, gaps
from ingest.errors import RiskplanError
from ingest.families import load_family
from ingest.families.prior_approval.items import pieces
from ingest.families.prior_approval.marks import ranks_of
from ingest.families.prior_approval.nodes import split_ending
from ingest.families.prior_approval.parameters import Knowledge, classify, diagnosis
from ingest.families.prior_approval.parse import parse
from ingest.families.prior_approval.records import (
    ClassMember,
    Criterion,
    DosePack,
    DrugClass,
    HistoryEntry,
    Policy,
    PolicyWarning,
    QuantityLimit,
)
from ingest.families.prior_approval.text import PolicyText
from ingest.read_text import read_text
from ingest.records import FieldState, Finding, Heading, Indication, Row, Statement
from ingest.reference_tables import REFERENCE_TABLES
from ingest.vocabulary import dictionary, fold, heal, phrase_pattern

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "ingest" / "sources" / "xpovio-prior-approval" / "xpovio-prior-approval.txt"
XPOVIO = {"product": "Xpovio", "product_id": "xpovio", "substance": "selinexor"}
ZORBIX = {"product": "Zorbix", "product_id": "zorbix", "substance": "zorbinib"}
KNOWN = Knowledge(("Zorbix", "zorbinib"), {"foo inhibitor": "class-of-foo"})

Of = TypeVar("Of")


@pytest.fixture(scope="module")
def document() -> Document:
    return replace(read_text(SOURCE, "xpovio-prior-approval"), facts=XPOVIO)


@pytest.fixture(scope="module")
def rows(document: Document) -> list[Row]:
    return list(parse(document))


def fiction(text: str) -> list[Row]:
    """The rows of a fictional policy for Zorbix."""
    return list(parse(Document("z", text, "text/plain", facts=ZORBIX)))


def only(rows: Sequence[Row], kind: type[Of]) -> list[Of]:
    return [row for row in rows if isinstance(row, kind)]


def state(rows: Sequence[Row], field: str) -> str:
    (found,) = (row for row in only(rows, FieldState) if row.field == field)
    return found.state


def outline(rows: Sequence[Row], phase: str = "initial") -> list[str]:
    """A tree as lines: indent, mark, operator, kind and text."""
    depth: dict[str, int] = {}
    lines = []
    for row in only(rows, Criterion):
        if row.phase == phase:
            depth[row.id] = depth[row.parent_id] + 1 if row.parent_id else 0
            words = [row.label and f"{row.label}.", row.operator, row.kind, row.text]
            lines.append("  " * depth[row.id] + " ".join(word for word in words if word))
    return lines


def spans_of(rows: Sequence[Row]) -> list[Span]:
    spans = (getattr(row, "span", None) for row in rows)
    return [span for span in spans if span is not None]


# The shipped policy.


def test_the_policy_states_its_age_durations_and_dates(rows: list[Row]) -> None:
    assert rows[0] == Policy(
        id="xpovio-prior-approval",
        document_id="xpovio-prior-approval",
        product_id="xpovio",
        minimum_age=18,
        initial_months=12,
        renewal_months=12,
        effective_on="2024-07-01",
        approved_on="2024-06-13",
        pre_approval_allowance=None,
        renewal_criteria="own",
        renewal_limits="same",
    )


INITIAL = """
all_of group Prior-Approval Requirements
  age 18 years of age or older
  one_of group Patient must have ONE of the following:
    1. all_of diagnosis Multiple myeloma (MM)
      a. prior_therapy Patient has received at least one prior therapy
      b. combination Used in combination with bortezomib and dexamethasone
    2. all_of diagnosis Relapsed or refractory multiple myeloma (RRMM)
      a. prior_therapy Patient has received at least four prior therapies
      b. refractory Disease is refractory to at least two proteasome inhibitors (see Appendix 1)
      c. refractory Disease is refractory to at least two immunomodulatory agents (see Appendix 1)
      d. refractory Disease is refractory to an anti-CD38 monoclonal antibody (see Appendix 1)
      e. combination Used in combination with dexamethasone
    3. all_of diagnosis Relapsed or refractory diffuse large B-cell lymphoma (DLBCL)
      a. prior_therapy Patient has received at least two prior lines of systemic therapy
  all_of group AND ALL of the following:
    a. prophylaxis Patient will receive prophylactic treatment with a 5-HT3 antagonist \
(e.g., dolasetron, granisetron, ondansetron, palonosetron etc) and/or other anti-nausea agents \
prior to and during treatment with Xpovio
    b. monitoring Prescriber agrees to monitor complete blood count (CBC), standard blood \
chemistry, and body weight
    c. contraception Females of reproductive potential only: patient will be advised to use \
effective contraception during treatment with Xpovio and for 1 week after the final dose
    d. contraception Males with female partners of reproductive potential only: patient will be \
advised to use effective contraception during treatment with Xpovio and for 1 week after the \
final dose
"""

RENEWAL = """
all_of group Prior – Approval Renewal Requirements
  age 18 years of age or older
  one_of group Patient must have ONE of the following:
    1. all_of diagnosis Multiple myeloma (MM)
      a. combination Used in combination with bortezomib and dexamethasone
    2. all_of diagnosis Relapsed or refractory multiple myeloma (RRMM)
      a. combination Used in combination with dexamethasone
    3. diagnosis Relapsed or refractory diffuse large B-cell lymphoma (DLBCL)
  all_of group AND ALL of the following:
    a. no_progression NO disease progression or unacceptable toxicity
"""


def test_the_criteria_for_a_first_approval_are_a_tree_of_19_rows(rows: list[Row]) -> None:
    assert outline(rows) == INITIAL.strip().split("\n")
    assert len(outline(rows)) == 19


def test_the_criteria_for_a_renewal_are_a_tree_of_14_rows(rows: list[Row]) -> None:
    tree = outline(rows, "renewal")
    assert tree[:10] == RENEWAL.strip().split("\n")
    marks = zip("abcd", "bcde", strict=True)
    later = [
        line.replace(f"    {first}.", f"    {then}.")
        for line, (first, then) in zip(outline(rows)[-4:], marks, strict=True)
    ]
    assert tree[10:] == later


def test_each_phase_has_one_root_and_parents_come_before_children(rows: list[Row]) -> None:
    seen: set[str] = set()
    for row in only(rows, Criterion):
        assert row.parent_id is None or row.parent_id in seen
        seen.add(row.id)
    roots = [row for row in only(rows, Criterion) if row.parent_id is None]
    assert [row.phase for row in roots] == ["initial", "renewal"]


def test_siblings_are_numbered_from_one(rows: list[Row]) -> None:
    ordinals: dict[str | None, list[int]] = {}
    for row in only(rows, Criterion):
        ordinals.setdefault(row.parent_id, []).append(row.ordinal)
    del ordinals[None]
    assert all(found == [*range(1, len(found) + 1)] for found in ordinals.values())


def test_criteria_have_readable_permalinks(rows: list[Row]) -> None:
    assert {
        "xpovio-prior-approval-initial",
        "xpovio-prior-approval-initial-age",
        "xpovio-prior-approval-initial-diagnoses",
        "xpovio-prior-approval-initial-2-b",
        "xpovio-prior-approval-initial-all-d",
        "xpovio-prior-approval-renewal-3",
    } <= {row.id for row in only(rows, Criterion)}


PREFIX = "xpovio-prior-approval-"
PROPHYLAXIS = {
    "any_of": [
        {
            "class": "5-HT3 antagonist",
            "examples": ["dolasetron", "granisetron", "ondansetron", "palonosetron"],
        },
        {"class": "anti-nausea agents"},
    ],
    "when": ["prior to", "during"],
}
PARAMETERS: dict[str, dict[str, Any]] = {
    "initial": {},
    "initial-age": {"minimum_age": 18},
    "initial-diagnoses": {},
    "initial-1": {"diagnosis": "Multiple myeloma", "abbreviation": "MM"},
    "initial-1-a": {"minimum_count": 1, "of": "prior therapies"},
    "initial-1-b": {"with": ["bortezomib", "dexamethasone"]},
    "initial-2": {"diagnosis": "Relapsed or refractory multiple myeloma", "abbreviation": "RRMM"},
    "initial-2-a": {"minimum_count": 4, "of": "prior therapies"},
    "initial-2-b": {
        "class": "proteasome inhibitors",
        "class_id": f"{PREFIX}proteasome-inhibitors",
        "minimum_count": 2,
        "appendix": 1,
    },
    "initial-2-c": {
        "class": "immunomodulatory agents",
        "class_id": f"{PREFIX}immunomodulatory-agents",
        "minimum_count": 2,
        "appendix": 1,
    },
    "initial-2-d": {
        "class": "anti-CD38 monoclonal antibody",
        "class_id": f"{PREFIX}anti-cd38-monoclonal-antibody",
        "minimum_count": 1,
        "appendix": 1,
    },
    "initial-2-e": {"with": ["dexamethasone"]},
    "initial-3": {
        "diagnosis": "Relapsed or refractory diffuse large B-cell lymphoma",
        "abbreviation": "DLBCL",
    },
    "initial-3-a": {"minimum_count": 2, "of": "prior lines of systemic therapy"},
    "initial-all": {},
    "initial-all-a": PROPHYLAXIS,
    "initial-all-b": {
        "of": ["complete blood count (CBC)", "standard blood chemistry", "body weight"]
    },
    "initial-all-c": {
        "sex": "female",
        "of": "females of reproductive potential",
        "during_treatment": True,
        "weeks_after_last_dose": 1,
    },
    "initial-all-d": {
        "sex": "male",
        "of": "males with female partners of reproductive potential",
        "during_treatment": True,
        "weeks_after_last_dose": 1,
    },
    "renewal-all-a": {"none_of": ["disease progression", "unacceptable toxicity"]},
}


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_parameters_of_a_criterion_say_what_its_words_say(rows: list[Row], name: str) -> None:
    (row,) = (row for row in only(rows, Criterion) if row.id == PREFIX + name)
    assert json.loads(row.parameters) == PARAMETERS[name]
    assert row.parameters == json.dumps(json.loads(row.parameters), sort_keys=True)


def test_a_diagnosis_is_quoted_without_its_mark_and_its_items(
    document: Document, rows: list[Row]
) -> None:
    quotes = {row.id: row.span.of(document.text) for row in only(rows, Criterion)}
    assert quotes[f"{PREFIX}initial-1"] == "Multiple myeloma (MM)"
    assert re.fullmatch(
        r"Disease is refractory to at least two proteasome inhibitors \(see\s+Appendix 1\)",
        quotes[f"{PREFIX}initial-2-b"],
    )


def test_the_indications_are_three(rows: list[Row]) -> None:
    found = only(rows, Indication)
    assert [row.ordinal for row in found] == [1, 2, 3]
    assert {row.product_id for row in found} == {"xpovio"}
    starts = ("In combination with bortezomib", "In combination with dexa", "For the treatment of")
    ends = ("at least one prior therapy", "monoclonal antibody.", "2 lines of systemic therapy.")
    for row, start, end in zip(found, starts, ends, strict=True):
        assert row.text.startswith(start)
        assert row.text.endswith(end)


def test_the_warnings_are_eight(rows: list[Row]) -> None:
    assert [(row.ordinal, row.name) for row in only(rows, PolicyWarning)] == [
        (1, "thrombocytopenia"),
        (2, "neutropenia"),
        (3, "hyponatremia"),
        (4, "gastrointestinal toxicity"),
        (5, "neurological toxicity"),
        (6, "embryo-fetal toxicity"),
        (7, "cataract"),
        (8, "serious infections"),
    ]


def test_four_strengths_share_a_limit_of_unstated_scope(
    document: Document, rows: list[Row]
) -> None:
    limits = only(rows, QuantityLimit)
    assert [row.strength_mg for row in limits] == [20, 40, 50, 60]
    assert {(row.quantity, row.unit, row.days) for row in limits} == {(96, "tablets", 84)}
    assert {row.limit_scope for row in limits} == {"not_stated"}
    assert {row.limit_group for row in limits} == {f"{PREFIX}limit-96-tablets-per-84-days"}
    assert {row.phase for row in limits} == {"initial"}
    for row in limits:
        quote = row.span.of(document.text)
        assert f"{row.strength_mg:g} mg tablets" in quote
        assert "96 tablets per 84 days" in quote


PACKS = [
    (40, 1, 20, 4, 2, 8),
    (40, 1, 40, 4, 1, 4),
    (40, 2, 20, 4, 4, 16),
    (40, 2, 40, 4, 2, 8),
    (60, 1, 20, 4, 3, 12),
    (60, 1, 60, 4, 1, 4),
    (60, 2, 20, 4, 6, 24),
    (80, 1, 20, 4, 4, 16),
    (80, 1, 40, 4, 2, 8),
    (80, 2, 20, 4, 8, 32),
    (100, 1, 20, 4, 5, 20),
    (100, 1, 50, 4, 2, 8),
]


def test_the_dose_packs_are_twelve(document: Document, rows: list[Row]) -> None:
    found = only(rows, DosePack)
    assert [
        (
            row.dose_mg,
            row.doses_per_week,
            row.strength_mg,
            row.packs,
            row.tablets_per_pack,
            row.tablets_total,
        )
        for row in found
    ] == PACKS
    assert [row.ordinal for row in found] == [*range(1, 13)]
    assert re.sub(r"\s+", " ", found[4].span.of(document.text)) == (
        "60 mg once weekly 20 mg 4 blister packs (12 tablets total in the carton) "
        "Each blister has three 20 mg tablets"
    )


CLASSES = {
    "Proteasome Inhibitors": [
        ("carfilzomib", "Kyprolis"),
        ("ixazomib", "Ninlaro"),
        ("bortezomib", "Velcade"),
    ],
    "Immunomodulatory Agents": [
        ("pomalidomide", "Pomalyst"),
        ("lenalidomide", "Revlimid"),
        ("thalidomide", "Thalomid"),
    ],
    "Anti-CD38 Monoclonal Antibody": [
        ("daratumumab", "Darzalex"),
        ("daratumumab and hyaluronidase-fihj", "Darzalex Faspro"),
        ("isatuximab-irfc", "Sarclisa"),
    ],
}


def test_nine_drugs_are_in_three_classes(rows: list[Row]) -> None:
    found: dict[str, list[tuple[str, str]]] = {}
    names = {row.id: row.name for row in only(rows, DrugClass)}
    for row in only(rows, ClassMember):
        found.setdefault(names[row.class_id], []).append((row.generic_name, row.brand_name))
    assert found == CLASSES


def test_the_history_has_fourteen_entries_and_actions_wrap(rows: list[Row]) -> None:
    found = {row.month: row.action for row in only(rows, HistoryEntry)}
    months = (
        *("2019-07", "2019-09", "2019-12", "2020-06", "2020-07", "2020-09", "2021-01"),
        *("2021-03", "2021-05", "2021-09", "2022-06", "2023-03", "2023-12", "2024-06"),
    )
    assert tuple(found) == months
    assert found["2019-07"] == "New Addition"
    assert found["2021-01"].endswith("received at least one prior therapy")
    assert found["2021-05"].endswith("Appendix 1 updated.")
    assert found["2024-06"] == "Annual review and reference update"


def test_each_field_has_one_state_and_none_is_not_unsaid(
    document: Document, rows: list[Row]
) -> None:
    states = {row.field: row for row in only(rows, FieldState)}
    assert [*sorted(states)] == sorted(load_family("prior_approval").terms["fields"])
    assert {field for field, row in states.items() if row.state == "stated_none"} == {
        "pre_approval_allowance"
    }
    unsaid = {field for field, row in states.items() if row.state == "not_stated"}
    assert unsaid == {"keywords", "related_policies", "references"}
    quotes = {field: heal(row.span.of(document.text)) for field, row in states.items() if row.span}
    assert quotes["minimum_age"] == "18 years of age or older"
    assert quotes["initial_months"] == "12 months"
    assert quotes["renewal_months"] == "Same as above"
    assert quotes["effective_on"] == "July 1, 2024"
    assert quotes["approved_on"] == "June 13, 2024"
    assert quotes["pre_approval_allowance"] == "None"
    assert {row.risk_id for row in states.values()} == {None}
    assert all((row.span is None) == (row.state == "not_stated") for row in states.values())


def test_there_are_three_findings_and_they_contain_their_numbers(
    document: Document, rows: list[Row]
) -> None:
    found = {row.rule: row for row in only(rows, Finding)}
    assert len(only(rows, Finding)) == len(found) == 3
    assert {row.severity for row in found.values()} == {"note"}
    assert found["dose_pack_arithmetic"].message.startswith("12 of 12 dose packs consistent: ")
    assert found["limit_against_packs"].message == (
        "96 tablets per 84 days equals 3 cartons of the largest dose pack scheme "
        "(32 tablets per 28 days)"
    )
    assert "20, 40, 50, 60 mg" in found["limit_scope_not_stated"].message
    assert found["limit_against_packs"].span.of(document.text) == "96 tablets per 84 days"
    packs = only(rows, DosePack)
    assert found["dose_pack_arithmetic"].span == Span(packs[0].span.start, packs[-1].span.end)


def test_statements_have_kinds_and_hold_less_than_two_fifths(
    document: Document, rows: list[Row]
) -> None:
    found = only(rows, Statement)
    kinds = Counter(row.kind for row in found)
    assert kinds["necessity"] == kinds["investigational"] == kinds["scope"] == 1
    assert kinds["monitoring"] == kinds["advice"] == 3
    assert sum(len(row.text) for row in found) < 0.4 * len(" ".join(document.text.split()))


def test_headings_hold_the_text_under_them(document: Document, rows: list[Row]) -> None:
    found = {row.key: row for row in only(rows, Heading)}
    assert found["title"].title == "Xpovio"
    assert found["policy_guidelines"].body_end == found["rationale"].span.start
    assert found["initial_limits"].body_end == found["renewal_limits"].span.start
    assert found["appendix_1"].title == "Appendix 1 - List of Multiple Myeloma Medications"
    assert found["pack_columns"].title == ("Weekly Dose Strength per tablet Carton Blister Pack")
    assert all(row.span.end <= row.body_end <= len(document.text) for row in found.values())


MARKS = re.compile(r"(?:\d{1,2}|[a-z])[.)]|[.,;:•–-]|\s")


def test_every_word_of_the_policy_is_in_a_row(document: Document, rows: list[Row]) -> None:
    whole = Span(0, len(document.text))
    told = [row for row in rows if not isinstance(row, Finding)]
    left = [gap.of(document.text) for gap in gaps(whole, spans_of(told))]
    assert [words for words in left if MARKS.sub("", words)] == []


def test_a_text_column_is_its_quote_healed(document: Document, rows: list[Row]) -> None:
    for row in rows:
        if isinstance(row, Criterion | Statement | Indication):
            assert row.text == heal(row.span.of(document.text))


def test_ids_start_with_the_document_and_are_given_once(rows: list[Row]) -> None:
    ids = [row.id for row in rows if hasattr(row, "id")]
    assert len(ids) == len(set(ids)) == len(rows)
    assert all(re.fullmatch(r"xpovio-prior-approval(?:-[a-z0-9]+)*", one) for one in ids)


def insert(connection: sqlite3.Connection, document: Document, row: Row) -> None:
    """Put a row into its table as the store does."""
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    if "span" in values and (span := values.pop("span")):
        values |= {"char_start": span.start, "char_end": span.end, "quote": span.of(document.text)}
    if row.table not in ("policies", "request_facts", "criterion_tests"):
        values["document_id"] = document.id
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    connection.execute(f"insert into {row.table} ({names}) values ({marks})", [*values.values()])


def test_the_tables_take_all_rows_in_the_order_of_the_parser(
    document: Document, rows: list[Row]
) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("pragma foreign_keys = on")
    for path in sorted((ROOT / "schema").glob("*.sql")):
        connection.executescript(path.read_text(encoding="utf-8"))
    for name, columns in REFERENCE_TABLES.items():
        marks = ", ".join("?" * len(columns))
        for known in dictionary(name, columns):
            values = [known[column] or None for column in columns]
            connection.execute(f"insert into {name} values ({marks})", values)
    connection.execute("insert into substances values ('selinexor', 'selinexor')")
    connection.execute("insert into products values ('xpovio', 'Xpovio', 'selinexor', 'US')")
    connection.execute(
        "insert into documents (id, product_id, family, title, publisher, language, source_file,"
        " media_type, sha256, text)"
        " values (?, 'xpovio', 'prior_approval', '', '', '', '', '', '', ?)",
        [document.id, document.text],
    )
    for row in rows:
        insert(connection, document, row)


# Other policies of the family: fictional.

HEAD = "Prior-Approval Requirements\n"


def test_items_may_wrap_and_nest_three_deep() -> None:
    tree = fiction(
        HEAD + "Age  12 years of age and older\n"
        "Diagnoses\n"
        "Patient must have ONE of the following:\n"
        "1. Chronic foo (CF)\n"
        "a. Inadequate response to ONE of\n"
        "the following:\n"
        "i. first-\n"
        "line drug\n"
        "ii. second drug\n"
        "b. Used in combination with azathioprine or\n"
        "mesalamine\n"
        "2. Acute foo\n"
    )
    assert outline(tree) == [
        "all_of group Prior-Approval Requirements",
        "  age 12 years of age and older",
        "  one_of group Patient must have ONE of the following:",
        "    1. all_of diagnosis Chronic foo (CF)",
        "      a. one_of other Inadequate response to ONE of the following:",
        "        i. other first-line drug",
        "        ii. other second drug",
        "      b. combination Used in combination with azathioprine or mesalamine",
        "    2. diagnosis Acute foo",
    ]
    (either,) = (row for row in only(tree, Criterion) if row.kind == "combination")
    assert json.loads(either.parameters) == {"with_any_of": ["azathioprine", "mesalamine"]}


@pytest.mark.parametrize(
    "label",
    ["Diagnosis\nFoo disease (FD)", "Diagnosis:  Foo disease (FD)", "Diagnosis   Foo disease (FD)"],
)
def test_a_single_diagnosis_hangs_under_the_root(label: str) -> None:
    tree = fiction(HEAD + f"Age\n18 years of age\nor older\n{label}\na. Something holds\n")
    assert outline(tree) == [
        "all_of group Prior-Approval Requirements",
        "  age 18 years of age or older",
        "  all_of diagnosis Foo disease (FD)",
        "    a. other Something holds",
    ]


def test_a_single_diagnosis_may_have_a_group_line_and_no_mark() -> None:
    tree = fiction(
        HEAD + "Diagnosis\nPatient must have the following:\n"
        "Relapsed\nfoo (F), not otherwise specified\n"
        "AND ONE of the following:\n"
        "- Patient has received at least 2 prior lines of therapy\n"
        "– Disease is refractory to an anti-foo antibody (see Appendix 2)\n"
    )
    assert outline(tree) == [
        "all_of group Prior-Approval Requirements",
        "  all_of group Patient must have the following:",
        "    diagnosis Relapsed foo (F), not otherwise specified",
        "  one_of group AND ONE of the following:",
        "    prior_therapy Patient has received at least 2 prior lines of therapy",
        "    refractory Disease is refractory to an anti-foo antibody (see Appendix 2)",
    ]
    assert rows_of_policy(tree).minimum_age is None
    assert state(tree, "minimum_age") == "not_stated"


def test_the_end_of_a_bracket_at_the_start_of_a_line_is_no_mark() -> None:
    tree = fiction(
        HEAD + "Diagnosis\nFoo disease (FD)\n"
        "a. Disease is refractory to an anti-foo antibody (see Appendix\n1)\n"
        "b. Something holds\n"
    )
    assert outline(tree)[2:] == [
        "    a. refractory Disease is refractory to an anti-foo antibody (see Appendix 1)",
        "    b. other Something holds",
    ]


def rows_of_policy(rows: Sequence[Row]) -> Policy:
    (policy,) = only(rows, Policy)
    return policy


def test_a_group_under_a_diagnosis_is_told_by_the_list_that_goes_on() -> None:
    tree = fiction(
        HEAD + "Diagnoses\nPatient must have ONE of the following:\n"
        "1. Foo\n"
        "AND ALL of the following:\n"
        "a. Prescriber agrees to monitor body weight\n"
        "2. Bar\n"
        "AND ALL of the following:\n"
        "a. Used in combination with baz\n"
        "AND ALL of the following:\n"
        "a. NO disease progression or unacceptable toxicity\n"
    )
    assert outline(tree)[1:] == [
        "  one_of group Patient must have ONE of the following:",
        "    1. all_of diagnosis Foo",
        "      all_of group AND ALL of the following:",
        "        a. monitoring Prescriber agrees to monitor body weight",
        "    2. all_of diagnosis Bar",
        "      all_of group AND ALL of the following:",
        "        a. combination Used in combination with baz",
        "  all_of group AND ALL of the following:",
        "    a. no_progression NO disease progression or unacceptable toxicity",
    ]


def test_exclusions_are_one_row_with_what_must_not_hold() -> None:
    tree = fiction(
        HEAD + "Diagnosis: Foo\nAND NONE of the following:\na. active infection\nb. pregnancy\n"
    )
    (row,) = (row for row in only(tree, Criterion) if row.kind == "other")
    assert row.operator is None
    assert json.loads(row.parameters) == {"none_of": ["active infection", "pregnancy"]}
    assert row.text == "AND NONE of the following: a. active infection b. pregnancy"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("a. x\nOR\nb. y", "1. one_of diagnosis Foo"),
        ("a. x; OR\nb. y", "1. one_of diagnosis Foo"),
        ("a. x\nAND\nb. y", "1. all_of diagnosis Foo"),
        ("a. x\nb. y", "1. all_of diagnosis Foo"),
        ("a. x\nOR\nb. y\nc. z", "1. other Foo a. x OR b. y c. z"),
        ("a. x\nAND\nb. y\nOR\nc. z", "1. other Foo a. x AND b. y OR c. z"),
        ("a. x\nb. y\na. z", "1. other Foo a. x b. y a. z"),
    ],
)
def test_how_items_are_joined_is_read_or_left_whole(items: str, expected: str) -> None:
    tree = fiction(
        HEAD + f"Diagnoses\nPatient must have ONE of the following:\n1. Foo\n{items}\n2. Bar\n"
    )
    lines = [line.strip() for line in outline(tree)]
    assert lines[2] == expected
    assert lines[-1] == "2. diagnosis Bar"


def test_an_operator_that_custom_implies_is_called_unstated() -> None:
    tree = fiction(HEAD + "Diagnosis: Foo\nAND ALL of the following:\n1. Has\na. x\nb. y\n")
    (row,) = (row for row in only(tree, Criterion) if row.label == "1")
    assert row.operator == "all_of"
    assert json.loads(row.parameters) == {"operator_stated": False}


def test_diagnoses_without_words_on_how_many_stay_one_row() -> None:
    tree = fiction(HEAD + "Diagnoses\n1. Foo\n2. Bar\n")
    assert outline(tree)[1:] == ["  other Foo 2. Bar"]


def test_what_follows_an_or_between_groups_stays_unread() -> None:
    text = (
        HEAD + "Age 18 years of age or older\nDiagnosis\nFoo\nOR\nAge 6 to 17 years\nDiagnosis\nBar"
    )
    tree = fiction(text)
    assert outline(tree)[1:] == ["  age 18 years of age or older", "  diagnosis Foo"]
    assert max(span.end for span in spans_of(tree)) <= text.index("Age 6")


def test_a_line_of_unknown_words_after_and_is_a_criterion_of_its_own() -> None:
    tree = fiction(HEAD + "Diagnosis: Foo\nAND Prescriber is a\nspecialist\n")
    assert outline(tree)[1:] == ["  diagnosis Foo", "  other AND Prescriber is a specialist"]


def test_a_letter_that_no_list_expects_is_a_word() -> None:
    tree = fiction(HEAD + "Diagnosis: Foo\nAND ALL of the following:\n1. Infection with\nE. coli\n")
    assert outline(tree)[-1] == "    1. other Infection with E. coli"


@pytest.mark.parametrize("dash", ["-", " - ", " – ", "–", " "])
def test_headings_are_found_with_any_dash(dash: str) -> None:
    tree = fiction(
        f"Prior{dash}Approval Requirements\nAge  18 years of age or older\n"
        f"Prior{dash}Approval Renewal Requirements\nNone\n"
        f"Pre{dash}PA Allowance\nNone\nPrior{dash}Approval Limits\nDuration: 6 months\n"
        f"Prior{dash}Approval Renewal Limits\nDuration\n1 year\n"
    )
    policy = rows_of_policy(tree)
    assert (policy.minimum_age, policy.initial_months, policy.renewal_months) == (18, 6, 12)
    assert state(tree, "renewal_criteria") == "stated_none"
    assert state(tree, "pre_approval_allowance") == "stated_none"
    assert state(tree, "policy_history") == state(tree, "drug_classes") == "not_stated"


def test_an_allowance_is_kept_as_printed() -> None:
    tree = fiction(
        HEAD + "Diagnosis: Foo\nPre-PA Allowance\nAge 18 years or older\n"
        "Quantity 48 tablets per 28 days\nPrior-Approval Limits\nQuantity None\n"
    )
    allowance = rows_of_policy(tree).pre_approval_allowance
    assert allowance == "Age 18 years or older Quantity 48 tablets per 28 days"
    assert state(tree, "pre_approval_allowance") == "stated"
    assert state(tree, "quantity_limits") == "stated_none"
    assert only(tree, QuantityLimit) == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("20 mg tablets 90 tablets per 90 days OR\n40 mg 45 tablets per 90 days", "own"),
        ("20 mg tablets\n90 tablets per 90 days\n40 mg tablets\n45 tablets per 90 days", "own"),
        ("20 mg tablets\n40 mg tablets\n90 tablets per 90 days", "not_stated"),
        ("1,000 mg\n2.5 mg\n90 capsules per 90 days\n4 mg\n45 capsules per 90 days", None),
    ],
)
def test_a_strength_has_a_limit_of_its_own_or_a_shared_one(
    printed: str, expected: str | None
) -> None:
    tree = fiction(HEAD + f"Diagnosis: Foo\nPrior-Approval Limits\nQuantity {printed}\n")
    limits = only(tree, QuantityLimit)
    assert {row.limit_scope for row in limits} == ({expected} if expected else set())
    if expected == "own":
        assert [(row.strength_mg, row.quantity) for row in limits] == [(20, 90), (40, 45)]
        assert len({row.limit_group for row in limits}) == 2
    assert state(tree, "quantity_limits") == "stated"
    rules = [row.rule for row in only(tree, Finding)]
    assert rules == (["limit_scope_not_stated"] if expected == "not_stated" else [])


def test_a_limit_without_a_strength_is_a_limit_of_none() -> None:
    tree = fiction(
        HEAD + "Diagnosis: Foo\nPrior-Approval Limits\nQuantity  84 tablets per 84 days\n"
    )
    (limit,) = only(tree, QuantityLimit)
    assert (limit.strength_mg, limit.quantity, limit.days) == (None, 84, 84)
    assert limit.limit_scope == "not_stated"
    assert state(tree, "quantity_limits") == "stated"


def test_limits_of_a_renewal_are_kept_apart() -> None:
    tree = fiction(
        HEAD + "Diagnosis: Foo\nPrior-Approval Limits\nQuantity\n20 mg\n90 tablets per 90 days\n"
        "Duration 16 weeks\nPrior-Approval Renewal Limits\n"
        "Quantity\n20 mg\n45 tablets per 90 days\n"
    )
    limits = only(tree, QuantityLimit)
    assert [(row.phase, row.quantity) for row in limits] == [("initial", 90), ("renewal", 45)]
    assert rows_of_policy(tree).initial_months is None
    assert state(tree, "initial_months") == "stated"
    assert state(tree, "renewal_months") == "not_stated"


def pack(dose: int, often: str, strength: int, total: int, each: str, blister: int) -> str:
    return (
        f"{dose} mg {often} weekly {strength} mg 4 blister packs\n({total} tablets total in the\n"
        f"carton)\nEach blister has {each} {blister} mg tablets\n"
    )


LIMIT_OF_20 = "Diagnosis: Foo\nPrior-Approval Limits\nQuantity\n20 mg\n{} tablets per 84 days\n"


@pytest.mark.parametrize(
    ("printed", "fault"),
    [
        (pack(40, "once", 20, 9, "two", 20), "4 blister packs x 2 tablets = 8 tablets, printed 9"),
        (pack(60, "once", 20, 8, "two", 20), "40 mg in a blister, the dose of one week is 60 mg"),
        (pack(40, "once", 20, 8, "two", 25), "tablets of 20 mg, in the blister 25 mg"),
    ],
)
def test_a_dose_pack_against_itself_is_a_warning(printed: str, fault: str) -> None:
    tree = fiction(
        HEAD
        + "Diagnosis: Foo\nPrior-Approval Limits\n"
        + pack(40, "once", 20, 8, "two", 20)
        + printed
    )
    note, warning = only(tree, Finding)
    assert note.message.startswith("1 of 2 dose packs consistent")
    assert (warning.severity, fault in warning.message) == ("warning", True)


@pytest.mark.parametrize(
    ("limit", "relation", "severities"),
    [
        (24, "equals", ["note"]),
        (30, "is more than", ["note"]),
        (20, "is less than", ["note", "warning"]),
    ],
)
def test_a_limit_is_held_against_the_largest_scheme(
    limit: int, relation: str, severities: list[str]
) -> None:
    tree = fiction(HEAD + LIMIT_OF_20.format(limit) + pack(20, "twice", 20, 8, "two", 20))
    rules = ("limit_against_packs", "limit_below_scheme")
    found = [row for row in only(tree, Finding) if row.rule in rules]
    assert [row.severity for row in found] == severities
    assert found[0].message == (
        f"{limit} tablets per 84 days {relation} 3 cartons of the largest dose pack scheme "
        "(8 tablets per 28 days)"
    )


def test_classes_are_read_over_cells_and_a_sentence_is_no_drug() -> None:
    tree = fiction(
        HEAD
        + "Diagnosis: Foo\nAppendix 1 - List of Foos\nFoo inhibitors\nGeneric Name Brand Name\n"
        "abamab and\nbebezide Zorb XR\ncecinib\nDorb\nFor more see below. Thank you\n"
        "Appendix 2 – List of Bars\nBar agents\nGeneric Name Trade Name\ndodamab  Eorb\n"
    )
    assert [row.name for row in only(tree, DrugClass)] == ["Foo inhibitors", "Bar agents"]
    assert [(row.generic_name, row.brand_name) for row in only(tree, ClassMember)] == [
        ("abamab and bebezide", "Zorb XR"),
        ("cecinib", "Dorb"),
        ("dodamab", "Eorb"),
    ]


def test_one_indication_stands_beside_its_label() -> None:
    tree = fiction(
        "Regulatory Status\nFDA-approved indication: Zorbix is indicated for foo in\nadults (1). "
        "This indication is approved under accelerated approval. Zorbix contains warnings about "
        "fever (high, rising) and cough (2).\n" + HEAD + "Diagnosis: Foo\n"
    )
    (row,) = only(tree, Indication)
    assert row.text.endswith("accelerated approval.")
    assert [row.name for row in only(tree, PolicyWarning)] == ["fever (high, rising)", "cough"]


def test_related_policies_and_keywords_are_stated_when_they_are_named() -> None:
    tree = fiction(
        "Related policies\nNone\n" + HEAD + "Diagnosis: Foo\nKeywords\nfoo; zorbinib\n"
        "This policy was approved by the Committee on March 3, 2023 and is effective on\n"
        "April 1, 2023.\n"
    )
    assert state(tree, "related_policies") == "stated_none"
    assert state(tree, "keywords") == "stated"
    policy = rows_of_policy(tree)
    assert (policy.approved_on, policy.effective_on) == ("2023-03-03", "2023-04-01")


def test_a_reference_is_one_row_however_many_sentences_and_lines_it_has() -> None:
    tree = fiction(
        HEAD
        + "Diagnosis: Foo\nRationale\nZorbix stops foo.\nReferences\n1. Zorbix [package insert]. "
        "Foo, FO: Foo, Inc.;\n2022.\n2. Foo Society. Care of foo. 2020.\nKeywords\nfoo\n"
    )
    assert [(row.kind, row.text) for row in only(tree, Statement) if row.kind != "keywords"] == [
        ("rationale", "Zorbix stops foo."),
        ("reference", "1. Zorbix [package insert]. Foo, FO: Foo, Inc.; 2022."),
        ("reference", "2. Foo Society. Care of foo. 2020."),
    ]


def listed(words: str) -> list[str]:
    """The references of a policy that prints ``words`` under "References"."""
    tree = fiction(HEAD + "Diagnosis: Foo\nReferences\n" + words)
    return [row.text for row in only(tree, Statement) if row.kind == "reference"]


def test_the_references_end_before_the_approval_sentence() -> None:
    approval = (
        "This policy was approved by the Committee on March 3, 2023 and is effective on\n"
        "April 1, 2023.\n"
    )
    assert listed("1. Zorbix. 2022.\n2. Foo. 2020.\n" + approval) == [
        "1. Zorbix. 2022.",
        "2. Foo. 2020.",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "1. Zorbix. N Engl J Foo 2021;384:1205-\n17. Accessed 2022.\n2. Foo. 2020.\n",
            ["1. Zorbix. N Engl J Foo 2021;384:1205-17. Accessed 2022.", "2. Foo. 2020."],
        ),
        (
            "1. Zorbix. N Engl J Foo 2021;384:1-\n2. Accessed 2022.\n2. Foo. 2020.\n",
            ["1. Zorbix. N Engl J Foo 2021;384:1-2. Accessed 2022.", "2. Foo. 2020."],
        ),
        ("1.\n2. Foo. 2020.\n3.\n", ["2. Foo. 2020."]),
        ("1.\nZorbix. 2022.\n[2] Foo. 2020.\n", ["1. Zorbix. 2022.", "[2] Foo. 2020."]),
        ("Zorbix. 2022.\nFoo. 2020.\n", ["Zorbix. 2022. Foo. 2020."]),
    ],
)
def test_a_reference_begins_with_the_number_after_the_last_one(
    words: str, expected: list[str]
) -> None:
    assert listed(words) == expected


def test_no_references_are_stated_none() -> None:
    tree = fiction(HEAD + "Diagnosis: Foo\nReferences\nNone.\n")
    assert state(tree, "references") == "stated_none"
    assert [row for row in only(tree, Statement) if row.kind == "reference"] == []
    tree = fiction(HEAD + "Diagnosis: Foo\nReferences\n1. Foo. 2020.\n")
    assert state(tree, "references") == "stated"
    assert state(fiction(HEAD + "Diagnosis: Foo\n"), "references") == "not_stated"


def test_a_policy_without_requirements_is_refused() -> None:
    with pytest.raises(RiskplanError, match="initial_requirements"):
        fiction("Description\nZorbix (zorbinib)\n")


# The dictionaries.


@pytest.mark.parametrize("rule", dictionary("policy_criteria"), ids=lambda rule: rule["example"])
def test_the_example_of_a_criterion_is_of_its_kind(rule: dict[str, str]) -> None:
    kind, parameters = classify(rule["example"].replace("Xpovio", "Zorbix"), KNOWN)
    assert kind == rule["kind"]
    named = set(re.findall(r"<(\w+):", rule["phrase"])) | set(json.loads(rule["fixed"]))
    assert set(parameters) == named


@pytest.mark.parametrize("rule", dictionary("policy_operators"), ids=lambda rule: rule["example"])
def test_the_example_of_an_operator_is_read_as_it(rule: dict[str, str]) -> None:
    text = f"{rule['example']}:\n"
    source = PolicyText(Document("z", HEAD + text, "text/plain", facts=ZORBIX))
    (piece,) = pieces(source, Span(len(HEAD), len(HEAD + text)))
    assert (piece.kind, piece.operator) == ("group", rule["operator"])
    if rule["place"] == "end":
        assert split_ending(f"Patient has {rule['example']}:") == ("Patient has", rule["operator"])


@pytest.mark.parametrize(
    "rule",
    dictionary("policy_statements"),
    ids=lambda rule: f"{rule['section']}: {rule['example']}",
)
def test_the_example_of_a_statement_has_its_phrase(rule: dict[str, str]) -> None:
    assert re.search(phrase_pattern(rule["phrase"]), fold(rule["example"]).text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Disease is refractory to a foo inhibitor", {"class_id": "class-of-foo"}),
        ("Disease is refractory to at least 3 foo inhibitors", {"minimum_count": 3}),
        ("Used in combination with foo unless it is contraindicated", {}),
        ("Patient has received at least 2 prior therapies including foo", {}),
    ],
)
def test_only_what_the_words_state_is_a_parameter(words: str, expected: dict[str, Any]) -> None:
    _, parameters = classify(words, KNOWN)
    assert expected.items() <= parameters.items()
    assert expected or not parameters


def test_a_diagnosis_keeps_its_qualifiers() -> None:
    assert diagnosis("Diffuse foo (DF), not otherwise specified") == {
        "diagnosis": "Diffuse foo, not otherwise specified",
        "abbreviation": "DF",
    }
    assert diagnosis("Foo (in adults)") == {"diagnosis": "Foo (in adults)"}


def test_a_mark_may_be_a_letter_or_a_roman_numeral() -> None:
    assert ranks_of("i") == [("a", 9), ("a-roman", 1)]
    assert ranks_of("iv") == [("a-roman", 4)]
    assert ranks_of("B") == [("A", 2)]
    assert ranks_of("12") == [("1", 12)]


# Damaged policies.

LINES = SOURCE.read_text(encoding="utf-8").splitlines(keepends=True)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["delete", "double", "move"]),
        st.integers(0, len(LINES) - 1),
        st.integers(0, len(LINES) - 1),
    ),
    max_size=40,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_a_damaged_policy_is_read_or_refused(edits: list[tuple[str, int, int]]) -> None:
    lines = list(LINES)
    for edit, at, to in edits:
        at, to = at % len(lines), to % len(lines)
        line = lines.pop(at) if edit in ("delete", "move") else lines[at]
        if edit != "delete":
            lines.insert(to, line)
    text = "".join(lines)
    try:
        found = list(parse(Document("x", text, "text/plain", facts=XPOVIO)))
    except RiskplanError:
        return
    for span in spans_of(found):
        assert 0 <= span.start < span.end <= len(text)
    ids = [(row.table, row.id) for row in found if hasattr(row, "id")]
    assert len(ids) == len(set(ids))
    criteria = {row.id for row in only(found, Criterion)}
    assert all(row.parent_id in criteria | {None} for row in only(found, Criterion))
    classes = {row.id for row in only(found, DrugClass)}
    assert all(row.class_id in classes for row in only(found, ClassMember))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("mockinib citrate ER Mockira", ("mockinib citrate ER", "Mockira")),
        ("mockinib HCl\nMockira XR", ("mockinib HCl", "Mockira XR")),
        ("mockinib ERtavel", ("mockinib", "ERtavel")),
    ],
)
def test_a_form_behind_a_generic_name_is_none_of_the_brand(
    printed: str, expected: tuple[str, str]
) -> None:
    text = (
        "Prior-Approval Requirements\nDiagnosis: Foo\nAppendix 1 - List of Mockers\n\nMockers\n"
        f"Generic Name Brand Name\n{printed}\n"
    )
    (member,) = only(fiction(text), ClassMember)
    assert (member.generic_name, member.brand_name) == expected
