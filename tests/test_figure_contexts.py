"""Of what, of whom and in which population a figure is: where it is not plainly said, nothing."""

from __future__ import annotations

import pytest

from ingest.document import Span
from ingest.families.rmp_summary.figures import Figure, parse_figures


def figures(text: str) -> list[Figure]:
    return list(parse_figures(text, Span(0, len(text)), ("fictavel", "fictinib")))


def outcomes(text: str) -> list[tuple[float, str | None]]:
    return [(figure.value, figure.outcome) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rash was reported in 5% of the patients and itching in 1.3% of the patients.",
            [(5, "Rash"), (1.3, "itching")],
        ),
        (
            "Rash was seen in 4% of women, hair loss in 1.5% of women, and hives or welts in 2%.",
            [(4, "Rash"), (1.5, "hair loss"), (2, "hives or welts")],
        ),
        (
            "Rash was seen in 4% of women; hives were the most frequent sign and occurred in 2%.",
            [(4, "Rash"), (2, None)],
        ),
        (
            "In all, 2 (0.1%) patients had a rash, and 5 (0.2%) patients needed adrenaline.",
            [(0.1, "a rash"), (0.2, "needed adrenaline")],
        ),
        (
            "In all, 2 (0.1%) patients had a rash, and 5 (0.2%) patients frobbed the skin.",
            [(0.1, "a rash"), (0.2, None)],
        ),
        (
            "Rash was reported in 6 patients, in which 210 patients tapered their steroids.",
            [(6, "Rash"), (210, None)],
        ),
        (
            "Rash was reported in 2 patients, hives in 1 patient and welts in 1 patient among"
            " 2,000 patients (0.2%); there was no event on placebo.",
            [(2, "Rash"), (1, "hives"), (1, "welts"), (0.2, None)],
        ),
        ("Rash was seen in 7% of patients and in 2% of patients on placebo.",
         [(7, "Rash"), (2, "Rash")]),
        ("Rash was seen in 7% of patients and in 2% of patients on comparators, i.e. 1 versus 2.",
         [(7, "Rash"), (2, "Rash")]),
    ],
)  # fmt: skip
def test_an_event_is_not_taken_over_by_a_figure_that_has_words_of_its_own(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert outcomes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rash and fever were reported in 21 and 13 patients.", [(21, "Rash"), (13, "fever")]),
        (
            "Rash, hives and fever were reported in 9, 7 and 4 patients.",
            [(9, "Rash"), (7, "hives"), (4, "fever")],
        ),
        ("Rash and fever were reported in 21% and 13% of patients.", [(21, "Rash"), (13, "fever")]),
        ("Rash, hives and fever were seen in 9 and 4 patients.", [(9, None), (4, None)]),
        (
            "Rash and fever were seen in 9 and 4 patients on 300 mg and 75 mg.",
            [(9, None), (4, None)],
        ),
        (
            "Rash and fever were seen in 9% of patients on fictinib and 4% of patients on placebo.",
            [(9, "Rash and fever"), (4, "Rash and fever")],
        ),
        ("Rash was seen in 9, 7 and 4 patients.", [(9, "Rash"), (7, "Rash"), (4, "Rash")]),
        ("21 and 13 patients had rash and fever, respectively.", [(21, "rash"), (13, "fever")]),
        ("21 and 13 patients had rash and fever.", [(21, None), (13, None)]),
        ("9, 7 and 4 patients had rash or fever.", [(9, None), (7, None), (4, None)]),
        ("21 and 13 patients had rash.", [(21, "rash"), (13, "rash")]),
    ],
)
def test_events_in_a_row_have_each_its_count(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert outcomes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "About 5% of patients in the A-Pool and 6% of patients in the B-Pool had rash; 2% of"
            " the patients had Grade 3 events and 1 patient had a Grade 4 event.",
            ["A-Pool", "B-Pool", None, None],
        ),
        (
            "About 5% of patients in the A-Pool had rash; 2% of the patients had Grade 3 rash.",
            ["A-Pool", "A-Pool"],
        ),
        (
            "About 5% of patients in the A-Pool had rash; hives were reported in 8 patients.",
            ["A-Pool", None],
        ),
        ("In the A-Pool, 5% had rash; hives were reported in 8 patients.", ["A-Pool", "A-Pool"]),
        ("In the All-Ages Pool, 5% of patients had rash.", ["All-Ages Pool"]),
        ("In the Pooled Safety Set, 5% of patients had rash.", ["Pooled Safety Set"]),
    ],
)
def test_a_population_is_taken_over_only_where_one_alone_is_meant(
    text: str, expected: list[str | None]
) -> None:
    assert [figure.population for figure in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "basis", "outcome"),
    [
        ("Half of the events occurred together with fever.", "the events",
         "occurred together with fever"),
        ("Rash was seen in 5% of the patients and led to surgery in one.", "the patients", "Rash"),
        ("About 7% of the patients began to take a statin.", "the patients",
         "began to take a statin"),
        ("About 7% of the patients frobbed a statin.", "the patients", None),
        ("Rash was seen in 7% of the patients on 5 mg after 24 weeks.", "the patients on 5 mg",
         "Rash"),
        ("Rash was seen in 7% of the patients who also took a statin.",
         "the patients who also took a statin", "Rash"),
        ("Rash was found in 14 of 21 patients with fever who were tested.",
         "patients with fever who were tested", "Rash"),
        ("Function recovered in 15 of the 19 patients after treatment was stopped.", "patients",
         None),
        ("About 7% of patients with events in completed trials had rash.",
         "patients with events in completed trials", "rash"),
        ("About 7% of patients who had received a transplant had rash.",
         "patients who had received a transplant", "rash"),
        ("Rash was seen in 7% of patients after a transplant.", "patients after a transplant",
         "Rash"),
        ("Rash was found in 14 patients with fever.", None, "Rash"),
        ("The rate was 3.3% with fictinib.", None, None),
        ("3 patients with fever had rash.", None, "rash"),
        ("3 patients with rash were seen.", None, "rash"),
        ("This was seen in 3% of patients.", "patients", None),
        ("In old patients, the proportion was 14%.", None, None),
        ("The incidence of rash was 7%.", None, "The incidence of rash"),
        ("About 4% of patients had rash, hives or welts at some point of treatment.", "patients",
         "rash, hives or welts"),
        ("About 4% of patients had rash, hives, and welts on the arms.", "patients",
         "rash, hives, and welts on the arms"),
        ("About 4% of patients had rash, mostly mild or moderate.", "patients", "rash"),
        ("About 4% of patients had rash, fever and one died.", "patients", "rash"),
    ],
)  # fmt: skip
def test_of_whom_and_of_what(text: str, basis: str | None, outcome: str | None) -> None:
    (figure,) = figures(text)
    assert (figure.basis, figure.outcome) == (basis, outcome)


