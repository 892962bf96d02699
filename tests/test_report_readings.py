"""What an assessment report says of its concerns: of all alike, by other capitals, of a part."""

from __future__ import annotations

import pytest
from test_findings import REPORT, document_of

from ingest.families import parse_document
from ingest.records import Finding

NO_STUDIES = REPORT[: REPORT.index("Study\t")] + "{}\n\n" + REPORT[REPORT.index("Risk minimis") :]


def states(said: str, text: str = NO_STUDIES) -> set[tuple[str, str | None]]:
    """The states of the field "additional pharmacovigilance", with the words of each."""
    document = document_of(text.replace("{}", said))
    rows = list(parse_document(document, "assessment_report"))
    found = [row for row in rows if row.table == "field_states" and row.risk_id]
    assert len({row.risk_id for row in found}) == 3
    return {
        (row.state, row.span and row.span.of(document.text))
        for row in found
        if row.field == "additional_pharmacovigilance"
    }


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("There are no planned additional PV activities.",) * 2,
        ("There are no additional PhV studies/activities in the Pharmacovigilance Plan.",) * 2,
        (
            "Routine PV is sufficient and no additional PV activities are currently proposed.",
            "no additional PV activities are currently proposed.",
        ),
    ],
)
def test_that_there_are_no_additional_activities_is_said_of_each_concern(
    said: str, words: str
) -> None:
    assert states(f"This was seen. {said} That was agreed.") == {("stated_none", words.rstrip("."))}


@pytest.mark.parametrize(
    "said",
    [
        "There are no additional PV activities for dizziness.",
        "For dizziness, no additional PV activities are planned.",
        "There are no additional PV activities other than a survey.",
        "No additional PV activities were discussed with the applicant.",
        "Routine PV is sufficient for dizziness and no additional PV activities are planned.",
    ],
)
def test_what_may_be_said_of_one_concern_is_not_said_of_all(said: str) -> None:
    assert states(said) == {("not_stated", None)}


def test_no_concern_is_said_to_have_none_beside_studies() -> None:
    text = REPORT.replace("\nStudy\t", "\nThere are no additional PV activities.\n\nStudy\t")
    assert states("", text) == {("not_stated", None), ("stated", "Blue toes")}


CELLS = REPORT.replace("Use in pregnancy\tSmPC", "Use in Pregnancy\tSmPC")


def differing(text: str) -> list[tuple[str, str]]:
    """The findings on names that are printed in two ways, each with its quote."""
    document = document_of(text)
    rows = parse_document(document, "assessment_report")
    found = [row for row in rows if isinstance(row, Finding) and row.rule == "name_differs"]
    return [(row.message, row.span.of(document.text)) for row in found]


def test_names_in_other_capitals_are_one_finding() -> None:
    text = CELLS.replace("Blue toes\tSmPC", "Blue Toes\tSmPC")
    message = (
        "the table of measures prints 2 names in other capitals: 'Blue Toes', 'Use in Pregnancy'"
    )
    assert differing(text) == [(message, "Blue Toes")]


def test_a_word_broken_in_a_narrow_cell_is_told_whole_and_quoted_as_printed() -> None:
    text = REPORT.replace("Use in pregnancy\tSmPC", "Use in Pregna ncy\tSmPC")
    message = "the list has 'Use in pregnancy'; the table of measures prints 'Use in Pregnancy'"
    assert differing(text) == [(message, "Use in Pregna ncy")]


def test_other_words_are_a_finding_each_beside_other_capitals() -> None:
    text = CELLS.replace("Dizziness\tSmPC", "The dizziness\tSmPC")
    assert {quote for _, quote in differing(text)} == {"The dizziness", "Use in Pregnancy"}
