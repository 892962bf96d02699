"""Wordings of criteria that look like others: what is not sure is read whole, as printed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from test_policy_shapes import HEAD, KNOWN, left, limits, rows, tree

from ingest.families.prior_approval.parameters import classify, diagnosis
from ingest.families.prior_approval.records import Criterion

ONE = "Age 18 years of age or older\nDiagnoses\nPatient must have ONE of the following:\n"


def said(text: str) -> list[dict[str, Any]]:
    """The parameters of the criteria that have any, in printed order."""
    found = (json.loads(row.parameters) for row in rows(HEAD + text) if isinstance(row, Criterion))
    return [one for one in found if one]


def shape(text: str) -> list[str]:
    """The tree without its age."""
    return [line.removeprefix("  ") for line in tree(text)[1:]]


@pytest.mark.parametrize(
    "words",
    ["Rheum (RH) with", "Patient has tried a statin and", "Patient weighs 40 kg and has"],
)
def test_none_of_the_following_takes_nothing_from_the_words_before_it(words: str) -> None:
    text = f"{ONE}1. {words} NONE of the following:\n a. Smoking\n b. Drinking\n2. Pain (PN)\n"
    assert not any("none_of" in one for one in said(text))
    assert any(words in line for line in shape(text))


@pytest.mark.parametrize("words", ["Patient has", "The patient has had", "", "Patient must have"])
def test_bare_words_before_none_of_the_following_leave_its_items(words: str) -> None:
    text = (
        f"{ONE}1. Pain (PN)\nAND ALL of the following:\n1. {words} NONE of the following:\n"
        " a. Smoking; OR\n b. Drinking\n"
    )
    assert [one["none_of"] for one in said(text) if "none_of" in one] == [["Smoking", "Drinking"]]


def test_none_of_the_following_over_what_is_joined_by_and_is_read_whole() -> None:
    text = f"{ONE}1. Pain (PN)\nAND NONE of the following:\n1. Gout AND\n2. Flu\n"
    assert not any("none_of" in one for one in said(text))


def test_items_without_marks_are_not_told_apart() -> None:
    text = f"{ONE}1. Pain (PN)\nPatient must NOT have ANY of the following:\nGout\nFlu\n"
    assert not any("none_of" in one for one in said(text))


JOINS = ["; or", " or", ", or", " and/or", " (or)", "; and/or", "\nor", " OR"]


@pytest.mark.parametrize("join", JOINS)
def test_a_small_or_joins_too(join: str) -> None:
    text = f"{ONE}1. Rheum (RH)\n a. Had rest{join}\n b. Had tea\n2. Pain (PN)\n"
    (line,) = [one for one in shape(text) if "Rheum" in one]
    assert line.strip().startswith("1. one_of diagnosis Rheum")


@pytest.mark.parametrize(
    "items",
    [
        " a. Had rest; or\n b. Had tea; and\n c. Had cake\n",
        " a. Had rest; or\n b. AND had tea\n",
        " a. OR had rest\n b. Had tea\n",
    ],
)
def test_joins_that_differ_are_read_whole(items: str) -> None:
    text = f"{ONE}1. Rheum (RH)\n{items}2. Pain (PN)\n"
    (line,) = [one for one in shape(text) if "Rheum" in one]
    assert "_of" not in line
    assert "Had" in line or "had" in line


def test_all_of_the_following_over_what_is_joined_by_or_is_read_whole() -> None:
    text = f"{ONE}1. Rheum (RH) and ALL of the following:\n a. Had rest or\n b. Had tea\n"
    (line,) = [one for one in shape(text) if "Rheum" in one]
    assert "all_of" not in line


def test_a_join_before_the_words_of_an_item_joins_it_to_the_last() -> None:
    text = f"{ONE}1. Rheum (RH)\n a. Had rest\n b. OR had tea\n2. Pain (PN)\n"
    (line,) = [one for one in shape(text) if "Rheum" in one]
    assert line.strip().startswith("1. one_of diagnosis Rheum")


@pytest.mark.parametrize(
    "after",
    [
        "\n\nPatient must NOT be on dexamethasone\n",
        "\n\nNot for use in patients with gout\n",
        "\n\nAND submission of medical records documenting the diagnosis\n",
        "\nPatient must NOT be on dexamethasone\n",
        "\nNot for use in patients with gout\n",
        "\nand NOT used with another biologic\n",
    ],
)
def test_a_sentence_after_alternatives_is_of_none_of_them_alone(after: str) -> None:
    text = f"{ONE}1. Rheum (RH)\n2. Pain (PN)\n{after}"
    words = " ".join(after.split()).removeprefix("AND ").removeprefix("and ")
    found = shape(text)
    assert found[:3] == [
        "one_of group Patient must have ONE of the following:",
        "  1. diagnosis Rheum (RH)",
        "  2. diagnosis Pain (PN)",
    ]
    (line,) = found[3:]
    assert not line.startswith(" ")
    assert line.endswith(words)


def test_a_sentence_between_items_is_no_alternative() -> None:
    text = (
        f"{ONE}1. Rheum (RH)\n\nAND ALL of the following:\n1. ONE of the following:\n a. tea\n"
        " b. cake\n\nPatient is not a smoker\n2. Has rest\n"
    )
    assert shape(text)[2:] == [
        "all_of group AND ALL of the following:",
        "  1. other ONE of the following: a. tea b. cake Patient is not a smoker",
        "  2. other Has rest",
    ]


def test_words_that_may_go_on_with_an_alternative_leave_all_of_them_open() -> None:
    text = f"{ONE}1. Rheum (RH)\n2. Pain (PN) in the knee\nAND submission of medical records\n"
    assert not any("one_of" in line for line in shape(text))
    text = f"{ONE}1. Rheum (RH)\n2. Pain (PN)\nUse with tea is no reason\n"
    assert not any("one_of" in line for line in shape(text))


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Multiple myeloma (MM)", "MM"),
        ("Lymphoma (DLBCL), not otherwise specified, including DLBCL arising from mice", "DLBCL"),
        ("Multiple myeloma (MM) after two prior therapies", None),
        ("Colitis without infection (CI) in patients who failed mesalamine", None),
        ("Rheum (RH) including only those without gout", None),
    ],
)
def test_a_short_form_stands_for_a_whole_name_alone(words: str, short: str | None) -> None:
    found = diagnosis(words)
    assert found.get("abbreviation") == short
    if short is None:
        assert found["diagnosis"] == words


def test_a_letter_o_may_be_a_bullet() -> None:
    text = (
        f"{ONE}1. Rheum (RH)\n o Patient has received at least one prior therapy\n o NO gout\n"
        "2. Pain (PN)\n"
    )
    assert [line.strip() for line in shape(text)][1:4] == [
        "1. all_of diagnosis Rheum (RH)",
        "prior_therapy Patient has received at least one prior therapy",
        "other NO gout",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "both bortezomib and dexamethasone",
        "either bortezomib or dexamethasone",
        "bortezomib plus dexamethasone",
        "bortezomib/dexamethasone",
        "bortezomib & dexamethasone",
        "dexamethasone as tolerated",
        "dexamethasone in patients over 65",
        "lenalidomide, bortezomib, and optionally dexamethasone",
        "lenalidomide or pomalidomide, dexamethasone",
        "bortezomib or carfilzomib plus dexamethasone",
    ],
)
def test_words_that_are_no_part_of_a_name_make_no_medicine(words: str) -> None:
    assert classify(f"Used in combination with {words}", KNOWN) == ("combination", {})


@pytest.mark.parametrize(
    "words", ["a proteasome inhibitor, lenalidomide", "a proteasome/kinase inhibitor"]
)
def test_a_class_has_no_comma(words: str) -> None:
    assert classify(f"Disease is refractory to {words}", KNOWN) == ("refractory", {})


def test_a_diagnosis_has_no_words_that_join_it_to_what_follows() -> None:
    text = (
        f"{ONE}1. Gout, and ALL of the following:\n a. NO flu\n2. COPD with ONE of the following:\n"
        " a. cough\n b. smoke\n3. Colic who has ALL of the following:\n a. rash\n"
    )
    named = [one["diagnosis"] for one in said(text) if "diagnosis" in one]
    assert named == ["Gout", "COPD", "Colic"]
    text = "Age 18 years\nDiagnosis\nThe patient must have the following:\nRheum (RH)\n"
    assert [one["diagnosis"] for one in said(text) if "diagnosis" in one] == ["Rheum"]


@pytest.mark.parametrize(
    "rest",
    [
        "patient will use effective contraception for at least 6 months after the last dose",
        "patient will use effective contraception for 30 days after the last dose",
    ],
)
def test_contraception_that_is_not_typed_keeps_for_whom_it_is(rest: str) -> None:
    for who in ("Females of reproductive potential", "Females"):
        kind, parameters = classify(f"{who} only: {rest}", KNOWN)
        assert (kind, parameters) == ("contraception", {"only_for": who})


def test_ages_that_no_one_has_are_not_tested() -> None:
    assert classify("17 to 12 years of age", KNOWN) == ("age", {})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("between 2 and 17 years of age", {"minimum_age": 2, "maximum_age": 17}),
        ("at least 6 years of age", {"minimum_age": 6}),
        ("less than 18 years of age", {}),
        ("up to 17 years", {}),
    ],
)
def test_an_age_may_begin_with_words(words: str, expected: dict[str, int]) -> None:
    text = f"Age {words}\nDiagnosis: Rheum (RH)\n"
    (age,) = [row for row in rows(HEAD + text) if isinstance(row, Criterion) and row.kind == "age"]
    assert json.loads(age.parameters) == expected
    assert age.text == words


@pytest.mark.parametrize(
    "printed", ["10 mg 30 tablets per 0 days", "10 mg 0 tablets per 30 days",
                "10 mg 9,0 tablets per 30 days"]
)  # fmt: skip
def test_a_limit_of_nothing_is_not_read(printed: str) -> None:
    assert limits(printed) == []


ALPHA = f"{ONE}1. Alpha disease\n a. Tried one\n2. Beta disease\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Patient is not at risk for hepatitis OR", "Patient is at risk and was treated"),
        ("Patient is unable to take tea or", "Patient has a contraindication to it"),
        ("Had tea AND", "Patient will have cake"),
    ],
)
def test_a_line_that_hangs_goes_on_in_the_next(first: str, second: str) -> None:
    text = f"{ALPHA} a. {first}\n{second}\nAND ALL of the following:\n1. Has rest\n"
    found = shape(text)
    assert not any(line.startswith(f"other {second}") for line in found)
    (line,) = [line for line in found if second in line]
    assert first in line
    if first.endswith("AND"):  # of the last item or of all?
        assert "Alpha" in line


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2. Acute lymphoblastic leukemia (ALL)", "Philadelphia chromosome negative"),
        ("2. Inadequate response to a tumor necrosis factor inhibitor (TNFI)", "Humira or Enbrel"),
    ],
)
def test_words_behind_a_short_form_may_go_on_with_it(first: str, second: str) -> None:
    text = f"{ONE}1. Alpha disease\n{first}\n{second}\nAND ALL of the following:\n1. Has rest\n"
    (line,) = [line for line in shape(text) if second in line]
    assert line.startswith("  2.")
    assert not any("abbreviation" in one for one in said(text))


@pytest.mark.parametrize(
    "words",
    [
        "Absence of ANY", "Patient is free of ANY", "Patient will avoid any",
        "Infection has ruled out either", "Patient is ineligible for ANY", "Patient lacks any",
        "Prescriber agrees to discontinue for ANY", "Prescriber agrees to monitor for ANY",
        "Patient has discontinued treatment with ANY",
    ],
)  # fmt: skip
def test_any_of_the_following_is_one_of_them_only_behind_words_that_say_so(words: str) -> None:
    text = f"{ALPHA}AND ALL of the following:\n1. {words} of the following:\n a. tea\n b. cake\n"
    assert shape(text)[-1] == f"  1. other {words} of the following: a. tea b. cake"


@pytest.mark.parametrize(
    "words",
    [
        "Patient has ANY", "ANY", "Inadequate response to ANY", "Patient has tried EITHER",
        "Intolerance or contraindication to ANY", "Patient must have ANY",
    ],
)  # fmt: skip
def test_any_of_the_following_is_one_of_them(words: str) -> None:
    text = f"{ALPHA}AND ALL of the following:\n1. {words} of the following:\n a. tea\n b. cake\n"
    assert next(line.strip().split()[1] for line in shape(text)[-3:]) == "one_of"


@pytest.mark.parametrize(
    "words",
    [
        "low-dose dexamethasone", "high dose dexamethasone", "dexamethasone 40 mg weekly",
        "dexamethasone followed by lenalidomide", "dexamethasone 0.5 mg", "weekly dexamethasone",
        "oral dexamethasone", "intravenous dexamethasone",
    ],
)  # fmt: skip
def test_how_a_medicine_is_given_is_no_part_of_its_name(words: str) -> None:
    assert classify(f"Used in combination with {words}", KNOWN) == ("combination", {})


def test_a_roman_list_under_a_letter_is_no_next_letter() -> None:
    letters = "".join(f" {letter}. Item {letter}\n" for letter in "abcdefg")
    text = (
        f"{ONE}1. Alpha disease\nAND ALL of the following:\n{letters}"
        " h. Patient has ONE of the following:\n  i. Condition one\n  ii. Condition two\n"
        " i. Ninth item\n j. Tenth item\n"
    )
    assert [line.strip() for line in shape(text)][-5:] == [
        "h. one_of other Patient has ONE of the following:",
        "i. other Condition one",
        "ii. other Condition two",
        "i. other Ninth item",
        "j. other Tenth item",
    ]


def test_words_that_lead_to_a_list_that_is_not_there_are_asked_as_printed() -> None:
    text = f"{ALPHA}AND ALL of the following:\n1. Patient has ONE of the following:\n2. Has rest\n"
    assert shape(text)[-2:] == [
        "  1. other Patient has ONE of the following:",
        "  2. other Has rest",
    ]


def test_a_group_of_deeper_marks_is_of_the_last_item() -> None:
    text = (
        f"{ONE}1. Alpha disease\n a. Tried one\n"
        "AND ONE of the following:\n  i. M one\n  ii. M two\n"
        "2. Beta disease\n a. Tried two\nAND ALL of the following:\n  i. N one\n  ii. N two\n"
        "AND ALL of the following:\n1. Prescribed\n2. Rested\n"
    )
    found = shape(text)
    assert [line for line in found if "Prescribed" in line] == ["  1. other Prescribed"]
    (line,) = [line for line in found if "N one" in line]
    assert line == "      i. other N one"
    alone = (
        f"{ONE}1. Alpha disease\n a. Tried one\n2. Beta disease\n a. Tried two\n"
        "AND ALL of the following:\n  i. N one\n  ii. N two\n"
    )
    assert not any(line.startswith(("one_of", "all_of", "  i.")) for line in shape(alone))


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Adult leukemia (ATL), also known as ATLL", "ATL"),
        ("Adult leukemia (ATL), also known as ATLL, in relapse", None),
        ("Lymphoma (DLBCL) including lymphoma arising in mice", "DLBCL"),
        ("Lymphoma (DLBCL) including lymphoma in relapse", None),
        ("Polyarticular juvenile idiopathic arthritis (pJIA)", "pJIA"),
        ("A disease (as seen)", None),
    ],
)
def test_a_short_form_with_words_behind_it(words: str, short: str | None) -> None:
    assert diagnosis(words).get("abbreviation") == short


@pytest.mark.parametrize(
    "words",
    [
        "liver function tests prior to initiation and every 3 months",
        "ECG and to discontinue therapy",
        "heart rate monthly",
    ],
)
def test_what_is_monitored_has_no_time_in_its_name(words: str) -> None:
    assert classify(f"Prescriber agrees to monitor {words}", KNOWN) == ("monitoring", {})


@pytest.mark.parametrize(
    "note",
    [
        "Note: patients on it already are exempt",
        "All approved requests are reviewed",
        "*Does not apply to patients with gout",
        "Patients who have filled it before are exempt from these requirements",
        "Patients who have filled it in the past 180 days are\nexempt from these requirements",
        "† See the label",
    ],
)
@pytest.mark.parametrize("blank", ["", "\n"])
def test_notes_footnotes_and_exemptions_are_unread_and_no_conditions(note: str, blank: str) -> None:
    text = f"{ONE}1. Alpha disease (AD)*\n2. Beta disease (BD)\n{blank}{note}\n"
    assert shape(text) == [
        "one_of group Patient must have ONE of the following:",
        "  1. diagnosis Alpha disease (AD)*",
        "  2. diagnosis Beta disease (BD)",
    ]
    assert [one["abbreviation"] for one in said(text) if "abbreviation" in one] == ["AD", "BD"]
    assert " ".join(" ".join(left(HEAD + text)).split()) == " ".join(note.split())


def test_the_same_as_above_under_a_label_is_no_condition() -> None:
    text = f"{ONE}1. Alpha disease\nPrior-Approval Renewal Requirements\nDiagnosis\nSame as above\n"
    assert not any("Same" in line for line in tree(text))


@pytest.mark.parametrize("mark", ["a.", "1."])
@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_line_that_says_for_whom_it_is_goes_on_with_nothing(mark: str, blank: str) -> None:
    text = (
        f"{ONE}1. Alpha disease\nAND ALL of the following:\n{mark} NO live vaccines\n{blank}"
        "Females of reproductive\npotential only: patient is NOT pregnant\n"
        f"{blank}Males only: fine\n"
    )
    found = shape(text)
    assert found[3].strip() == f"{mark} other NO live vaccines"
    assert [line.strip() for line in found[4:]] == [
        "other Females of reproductive potential only: patient is NOT pregnant "
        "<Females of reproductive potential>",
        "other Males only: fine <Males>",
    ]


def test_for_whom_has_no_words_that_deny() -> None:
    kind, parameters = classify("NO live vaccines Females only: patient is NOT pregnant", KNOWN)
    assert (kind, parameters) == ("other", {})


def test_an_age_for_one_medicine_is_of_that_one() -> None:
    assert classify("18 years of age or older for Mockira", KNOWN) == (
        "age",
        {"minimum_age": 18, "only_for": "Mockira", "only_for_drugs": ["Mockira"]},
    )


def test_one_year_of_age_is_an_age() -> None:
    assert classify("1 year of age or older", KNOWN) == ("age", {"minimum_age": 1})


@pytest.mark.parametrize(
    "line", ["All drugs", "Either sex:", "Fictavel and Mockira:", "AND", "In addition:"]
)
@pytest.mark.parametrize("head", ["Mockira only:", "Females only:"])
def test_how_far_a_line_for_some_reaches_may_be_unknown(head: str, line: str) -> None:
    text = (
        f"{ALPHA}AND ALL of the following:\n1. Liver ok\n{head}\n2. Skin ok\n{line}\n3. Kidney ok\n"
    )
    (row,) = [one for one in shape(text) if "Kidney ok" in one]
    assert "<" not in row
    assert "Skin ok" in row or not row.startswith("    ")


@pytest.mark.parametrize(
    "words",
    [
        "Females only: test is negative; males only: condoms used",
        "Mockira only: skin ok. Fictavel only: liver ok",
        "For Mockira: skin ok; for all drugs: liver ok",
        "Heart rate is at least 60 (Mockira only: at least 50)",
        "Kidney ok, females only: fine",
        "Patient has been tested (females only: twice)",
        "Patient has been told of harm - females only: twice",
    ],
)
def test_two_scopes_or_a_condition_before_one_are_none(words: str) -> None:
    assert "only_for" not in classify(words, KNOWN)[1]


def test_an_age_with_another_in_brackets_is_asked_as_printed() -> None:
    text = (
        "Age 18 years of age or older (Fictavel only: 11 years of age or older)\nDiagnosis: Gout\n"
    )
    assert (
        tree(text)[0] == "  age 18 years of age or older (Fictavel only: 11 years of age or older)"
    )


@pytest.mark.parametrize(
    "items", [" a. Females only: test is negative\n", " a. Mockira only: fine\n"]
)
def test_words_of_an_item_are_not_lost_with_items_for_others(items: str) -> None:
    text = f"{ALPHA}AND ALL of the following:\n1. Hepatitis test is negative\n{items}2. Kidney ok\n"
    assert shape(text)[-2].startswith("  1. other Hepatitis test is negative a. ")


def test_a_line_for_some_over_a_label_leaves_all_unread() -> None:
    text = "Mockira only:\nAge 18 years of age or older\nDiagnosis: Gout\n"
    assert not any("age" in line for line in tree(text))
    assert any("18 years" in words for words in left(HEAD + text))


def test_a_head_of_five_lines_is_no_criterion() -> None:
    def head(number: int) -> str:
        return (
            "\f5.60.001\n\nSection: Drugs\n\nSubsection: Paper\n\nSubject: Fictavel  Page: "
            f"{number} of 4\n\nLast Review Date: March 7, 2025\n\n"
        )

    pages = [
        f"{HEAD}{ONE}1. Feather fever\n\n2. Pillow disease\n\n",
        " a. Kidney ok\n\nAND ALL of the following:\n\n1. Liver ok\n\n",
        "2. Skin ok\n\n3. Heart ok\n\n4. Lung ok\n\n",
        "Policy Guidelines\n\nPrior-Approval Limits\n\nDuration 12 months\n\n",
    ]
    text = "".join(page + head(at) for at, page in enumerate(pages, start=1))
    found = [row.text for row in rows(text) if isinstance(row, Criterion)]
    assert "Kidney ok" in found
    assert not any("Review" in words or "Section" in words for words in found)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Mockira only: statins failed", "Females only: zetia failed", True),
        ("Females only: statins failed", "Males only: zetia failed", True),
        ("Females only: statins failed", "Females only: zetia failed", False),
        ("Mockira only: statins failed", "Fictavel only: zetia failed", False),
        ("Mockira only: statins failed", "Zetia failed", False),
    ],
)
def test_one_of_a_list_that_may_be_for_nobody_is_asked_as_printed(
    first: str, second: str, whole: bool
) -> None:
    text = f"{ALPHA}AND ONE of the following:\n1. {first}\n2. {second}\n"
    assert (shape(text)[-1] == f"other AND ONE of the following: 1. {first} 2. {second}") == whole


@pytest.mark.parametrize(
    ("words", "items", "stated"),
    [
        ("Gout", " a. tea\n b. cake\n", None),
        ("Gout", " a. tea\n", None),
        ("Gout", " a. tea; AND\n b. cake\n", True),
        ("Gout with ALL of the following:", " a. tea\n b. cake\n", True),
    ],
)
def test_a_diagnosis_says_where_words_join_its_items(
    words: str, items: str, stated: bool | None
) -> None:
    (gout,) = [
        one for one in said(f"{ONE}1. {words}\n{items}2. Flu\n") if one.get("diagnosis") == "Gout"
    ]
    assert gout.get("operator_stated") is stated
