"""Numbers in evidence texts of plans nobody wrote: what is a figure, and what it is a figure of."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from plans import PLAN, put_plan

from ingest import pipeline
from ingest.document import Span
from ingest.families.rmp_summary.figures import Figure, parse_figures


def figures(text: str) -> list[Figure]:
    return list(parse_figures(text, Span(0, len(text)), ("fictavel", "fictinib")))


def only(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "unit", "value", "value_max", "qualifier"),
    [
        ("Rash was seen in 12.3% of patients.", "percent", 12.3, None, "exactly"),
        ("Rash was seen in 12,5 % of patients.", "percent", 12.5, None, "exactly"),
        ("Rash was seen in approximately 12 per cent of patients.", "percent", 12, None, "about"),
        ("Rash was seen in ~12% of patients.", "percent", 12, None, "about"),
        ("Rash was seen in 10-15% of patients.", "percent", 10, 15, "exactly"),
        ("Rash was seen in 10 to 15% of patients.", "percent", 10, 15, "exactly"),
        ("Between 5% and 10% of patients had rash.", "percent", 5, 10, "exactly"),
        ("Up to 3% of subjects developed rash.", "percent", 3, None, "up_to"),
        ("No more than 3% of subjects developed rash.", "percent", 3, None, "up_to"),
        ("Less than 1% of patients had rash.", "percent", 1, None, "less_than"),
        ("Rash was seen in <1% of patients.", "percent", 1, None, "less_than"),
        ("At least 5% of patients had rash.", "percent", 5, None, "at_least"),
        ("Rash was seen in ≥5% of patients.", "percent", 5, None, "at_least"),
        ("More than half of the patients had rash.", "percent", 50, None, "more_than"),
        ("Nearly three quarters of patients had rash.", "percent", 75, None, "almost"),
        ("Seven cases of rash were reported.", "cases", 7, None, "exactly"),
        ("Rash was reported in 7 patients.", "patients", 7, None, "exactly"),
        ("There were 9 serious events of rash.", "events", 9, None, "exactly"),
        ("Rash was reported in 1,234 patients.", "patients", 1234, None, "exactly"),
        ("Rash was reported in twenty-one patients.", "patients", 21, None, "exactly"),
        ("Rash was reported in twenty one patients.", "patients", 21, None, "exactly"),
        ("Ninety nine patients had rash.", "patients", 99, None, "exactly"),
        ("About thirty five patients had rash.", "patients", 35, None, "about"),
        ("One hundred patients had rash.", "patients", 100, None, "exactly"),
        ("About a hundred patients had rash.", "patients", 100, None, "about"),
        ("In 2020, one hundred patients had rash.", "patients", 100, None, "exactly"),
        ("One hundred and five patients had rash.", "patients", 105, None, "exactly"),
        ("Rash was reported by all of the 12 patients.", "patients", 12, None, "exactly"),
        ("Two thousand three hundred and forty-five cases.", "cases", 2345, None, "exactly"),
        ("There were 12 one-time events of rash.", "events", 12, None, "exactly"),
        ("Rash was diagnosed in 4 women.", "patients", 4, None, "exactly"),
        ("Surgery was needed in 4 women.", "patients", 4, None, "exactly"),
    ],
)
def test_values_and_qualifiers(
    text: str, unit: str, value: float, value_max: float | None, qualifier: str
) -> None:
    figure = only(text)
    assert (figure.unit, figure.value, figure.value_max, figure.qualifier) == (
        unit, value, value_max, qualifier,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "unit", "value", "numerator", "denominator"),
    [
        ("Rash: 5 patients (2.3%).", "percent", 2.3, 5, None),
        ("Ninety-nine (2.3%) patients had rash.", "percent", 2.3, 99, None),
        ("Rash was seen in 12/345 (3.5%) patients.", "percent", 3.5, 12, 345),
        ("Rash was seen in 12 (3.5%) of the 345 patients.", "percent", 3.5, 12, 345),
        ("Rash was seen in 12 of 345 patients (3.5%).", "percent", 3.5, 12, 345),
        ("Twenty-one (2.3%) of the nine hundred patients had rash.", "percent", 2.3, 21, 900),
        ("Rash was seen in 12 of 345 (3.5%) of the 400 patients.", "percent", 3.5, 12, 345),
        ("Rash was seen in 12 of nine hundred (1.3%) patients.", "percent", 1.3, 12, 900),
        ("Rash was seen in 12 (1.3%) of the one million patients.", "percent", 1.3, 12, None),
        ("Rash was seen in 12 of the one hundred and five patients.", "patients", 12, None, 105),
        ("Rash was seen in 3.5% (12/345) of patients.", "percent", 3.5, 12, 345),
        ("Rash was seen in 3.5% (n=12) of patients.", "percent", 3.5, 12, None),
        ("Of 345 patients, 12 (3.5%) had rash.", "percent", 3.5, 12, 345),
        ("Rash was seen in 2 of 345 patients.", "patients", 2, None, 345),
        ("Approximately 1 in 1,000 people had rash.", "patients", 1, None, 1000),
        ("17 cases were reported in about 2,500 patients exposed.", "cases", 17, None, 2500),
        ("In pooled trials of 2,345 patients on fictinib, rash was seen in 82 (3.5%) patients.",
         "percent", 3.5, 82, 2345),
        ("In a survey of 345 patients 12 (3.5%) had rash.", "percent", 3.5, 12, 345),
        ("In a survey of 345 patients 12 (9.9%) of the women had rash.", "percent", 9.9, 12, None),
        ("In a test with 48 patients, 6 patients had rash.", "patients", 6, None, None),
        ("Of 345 patients on fictinib, 12 (3.5%) of the patients had rash.", "percent", 3.5, 12,
         345),
        ("In a register with 930 women, 12% of babies had rash.", "percent", 12, None, None),
        ("In a survey of 345 patients, 8% of women had rash.", "percent", 8, None, None),
        ("In a survey of 345 patients, 8% of those over 70 had rash.", "percent", 8, None, None),
        ("In a survey of 345 patients, 8% of the frail had rash.", "percent", 8, None, None),
        ("In a survey of 345 patients, 8% with gout had rash.", "percent", 8, None, None),
        ("In a survey of 345 patients, 8% at 40 mg had rash.", "percent", 8, None, None),
        ("In a survey of 345 patients, 8% of the welts were big.", "percent", 8, None, None),
        ("In a survey of 345 men and boys, 12 (3.5%) had rash.", "percent", 3.5, 12, None),
        ("In a survey of 345 patients, 12 (3.5%) with gout had rash.", "percent", 3.5, 12, None),
        ("In a survey of 345 patients, 12 (3.5%) women had rash.", "percent", 3.5, 12, None),
        ("In trials with 345 patients on fictinib and 330 on placebo, 12 (3.5%) had rash.",
         "percent", 3.5, 12, None),
        ("Of the 7 patients on 20 mg, 6 had rash and 2 were women.", "patients", 6, None, 7),
    ],
)  # fmt: skip
def test_counts_with_their_percentage_and_denominator(
    text: str, unit: str, value: float, numerator: int | None, denominator: int | None
) -> None:
    figure = only(text)
    assert (figure.unit, figure.value, figure.numerator, figure.denominator) == (
        unit, value, numerator, denominator,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "The dose was 145 mg twice weekly in adults.",
        "The dose was reduced by 50% in hepatic impairment.",
        "Exposure rose by 2-fold in 8 subjects with severe hepatic impairment.",
        "Peak levels were 40% higher in 12 patients with renal impairment.",
        "A decrease of more than 20% in weight was frequent.",
        "The median time to onset was 12 weeks in patients with Grade 3 events.",
        "A 25-year-old patient died.",
        "Half-life is 7 hours.",
        "ALT above 3 times the upper limit of normal.",
        "The event rate was 12.5 per 100 patient-years.",
        "In Study 301, 1,234 patients were enrolled.",
        "In the two trials 9,314 patients took fictinib.",
        "In the two trials 9,314 patients received Fictavel.",
        "None of the 12 patients had an event.",
        "No cases were reported in 40 patients.",
        "No cases were reported.",
        "Most patients had Grade 3 events.",
        "The frequency was common (≥1/100 to <1/10).",
        "Data up to March 31, 2019 were reviewed.",
        "The solution contains 0.9% sodium chloride.",
        "It is diluted in 5% glucose.",
        "The reactions were very common (≥ 10%).",
        "The reactions were common (≥1% to <10%).",
        "Uncommon; may affect up to 1 in 100 people.",
        "A rash on BSA > 10% was seen once.",
        "HbA1c above 7.5% was found.",
        "Serious events were seen between week 12 and week 24.",
        "Rash was reported in 1.5 million patients.",
        "Rash was reported in 2 hundred patients.",
        "Rash was reported in two million and five patients.",
        "Rash was reported in two dozen patients.",
        "Rash was reported in several hundred and five patients.",
        "Rash was reported in two or three hundred patients.",
        "Rash was reported in two and three hundred patients.",
        "Rash was reported in twenty two and three hundred patients.",
        "Rash was looked for over 42,000 patient-years.",
        "Rash was looked for over 42,000 patient-\nyears.",
        "Rash was looked for over 42,000 subject - years.",
        "Rash was looked for over 42,000 patient years.",
        "Rash came at a rate of 0.41 and 0.32 events per 100 patient-years.",
        "There were 3 events of rash per 1,000 patient-years.",
        "There were 12 events per hour.",
        "Rash was seen in 2.4% of the patients per year.",
        "Rash was less frequent (1.4% per year).",
        "All but one patient had rash.",
        "Rash grew from week 4 to 9% at week 12.",
        "Nearly all of the 45 patients recovered.",
        "Rash was seen often, and 6 had fever.",
        "Rash was seen in all except for 3 patients.",
        "It was dissolved in 20% ethanol.",
        "The share of free fictinib rose from 12% to 27%.",
        "Seven ran a level above 150% of normal, with a maximum of 213%.",
        "Mean activity was 44% at month 6, 38% at year 2 and 31% at year 4.",
        "Bleeding began at an activity of 2%.",
        "There were 3 reports of rash per thousand boxes.",
        "Rash was seen in 2% of subjects per cycle.",
        "Of the 9 patients, 2017 had been the last year.",
        "Of the 9 patients, 2017 was the first year.",
        "Of the 30 patients, 2.5 had rash.",
        "Of the 30 patients, 4 were women.",
        "Of the 30 patients on fictinib and 28 on placebo, 4 had rash.",
    ],
)
def test_a_dose_a_time_a_limit_a_threshold_or_a_negation_is_no_figure(text: str) -> None:
    assert figures(text) == []


def test_a_confidence_interval_adds_no_figures() -> None:
    assert only("The incidence was 7.1% (95% CI: 5.2%, 9.0%).").value == 7.1


def test_a_threshold_inside_an_outcome_is_part_of_the_outcome() -> None:
    figure = only("A decrease of at least 20% in weight occurred in 2.1% of patients.")
    assert (figure.value, figure.outcome) == (2.1, "A decrease of at least 20% in weight")


def test_a_threshold_at_the_end_of_what_was_seen_is_part_of_it() -> None:
    figure = only("A fall of the score to below 50% was seen in 34 (3.4%) of the 1,002 patients.")
    assert (figure.value, figure.numerator, figure.denominator) == (3.4, 34, 1002)
    assert (figure.outcome, figure.basis) == ("A fall of the score to below 50%", "patients")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Of the events of rash, 8.3% were reported in 5 studies.", 8.3),
        ("Rash: 10% were seen in one study.", 10),
        ("Overall, 12% were reported in two trials.", 12),
        ("Overall, less than 12% were reported in two trials.", 12),
    ],
)
def test_a_share_reported_in_so_many_studies_is_a_figure(text: str, value: float) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A fall of the score to 50% was seen in 34 of 1,002 patients.", 34),
        ("A value of 50% was seen in at least 34 adult patients.", 34),
        ("Scores below 50% were seen in ninety nine patients.", 99),
        ("Scores above 50% were seen in 34 (3.4%).", 3.4),
        ("A fall of the score to below 50% occurred in 34 patients.", 34),
    ],
)
def test_a_limit_that_was_seen_in_so_many_people_is_none(text: str, value: float) -> None:
    assert only(text).value == value


def test_whom_is_said_by_the_nearest_noun() -> None:
    figure = only("15 (1.3%) patients had events of grade 3.")
    assert (figure.basis, figure.outcome) == ("patients", "events of grade 3")


@pytest.mark.parametrize("said", ["such an event", "the reaction", "this"])
def test_what_but_stands_for_an_event_is_no_outcome(said: str) -> None:
    assert only(f"In Japan 1.5% of the patients had {said}.").outcome is None


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("Grade 3 events", "3"),
        ("Grade ≥3 events", ">=3"),
        ("≥ grade 3 events", ">=3"),
        ("Grade 3 or higher events", ">=3"),
        ("Grade 3-4 events", "3-4"),
        ("Grade 3/4 events", "3-4"),
        ("Grade 3 or 4 events", "3-4"),
        ("Grade 3 (or higher) events", ">=3"),
        ("Grade 3, 4 or 5 events", None),
        ("Grade 2 or 4 events", None),
        ("Grade 4 events", "4"),
        ("severe events", None),
    ],
)
def test_grades_are_never_merged(words: str, grade: str | None) -> None:
    assert only(f"About 9% of patients had {words}.").grade == grade


def test_a_grade_that_speaks_of_other_patients_is_not_taken() -> None:
    figure = only("About 30% of the patients had rash and most instances were Grade 3 events.")
    assert (figure.outcome, figure.grade) == ("rash", None)


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Rash considered related to fictinib was reported for 5% of patients.", "related"),
        ("Rash possibly related to study drug was reported for 5% of patients.", "related"),
        ("Treatment-related rash was reported in 5% of patients.", "related"),
        ("Fictinib-related rash was reported in 5% of patients.", "related"),
        ("Infusion related events were reported in 5% of patients.", "any"),
        ("Rash not related to fictinib was reported for 5% of patients.", "any"),
        ("Rash unrelated to fictinib was reported for 5% of patients.", "any"),
        ("Rash not considered related to treatment was reported for 5% of patients.", "any"),
    ],
)
def test_related_only_where_called_related_to_the_product(text: str, attribution: str) -> None:
    assert only(text).attribution == attribution


def arms(text: str) -> list[tuple[float, str | None]]:
    return [(figure.value, figure.arm) for figure in figures(text)]


def test_the_comparators_figure_is_marked() -> None:
    text = "Rash was reported in 12% of patients on fictinib compared with 5% on placebo."
    assert arms(text) == [(12, None), (5, "comparator")]
    assert [figure.outcome for figure in figures(text)] == ["Rash", "Rash"]


def test_respectively_shares_out_arms_in_order() -> None:
    text = "Rash was reported by 8% and 3% of patients in the {} groups, respectively."
    assert arms(text.format("placebo and fictinib")) == [(8, "comparator"), (3, None)]
    assert arms(text.format("fictinib and placebo")) == [(8, None), (3, "comparator")]


def test_what_cannot_be_shared_out_is_left_out() -> None:
    told = "Rash: {} in the low dose, high dose and placebo groups, respectively."
    assert arms(told.format("8%, 3% and 1%")) == [(8, None), (3, None), (1, "comparator")]
    assert figures(told.format("8% and 3%")) == []


def test_counts_listed_with_respectively_have_each_its_population() -> None:
    found = figures("Overdose was reported in 3 and 5 patients in A-Pool and B-Pool respectively.")
    assert [(figure.value, figure.population) for figure in found] == [
        (3, "A-Pool"),
        (5, "B-Pool"),
    ]


def test_a_population_is_inherited_within_its_sentence_only() -> None:
    found = figures(
        "In the HM-Pool, 9% of patients had rash; 3% had Grade 3 rash. Later 2% had rash."
    )
    assert [figure.population for figure in found] == ["HM-Pool", "HM-Pool", None]


def test_a_name_in_front_of_a_bracket_is_the_outcome() -> None:
    found = figures("Nausea (45%), vomiting (32%) and diarrhoea (28%) were common.")
    assert [figure.outcome for figure in found] == ["Nausea", "vomiting", "diarrhoea"]


def test_words_parted_over_lines_are_read_as_one() -> None:
    figure = only("About \n15% of the patients in the HM-\nPool had Grade\n3 rash.")
    assert (figure.value, figure.grade, figure.population) == (15, "3", "HM-Pool")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("A rise of urea of at least 60% was seen in 3.9% of the patients.",
         "A rise of urea of at least 60%"),
        ("A fall of platelets of 60% or more was seen in 3.9% of the patients.",
         "A fall of platelets of 60% or more"),
    ],
)  # fmt: skip
def test_how_far_a_value_moved_is_part_of_what_was_seen(text: str, outcome: str) -> None:
    assert (only(text).value, only(text).outcome) == (3.9, outcome)


@pytest.mark.parametrize(
    "text", ["Falls were reported by 5% of patients.", "Hair loss was reported by 5% of patients."]
)
def test_an_event_named_like_a_change_is_none(text: str) -> None:
    assert only(text).value == 5


def test_a_range_that_goes_from_one_share_to_another_is_read() -> None:
    figure = only("Rash was seen in shares ranging from 5% to 9% of patients.")
    assert (figure.value, figure.value_max) == (5, 9)


def test_a_share_beside_a_limit_or_a_strength_is_read() -> None:
    text = "HbA1c above 7.5% was found in 5% of the patients."
    assert [figure.value for figure in figures(text)] == [5]
    assert only("Headache was very common (15%).").value == 15
    assert only("Fatal bleeding was rare (<0.1%).").qualifier == "less_than"
    assert only("Rash was reported in 1 of 100 people.").denominator == 100


def test_a_second_denominator_is_no_part_of_a_figure() -> None:
    text = "Rash was seen in 12 of 345 (3.5%) of the 400 patients."
    assert only(text).span.of(text) == "12 of 345 (3.5%)"


def test_a_number_in_words_beside_one_in_figures_is_found_in_its_quote(tmp_path: Path) -> None:
    said = (
        "Six of the 7 patients had rash. Twenty one of the 345 women had fever and none of 215"
        " patients on placebo. One hundred and five of 345 patients had welts."
    )
    old = "Raised transaminases were reported in 12 of 345 patients (3.5%)."
    put_plan(tmp_path / "sources", text=PLAN.replace(old, said))
    pipeline.build([tmp_path / "sources"], tmp_path / "made.db")
    with closing(sqlite3.connect(tmp_path / "made.db")) as connection:
        assert connection.execute("select * from unfaithful_figures").fetchall() == []
        found = connection.execute("select value, denominator, arm from evidence_figures")
        assert found.fetchall() == [
            (6, 7, None), (21, 345, None), (0, 215, "comparator"), (105, 345, None),
        ]  # fmt: skip


def test_a_later_count_of_those_named_first_has_them_as_denominator_where_it_fits() -> None:
    text = "Of 345 patients, 12 (3.5%) had rash, 9 (2.6%) had fever and 5 (1.1%) had welts"
    assert [figure.denominator for figure in figures(f"{text}.")] == [345, 345, None]
    assert [figure.denominator for figure in figures(f"{text}; 9 (2.6%) died.")][3] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "11 cases of hepatitis, including flares of a known one, and 3 cases of hepatic failure"
            " were received.",
            [(11, "hepatitis, including flares of a known one"), (3, "hepatic failure")],
        ),
        (
            "Rash and fever were reported in one and 3 patients, respectively.",
            [(1, "Rash"), (3, "fever")],
        ),
        (
            "2 patients needed adrenaline and 1 infant was resuscitated.",
            [(2, "needed adrenaline")],
        ),
        (
            "Of 312 patients, 11 (3.5%) had an error: a wrong rate in 5, a wrong vial in 3.",
            [(3.5, "an error")],
        ),
        ("3 reports of stroke exist for fictinib.", [(3, "stroke")]),
        (
            "Rash was seen in 9%, fever in 5% and 4% of the patients and thirst in 3%.",
            [(9, "Rash"), (5, "fever"), (4, "fever"), (3, "thirst")],
        ),
        ("Rash was seen in 3 among users of the pill.", []),
        ("Thrombosis occurs in 9 to 12 of 10,000 women.", []),
        ("2.1% of the patients had done so for weeks.", [(2.1, None)]),
        ("7.2% of the adolescents had a fast pulse.", [(7.2, "a fast pulse")]),
        (
            "6 patients had a device failure and a user error.",
            [(6, "a device failure and a user error")],
        ),
        (
            "3 women had a stillbirth and a child with gout.",
            [(3, "a stillbirth and a child with gout")],
        ),
        (
            "Hepatic events were seen in 8% of patients: serious in 5% and fatal in 1%.",
            [(8, "Hepatic events"), (5, None), (1, None)],
        ),
    ],
)
def test_an_outcome_holds_what_befell_those_who_are_counted(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert [(figure.value, figure.outcome) for figure in figures(text)] == expected


@pytest.mark.parametrize(
    "basis",
    [
        "patients with gout",
        "infants whose mothers took fictinib",
        "patients with no reported gout",
        "patients who never received it",
        "patients in whom it was stopped",
        "a patient who was previously reported as healthy",
    ],
)
def test_of_whom_ends_at_the_verb_of_the_cases(basis: str) -> None:
    figure = only(f"Two cases of stroke in {basis}.")
    assert (figure.basis, figure.outcome) == (basis, "stroke")
    if basis == "patients with gout":
        figure = only(f"Two cases of stroke in {basis} were received after marketing.")
        assert (figure.basis, figure.outcome) == (basis, "stroke")
