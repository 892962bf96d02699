"""Studies of a plan's summary: category, what is due when, and the concerns they address."""

from __future__ import annotations

import pytest
from plans import PLAN
from test_boxes import rows_of

from ingest.plan_records import (
    PharmacovigilanceActivity,
    Study,
    StudyConcern,
    StudyMilestone,
)
from ingest.records import Row

ADDED = "Additional pharmacovigilance activities:"
HEPATIC = "Additional risk minimisation measures: none\n\nImportant potential risk"
NO_STUDIES = "There are no studies required for Fictavel."


def read(names: list[str], activities: str = "", purpose: str = "To count events.") -> list[Row]:
    """The rows of a plan with these studies, and these activities for its first concern."""
    studies = "\n\n".join(f"{name}\n\nPurpose of the study: {purpose}" for name in names)
    text = PLAN.replace(NO_STUDIES, studies)
    field = f"Additional pharmacovigilance activities\n{activities}\n\nImportant potential risk"
    own = HEPATIC.replace("Important potential risk", field) if activities else HEPATIC
    return rows_of(text.replace(HEPATIC, own, 1))


def links(names: list[str], activities: str) -> list[tuple[str, str, str]]:
    found = read(names, activities)
    studies = {row.id: row.name for row in found if isinstance(row, Study)}
    return [
        (str(studies[row.study_id]), str(row.risk_id), row.span.of(_text(names, activities)))
        for row in found
        if isinstance(row, StudyConcern)
    ]


def _text(names: list[str], activities: str) -> str:
    studies = "\n\n".join(f"{name}\n\nPurpose of the study: To count events." for name in names)
    field = f"Additional pharmacovigilance activities\n{activities}\n\nImportant potential risk"
    own = HEPATIC.replace("Important potential risk", field)
    return PLAN.replace(NO_STUDIES, studies).replace(HEPATIC, own, 1)


NAMES = ["FIC-WATCH cohort study (category 3)", "Study FIC-12 registry (category 3)", "Survey"]
RISK = "plan-hepatotoxicity"


@pytest.mark.parametrize(
    ("activities", "expected"),
    [
        ("FIC-WATCH: a study of livers (category 3)", [(NAMES[0], RISK, "FIC-WATCH")]),
        ("Study FIC-12: people who take it (category 3)", [(NAMES[1], RISK, "Study FIC-12")]),
        ("FIC-12 (category 3)", [(NAMES[1], RISK, "FIC-12")]),
        ("FIC-WATCH cohort study", [(NAMES[0], RISK, "FIC-WATCH cohort study")]),
        ("Survey (category 3)", [("Survey", RISK, "Survey")]),
        (
            "• FIC-WATCH: livers\n• Study FIC-12: hearts\n• FIC-WATCH: livers again",
            [(NAMES[0], RISK, "FIC-WATCH"), (NAMES[1], RISK, "Study FIC-12")],
        ),
        (
            "FIC-WATCH and Study FIC-12",
            [(NAMES[0], RISK, "FIC-WATCH"), (NAMES[1], RISK, "Study FIC-12")],
        ),
        (
            "FIC-WATCH (cohort; livers); FIC-12 (registry)",
            [(NAMES[0], RISK, "FIC-WATCH (cohort; livers)"), (NAMES[1], RISK, "FIC-12 (registry)")],
        ),
        ("Pregnancy registry FIC-12", [(NAMES[1], RISK, "FIC-12")]),
        # Another number, more of a name, or a word that is no name by itself.
        ("Study FIC-1: people who take it", []),
        ("FIC-WATCH-2: a study of livers", []),
        ("Study: people who take it", []),
        ("A study like FIC-WATCH", []),
    ],
)
def test_a_study_addresses_the_concerns_whose_activities_have_its_name(
    activities: str, expected: list[tuple[str, str, str]]
) -> None:
    assert links(NAMES, activities) == expected


ACRONYMS = ["European Register of Gout and Allergies (REGAL)", "Fictive Watch (FAWN) (category 3)"]


