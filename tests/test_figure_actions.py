"""What was done with the treatment, and how pregnancies ended, is told of the figures of it."""

from __future__ import annotations

import pytest
from test_figures import figures


def outcomes(text: str) -> list[tuple[float, str | None]]:
    return [(one.value, one.outcome) for one in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dosing was interrupted due to diarrhoea in 5.1% of patients, the dose was lowered in"
            " 2.4% and treatment was permanently stopped in 0.8%.",
            [
                (5.1, "Dosing was interrupted due to diarrhoea"),
                (2.4, "the dose was lowered"),
                (0.8, "treatment was permanently stopped"),
            ],
        ),
        (
            "In trials, gout led to dose interruption in 5% of patients, dose reduction in 2% and"
            " discontinuation in 1% of patients.",
            [
                (5, "gout led to dose interruption"),
                (2, "dose reduction"),
                (1, "discontinuation"),
            ],
        ),
        (
            "Gout occurred in 12% of patients and fictinib was withdrawn in 3%.",
            [(12, "Gout"), (3, "fictinib was withdrawn")],
        ),
        (
            "Gout occurred in 12% of patients, leading to hospitalisation in 3%.",
            [(12, "Gout"), (3, "leading to hospitalisation")],
        ),
        ("Treatment was stopped in 5 patients.", [(5, "Treatment was stopped")]),
        ("They led to dehydration in 1.3% of the patients.", [(1.3, "led to dehydration")]),
        # Who reads such words into others would be wrong.
        ("In patients requiring insulin in 5% of cases gout was seen.", [(5, None)]),
        ("Two programmes resulting in 300 patients exposed are complete.", []),
    ],
)
def test_what_was_done_is_no_incidence(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert outcomes(text) == expected


def test_how_pregnancies_ended_is_told_and_those_that_went_well_are_no_figure() -> None:
    text = (
        "Of the 52 pregnancies with known outcome, 21 (40.4%) were electively terminated, 9 (17.3%)"
        " ended in miscarriage, 2 (3.8%) in stillbirth and 20 (38.5%) in live birth without"
        " anomalies."
    )
    assert [(one.value, one.denominator, one.outcome) for one in figures(text)] == [
        (40.4, 52, "were electively terminated"),
        (17.3, 52, "miscarriage"),
        (3.8, 52, "stillbirth"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Of 52 pregnancies, 20 (38.5%) ended in live birth with a cleft palate.",
            [(38.5, "live birth with a cleft palate")],
        ),
        ("Of 52 pregnancies, 20 (38.5%) resulted in healthy infants.", []),
        ("Of 52 pregnancies, 20 (38.5%) were in healthy women.", [(38.5, "were in healthy women")]),
        (
            "Of 52 patients, 20 (38.5%) ended in withdrawal and 4 (7.7%) in the placebo group.",
            [(38.5, "withdrawal"), (7.7, "withdrawal")],
        ),
    ],
)
def test_a_pregnancy_that_went_well_is_one_of_which_no_harm_is_told(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert outcomes(text) == expected
