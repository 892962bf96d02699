"""Policies in other shapes: several medicines, feet in mid-list, the same said in other ways."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.accounts import ledger_of, unread
from ingest.document import Document
from ingest.errors import RiskplanError
from ingest.families import parse_document
from ingest.families.prior_approval.parameters import Knowledge, classify
from ingest.families.prior_approval.records import (
    Allowance,
    ClassMember,
    Criterion,
    DrugClass,
    Policy,
    PolicyDrug,
    QuantityLimit,
)
from ingest.families.prior_approval.scope import Scope, scope_of
from ingest.read_text import text_document
from ingest.records import FieldState, Row, Statement
from ingest.vocabulary import heal

EXAMPLES = Path(__file__).parent / "examples" / "prior_approval"
FACTS = {"product": "Fictavel", "product_id": "fictavel", "substance": "fictinib"}
NAMES = ("Fictavel", "fictinib", "Mockira", "mockinib")
KNOWN = Knowledge(NAMES, {})
DRUGS = "Description\nFictavel (fictinib), Mockira (mockinib)\n"
HEAD = DRUGS + "Prior-Approval Requirements\n"
MOCKIRA = {"only_for": "Mockira", "only_for_drugs": ["Mockira"]}
TYPED = (Policy, PolicyDrug, Criterion, Allowance, QuantityLimit)


def document(text: str) -> Document:
    found = text_document(text, "z")
    found.facts.update(FACTS)
    return found


def rows(text: str) -> list[Row]:
    return list(parse_document(document(text), "prior_approval"))


def values(row: Row) -> dict[str, Any]:
    """What a row says, without where."""
    named = {field.name: getattr(row, field.name) for field in fields(row) if field.name != "span"}
    return {name: value for name, value in named.items() if value is not None}


def typed(text: str) -> list[dict[str, Any]]:
    """What all typed rows of a policy say."""
    return [values(row) for row in rows(text) if isinstance(row, TYPED)]


def left(text: str) -> list[str]:
    found = document(text)
    ledger = ledger_of(found, list(parse_document(found, "prior_approval")))
    return [span.of(text) for span, _ in unread(ledger)]


def tree(text: str) -> list[str]:
    """The criteria as lines: indent, mark, operator, kind, text, and for whom in brackets."""
    depth: dict[str | None, int] = {None: -1}
    lines = []
    for row in rows(HEAD + text):
        if isinstance(row, Criterion):
            depth[row.id] = depth[row.parent_id] + 1
            said = json.loads(row.parameters)
            only = said.get("only_for_drugs") or said.get("only_for")
            words = [row.label and f"{row.label}.", row.operator, row.kind, row.text]
            words += [f"<{', '.join(only) if isinstance(only, list) else only}>"] if only else []
            lines.append("  " * depth[row.id] + " ".join(word for word in words if word))
    return lines[1:]


# For whom a criterion is.


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mockira only: foo", Scope("Mockira", ("Mockira",), "foo")),
        ("For Mockira: foo", Scope("Mockira", ("Mockira",), "foo")),
        ("For MOCKIRA only: foo", Scope("MOCKIRA", ("MOCKIRA",), "foo")),
        ("Fictavel, Mockira only: a", Scope("Fictavel, Mockira", ("Fictavel", "Mockira"), "a")),
        (
            "Fictavel or fictinib only: a",
            Scope("Fictavel or fictinib", ("Fictavel", "fictinib"), "a"),
        ),
        ("Mockira (mockinib) only: foo", Scope("Mockira (mockinib)", ("Mockira",), "foo")),
        ("foo (Mockira only)", Scope("Mockira", ("Mockira",), "foo")),
        ("foo for Mockira only", Scope("Mockira", ("Mockira",), "foo")),
        ("Adults only: foo", Scope("Adults", (), "foo")),
        ("Mockira 2.5 mg only: foo", Scope("Mockira 2.5 mg", (), "foo")),
        ("All but Mockira only: foo", Scope("All but Mockira", (), "foo")),
        ("For asthma: foo", Scope("asthma", (), "foo")),
        ("Mockira only", Scope("Mockira", ("Mockira",), "")),
        ("Adults only", None),
        ("Used as monotherapy only", None),
        ("Used with Mockira only", None),
        ("foo (adults only)", None),
        ("foo (Mockira)", None),
    ],
)
def test_words_that_say_for_whom_a_criterion_is(words: str, expected: Scope | None) -> None:
    assert scope_of(words, NAMES) == expected


@pytest.mark.parametrize(
    ("words", "kind", "parameters"),
    [
        (
            "Mockira only: Patient has received at least two prior therapies",
            "prior_therapy",
            {"minimum_count": 2, "of": "prior therapies", **MOCKIRA},
        ),
        ("Mockira only: 18 years of age or older", "age", {"minimum_age": 18, **MOCKIRA}),
        ("For Mockira: something else", "other", MOCKIRA),
        (
            "Patients with asthma only: used in combination with foo",
            "combination",
            {"with": ["foo"], "only_for": "Patients with asthma"},
        ),
        # A rule that knows the words keeps them.
        (
            "Females of reproductive potential only: patient will be advised to use effective "
            "contraception during treatment with Mockira and for 1 week after the last dose",
            "contraception",
            {
                "during_treatment": True,
                "of": "females of reproductive potential",
                "sex": "female",
                "weeks_after_last_dose": 1,
            },
        ),
        # But never so that a rule for one medicine seems to be for all.
        (
            "Mockira only: patient will use contraception with care",
            "contraception",
            MOCKIRA,
        ),
        ("Used in combination with Mockira only", "combination", {}),
    ],
)
def test_the_rest_of_a_limited_criterion_is_classified_as_usual(
    words: str, kind: str, parameters: dict[str, Any]
) -> None:
    assert classify(words, KNOWN) == (kind, parameters)


@pytest.mark.parametrize(
    "words",
    [
        "Patient has NOT received at least two prior therapies",
        "Patient has received no prior therapy",
        "Patient has received at least one therapy, but not foo",
        "NOT used in combination with foo",
        "Used in combination with no other drug",
        "Used in combination with foo and not bar",
        "Used in combination with foo without bar",
        "Disease is NOT refractory to a foo inhibitor",
        "Disease is refractory to at least two foo inhibitors but not to bar",
        "Prescriber does not agree to monitor mood",
        "Prescriber agrees to monitor mood but never weight",
        "Patient is NOT using contraception with care",
        "Mockira only: NOT used in combination with foo",
        "No prior lines of therapy",
        "NOT 18 years of age or older",
    ],
)
def test_words_that_negate_are_of_no_positive_kind(words: str) -> None:
    kind, parameters = classify(words, KNOWN)
    assert kind == "other"
    assert not set(parameters) - set(MOCKIRA)


@pytest.mark.parametrize(
    "words",
    [
        "Disease is refractory to at least two foo inhibitors, two bar inhibitors and a bazumab",
        "Disease is refractory to at least two foo inhibitors and two bar inhibitors",
        "Disease is refractory to at least two foo inhibitors, including at least one barumab",
        "Disease is refractory to at least two foo inhibitors, at least one of them a barumab",
        "Disease is refractory to two foo inhibitors",
        "Disease is refractory to a foo inhibitor and two bar inhibitors",
        "Patient has received two prior therapies",
        "Patient has received two or more prior therapies",
        "Patient has received at least two prior therapies and one prior line of therapy",
    ],
)
def test_a_number_whose_words_say_more_is_not_read(words: str) -> None:
    assert classify(words, KNOWN)[1] == {}


def test_a_lowest_number_is_read_from_words_that_have_at_least_in_them() -> None:
    for path in EXAMPLES.glob("*/source.txt"):
        for row in rows(path.read_text(encoding="utf-8")):
            found = json.loads(row.parameters) if isinstance(row, Criterion) else {}
            if "minimum_count" in found:
                assert re.search(r"at\s+least\s+\w+|\san?\s", row.text), row.text
                assert found["minimum_count"] == 1 or "at least" in row.text


@pytest.mark.parametrize(
    "words", ["Patient does NOT have ONE of the following:", "Without ANY of the following:"]
)
def test_a_negated_list_is_one_row_that_asks_for_none_of_its_items(words: str) -> None:
    found = tree(f"Diagnosis: Foo\nAND ALL of the following:\n1. {words}\na. x\nb. y\n2. z\n")
    assert found[1:] == [
        "  all_of group AND ALL of the following:",
        f"    1. other {words} a. x b. y",
        "    2. other z",
    ]


@pytest.mark.parametrize("words", ["Patient does NOT have foo", "No foo"])
def test_a_diagnosis_that_names_none_is_none(words: str) -> None:
    assert tree(f"Diagnosis\n{words}\n") == [f"  other {words}"]


def test_a_heading_for_a_medicine_holds_the_list_under_it() -> None:
    assert tree(
        "Diagnoses\nPatient must have ONE of the following:\n1. Foo\n2. Bar\n"
        "AND ALL of the following:\n1. x\n2. y\n"
        "Mockira only:\n1. p\n2. q\n"
        "For Fictavel:\nr\n"
    ) == [
        "  one_of group Patient must have ONE of the following:",
        "    1. diagnosis Foo",
        "    2. diagnosis Bar",
        "  all_of group AND ALL of the following:",
        "    1. other x",
        "    2. other y",
        "  all_of group Mockira only: <Mockira>",
        "    1. other p",
        "    2. other q",
        "  all_of group For Fictavel: <Fictavel>",
        "    other r",
    ]


def test_a_heading_for_a_medicine_inside_a_diagnosis_is_told_by_the_list_that_goes_on() -> None:
    assert tree(
        "Diagnoses\nPatient must have ONE of the following:\n1. Foo\n"
        "Mockira only:\na. x\nb. y\n2. Bar\n"
    ) == [
        "  one_of group Patient must have ONE of the following:",
        "    1. all_of diagnosis Foo",
        "      all_of group Mockira only: <Mockira>",
        "        a. other x",
        "        b. other y",
        "    2. diagnosis Bar",
    ]


def test_headings_for_medicines_right_under_a_group_line_take_its_operator() -> None:
    assert tree(
        "Diagnoses\nPatient must have ONE of the following:\n"
        "Mockira only:\n1. Foo\n2. Bar\nFictavel only:\n1. Baz\n"
        "AND ALL of the following for Mockira only:\n1. x\n2. y\n"
    ) == [
        "  one_of group Patient must have ONE of the following:",
        "    one_of group Mockira only: <Mockira>",
        "      1. diagnosis Foo",
        "      2. diagnosis Bar",
        "    one_of group Fictavel only: <Fictavel>",
        "      1. diagnosis Baz",
        "  all_of group AND ALL of the following for Mockira only: <Mockira>",
        "    1. other x",
        "    2. other y",
    ]


@pytest.mark.parametrize(
    ("items", "operator", "stated"),
    [("a. x\nb. y", "all_of", False), ("a. x\nOR\nb. y", "one_of", True)],
)
@pytest.mark.parametrize("words", ["1. Mockira only:\n", "Mockira only:\n"])
def test_how_many_must_hold_for_a_medicine_is_stated_or_called_unstated(
    words: str, items: str, operator: str, stated: bool
) -> None:
    text = HEAD + f"Diagnosis: Foo\nAND ALL of the following:\n{words}{items}\n"
    (row,) = (
        row for row in rows(text) if isinstance(row, Criterion) and "only_for" in row.parameters
    )
    said = {} if stated else {"operator_stated": False}
    assert (row.kind, row.operator) == ("group", operator)
    assert json.loads(row.parameters) == MOCKIRA | said


@pytest.mark.parametrize("who", ["Zorbix", "Adults with asthma"])
def test_a_heading_for_others_holds_a_list_too(who: str) -> None:
    assert tree(f"Diagnosis: Foo\nAND ALL of the following:\n1. x\n{who} only:\n1. y\n")[1:] == [
        "  all_of group AND ALL of the following:",
        "    1. other x",
        f"  all_of group {who} only: <{who}>",
        "    1. other y",
    ]


def test_words_that_go_on_in_the_next_line_are_no_heading() -> None:
    assert tree(
        "Diagnosis: Foo\nAND ALL of the following:\n1. For patients on Fictavel and\n"
        "Mockira only:\na. y\nb. z\n2. Never with\nMockira only: foo\n"
    )[1:] == [
        "  all_of group AND ALL of the following:",
        "    1. all_of group For patients on Fictavel and Mockira only: "
        "<patients on Fictavel and Mockira>",
        "      a. other y",
        "      b. other z",
        "    2. other Never with Mockira only: foo",
    ]


def test_a_line_that_alone_begins_with_a_dash_goes_on_with_the_last() -> None:
    assert tree("Diagnosis: Foo\n– adult type\n") == ["  diagnosis Foo – adult type"]
    assert tree("Diagnosis: Foo\n– adult type\n– late type\n") == [
        "  all_of diagnosis Foo",
        "    other adult type",
        "    other late type",
    ]


# Medicines, limits and allowances.


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Fictavel (fictinib)", [("Fictavel", "fictinib")]),
        ("Fictavel® (fictinib) (1)", [("Fictavel", "fictinib")]),
        ("• Fictavel (fictinib) tablets", [("Fictavel", "fictinib")]),
        ("Fictavel", [("Fictavel", None)]),
        ("fictinib", [(None, "fictinib")]),
        (
            "Fictavel* (fictinib)\nMockira (mockinib\nand nullinib)\n*Not on the list",
            [("Fictavel", "fictinib"), ("Mockira", "mockinib and nullinib")],
        ),
        (
            "Fictavel (fictinib), Mockira XR\n(mockinib) and Nullira",
            [("Fictavel", "fictinib"), ("Mockira XR", "mockinib"), ("Nullira", None)],
        ),
        ("fictinib (Fictavel)", [("Fictavel", "fictinib")]),
        ("Fictavel is a drug", []),
        ("Fictavel (see below)", []),
        ("Made-up agents", []),
        ("Fictavel\nMockira", []),
        ("Blockers: Fictavel (fictinib)", []),
    ],
)
def test_the_medicines_of_a_policy_are_those_that_its_description_lists(
    printed: str, expected: list[tuple[str | None, str | None]]
) -> None:
    text = f"Description\n{printed}\nPrior-Approval Requirements\nDiagnosis: Foo\n"
    found = [row for row in rows(text) if isinstance(row, PolicyDrug)]
    assert [(row.brand_name, row.generic_name) for row in found] == expected
    assert [row.ordinal for row in found] == [*range(1, len(found) + 1)]


def limits(text: str) -> list[tuple[str | None, float | None, int, str]]:
    found = rows(f"{HEAD}Diagnosis: Foo\nPrior-Approval Limits\nQuantity\n{text}\n")
    return [
        (row.drug, row.strength_mg, row.quantity, row.limit_scope)
        for row in found
        if isinstance(row, QuantityLimit)
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "Fictavel 20 mg tablets 90 tablets per 90 days OR\nMockira: 45 vials per 90 days",
            [("Fictavel", 20, 90, "own"), ("Mockira", None, 45, "not_stated")],
        ),
        (
            "Fictavel\n20 mg\n90 tablets per 90 days\n40 mg\n45 tablets per 90 days\n"
            "Mockira only:\n5 mg\n6 mg\n30 tablets per 90 days",
            [
                ("Fictavel", 20, 90, "own"),
                ("Fictavel", 40, 45, "own"),
                ("Mockira", 5, 30, "not_stated"),
                ("Mockira", 6, 30, "not_stated"),
            ],
        ),
        (
            "Fictavel 20 mg\nMockira 5 mg\n30 tablets per 90 days",
            [("Fictavel", 20, 30, "not_stated"), ("Mockira", 5, 30, "not_stated")],
        ),
        # Whose is which?
        ("Fictavel 20 mg\nMockira 5 mg\n3 vials per 9 days\nMockira 6 mg\n2 vials per 9 days", []),
        # What a syringe or a pen holds in its volume is its strength.
        (
            "450 mg/1.5 mL syringes\n4 syringes per 180 days\n"
            "50 mg / 0.5 mL pre-filled pens\n2 pre-filled pens per 28 days",
            [(None, 450, 4, "own"), (None, 50, 2, "own")],
        ),
        # A strength in micrograms is one in milligrams; per hour, and in becquerels, it is none.
        ("120 mcg pre-filled syringes: 1 syringe per 365 days", [(None, 0.12, 1, "own")]),
        ("120 mcg/0.5 mL syringes\n1 syringe per 365 days", [(None, 0.12, 1, "own")]),
        ("75 µg patches\n10 patches per 30 days", [(None, 0.075, 10, "own")]),
        ("75 micrograms patches\n10 patches per 30 days", [(None, 0.075, 10, "own")]),
        ("75 mcg/hr patches\n10 patches per 30 days", []),
        ("120 mcg/0.5 mL kits\n1 kit per 365 days", []),
        ("7.4 GBq vials\n1 vial per 42 days", []),
        ("120 mcg: 1 dose per 365 days", []),
        # Right behind words that no rule reads it is not known what a limit is of.
        ("100 mg/mL syringes\n4 syringes per 180 days", []),
        ("250 mg/5 mL bottles\n4 bottles per 180 days", []),
        (
            "Starter pack (0.25 mg and 0.5 mg)\n8 capsules per 365 days\n1 mg capsules\n"
            "90 capsules per 90 days",
            [(None, 1, 90, "own")],
        ),
        (
            "0.25 mg/0.5 mg starter pack\n1 pack per 365 days\n1 mg capsules\n"
            "90 capsules per 90 days",
            [(None, 1, 90, "own")],
        ),
        # A known aside changes nothing; another may say what the limit is of.
        ("20 mg tablets\n49 tablets (one starter pack) per 90 days", [(None, 20, 49, "own")]),
        ("20 mg tablets\n49 tablets (at the first visit only) per 90 days", []),
        ("20 mg tablets\n49 tablets (all sizes taken together) per 90 days", []),
        # A strength without a name of its own after one with it.
        (
            "Fictavel 20 mg 90 tablets per 90 days\n40 mg 45 tablets per 90 days",
            [("Fictavel", 20, 90, "own"), (None, 40, 45, "own")],
        ),
    ],
)
def test_a_limit_is_of_the_medicine_printed_with_it(printed: str, expected: list[Any]) -> None:
    assert limits(printed) == expected


@pytest.mark.parametrize(("other", "rules"), [("Fictavel", 1), ("Mockira", 0)])
def test_packs_are_held_against_limits_of_one_medicine_alone(other: str, rules: int) -> None:
    found = rows(
        f"{HEAD}Diagnosis: Foo\nPrior-Approval Limits\nFictavel 20 mg 24 tablets per 84 days\n"
        f"{other} 40 mg 24 vials per 84 days\n40 mg once weekly 20 mg 4 blister packs\n"
        "(8 tablets total in the carton)\nEach blister has two 20 mg tablets\n"
    )
    assert len([row for row in found if values(row).get("rule") == "limit_against_packs"]) == rules


@pytest.mark.parametrize(
    ("heading", "months"),
    [
        ("Prior-Approval Limits  Duration 6 months", 6),
        ("Prior – Approval Limits (6 months)", 6),
        ("Prior—Approval Limits - 6 months", 6),
        ("Prior - Approval Limits: Duration: 1 year", 12),
        ("Prior Approval Limits for twelve months", 12),
        ("Prior-Approval Limits\nDuration 6 months", 6),
        ("Prior-Approval Limits (6 months)\nDuration 12 months", None),
    ],
)
@pytest.mark.parametrize("under", ["", "Quantity 28 tablets per 28 days\n"])
def test_a_duration_may_stand_in_the_heading(heading: str, months: int | None, under: str) -> None:
    found = rows(f"{HEAD}Diagnosis: Foo\n{heading}\n{under}")
    assert isinstance(found[0], Policy)
    assert found[0].initial_months == months
    (state,) = (row for row in found if getattr(row, "field", "") == "initial_months")
    assert values(state)["state"] == "stated"


@pytest.mark.parametrize(
    ("printed", "months"),
    [
        ("Duration 12 months", 12),
        ("Duration 12 months\nMockira: 3 months", None),
        ("Duration 12 months\nQuantity\n90 tablets per 90 days", 12),
        ("Duration 6 months (One renewal only)", 6),
        ("Duration 6 months (no renewals)", 6),
        ("Duration 6 months (One renewal only)\nMockira: 3 months", None),
        ("Duration 6 months (adults only)", None),
        ("Duration 6 months (One renewal only), then 12 months", None),
    ],
)
def test_a_duration_with_another_behind_it_is_none_for_all(
    printed: str, months: int | None
) -> None:
    text = f"{HEAD}Diagnosis: Foo\nPrior-Approval Limits\n{printed}\n"
    (policy,) = (row for row in rows(text) if isinstance(row, Policy))
    assert policy.initial_months == months


@pytest.mark.parametrize(
    ("printed", "months", "said", "left"),
    [
        ("6 months (One renewal only)", 6, "6 months", ["(One renewal only)"]),
        ("6 months (no renewals)", 6, "6 months", ["(no renewals)"]),
        ("6 months (adults only)", None, "6 months (adults only)", []),
        ("16 weeks (one renewal)", None, "16 weeks (one renewal)", []),
        (
            "6 months (One renewal only)\nQuantity 30 tablets per 30 days",
            6,
            "6 months",
            ["(One renewal only)"],
        ),
        (
            "6 months (One renewal only)\nMockira: 3 months",
            None,
            "6 months (One renewal only)",
            ["Mockira: 3 months"],
        ),
    ],
)
def test_how_often_a_duration_is_renewed_is_unread(
    printed: str, months: int | None, said: str, left: list[str]
) -> None:
    text = document(f"{HEAD}Diagnosis: Foo\nPrior-Approval Renewal Limits\nDuration {printed}\n")
    found = list(parse_document(text, "prior_approval"))
    (policy,) = (row for row in found if isinstance(row, Policy))
    (state,) = (
        row for row in found if isinstance(row, FieldState) and row.field == "renewal_months"
    )
    assert state.span is not None
    assert (policy.renewal_months, state.state) == (months, "stated")
    assert state.span.of(text.text) == said
    assert [span.of(text.text) for span, _ in unread(ledger_of(text, found))] == left


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("3 vials per 126 days", [("z-limit-3-vials-per-126-days", "3 vials per 126 days")]),
        (
            "3 vials per 126 days\n3 vials per 126 days",
            [
                ("z-limit-3-vials-per-126-days", "3 vials per 126 days"),
                ("z-limit-3-vials-per-126-days-2", "3 vials per 126 days"),
            ],
        ),
        ("120 µg: 1 kit per 90 days", [("z-limit-120-mcg", "120 µg: 1 kit per 90 days")]),
    ],
)
def test_a_limit_is_named_for_its_strength_or_its_words(
    printed: str, expected: list[tuple[str, str]]
) -> None:
    text = document(f"{HEAD}Diagnosis: Foo\nPrior-Approval Limits\nQuantity\n{printed}\n")
    found = [
        row for row in parse_document(text, "prior_approval") if isinstance(row, QuantityLimit)
    ]
    assert [(row.id, row.span.of(text.text)) for row in found] == expected


def allowances(text: str) -> list[dict[str, Any]]:
    found = rows(f"{HEAD}Diagnosis: Foo\nPre-PA Allowance\n{text}\n")
    left_out = {"id", "policy_id", "ordinal"}
    return [
        {name: value for name, value in values(row).items() if name not in left_out}
        for row in found
        if isinstance(row, Allowance)
    ]


ADULT = {"minimum_age": 18}
TABLETS = {"quantity": 28, "unit": "tablets", "days": 28}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("None", []),
        ("Quantity 28 tablets per 28 days", [TABLETS]),
        ("Age 18 years of age or older", [ADULT]),
        ("Age: 18 years of age\nor older\nQuantity: 28 tablets per 28 days", [ADULT | TABLETS]),
        (
            "Age 18 years of age or older\nQuantity 28 tablets per 28 days\n"
            "Age 6 – 17 years of age\nQuantity 10 mg 14 tablets per 28 days",
            [
                ADULT | TABLETS,
                {"minimum_age": 6, "maximum_age": 17, "strength_mg": 10}
                | TABLETS
                | {"quantity": 14},
            ],
        ),
        (
            "Mockira only\nAge 18 years of age or older\nQuantity 28 tablets per 28 days",
            [ADULT | TABLETS | {"drug": "Mockira"}],
        ),
        (
            "Quantity\n10 mg tablets\n28 tablets (one starter pack) per 28 days\nDuration 28 days",
            [TABLETS | {"strength_mg": 10}],
        ),
        ("Quantity 28 tablets per 28 days\nDuration once in a lifetime", []),
        # Words that are not understood may say for whom the rest is.
        ("Nurses only\nAge 18 years of age or older\nQuantity 28 tablets per 28 days", []),
        ("Age 18 years of age or so\nQuantity 28 tablets per 28 days", []),
        ("One carton", []),
    ],
)
def test_an_allowance_is_typed_where_all_of_it_is_read(
    printed: str, expected: list[dict[str, Any]]
) -> None:
    assert allowances(printed) == expected


# The same policy set in other ways.

FEET = re.compile(
    r"(?m)^(?:5\.99\.|Section:|Subsection:|Subject:|Last Review| *5\.99| *Effective ).*\n\f?"
)
CASES = {
    case: FEET.sub("", (EXAMPLES / case / "source.txt").read_text("utf-8"))
    for case in ("several-drugs", "three-levels-over-pages", "other-shapes")
}


def start_and_end(text: str) -> tuple[int, int]:
    """The lines of the requirements: their heading is the first."""
    lines = text.split("\n")
    first = next(at for at, line in enumerate(lines) if re.match(r"Prior.{1,3}Approval Req", line))
    return first, lines.index("Policy Guidelines")


@st.composite
def reset(draw: st.DrawFn, case: str) -> str:
    """The policy with other dashes in headings, other blank lines, and items wrapped elsewhere."""
    dash = draw(st.sampled_from(["-", "–", "—", " - ", " – ", " — ", "- "]))
    text = re.sub(r"(?m)^(Prior|Pre)\s*[-–—]\s*(?=Approval|PA)", rf"\1{dash}", CASES[case])
    first, end = start_and_end(text)
    lines = []
    for at, line in enumerate(text.split("\n")):
        inside = first < at < end
        if not line.strip() and inside and draw(st.booleans()):
            continue
        if inside and not re.match(r"Age|Diagnos|Prior", line):
            line = re.sub(
                r"(?<=\S) ", lambda _: "\n" if draw(st.integers(0, 5)) == 0 else " ", line
            )
        lines.append(line)
        if inside and draw(st.integers(0, 7)) == 0:
            lines.append("")
    return "\n".join(lines)


@st.composite
def with_feet(draw: st.DrawFn, case: str) -> str:
    """The policy over pages, with a foot of two or three lines at the end of each."""
    lines = CASES[case].rstrip("\n").split("\n")
    first, end = start_and_end(CASES[case])
    cuts = sorted(draw(st.sets(st.integers(first + 2, end - 1), min_size=2, max_size=6)))
    feed = draw(st.sampled_from(["", "\f"]))
    blank = draw(st.sampled_from([[], [""]]))
    middle = draw(st.sampled_from([[], ["Effective July 1, 2033"]]))
    total = len(cuts) + 1
    pages = zip([0, *cuts], [*cuts, len(lines)], strict=True)
    text = ""
    for number, (start, stop) in enumerate(pages, start=1):
        foot = ["5.99.109 Made-up policies", *middle, f"Page {number} of {total}"]
        text += feed * (number > 1) + "\n".join([*lines[start:stop], *blank, *foot, *blank, ""])
    return text


SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def without_dates(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What rows say, headings' dashes alike, the date that a foot may print left out."""
    alike = json.dumps(found, ensure_ascii=False)
    alike = re.sub(r"(Prior|Pre)\s*[-–—]\s*(?=Approval|PA)", r"\1-", alike)
    return [
        {name: value for name, value in row.items() if name != "effective_on"}
        for row in json.loads(alike)
    ]


