"""A figure in brackets that only has a grade is of what the one before it is of."""

from __future__ import annotations

import pytest
from test_figures import figures

Row = tuple[float, str | None, str | None]


def rows(text: str) -> list[Row]:
    return [(one.value, one.outcome, one.grade) for one in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Vomiting occurred in 31% of patients (Grade ≥3: 4.1%).",
            [(31, "Vomiting", None), (4.1, "Vomiting", ">=3")],
        ),
        (
            "Adverse events of raised lipase occurred in 12.3% (Grade ≥3: 4.2%) and of raised"
            " amylase in 9.8% (Grade 3 or 4: 2.9%).",
            [
                (12.3, "Adverse events of raised lipase", None),
                (4.2, "Adverse events of raised lipase", ">=3"),
                (9.8, "raised amylase", None),
                (2.9, "raised amylase", "3-4"),
            ],
        ),
        (
            "Anaemia was seen in 44% (Grade 3: 12%; Grade 4: 0.5%) of patients.",
            [(44, "Anaemia", None), (12, "Anaemia", "3"), (0.5, "Anaemia", "4")],
        ),
        (
            "Anaemia was seen in 44% of patients (12% Grade 3 and 0.5% Grade 4).",
            [(44, "Anaemia", None), (12, "Anaemia", "3"), (0.5, "Anaemia", "4")],
        ),
        # The grade is the bracket's alone, and what stands in it may be said of another event.
        (
            "Anaemia was seen in 44% (Grade ≥3: 12%) of men and in 40% of women.",
            [(44, "Anaemia", None), (12, "Anaemia", ">=3"), (40, "Anaemia", None)],
        ),
        (
            "Anaemia was seen in 44% of patients (serious: 2%).",
            [(44, "Anaemia", None), (2, None, None)],
        ),
        (
            "Anaemia was seen in 44% of patients (Grade 3 fever: 2%).",
            [(44, "Anaemia", None), (2, None, "3")],
        ),
    ],
)
def test_a_grade_in_brackets_has_the_event_before_it(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_a_grade_in_brackets_has_the_arm_and_the_people_before_it() -> None:
    text = (
        "Gout occurred in 12% of patients on fictinib (Grade 3: 2%) and 8% of patients on placebo"
        " (Grade 3: 1%)."
    )
    assert [(one.arm, one.basis) for one in figures(text)] == [
        (None, "patients on fictinib"),
        (None, "patients on fictinib"),
        ("comparator", "patients on placebo"),
        ("comparator", "patients on placebo"),
    ]


@pytest.mark.parametrize(
    ("text", "outcome", "attribution"),
    [
        ("Syncope was reported as an adverse event in 7.4% of patients.", "Syncope", "any"),
        ("Syncope was reported as a treatment-related adverse reaction in 7% of patients.",
         "Syncope", "related"),
        # "Serious" would be lost.
        ("Syncope was reported as a serious adverse event in 2% of patients.", None, "any"),
    ],
)  # fmt: skip
def test_what_an_event_is_reported_as_is_not_its_name(
    text: str, outcome: str | None, attribution: str
) -> None:
    (figure,) = figures(text)
    assert (figure.outcome, figure.attribution) == (outcome, attribution)
