"""Counts of those who were looked at, of pregnancies that went well, and pairs of a comparator."""

from __future__ import annotations

import pytest

from ingest.document import Span
from ingest.families.rmp_summary.figures import Figure, parse_figures


def figures(text: str) -> list[Figure]:
    return list(parse_figures(text, Span(0, len(text)), ("fictavel", "fictinib")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In asthma, 3 events were reported in 2,240 patients.", [(3, 2240, "patients")]),
        ("12 cases have been seen among 1,500 children.", [(12, 1500, "children")]),
        ("Pain was seen in 11% of the 187 cases.", [(11, 187, "cases")]),
    ],
)
def test_among_how_many_they_were_counted_is_no_figure(
    text: str, expected: list[tuple[float, int, str]]
) -> None:
    assert [(f.value, f.denominator, f.basis) for f in figures(text)] == expected


@pytest.mark.parametrize("text", ["There were 7 events in 5 patients.", "7 cases and 9 patients."])
def test_no_more_patients_than_events_are_no_denominator(text: str) -> None:
    assert all(figure.denominator is None for figure in figures(text))
    assert figures(text)


def test_pregnancies_that_went_well_are_no_figure() -> None:
    text = "There were 29 pregnancies: 13 healthy newborns and 7 abortions."
    assert 13 not in [figure.value for figure in figures(text)]
    assert [figure.value for figure in figures("Rash was seen in 13 healthy newborns.")] == [13]


def test_both_of_two_percentages_behind_a_comparison_are_the_comparators() -> None:
    text = "Rash was seen in 6% of men and 12% of women, against 1.8% and 4.1% on placebo."
    arms = [(figure.value, figure.arm) for figure in figures(text)]
    assert arms == [(6, None), (12, None), (1.8, "comparator"), (4.1, "comparator")]
    text = "Rash was seen in 9% and 4% on placebo."
    assert [figure.arm for figure in figures(text)] == [None, "comparator"]


def test_what_goes_on_from_a_clause_about_people_is_no_outcome() -> None:
    text = "Five patients who ran out of it or stopped of their own accord had seizures."
    assert [(figure.value, figure.outcome) for figure in figures(text)] == [(5, None)]


@pytest.mark.parametrize(
    "text",
    [
        "For every 1,000 women who take it, about 8 additional cases are expected.",
        "Out of each 100 patients, 12 had rash.",
    ],
)
def test_so_many_of_every_hundred_is_a_rate_and_no_figure(text: str) -> None:
    assert figures(text) == []


def test_what_is_told_behind_a_colon_is_of_the_figure_behind_it() -> None:
    text = "In the study, 311 women had a biopsy: gout was found in 2 (0.6%) women."
    assert [(f.value, f.outcome) for f in figures(text)] == [(311, "a biopsy"), (0.6, "gout")]


def test_the_ages_of_people_are_theirs_and_a_comparison_is_not() -> None:
    text = "In trials, 3 (0.2%) women aged 58, 61 and 66 had a stroke."
    (figure,) = figures(text)
    assert (figure.basis, figure.outcome) == ("women aged 58, 61 and 66", "a stroke")
    text = "Gout was found in 21 (1.1%) of 1,842 women on fictinib against 4 (0.4%) on placebo."
    assert [one.basis for one in figures(text)] == ["women on fictinib", None]
