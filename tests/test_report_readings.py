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


LISTED = (
    REPORT.replace("Dizziness", "Hives")
    .replace("Blue toes", "Patients with moderate or severe itching")
    .replace("Use in pregnancy", "Toes/fingers of another colour")
)


def addressed(printed: str, text: str = LISTED) -> tuple[str | None, str | None]:
    """The concern that a study of ``printed`` addresses, and that of which it addresses a part."""
    said = "Important potential risk: Patients with moderate or severe itching"
    document = document_of(text.replace(said, printed))
    rows = list(parse_document(document, "assessment_report"))
    (found,) = (row for row in rows if row.table == "study_concerns")
    names = {row.id: row.name for row in rows if row.table == "risks"}
    assert found.span.of(document.text) == printed
    return names.get(found.risk_id), names.get(found.part_of)


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("hives to nuts", "Hives"),
        ("Hives in children", "Hives"),
        ("Patients with severe itching", "Patients with moderate or severe itching"),
        ("Moderate itching", "Patients with moderate or severe itching"),
        ("Fingers of another colour", "Toes/fingers of another colour"),
        ("Severe hives", None),
        ("Hives or itching", None),
        ("Itching", None),
        ("Patients with mild itching", None),
    ],
)
def test_a_study_may_address_a_part_of_a_concern(printed: str, whole: str | None) -> None:
    assert addressed(printed) == (None, whole)


def test_what_may_be_part_of_two_concerns_is_part_of_none() -> None:
    text = LISTED.replace("Toes/fingers of another colour", "Severe or mild itching")
    assert addressed("Severe itching", text) == (None, None)


def test_a_part_is_told_with_the_name_of_the_whole() -> None:
    text = LISTED.replace("risk: Patients with moderate or", "risk: Patients with")
    text = text.replace("\nHives\t", "\nHives in children\t")
    rows = list(parse_document(document_of(text), "assessment_report"))
    told = {row.rule: (row.message, row.derived) for row in rows if isinstance(row, Finding)}
    whole = "Patients with moderate or severe itching"
    assert told["study_concern_not_listed"] == (
        "a study addresses 'Patients with severe itching', which is no listed concern, and part of "
        f"one: {whole!r}",
        None,
    )
    assert told["measure_without_concern"] == (
        "a row has measures for 'Hives in children', which is no listed concern, and part of one: "
        "'Hives'",
        None,
    )
    states = {row.risk_id: row for row in rows if row.table == "field_states" and row.risk_id}
    (risk,) = (row for row in rows if row.table == "risks" and row.name == whole)
    assert states[risk.id].field == "additional_pharmacovigilance"
    assert states[risk.id].state == "stated"