@pytest.mark.parametrize("case", CASES)
@SLOW
@given(st.data())
def test_the_same_policy_set_otherwise_gives_the_same_rows(case: str, data: st.DataObject) -> None:
    text = data.draw(reset(case))
    assert without_dates(typed(text)) == without_dates(typed(CASES[case]))


@pytest.mark.parametrize("case", CASES)
@SLOW
@given(st.data())
def test_feet_anywhere_in_the_requirements_change_no_row(case: str, data: st.DataObject) -> None:
    text = data.draw(with_feet(case))
    assert without_dates(typed(text)) == without_dates(typed(CASES[case]))
    assert left(text) == left(CASES[case])


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["delete", "double", "move", "unmark", "dash", "join", "split", "capital"]),
        st.integers(0, 500),
        st.integers(0, 500),
    ),
    max_size=25,
)


def edited(text: str, edits: list[tuple[str, int, int]]) -> str:
    lines = text.split("\n")
    for edit, at, to in edits:
        at, to = at % len(lines), to % len(lines)
        line = lines[at]
        if edit in ("delete", "move") and len(lines) > 1:
            del lines[at]
        if edit in ("double", "move"):
            lines.insert(to, line)
        elif edit == "unmark":
            lines[at] = re.sub(r"^\s*\w{1,3}\.\s", "", line)
        elif edit == "dash":
            lines[at] = re.sub(r"[-–—]", "-–—"[to % 3], line)
        elif edit == "join" and at + 1 < len(lines):
            lines[at : at + 2] = [f"{line} {lines[at + 1]}"]
        elif edit == "split":
            lines[at : at + 1] = line.split(" ", 1)
        elif edit == "capital":
            lines[at] = line.upper()
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES)
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_a_policy_in_disorder_is_read_or_refused(
    case: str, edits: list[tuple[str, int, int]]
) -> None:
    text = edited((EXAMPLES / case / "source.txt").read_text("utf-8"), edits)
    read = document(text)
    try:
        found = list(parse_document(read, "prior_approval"))
    except RiskplanError:
        return
    seen: set[str | None] = {None}
    for row in found:
        if isinstance(row, Criterion):
            assert row.text == heal(row.span.of(read.plain.text))
            assert row.parent_id in seen
            seen.add(row.id)
            said = json.loads(row.parameters)
            assert said.get("only_for", "") in row.text
            assert all(name in row.text for name in said.get("only_for_drugs", []))
    ids = [(row.table, values(row).get("id")) for row in found]
    assert len(ids) == len(set(ids))