@pytest.mark.parametrize(
    ("activities", "expected"),
    [
        ("REGAL", [(ACRONYMS[0], RISK, "REGAL")]),
        ("FAWN (category 3)", [(ACRONYMS[1], RISK, "FAWN")]),
        (
            "REGAL\nFAWN",
            [(ACRONYMS[0], RISK, "REGAL"), (ACRONYMS[1], RISK, "FAWN")],
        ),
        (
            "REGAL, DOE and FAWN registries",
            [(ACRONYMS[0], RISK, "REGAL"), (ACRONYMS[1], RISK, "FAWN")],
        ),
        ("REGAL-2", []),
        ("Allergies (REGAL)", []),
        ("US", []),
    ],
)
def test_an_acronym_in_brackets_at_the_end_names_a_study(
    activities: str, expected: list[tuple[str, str, str]]
) -> None:
    assert links([*ACRONYMS, "Survey of falls (US)"], activities) == expected


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("PASS on falls", "PASS"),
        ("US registry of falls", "US"),
        ("HCP survey on cards", "HCP"),
        ("Phase 3 trial of falls", "Phase 3"),
        ("Study 12 on falls", "12"),
        ("FIC-12 trial of falls", "FIC-12: the extension study"),
        ("FIC-12 extension study", "FIC-12: the main trial"),
    ],
)
def test_a_name_of_many_studies_or_of_the_one_that_is_gone_on_with_links_none(
    name: str, lead: str
) -> None:
    assert links([name], f"{lead}: people who fall") == []


def test_a_name_that_two_studies_begin_with_is_of_neither() -> None:
    assert links(["FIC-12 part one", "FIC-12 part two"], "FIC-12: people who take it") == []


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("FIC-WATCH cohort study (category 1)", 1),
        ("FIC-WATCH cohort study [Category: 3]", 3),
        ("FIC-WATCH cohort study\nCategory 3", 3),
        ("FIC-WATCH cohort study", None),
        ("Study of category 3 burns", None),
    ],
)
def test_the_category_at_the_end_of_a_name_is_the_study_s(name: str, category: int | None) -> None:
    (study,) = [row for row in read([name]) if isinstance(row, Study) and row.name]
    assert (study.name, study.category) == (name.replace("\n", " "), category)


@pytest.mark.parametrize(
    ("purpose", "category"),
    [
        ("FIC-WATCH is a Danish registry (category 3) of those who fall.", 3),
        ("To count events.\nCategory: 2", 2),
        ("To count events. Category 3. Final report: 18 months after launch.", 3),
        ("To go on with Study FIC-1 (category 1) for five years.", None),
        ("To ask after a study (category 1) and a survey (category 3).", None),
        ("To count burns of category 3 (as seen).", None),
    ],
)
def test_the_one_category_in_a_study_s_own_words_is_its(purpose: str, category: int | None) -> None:
    (study,) = [r for r in read(["FIC-WATCH"], purpose=purpose) if isinstance(r, Study) and r.name]
    assert study.category == category


@pytest.mark.parametrize(
    ("behind", "category"),
    [("Category 3", 3), ("Status: ongoing. Category 3", None), ("Status: ongoing", None)],
)
def test_a_category_stands_in_the_words_of_its_study(behind: str, category: int | None) -> None:
    purpose = f"To count.\nMilestones: Final report: 2029.\n{behind}"
    (study,) = [r for r in read(["FIC-WATCH"], purpose=purpose) if isinstance(r, Study) and r.name]
    assert study.category == category
    quote = study.span.of(PLAN.replace(NO_STUDIES, f"FIC-WATCH\n\nPurpose of the study: {purpose}"))
    assert quote.startswith("FIC-WATCH")
    assert quote.endswith("Category 3") == (category is not None)


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        ("To count. The final report is due in the second\nquarter of 2031.",
         [("final report", "2031-Q2")]),
        ("To count. The final report is due in May 2031.", [("final report", "2031-05")]),
        ("Interim reports are due each year and the final report in 2035.",
         [("final report", "2035")]),
        ("To count. Interim report planned for March 2030; final results expected by 1 May 2031.",
         [("Interim report", "2030-03"), ("final results", "2031-05-01")]),
        ("To count. Final report planned: June 2026. People are asked.",
         [("Final report", "2026-06")]),
        ("To count. Final report\nplanned: Q2 2028.", [("Final report", "2028-Q2")]),
        ("To count.\nProtocol submission: within 6 months of approval. Interim report: Q4 2027."
         "\nFinal study report: 31 December 2029.",
         [("Protocol submission: within 6 months of approval", None),
          ("Interim report", "2027-Q4"), ("Final study report", "2029-12-31")]),
        ("To count. The final report is due in 2029. Final report: 2029.",
         [("final report", "2029")]),
        ("To describe. To compare the results: those of 2024.", []),
        ("To describe. Primary analysis: those treated before 2024.", []),
        ("To count. Start of enrolment: 2025. Interim reports: 2026 and 2028.",
         [("Start of enrolment", "2025"), ("Interim reports: 2026 and 2028", None)]),
        ("To count. Yearly reports are planned until 2029.", []),
        ("To count those treated from 2026 to 2030.", []),
        ("To count. The final report is due in 2030 or 2031.", []),
        ("As the study protocol in 2024 has it, people are asked.", []),
        ("To repeat the results in 2020.", []),
        ("To compare with the survey results for 2019.", []),
        ("To count. No interim report is due in 2030.", []),
        ("To count. It is not said that the final report is due in 2030.", []),
    ],
)  # fmt: skip
def test_a_report_and_its_date_are_a_milestone(
    purpose: str, expected: list[tuple[str, str | None]]
) -> None:
    found = [row for row in read(["FIC-12"], purpose=purpose) if isinstance(row, StudyMilestone)]
    assert [(row.name, row.due_on) for row in found] == expected


