"""Whose a figure is: three arms in a row, another medicine's arm, the general population."""

from __future__ import annotations

import pytest
from test_figures import figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gout was reported in 17.3% of patients receiving fictinib 10 mg, 13.8% receiving"
            " fictinib 5 mg and 10.6% of patients receiving placebo.",
            ["patients receiving fictinib 10 mg", "receiving fictinib 5 mg",
             "patients receiving placebo"],
        ),
        (
            "Gout was seen in 12% of patients in the 10 mg group, in 8% in the 5 mg group and in 4%"
            " in the placebo group.",
            ["patients in the 10 mg group", "the 5 mg group", "the placebo group"],
        ),
        ("Gout was seen in 12% on 10 mg, 8% on 5 mg and 4% of those aged over 65.",
         ["on 10 mg", "on 5 mg", "those aged over 65"]),
        ("Gout was seen in 9% of men, 7% of women and 4% of children.",
         ["men", "women", "children"]),
    ],
)  # fmt: skip
def test_three_arms_in_a_row_have_one_event_and_each_its_people(
    text: str, expected: list[str]
) -> None:
    assert [one.basis for one in figures(text)] == expected
    assert {one.outcome for one in figures(text)} == {"Gout"}


def test_an_incidence_in_people_says_of_whom() -> None:
    text = (
        "The incidence of gout was 10.4% in patients of African descent, 1.8% in younger patients"
        " and 2.8% in men."
    )
    said = ["patients of African descent", "younger patients", "men"]
    assert [one.basis for one in figures(text)] == said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gout was seen in 14 of 342 (4.1%) patients in the fictinib arm and 6 of 340 (1.8%)"
         " patients in the sunitinib arm.", [None, "comparator"]),
        ("Gout was seen in 4 (1.7%) of 231 patients treated with Fictavel and in 5 (2.1%) of 234"
         " patients treated with Tevrola.", [None, "comparator"]),
        ("Gout was seen in 9% of docetaxel-treated patients and 10% of fictinib-treated patients.",
         ["comparator", None]),
        ("Gout was seen in 9% treated with fictinib compared with 6% treated with warfarin.",
         [None, "comparator"]),
        # It is not plain that these had no fictinib.
        ("Gout was seen in 9% of patients treated with fictinib and 6% of patients treated with"
         " docetaxel in combination.", [None, None]),
        ("Gout was seen in 9% of patients treated with fictinib and 6% of patients treated with"
         " fictinib plus docetaxel.", [None, None]),
        ("Gout was seen in 9% of patients treated with fictinib and 6% of patients previously"
         " treated with docetaxel.", [None, None]),
        ("Gout was seen in 9% of patients treated with fictinib and 6% of patients with Crohn's"
         " disease.", [None, None]),
        ("Gout was seen in 9% of patients in the fictinib arm and 6% of patients in the high-dose"
         " arm.", [None, None]),
        ("Gout was seen in 9% of patients on fictinib and 6% of patients taking aspirin.",
         [None, None]),
        ("Gout was seen in 6% of patients treated with docetaxel.", [None]),
    ],
)  # fmt: skip
def test_the_arm_of_another_medicine_beside_its_own_is_a_comparator(
    text: str, expected: list[str | None]
) -> None:
    assert [one.arm for one in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This is higher than for the general population, for whom the risk is about 2-3%.",
         ["comparator"]),
        ("Gout was seen in 9% of men, compared with 2.6% in the general population.",
         [None, "comparator"]),
        ("In the general population the background risk of cleft palate is 2-4% and of"
         " miscarriage 15-20%.", ["comparator", "comparator"]),
        ("Malformations were seen in 11% of children, more than in the general population, for"
         " whom the risk is 2%.", [None, "comparator"]),
        ("The risk is higher than the background rate of 3%.", ["comparator"]),
        ("Gout was more frequent than in the general population and was seen in 5% of patients.",
         [None]),
        ("The background incidence is low and gout was seen in 5% of men.", [None]),
        ("The incidence was 5%, which is similar to the background rate.", [None]),
    ],
)  # fmt: skip
def test_a_figure_of_the_general_population_is_a_comparator(
    text: str, expected: list[str | None]
) -> None:
    assert [one.arm for one in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 52 global trials of the reference product including 24,605 patients, the rate was"
         " 0.20 per 100 patient-years.", []),
        ("In a pooled analysis involving 3,211 patients, 14 patients had gout.", [14]),
        ("Data from 12 studies comprising 4,310 subjects show no higher risk.", []),
        # Some of those who were looked at, or to whom it happened.
        ("A study of 1,204 women including 33 patients with gout was reported.", [33]),
        ("Gout was reported in 33 patients, including 4 patients with fever.", [33, 4]),
        ("Gout was reported in trials including 2 patients with fever.", [2]),
    ],
)  # fmt: skip
def test_who_took_part_in_studies_is_no_figure(text: str, expected: list[float]) -> None:
    assert [one.value for one in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the pooled fictinib monotherapy population (N=1,142), gout was seen in 5% of men.",
         "pooled fictinib monotherapy population"),
        ("In the placebo-controlled studies (FIC-101 and FIC-102), gout was seen in 5% of men.",
         "studies (FIC-101 and FIC-102)"),
        ("In a 6-month study (FIC-112), gout was seen in 5% of men.", "study (FIC-112)"),
        ("In the FIC-112 study, gout was seen in 5% of men.", "FIC-112 study"),
        ("Gout was seen in 5% of men in the BACH study.", "BACH study"),
        ("Gout was seen in 5% of men in the pivotal study.", None),
        ("Gout was seen in 5% of men in the trials (N=412).", None),
        ("Gout was seen in 5% of men in the RCT study.", None),
    ],
)  # fmt: skip
def test_a_study_is_named_in_brackets_or_before_its_noun(text: str, expected: str | None) -> None:
    assert [one.population for one in figures(text)] == [expected]


def test_studies_that_figures_are_shared_out_to_are_no_one_population() -> None:
    text = "Gout was seen in 14 and 6 patients in studies FIC-1 and FIC-2, respectively."
    assert [one.population for one in figures(text)] == [None, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There was 1 case of hepatitis (<0.1%).", [(0.1, "less_than", 1, "hepatitis")]),
        ("There were 2 cases of weight loss (10%).",
         [(2, "exactly", None, "weight loss"), (10, "exactly", None, None)]),
        ("Approximately half the cases were fatal.", [(50, "about", None, "were fatal")]),
        ("Half the dose was given.", []),
        ("Cases of rash, including one case with fatal outcome, were reported.",
         [(1, "exactly", None, "fatal outcome")]),
        ("Six patients were found to have a long QT.", [(6, "exactly", None, "a long QT")]),
    ],
)  # fmt: skip
def test_cases_have_their_share_and_what_they_ended_in(
    text: str, expected: list[tuple[float, str, int | None, str | None]]
) -> None:
    said = [(one.value, one.qualifier, one.numerator, one.outcome) for one in figures(text)]
    assert said == expected


def test_events_in_a_row_are_not_shared_out_to_people_of_two_arms() -> None:
    text = "Gout or rash was seen in 6% of men and 12% of women, against 2% and 4% on placebo."
    assert [one.outcome for one in figures(text)] == ["Gout or rash", "Gout or rash", None, None]