@pytest.mark.parametrize(
    "text",
    [
        "Bone density had fallen by a mean of 0.8% with fictinib.",
        "LDL cholesterol rose by 14% at week 12.",
        "The median fall was 3.9%.",
        "It raised the exposure to digoxin by 62% and to apixaban by 24% in volunteers.",
    ],
)
def test_a_change_of_a_value_is_no_share(text: str) -> None:
    assert figures(text) == []


def test_a_share_of_what_the_patients_have_is_no_share_of_patients() -> None:
    text = "About 24% of the patients lost more than 3% of their weight; 1% lost more than 8%."
    assert outcomes(text) == [(24, "lost more than 3% of their weight"), (1, "lost more than 8%")]


def test_what_is_said_by_patients_is_a_share() -> None:
    assert outcomes("Rash was reported by 12% of patients.") == [(12, "Rash")]


def test_words_after_a_semicolon_or_of_other_counts_say_nothing_of_a_figure() -> None:
    first = "Rash was seen in 5 patients (2%); there was no event on placebo."
    assert [(figure.arm, figure.numerator) for figure in figures(first)] == [(None, 5)]
    second = "All 17 events were related to the needle and 5 were also related to fictinib."
    assert [figure.attribution for figure in figures(second)] == ["any"]


def test_a_count_among_so_many_patients_has_them_as_denominator() -> None:
    found = figures("Rash was seen in 2 patients and hives in 2 patients among 200 patients (2%).")
    assert [(f.value, f.numerator, f.denominator) for f in found] == [
        (2, None, None),
        (2, None, None),
        (2, None, 200),
    ]


def test_a_reaction_called_related_after_a_comma_is_related() -> None:
    (figure,) = figures("One patient died from bleeding, considered possibly related to fictinib.")
    assert (figure.outcome, figure.attribution) == ("died from bleeding", "related")