def studies(text: str) -> list[tuple[str | None, str | None]]:
    found = rows_of(PLAN.replace(NO_STUDIES, text))
    return [(row.name, row.purpose) for row in found if isinstance(row, Study) and row.name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "FIC-1 cohort\nPurpose of the study: To count events.\nFIC-2: open-label study of a"
            " long\nregimen of fictinib\nPurpose of the study: To count.",
            [("FIC-1 cohort", "To count events."),
             ("FIC-2: open-label study of a long regimen of fictinib", "To count.")],
        ),
        (
            "FIC-1 cohort\nPurpose of the study: To count events.\nSurvey of resistance of M.\n"
            "tuberculosis\nPurpose of the study: To count.",
            [("FIC-1 cohort", "To count events."),
             ("Survey of resistance of M. tuberculosis", "To count.")],
        ),
        # No sentence ends before the name: it is the last line, with those that it goes on with.
        (
            "FIC-1 cohort\nPurpose of the study: To count events\nSurvey of many\npeople\n"
            "Purpose of the study: To ask.",
            [("FIC-1 cohort", "To count events"), ("Survey of many people", "To ask.")],
        ),
        # The steps behind a purpose are no part of it.
        (
            "FIC-1 cohort\n\nPurpose of the study: To count events. People are asked.\n\nProtocol"
            " submission: within 6 months of approval. Final study report: 31 December 2029.\n\n"
            "FIC-2 cohort\n\nPurpose of the study: To ask. Final report planned: June 2026.",
            [("FIC-1 cohort", "To count events. People are asked."), ("FIC-2 cohort", "To ask.")],
        ),
        (
            "FIC-1 cohort\n\nPurpose of the study: To count. Primary analysis: rates are compared.",
            [("FIC-1 cohort", "To count. Primary analysis: rates are compared.")],
        ),
        # A category in a paragraph of its own is no name.
        (
            "FIC-1 cohort\n\nPurpose of the study: To count.\n\nSurvey of cards\n\nCategory 3\n\n"
            "Purpose of the study: To ask.",
            [("FIC-1 cohort", "To count."), ("Survey of cards Category 3", "To ask.")],
        ),
        # A study that is told of in prose is none of the one before it.
        (
            "FIC-1 cohort\nPurpose of the study: To count events.\nFIC-9 is a Phase I study of its"
            " uptake; the report is due in May 2025.",
            [("FIC-1 cohort", "To count events.")],
        ),
    ],
)  # fmt: skip
def test_a_name_over_lines_is_whole_and_no_part_of_a_purpose(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert studies(text) == expected


def test_listed_milestones_have_each_its_date_if_it_is_clear() -> None:
    text = (
        "FIC-1 cohort\nPurpose of the study: To count events.\nMilestones: Protocol submission:"
        " within 3 months. Start of data collection: Q2 2026; final report not before 2032; survey"
        " report January 2030.\nFIC-2 survey\nPurpose of the study: To ask."
    )
    found = rows_of(PLAN.replace(NO_STUDIES, text))
    assert [(row.name, row.due_on) for row in found if isinstance(row, StudyMilestone)] == [
        ("Protocol submission: within 3 months", None),
        ("Start of data collection", "2026-Q2"),
        ("final report not before 2032", None),
        ("survey report", "2030-01"),
    ]
    assert studies(text)[1] == ("FIC-2 survey", "To ask.")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (f"{ADDED}\nFIC-12: a registry\nSurvey FIC-13", ["FIC-12: a registry", "Survey FIC-13"]),
        ("FIC-12: a study\nFIC-13: a survey", ["FIC-12: a study", "FIC-13: a survey"]),
        ("FIC-12: the extension of\nFIC-13", ["FIC-12: the extension of FIC-13"]),
        (f"{ADDED}\nREGAL\nFAWN-2\nUK DOE Registry", ["REGAL", "FAWN-2", "UK DOE Registry"]),
        ("Observational registry\nREGAL", ["Observational registry REGAL"]),
        ("REGAL\nPeople are asked.", ["REGAL People are asked"]),
        ("REGAL, the study of the\nFAWN group", ["REGAL, the study of the FAWN group"]),
    ],
)
def test_each_line_with_a_code_is_an_activity_and_the_label_again_is_none(
    said: str, expected: list[str]
) -> None:
    found = read(["FIC-12"], said)
    told = (row for row in found if isinstance(row, PharmacovigilanceActivity))
    assert [row.text for row in told if row.risk_id == RISK] == expected


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("Final report: 30 June 2027 (delayed from 31 December 2025)",
         [("Final report", "2027-06-30")]),
        ("Final report: 2027/2028 (delayed from 2026)", [("Final report: 2027/2028 (delayed from"
                                                          " 2026)", None)]),
        ("study report: Q1 2024 + 36 months", [("study report: Q1 2024 + 36 months", None)]),
        ("final report in Q4 2027 at the earliest",
         [("final report in Q4 2027 at the earliest", None)]),
        ("interim reports: 2026, 2028 and 2030", [("interim reports: 2026, 2028 and 2030", None)]),
        ("Not yet determined", []),
        ("\n• First patient in: Q3 2024\n• Final report due by the end of 2030",
         [("First patient in", "2024-Q3"), ("Final report", "2030")]),
        ("Enrolment of 2000 patients by 2026", [("Enrolment of 2000 patients by 2026", None)]),
    ],
)  # fmt: skip
def test_a_milestone_has_the_one_date_that_it_ends_in(
    listed: str, expected: list[tuple[str, str | None]]
) -> None:
    text = f"FIC-1 cohort\nPurpose of the study: To count events.\nMilestones: {listed}"
    found = rows_of(PLAN.replace(NO_STUDIES, text))
    told = [(row.name, row.due_on) for row in found if isinstance(row, StudyMilestone)]
    assert told == expected


