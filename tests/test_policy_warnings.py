"""Sentences of policies on warnings: what they list, and what is said of those not read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from crosswalk_sources import POLICY, put_policy
from plans import put_plan
from test_policy_shapes import rows

from ingest import pipeline
from ingest.families.prior_approval.records import Policy, PolicyWarning
from ingest.records import FieldState, Indication, Row, Statement
from ingest.vocabulary import dictionary, heal
from ingest.warning_words import speaks_of_warnings

TAIL = "\nPrior-Approval Requirements\nAge 18 years of age or older\n"
LISTED = (
    "Mockivel also contains warnings for: hepatotoxicity, embryo-fetal toxicity, cardiomyopathy and"
    "\nserious infections (1)."
)
UNREAD = "the policy has words on warnings that were not read"


def policy(sentences: str) -> list[Row]:
    return rows(f"Regulatory Status\n{sentences}\n{TAIL}")


def names(found: list[Row]) -> list[str]:
    return [row.name for row in found if isinstance(row, PolicyWarning)]


def state(found: list[Row]) -> FieldState:
    (one,) = (
        row for row in found if isinstance(row, FieldState) and row.field == "policy_warnings"
    )
    return one


@pytest.mark.parametrize(
    "sentence",
    [
        "Fictavel has a boxed warning for hepatotoxicity and malignancy (1).",
        "Fictavel has boxed warnings regarding hepatotoxicity and malignancy (1).",
        "Fictavel has a black box warning for hepatotoxicity and malignancy.",
        "Fictavel carries a boxed warning of hepatotoxicity and malignancy (1).",
        "Fictavel also carries warnings about hepatotoxicity, and malignancy (1).",
        "Fictavel and Mockira contain warnings for: hepatotoxicity and malignancy (1).",
        "Foo agonists also contain warnings for: hepatotoxicity, malignancy (1, 2).",
        "Warnings and precautions of Fictavel include hepatotoxicity and malignancy (1).",
        "Warnings and precautions include: hepatotoxicity and malignancy (1).",
        "The boxed warnings for Fictavel include hepatotoxicity and malignancy.",
        "Fictavel has the following warnings: hepatotoxicity, malignancy.",
        "Fictavel contains warnings for the following: hepatotoxicity and malignancy [1].",
        "Fictavel comes with a boxed warning for hepatotoxicity and malignancy.",
        "Fictavel has boxed warnings including hepatotoxicity and malignancy.",
        "Additional warnings also include hepatotoxicity and malignancy.",
        "Boxed warning: hepatotoxicity and malignancy.",
    ],
)
def test_warnings_are_read_in_the_words_that_policies_have_for_them(sentence: str) -> None:
    found = policy(sentence)
    assert names(found) == ["hepatotoxicity", "malignancy"]
    assert state(found).state == "stated"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fictavel has a boxed warning for suicide in children and young adults (1).",
         ["suicide in children and young adults"]),
        ("Fictavel has warnings for cough, rash and fever with foo and bar.",
         ["cough", "rash and fever with foo and bar"]),
        ("Fictavel has warnings for cough and fever in adults.", ["cough", "fever in adults"]),
        ("Fictavel contains warnings for: slow pulse when given with foo and fever.",
         ["slow pulse when given with foo", "fever"]),
        ("Fictavel has warnings for: cough, serious infections and effects on ability to drive and "
         "use machines (1).",
         ["cough", "serious infections", "effects on ability to drive and use machines"]),
        ("Fictavel has warnings for: cough and nausea and vomiting.",
         ["cough", "nausea and vomiting"]),
    ],
)  # fmt: skip
def test_a_name_that_may_go_on_over_an_and_is_not_cut_at_it(
    sentence: str, expected: list[str]
) -> None:
    assert names(policy(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "boxed"),
    [
        ("Fictavel carries a boxed warning for cough and fever (1).", True),
        ("Fictavel has the following black\nbox warnings: cough and fever.", True),
        ("The boxed warnings for Fictavel include cough and fever.", True),
        ("Fictavel also contains warnings for: cough and fever (1).", False),
        ("Fictavel comes in a box and has warnings for cough and fever.", False),
    ],
)
def test_a_warning_is_boxed_where_its_sentence_says_so(sentence: str, boxed: bool) -> None:
    found = [row for row in policy(sentence) if isinstance(row, PolicyWarning)]
    assert [(row.name, row.is_boxed) for row in found] == [("cough", boxed), ("fever", boxed)]


def test_the_words_before_what_the_risk_is_of_are_no_part_of_its_name() -> None:
    found = policy("Fictavel carries a boxed warning for the risk of brittle nails and cough.")
    assert names(found) == ["brittle nails", "cough"]


def test_semicolons_part_names_that_have_commas() -> None:
    found = policy(
        "Fictavel has a boxed warning for cough, rash, and fever; harm from use with foo or bar; "
        "and CYP9Z9 interaction (1)."
    )
    assert names(found) == [
        "cough, rash, and fever", "harm from use with foo or bar", "CYP9Z9 interaction",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fictavel contains warnings for: brittle nails (boxed warning), cough and gout.",
         [("brittle nails", True), ("cough", False), ("gout", False)]),
        ("Fictavel has warnings for gout, cough, and brittle nails; care is needed in men.",
         [("gout", False), ("cough", False), ("brittle nails", False)]),
        ("Fictavel contains warnings for: gout, cough and hives; use sunscreen.",
         [("gout", False), ("cough", False), ("hives", False)]),
        ("Fictavel has a boxed warning for brittle nails; sold only in a programme (1).",
         [("brittle nails", True)]),
        ("Fictavel has the following boxed warning: risk of gout; the risks of hives (1).",
         [("gout", True), ("hives", True)]),
    ],
)  # fmt: skip
def test_each_name_is_boxed_for_itself_and_a_list_ends_at_its_semicolon(
    sentence: str, expected: list[tuple[str, bool]]
) -> None:
    found = [row for row in policy(sentence) if isinstance(row, PolicyWarning)]
    assert [(row.name, row.is_boxed) for row in found] == expected


def test_several_sentences_make_one_list() -> None:
    found = policy(
        "Fictavel has a boxed warning for malignancy (1). Take it with water.\n\n"
        "Fictavel also contains warnings for: cough, malignancy and fever (1)."
    )
    warnings = [row for row in found if isinstance(row, PolicyWarning)]
    assert [(row.ordinal, row.name) for row in warnings] == [
        (1, "malignancy"), (2, "cough"), (3, "malignancy"), (4, "fever"),
    ]  # fmt: skip
    assert len({row.id for row in warnings}) == 4
    assert [row.is_boxed for row in warnings] == [True, False, False, False]


@pytest.mark.parametrize(
    "sentence",
    [
        "Fictavel does not have a boxed warning for hepatotoxicity.",
        "Fictavel has no warnings for hepatotoxicity.",
        "Other foo inhibitors have boxed warnings for hepatotoxicity.",
        "Unlike Mockira, which has a boxed warning for cough, Fictavel is mild.",
        "Fictavel has a boxed warning that it may harm the liver.",
        "Fictavel has a boxed warning for cough, which may be severe, and fever.",
        "Fictavel has a boxed warning for suicide in children, adolescents and young adults.",
        "Fictavel contains warnings for: cough, rash and wobbling of tails and ears.",
        "Fictavel has a boxed warning for cough and also contains warnings for: fever.",
        "Fictavel is contraindicated in patients with fever.",
        "A contraindication is fever.",
        "Fictavel contains warnings for:\n1. cough\n2. fever",
        "Fictavel contains warnings for the following:\na) cough\nb) fever",
        "There is a boxed warning for cough.",
        "There is no boxed warning for cough.",
        "See the warnings of the label.",
        "Warnings may include advice.",
    ],
)
def test_words_on_warnings_that_no_rule_reads_are_not_unsaid(sentence: str) -> None:
    found = policy(sentence)
    assert names(found) == []
    assert state(found).state == "stated"
    assert state(found).span is not None
    assert heal(sentence) in [row.text for row in found if isinstance(row, Statement)]


def test_a_policy_that_says_nothing_of_warnings_does_not_state_them() -> None:
    assert state(policy("Fictavel can lead to cough.")).state == "not_stated"


@pytest.mark.parametrize("row", dictionary("warning_words"), ids=lambda row: row["words"])
def test_the_example_of_words_on_warnings_has_them(row: dict[str, str]) -> None:
    assert speaks_of_warnings(row["example"])


Gaps = Callable[[str], list[tuple[str, str, str]]]


@pytest.fixture
def gaps(tmp_path: Path) -> Gaps:
    """What the crosswalk says of concerns without a warning, by the words on warnings."""

    def built(words: str) -> list[tuple[str, str, str]]:
        put_plan(tmp_path / "sources")
        put_policy(tmp_path / "sources", text=POLICY.replace(LISTED, words))
        path = tmp_path / "made.db"
        pipeline.build([tmp_path / "sources"], path)
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(
                "select name, reason, note from crosswalk_gaps where listed_in = 'plan'"
            ).fetchall()

    return built


@pytest.mark.parametrize(
    "words",
    ["See the warnings of the label.", f"Mockivel is contraindicated in snakes.\n\n{LISTED}"],
)
def test_a_gap_says_which_words_on_warnings_were_not_read(words: str, gaps: Gaps) -> None:
    found = gaps(words)
    assert found
    said = heal(words.split("\n")[0])
    for _, reason, note in found:
        assert f"{UNREAD}: “{said}”" in reason.replace("The policy", "the policy")
        assert "at all" not in reason
        assert "Not listed in this" not in note
        assert "words on warnings that were not read" in note


def test_a_gap_of_a_policy_whose_warnings_were_all_read_says_no_more(gaps: Gaps) -> None:
    found = gaps(LISTED)
    assert found
    for _, reason, note in found:
        assert UNREAD not in f"{reason} {note}"
        assert note.startswith("Not among the warnings that were read in this US policy.")


def test_a_boxed_warning_is_no_gap(gaps: Gaps) -> None:
    found = gaps("Mockivel has a boxed warning for hepatotoxicity and malignancy (1).")
    assert not {"Hepatotoxicity", "Malignancy"} & {name for name, _, _ in found}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("rash in patients with asthma, including those on steroids",
         ["rash in patients with asthma"]),
        ("severe rash (grade 3, 4), including fatal cases", ["severe rash (grade 3, 4)"]),
        # Whether the last is a case of the first, or a warning beside it, is not said.
        ("rash, including fatal cases and malignancy", []),
        ("rash, gout, including fatal cases", []),
        ("rash, including fatal cases, and gout", []),
    ],
)  # fmt: skip
def test_cases_of_a_warning_at_the_end_of_its_sentence_are_no_others(
    said: str, expected: list[str]
) -> None:
    assert names(policy(f"Fictavel carries a boxed warning for {said} (1).")) == expected


@pytest.mark.parametrize(
    "cases",
    [
        "including liver failure as well as malignancy", "including liver failure or malignancy",
        "including liver failure and/or malignancy", "including in children; malignancy",
    ],
)  # fmt: skip
def test_what_may_be_another_warning_is_not_taken_for_a_case(cases: str) -> None:
    assert names(policy(f"Fictavel carries a boxed warning for hepatotoxicity, {cases} (1).")) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Fictavel also contains warnings for: hypersensitivity (including rash and shock) and"
            " infusion reactions (1).",
            ["hypersensitivity (including rash and shock)", "infusion reactions"],
        ),
        (
            "Fictavel has a boxed warning regarding disabling serious reactions that have occurred"
            " together: tendon rupture, peripheral neuropathy and rash (1).",
            ["tendon rupture", "peripheral neuropathy", "rash"],
        ),
        # What stands before the colon is a warning itself, or not of reactions.
        (
            "Fictavel has a boxed warning regarding hepatotoxicity and other effects: rash, fever.",
            [],
        ),
    ],
)
def test_a_list_of_warnings_may_be_described_before_its_colon(
    sentence: str, expected: list[str]
) -> None:
    assert names(policy(sentence)) == expected


def test_a_disorder_that_comes_with_another_parts_no_list() -> None:
    sentence = (
        "Fictavel also contains warnings for fluid retention, pulmonary edema with heart failure, "
        "decreased sperm counts, and decreases in hemoglobin (1)."
    )
    assert names(policy(sentence)) == [
        "fluid retention",
        "pulmonary edema with heart failure",
        "decreased sperm counts",
        "decreases in hemoglobin",
    ]
    for what in ("use with alcohol, opioids, and sedatives", "rash with fever, children, and men"):
        assert names(policy(f"Fictavel also contains warnings for {what} (1).")) == []


def test_a_list_of_boxed_warnings_may_end_in_a_colon_behind_a_citation() -> None:
    found = policy(
        "Fictavel and its biosimilars carry boxed warnings regarding serious infections and "
        "malignancy (1-3):\n  • Infections may lead to hospitalization.\n  • Lymphoma was reported."
    )
    listed = [row for row in found if isinstance(row, PolicyWarning)]
    assert [(row.name, row.is_boxed) for row in listed] == [
        ("serious infections", True),
        ("malignancy", True),
    ]


def test_ages_of_diagnoses_are_stated_though_there_is_none_for_all() -> None:
    found = rows(
        "Prior-Approval Requirements\nDiagnoses\nPatient must have ONE of the following:\n"
        "1. Rash\n   a. 18 years of age or older\n2. Itching\n   a. 6 years of age or older\n"
    )
    (one,) = (row for row in found if isinstance(row, FieldState) and row.field == "minimum_age")
    assert one.state == "stated"
    (own,) = (row for row in found if isinstance(row, Policy))
    assert own.minimum_age is None


def test_a_line_that_lists_warnings_is_no_part_of_the_indication_above_it() -> None:
    found = policy(
        "FDA-approved indications: Fictavel is indicated for: (1)\n1. Rash in adults\n"
        "2. Itching in adults whose rash has gone\nand come back\n"
        "Fictavel has warnings and precautions for the following: hepatotoxicity and malignancy."
    )
    told = [row.text for row in found if isinstance(row, Indication)]
    assert told == ["Rash in adults", "Itching in adults whose rash has gone and come back"]
    assert names(found) == ["hepatotoxicity", "malignancy"]