def test_a_count_in_a_pool_named_for_safety_is_a_figure() -> None:
    (figure,) = figures("Rash was reported in 16 patients in the Safety-Pool.")
    assert (figure.value, figure.outcome, figure.population) == (16, "Rash", "Safety-Pool")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rash was more common with fictinib (9%) than with placebo (4%).",
            [(9, None), (4, "comparator")],
        ),
        (
            "Rash was less frequent on placebo (4%) than on fictinib (9%).",
            [(4, "comparator"), (9, None)],
        ),
        (
            "Rash was seen in 9% of patients, against 4% of those on placebo.",
            [(9, None), (4, "comparator")],
        ),
        ("Rash was seen in 9% of patients as opposed to 4% with placebo.",
         [(9, None), (4, "comparator")]),
    ],
)  # fmt: skip
def test_an_arm_is_that_of_the_figure_beside_it(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert [(figure.value, figure.arm) for figure in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rash was seen in 9% of patients and, in the placebo arm, in 4%.",
            [("Rash", None), ("Rash", "comparator")],
        ),
        (
            "Rash was seen in 9% of patients, while in the placebo arm, it was 4%.",
            [("Rash", None), (None, "comparator")],
        ),
        (
            "Rash was seen in 9% of patients and, in the placebo arm, fever was seen in 4%.",
            [("Rash", None), ("fever", "comparator")],
        ),
        (
            "Rash was seen in 9% of patients and fever, in the placebo arm, in 4%.",
            [("Rash", None), (None, "comparator")],
        ),
        (
            "Rash was seen in 9% of patients and, in 100 patients on placebo, in 4%.",
            [("Rash", None), ("Rash", "comparator")],
        ),
        ("Of 300 patients, 12 had rash and, in the placebo arm, 4 had rash.", [("rash", None)]),
        (
            "Rash was seen in 9% of patients on placebo and, in the fictinib arm, in 4%.",
            [("Rash", "comparator"), ("Rash", None)],
        ),
        (
            "Rash was seen in 9% of patients (placebo 4%) and, without placebo responders, in 8%.",
            [("Rash", None), (None, "comparator"), (None, None)],
        ),
        (
            "Rash was seen in 9% of patients and less often than on placebo, fever was seen in 2%.",
            [("Rash", None), ("fever", None)],
        ),
    ],
)
def test_an_arm_between_commas_is_that_of_the_figure_behind_it(
    text: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert [(figure.outcome, figure.arm) for figure in figures(text)] == expected


def test_how_grave_events_were_names_none() -> None:
    text = "Infections were seen in 30% of patients, mostly mild (20%)."
    assert outcomes(text) == [(30, "Infections"), (20, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rash was seen in 9 of 98 (9.2%) women and in none on placebo.",
         [(9.2, None, "Rash"), (0, "comparator", "Rash")]),
        ("3 patients on fictinib and no patient on placebo had rash.",
         [(3, None, "rash"), (0, "comparator", "rash")]),
        ("In all, 25 (1.1%) of 2,310 patients treated with fictinib and none of 645 patients given"
         " placebo had rash.", [(1.1, None, "rash"), (0, "comparator", "rash")]),
        ("Rash was seen in 9 (1%) patients and in none with warfarin.", [(1, None, "Rash")]),
        ("Rash was seen in 9 patients and no event was reported on placebo.", [(9, None, "Rash")]),
        ("Rash was rarer than with placebo in 3% of women.", [(3, None, None)]),
        ("As with placebo, rash was seen in 3% of women.", [(3, None, "rash")]),
        ("Rash was seen in 3% of women and fever was not seen in anyone on placebo.",
         [(3, None, "Rash")]),
        ("Rash was seen in 3% of women who were given placebo.", [(3, "comparator", "Rash")]),
        ("In the placebo-controlled trials, 3% of women had rash.", [(3, None, "rash")]),
        ("In the fictinib and placebo groups, 3% of women had rash.", [(3, None, "rash")]),
        ("Five patients on fictinib versus none on placebo had rash.",
         [(5, None, "rash"), (0, "comparator", "rash")]),
        ("Nine women had rash on fictinib and none on placebo.",
         [(9, None, "rash"), (0, "comparator", "rash")]),
        ("As compared with placebo (4%), hives were seen in 7% of women.",
         [(4, "comparator", None), (7, None, "hives")]),
        ("Hives were seen in 7% of women, similar to placebo (6%).",
         [(7, None, "Hives"), (6, "comparator", None)]),
        ("Hives were seen in 7% of women, comparable with those on placebo.",
         [(7, None, "Hives")]),
        ("Hives were seen in 7% of women, which was not different from placebo.",
         [(7, None, "Hives")]),
        ("Hives were seen in 3 women, while no women fell ill on placebo.",
         [(3, None, "Hives")]),
        ("Nine women died on treatment and 4 after its end.",
         [(9, None, "died on treatment")]),
        ("10 women (2%) and 4 women (1%) on placebo had rash.",
         [(2, None, "rash"), (1, "comparator", "rash")]),
    ],
)  # fmt: skip
def test_none_on_placebo_is_a_figure_of_the_comparator_alone(
    text: str, expected: list[tuple[float, str | None, str | None]]
) -> None:
    assert [(figure.value, figure.arm, figure.outcome) for figure in figures(text)] == expected