def test_a_study_behind_milestones_has_its_own_name() -> None:
    text = (
        "FIC-1 cohort\nPurpose of the study: To count events\nMilestones\nAnnual reports\nFinal"
        " report: 2032\nStudy FIC-PASS-2\nPurpose of the study: To ask\nMilestones: Final report:"
        " December 2028\nFIC-3003\nMechanistic study\nPurpose of the study: To see."
    )
    names = [name for name, _ in studies(text)]
    assert names == ["FIC-1 cohort", "Study FIC-PASS-2", "FIC-3003 Mechanistic study"]


def activity_states(said: str) -> list[str]:
    found = read(["FIC-12"], said)
    told = (row for row in found if isinstance(row, PharmacovigilanceActivity))
    return [row.state for row in told if row.risk_id == RISK]


@pytest.mark.parametrize(
    "said",
    [
        "No additional pharmacovigilance activities.",
        f"{ADDED} None",
        "There are no additional pharmacovigilance activities",
        "No additional activities are planned.",
        "No studies are planned.",
        "Not required",
        "There are no additional activities. Routine pharmacovigilance is sufficient.",
    ],
)
def test_no_activities_are_none(said: str) -> None:
    assert activity_states(said) == ["stated_none"]


@pytest.mark.parametrize(
    "said", ["None. A registry is planned.", "None, except Study FIC-12.", "None\nFIC-12: women"]
)
def test_a_study_behind_none_is_an_activity(said: str) -> None:
    assert activity_states(said) == ["stated"]