SECOND_AGE = (
    "Age 18 years of age or older\nDiagnosis\nPatient must have the following:\nFoo disease (FD)\n"
    "\n"
    "Age 6 months of age or older\nDiagnosis\nPatient must have the following:\nBar disease (BD)\n"
)


def test_a_second_age_that_is_unread_leaves_the_lowest_age_open() -> None:
    found = rows(HEAD + SECOND_AGE)
    (policy,) = (row for row in found if isinstance(row, Policy))
    assert policy.minimum_age is None
    (state,) = (row for row in found if isinstance(row, FieldState) and row.field == "minimum_age")
    assert state.state == "stated"
    assert state.span
    assert state.span.of(HEAD + SECOND_AGE) == "Age"


def test_a_second_age_at_renewal_leaves_the_first_ones_as_it_is() -> None:
    first, second = SECOND_AGE.split("\n\n")
    found = rows(f"{HEAD}{first}\nPrior-Approval Renewal Requirements\n{second}")
    (policy,) = (row for row in found if isinstance(row, Policy))
    assert policy.minimum_age == 18


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Age 18 years of age or older\nDiagnosis\nSame as above\nAND ALL of the following:\n"
         "1. NO disease progression\n",
         ["  age 18 years of age or older", "  all_of group AND ALL of the following:",
          "    1. no_progression NO disease progression"]),
        ("Age 18 years of age or older\nDiagnosis\nPatient must have the following:\n"
         "Same as above\n",
         ["  age 18 years of age or older"]),
        ("Diagnosis\nPatient must have ONE of the following:\n1. Foo\n2. Same as above.\n",
         ["  one_of group Patient must have ONE of the following:", "    1. diagnosis Foo"]),
        ("Diagnosis: Foo\nAND ALL of the following:\n1. Same as above\n2. NO disease progression\n",
         ["  diagnosis Foo", "  all_of group AND ALL of the following:",
          "    2. no_progression NO disease progression"]),
    ],
)  # fmt: skip
def test_same_as_above_in_the_place_of_a_criterion_is_left_unread(
    words: str, left: list[str]
) -> None:
    assert tree(words) == left
    source = document(HEAD + words)
    found = [*parse_document(source, "prior_approval")]
    left_over = [span.of(source.text) for span, _ in unread(ledger_of(source, found))]
    assert any("Same as above" in one for one in left_over)