def test_none_of_so_many_on_placebo_has_them_as_denominator() -> None:
    text = "Of the patients, 25 (1%) on fictinib and none of 645 patients given placebo had rash."
    figure = figures(text)[1]
    assert (figure.value, figure.denominator, figure.basis) == (0, 645, "patients given placebo")
    assert figure.span.of(text) == "none of 645 patients"


@pytest.mark.parametrize(
    "text",
    [
        "Rash was as frequent as with placebo (12.3% and 12.5%).",
        "Rash was more frequent on fictinib than on placebo: 12.3% versus 9.5%.",
        "In the fictinib and placebo groups rash was seen in 9% and 4% of patients.",
        "In trials of 500 patients on fictinib and 480 on placebo, 5% and 4% had rash.",
    ],
)
def test_figures_after_a_comparison_that_does_not_say_whose_they_are_are_left_out(
    text: str,
) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "unit", "basis", "outcome"),
    [
        ("9 cases of rash were reported: 5 in children under 6 years of age and 4 in dogs.",
         "cases", None, "rash"),
        ("Another 5 cases of rash came from the market, 4 of them in patients on a statin.",
         "cases", None, "rash"),
        ("Cataract was found in 6 (0.3%) patients at eye examination and cleared in 5.",
         "percent", "patients", "Cataract"),
        ("There were 3 reports of ileus, 1 of which needed surgery.", "cases", None, "ileus"),
        ("One patient had rash with fever and recovered after prednisone.", "patients", None,
         "rash with fever"),
        ("In the treatment trials rash (with fever) was seen in 6 of 17 (35%) patients.",
         "percent", "patients", "rash (with fever)"),
        ("Rash was found in the skin of 61% of the patients, with a median time of 6 weeks.",
         "percent", "the patients", None),
        ("In pooled trials of 2,345 patients on fictinib, rash was seen in 82 (3.5%) patients.",
         "percent", "patients", "rash"),
        ("In the pivotal trial 61 of the 98 patients (62.2%) had rash.", "percent", "patients",
         "rash"),
    ],
)  # fmt: skip
def test_words_about_other_numbers_are_not_taken(
    text: str, unit: str, basis: str | None, outcome: str | None
) -> None:
    figure = figures(text)[0]
    assert (figure.unit, figure.basis, figure.outcome) == (unit, basis, outcome)
    assert figure.population is None


def test_what_was_had_is_no_noun_that_is_counted() -> None:
    text = "Of the 134 patients treated, 46 (34.3%) had rash, and 9 (6.7%) had an event of grade 3."
    assert [(figure.outcome, figure.basis, figure.grade) for figure in figures(text)] == [
        ("rash", "patients treated", None),
        ("an event of grade 3", "patients treated", "3"),
    ]


