"""Figures side by side: whose each is where it is told, none where it is not; their brackets."""

from __future__ import annotations

import pytest
from test_figures import figures


def arms(text: str) -> list[tuple[float, str | None]]:
    return [(one.value, one.arm) for one in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Adults, fictinib vs placebo:\nRash 104/742 (14.0%) vs 58/751 (7.7%)\n"
            "Fever 8.8% vs 7.3%",
            [(14.0, None), (7.7, "comparator"), (8.8, None), (7.3, "comparator")],
        ),
        ("Placebo vs fictinib: rash 7.7% vs 14.0%", [(7.7, "comparator"), (14.0, None)]),
        # No order is told, or one of two that differ.
        ("Rash occurred in 14.0% vs 7.7%.", []),
        (
            "Rash was seen in 14.0% with fictinib vs 7.7% with placebo.",
            [(14.0, None), (7.7, "comparator")],
        ),
        (
            "Rash was seen in 5 (1.9%), 3 (1.2%) and 2 (0.8%) patients (30 mg, N=262; 20 mg, N=258;"
            " control, N=259).",
            [],
        ),
        ("Among adults the figures were 22 of 203 (10.8%) and 9 of 211 (4.3%).", []),
        (
            "The rates were 7.3% at 600 mg, 4.7% at 450 mg and 1.2% with control.",
            [(7.3, None), (4.7, None), (1.2, "comparator")],
        ),
        (
            "Rash was seen in 14/262 (5.3%) and 8/259 (3.1%) patients of the fictinib and active"
            " control arms, respectively.",
            [(5.3, None), (3.1, "comparator")],
        ),
        # Something else is compared since, or three arms are.
        (
            "Serious infections (fictinib vs placebo: 2.8% vs 1.9%) were more frequent at 450 mg"
            " than at 300 mg (3.4% vs 2.2%).",
            [(2.8, None), (1.9, "comparator")],
        ),
        (
            "Infections (placebo vs fictinib: 1.9% vs 2.8%) rose with dose (300 mg vs 450 mg: 2.2%"
            " vs 3.4%).",
            [(1.9, "comparator"), (2.8, None)],
        ),
        ("Fictinib 10 mg vs fictinib 5 mg vs placebo: zoster 4.1% vs 3.0% vs 1.2%.", []),
        # The arm stands behind the second.
        (
            "In the placebo arm, the incidence of rash was 9.5% vs 16.0% in the fictinib arm.",
            [(9.5, "comparator"), (16.0, None)],
        ),
        (
            "In Study 302 (300 mg vs 450 mg), rash occurred in 1.8% vs 2.6%.",
            [(1.8, None), (2.6, None)],
        ),
        # Of three arms one is of another medicine.
        (
            "Rash was reported in 6.0%, 3.0% and 5.0% of patients in the fictinib, placebo and"
            " adalimumab groups, respectively.",
            [],
        ),
        # What another medicine did is none of this one's, nor of a comparator that is named so.
        (
            "A rise was found in 6 of 418 samples (1.4%) after fictinib and in 2 of 409 (0.5%)"
            " after meropenem.",
            [(1.4, None)],
        ),
        (
            "Rash was seen in 9% on fictinib 20 mg and 7% on fictinib 10 mg.",
            [(9, None), (7, None)],
        ),
    ],
)
def test_figures_have_the_arm_that_is_told(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert arms(text) == expected


def test_who_is_counted_and_their_share_in_brackets_are_one_figure() -> None:
    (figure,) = figures("7 of the 31 patients with a relapse (22.6%) had a mutation.")
    assert (figure.unit, figure.value) == ("percent", 22.6)
    assert (figure.numerator, figure.denominator) == (7, 31)
    assert figure.basis == "patients with a relapse"


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        (
            "Three quarters of the patients (52/68) had rash.",
            "Three quarters of the patients (52/68)",
            (52, 68, "about"),
        ),
        (
            "Half of the patients (34/68) had rash.",
            "Half of the patients (34/68)",
            (34, 68, "exactly"),
        ),
        (
            "Almost half of the patients (33/68) had rash.",
            "Almost half of the patients (33/68)",
            (33, 68, "almost"),
        ),
        # What does not make the share is none of it.
        (
            "Half of the patients with Grade (3/4) rash had fever.",
            "Half",
            (None, None, "exactly"),
        ),
    ],
)
def test_a_share_in_words_has_the_count_behind_it_in_its_quote(
    text: str, said: str, expected: tuple[int | None, int | None, str]
) -> None:
    (figure,) = figures(text)
    assert (figure.numerator, figure.denominator, figure.qualifier) == expected
    assert figure.span.of(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Two patients with weight gain (7%) were withdrawn.",
        "Two patients with saturation (88%) were withdrawn.",
        "9 of the 14 patients with pneumonitis (2.2%) recovered.",
        "One in five patients with gout (31%) had rash.",
    ],
)
def test_a_percentage_that_the_count_does_not_make_is_not_merged(text: str) -> None:
    assert all(one.unit == "patients" or one.numerator is None for one in figures(text))


def test_the_number_of_a_label_is_no_count() -> None:
    found = figures("Rash was seen at Week 12 (45%) and in Study 301 (0.6%).")
    assert [(one.value, one.numerator) for one in found] == [(45, None), (0.6, None)]


@pytest.mark.parametrize(
    "text",
    [
        "In an access programme (three countries, 410 patients) no scan was on record.",
        "There has been no case among the 2,316 participants of the programme.",
    ],
)
def test_who_was_looked_at_is_no_figure(text: str) -> None:
    assert figures(text) == []


def test_a_date_and_a_number_of_people_behind_it_are_no_fraction() -> None:
    (figure,) = figures(
        "37 cases of rash had been received up to 14 February 2024 out of an estimated 212,000"
        " patients treated."
    )
    assert (figure.value, figure.denominator) == (37, 212000)
    assert figure.denominator_qualifier == "about"


@pytest.mark.parametrize(
    ("text", "denominators"),
    [
        (
            "Rash: 44 (16.8%) of 262 patients on 600 mg, 39 (15.1%) of 258 on 450 mg.",
            [262, 258],
        ),
        ("Rash was seen in 44 (16.8%) of 262 mg treated patients.", [None]),
    ],
)
def test_of_how_many_stands_behind_a_share_without_a_noun_too(
    text: str, denominators: list[int | None]
) -> None:
    assert [one.denominator for one in figures(text)] == denominators


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Infection, confirmed by culture, was found in six of 84 patients.", "Infection"),
        ("In all adults, irrespective of sex, rash was noted in 103 patients (11.9%).", "rash"),
        ("Three patients (0.3%) had such a bleed.", None),
        ("Two reports of aortic dissection, both in men over 70, have come.", "aortic dissection"),
    ],
)
def test_what_happened_is_told_without_what_stands_around_it(
    text: str, outcome: str | None
) -> None:
    assert figures(text)[0].outcome == outcome


def test_a_phase_is_part_of_the_name_of_a_pool() -> None:
    (figure,) = figures("In the Phase III pool rash was noted in 31 (2.6%) of 1,184 patients.")
    assert figure.population == "Phase III pool"