@pytest.mark.parametrize("words", ["Diagnosis\nSame as above\n", "Age\nSame as above\n"])
def test_a_section_that_only_says_same_has_no_criteria(words: str) -> None:
    assert tree(words) == []


def test_exclusions_are_statements_and_no_part_of_a_criterion() -> None:
    text = (
        "Prior-Approval Requirements\nDiagnosis\nPatient must have the following:\n1. Rosacea\n"
        "a. ALT is below 5 times the upper limit of normal\n\nExclusions\n\nFictavel is not covered"
        " for:\n• Acne\n• Rosacea of the eye\n\nSamples do not count.\n\nPolicy Guidelines\n"
    )
    found = rows(text)
    told = [row.text for row in found if isinstance(row, Statement) and row.kind == "exclusion"]
    assert told == ["Fictavel is not covered for:", "Acne", "Rosacea of the eye",
                    "Samples do not count."]  # fmt: skip
    criteria = [row.text for row in found if isinstance(row, Criterion)]
    assert criteria[-1] == "ALT is below 5 times the upper limit of normal"


def test_a_list_in_an_appendix_without_classes_is_of_what_its_title_says() -> None:
    text = (
        f"{HEAD}Age 18 years of age or older\nAppendix 1 - List of Foo Antibodies\n\n"
        "Generic Name Brand Name\nfictumab Fictura\nmockumab Mockura\n"
    )
    found = rows(text)
    (drug_class,) = [row for row in found if isinstance(row, DrugClass)]
    members = [row for row in found if isinstance(row, ClassMember)]
    assert drug_class.name == "Foo Antibodies"
    assert [(row.class_id, row.generic_name) for row in members] == [
        (drug_class.id, "fictumab"), (drug_class.id, "mockumab"),
    ]  # fmt: skip


def test_packs_by_the_day_are_stated_though_they_are_not_read() -> None:
    text = (
        f"{HEAD}Age 18 years of age or older\nPrior - Approval Limits\nDaily Dose Strength per"
        " tablet Carton Blister Pack\n450 mg once daily 150 mg 2 blister packs (42 tablets total in"
        " the carton) Each blister has 21 tablets\n"
    )
    states = {row.field: row.state for row in rows(text) if isinstance(row, FieldState)}
    assert states["dose_packs"] == "stated"
    assert any("450 mg once daily" in words for words in left(text))