def test_a_list_of_events_goes_on_with_lone_counts() -> None:
    text = "Rash was reported in 6 (0.3%) patients, fever in 2 patients and cough in 1 patient."
    assert outcomes(text) == [(0.3, "Rash"), (2, "fever"), (1, "cough")]
    text = "Rash was reported in 6 (0.3%) patients and exposure doubled in 2 patients."
    assert outcomes(text) == [(0.3, "Rash")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rash was seen in 9% of women and in 4% on placebo, a rate of 0.2 events per 100 weeks.",
         [(9, "Rash"), (4, "Rash")]),
        ("Rash was as frequent as with placebo (9% and 8%), but hives were seen in 4 (1%) women.",
         [(1, "hives")]),
        ("Injection into the skin was documented in 9 (1%) women and into the eye in 4 (0.4%).",
         [(1, "Injection into the skin"), (0.4, None)]),
        ("One patient on fictinib had rash while she took a statin.", [(1, "rash")]),
        ("About 4% of patients had the condition.", [(4, None)]),
    ],
)  # fmt: skip
def test_an_event_ends_where_its_words_do(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert outcomes(text) == expected


def test_an_event_of_cases_ends_at_its_verb() -> None:
    assert outcomes("Six of the 7 cases of rash arose within 5 weeks.") == [(6, "rash")]


def test_pairs_after_an_arm_that_do_not_say_whose_they_are_are_left_out() -> None:
    text = "Rash was seen in 9% of women on fictinib and 4% on placebo, hives in 7% and 2%."
    assert [(f.value, f.arm, f.outcome) for f in figures(text)] == [
        (9, None, "Rash"), (4, "comparator", "Rash"),
    ]  # fmt: skip
    text = "In all, 64 (5.8%) women had hives; with placebo these figures were 5.5% and 2.1%."
    assert [figure.value for figure in figures(text)] == [5.8]
    text = "Rash was seen in 9% of women and 4% on placebo, hives in 7% and in 2% on placebo."
    assert [figure.value for figure in figures(text)] == [9, 4, 7, 2]
    assert figures("Rash was seen in 7% and 2% of women on fictinib and placebo.") == []
    text = "Falls were seen in 2% on placebo, and in 3% and 5% of patients on 10 mg and 20 mg."
    assert [figure.value for figure in figures(text)] == [2, 3, 5]
    assert figures("Rash was seen in 7% and 2% of women in the placebo and fictinib groups.") == []
    (first, second) = figures("Hives were seen in 7% and 2% on placebo and fictinib, respectively.")
    assert (first.arm, second.arm) == ("comparator", None)


@pytest.mark.parametrize(
    "text",
    [
        "In study ABC, in which 2,980 patients aged over 50 years with gout were randomised, rash"
        " was rare.",
        "In the pooled trials (3,412 patients, 6,870 patient-years), rash was rare.",
        "Increases of LDL cholesterol (mean +17% at week 12) and HDL cholesterol (+15%) were seen.",
    ],
)
def test_who_took_part_and_what_rose_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "basis", "outcome"),
    [
        ("Rash was seen in 9% of women, against 3% of men whose dose was halved over 6 weeks.",
         "men whose dose was halved", "Rash"),
        ("Fever was seen in 3 of 98 (3.1%) women whose blood count had fallen by then.",
         "women whose blood count had fallen by then", "Fever"),
        ("One patient with gout who also took a statin had rash.", None, "rash"),
        ("Two patients with gout which led to surgery died.", None, "died"),
        ("In the registry, rash was found in 29 (7.0%) men and in 2.6% of the general population.",
         "the general population", "rash"),
        ("Rash was found in 29 (7.0%) men, compared with 2.6% in the general population.",
         "the general population", "Rash"),
        ("Of 200 women treated, 8 (4%) had a fracture and 4 (2%) had more than one.",
         "women treated", None),
        ("Of the packs sold in 2020, 3% were for minors.", None, None),
        ("Exclusions included hives (14 patients).", None, "Exclusions included hives"),
        ("Two patients died and there were falls later.", None, "died"),
        ("A review by the agency showed a small rise of falls (3%).", None, None),
    ],
)  # fmt: skip
def test_words_of_a_clause_about_them_are_no_event(
    text: str, basis: str | None, outcome: str | None
) -> None:
    figure = figures(text)[-1]
    assert (figure.basis, figure.outcome) == (basis, outcome)


def test_a_number_before_people_is_no_name_of_a_trial() -> None:
    text = "In the pivotal trial 303 patients had 386 falls; rash was seen in 2 (0.7%) patients."
    assert [(figure.value, figure.population) for figure in figures(text)] == [(0.7, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "3 cases (0.95 per 10,000) began within 42 days of the dose, against none among 30,912"
            " recipients of placebo.",
            [
                (3, None, None, None, None),
                (0, 30912, "recipients of placebo", None, "comparator"),
            ],
        ),
        (
            "3 cases of rash began early, against none among 300 recipients of placebo.",
            [(3, None, None, "rash", None), (0, 300, "recipients of placebo", None, "comparator")],
        ),
        (
            "3 cases of rash began early, against none among 300 men on placebo or fictinib.",
            [(3, None, None, "rash", None)],
        ),
        (
            "3 cases of rash began early, against none among 300 patients who left placebo.",
            [(3, None, None, "rash", None)],
        ),
        (
            "Rash was seen in 3% of men with fever, against no patient among 300 men on placebo.",
            [
                (3, None, "men with fever", "Rash", None),
                (0, 300, "men on placebo", None, "comparator"),
            ],
        ),
    ],
)
def test_an_arm_behind_a_comparison_is_that_of_the_number_behind_it(
    text: str, expected: list[tuple[float, int | None, str | None, str | None, str | None]]
) -> None:
    assert [
        (figure.value, figure.denominator, figure.basis, figure.outcome, figure.arm)
        for figure in figures(text)
    ] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 patients had rash as against none on placebo.", [(3, "rash"), (0, "rash")]),
        ("3 patients had rash as compared to none on placebo.", [(3, "rash"), (0, "rash")]),
        ("3% of men had rash as against 2% on placebo.", [(3, "rash"), (2, "rash")]),
        ("3% of men had rash against none in the other group.", [(3, "rash")]),
        ("3% of men had rash as opposed to 2 in the other group.", [(3, "rash")]),
        ("3 cases of rash as against none were reported.", [(3, "rash")]),
        ("3 patients died as against one.", [(3, "died")]),
        ("Rash as compared to placebo was reported in 3% of men.", [(3, None)]),
        ("Rash was seen in 3% of men, as against none on placebo.", [(3, "Rash"), (0, "Rash")]),
        ("3% of men had antibodies against fictinib.", [(3, "antibodies against fictinib")]),
    ],
)
def test_an_outcome_has_no_words_of_a_comparison(
    text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert outcomes(text) == expected


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("and in the placebo arm constipation in 4%", None),
        ("and on placebo constipation in 4%", None),
        ("and for constipation on placebo the rate was 4%", None),
        ("and in men constipation was seen on placebo in 4%", None),
        ("and constipation on placebo, in 4%", None),
        ("and in 4% on placebo", "Rash"),
        ("and in the matching placebo arm of the study in 4%", "Rash"),
        ("and among elderly patients who had received placebo in 4%", "Rash"),
        ("and with placebo plus methotrexate the rate was 4%", "Rash"),
        ("and, in the placebo arm, in 4%", "Rash"),
    ],
)
def test_an_event_is_not_handed_on_over_another_of_the_comparator(
    said: str, outcome: str | None
) -> None:
    text = f"Rash was reported in 9% of patients {said}."
    assert outcomes(text) == [(9, "Rash"), (4, outcome)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "5 (2%) men were ill (relative risk 1.2; 95% confidence interval 0.9 to 1.5).",
            "were ill",
        ),
        ("5 (2%) men were ill [adjusted odds ratio 1.2; 0.9 to 1.5] in the trial.", "were ill"),
        ("5 (2%) men were ill (relative risk 1.2; 0.9 to 1.5) and died.", None),
        ("5 (2%) men were ill (relative risk 1.2; 0.9 to 1.5.", None),
        ("9% of men had Grade 3 (or higher neutropenia; lasting).", None),
        ("9% of men had Grade 3 (or higher; see below) neutropenia.", None),
        ("9% of men had thrombotic (arterial; venous) events.", None),
        ("Thrombotic (arterial; venous) events were seen in 9% of men.", None),
        ("9% of men had rash (mild).", "rash (mild)"),
    ],
)
def test_an_outcome_is_not_cut_inside_a_bracket(text: str, expected: str | None) -> None:
    assert [figure.outcome for figure in figures(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rash was seen in 3 vaccinees (1%) and 1 recipient of placebo (0.3%).",
            [
                ("percent", 1, 3, "vaccinees", "Rash", None),
                ("percent", 0.3, 1, None, "Rash", "comparator"),
            ],
        ),
        (
            "Rash was seen in 3% of vaccinees and 1% of recipients of placebo.",
            [
                ("percent", 3, None, "vaccinees", "Rash", None),
                ("percent", 1, None, "recipients of placebo", "Rash", "comparator"),
            ],
        ),
        (
            "1 vaccinee had rash, and 1 recipient of placebo had fever.",
            [
                ("patients", 1, None, None, "rash", None),
                ("patients", 1, None, None, "fever", "comparator"),
            ],
        ),
        (
            "1 recipient of fictinib (0.1%) and 2 recipients of placebo (0.2%) had rash.",
            [
                ("percent", 0.1, 1, None, None, None),
                ("percent", 0.2, 2, None, None, "comparator"),
            ],
        ),
    ],
)
def test_vaccinees_and_recipients_are_counted(
    text: str,
    expected: list[tuple[str, float, int | None, str | None, str | None, str | None]],
) -> None:
    assert [
        (one.unit, one.value, one.numerator, one.basis, one.outcome, one.arm)
        for one in figures(text)
    ] == expected
