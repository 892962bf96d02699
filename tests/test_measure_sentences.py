"""Measures in sentences: no additional ones without a label, advice that leads to a citation."""

from __future__ import annotations

import pytest
from test_stated_measures import Reader, rows

from ingest.plan_records import RiskMinimisationMeasure
from ingest.records import FieldState

__all__ = ["rows"]
LABEL = "Additional risk minimisation measures: none\n\n"
TABLES = ("additional_measures", "legal_status", "pl_references")


def said(found: list[object]) -> dict[str, str]:
    return {
        row.field: row.state for row in found if isinstance(row, FieldState) and row.field in TABLES
    }


def texts(found: list[object], tool: str | None = None) -> list[str]:
    return [
        row.text
        for row in found
        if isinstance(row, RiskMinimisationMeasure) and (tool is None or row.tool == tool)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "No additional risk minimisation measures.",
        "There are no additional risk minimisation measures",
        "No additional risk minimisation activities are proposed.",
    ],
)
@pytest.mark.parametrize("parted", [". ", "\n", ".\n"])
def test_no_additional_measures_are_stated_in_a_sentence_too(
    rows: Reader, sentence: str, parted: str
) -> None:
    found = rows(f"SmPC section 4.4, PL section 2{parted}{sentence}", unlabelled=True)
    assert said(found)["additional_measures"] == "stated_none"
    assert texts(found, "package_leaflet") == ["PL section 2"]


@pytest.mark.parametrize(
    "sentence",
    [
        "No additional risk minimisation measures besides a patient card are needed to be safe",
        "It says that no additional risk minimisation measures exist",
    ],
)
def test_a_sentence_that_goes_on_states_none(rows: Reader, sentence: str) -> None:
    found = rows(f"SmPC section 4.4. {sentence}.", unlabelled=True)
    assert said(found)["additional_measures"] == "not_stated"


def test_what_is_labelled_counts_before_a_sentence(rows: Reader) -> None:
    found = rows("SmPC section 4.4. No additional risk minimisation measures.", "Patient card")
    assert said(found)["additional_measures"] == "stated"


@pytest.mark.parametrize(
    "status",
    [
        "Subject to restricted medical prescription.",
        "Restricted medical prescription.",
        "Prescription only medicine.",
    ],
)
def test_a_legal_status_behind_a_citation_is_none_of_its_words(rows: Reader, status: str) -> None:
    found = rows(f"SmPC sections 4.4 and 4.8. PL sections 2 and 4. {status}")
    assert said(found)["legal_status"] == "stated"
    assert texts(found, "package_leaflet") == ["PL sections 2 and 4"]


@pytest.mark.parametrize(
    ("routine", "expected"),
    [
        (
            "PL sections 2 and 4\nAdvice to rest the affected limb is included in SmPC section 4.4",
            ["PL sections 2 and 4",
             "Advice to rest the affected limb is included in SmPC section 4.4"],
        ),
        (
            "PL section 2.\nECG before the first dose and every\nmonth thereafter (SmPC section"
            " 4.4).",
            ["PL section 2",
             "ECG before the first dose and every month thereafter (SmPC section 4.4)"],
        ),
        (
            "SmPC section 4.4\nSmPC section 4.8\nPatients are told of symptoms in PL section 2",
            ["SmPC section 4.4", "SmPC section 4.8",
             "Patients are told of symptoms in PL section 2"],
        ),
        (
            "SmPC section 4.3\nContraindications, section 4.4 Special warnings, and PL section 2",
            ["SmPC section 4.3 Contraindications, section 4.4 Special warnings", "PL section 2"],
        ),
        # What goes on with the one before, and a sentence that has ended.
        (
            "PL section 2 (which tells patients\nWhat to do) and SmPC section 4.4",
            ["PL section 2 (which tells patients What to do)", "SmPC section 4.4"],
        ),
        (
            "PL section 2\nTests are done. SmPC section 4.4",
            ["PL section 2 Tests are done", "SmPC section 4.4"],
        ),
    ],
)  # fmt: skip
def test_a_sentence_that_leads_to_a_citation_is_its_measure(
    rows: Reader, routine: str, expected: list[str]
) -> None:
    assert texts(rows(routine))[: len(expected)] == expected


@pytest.mark.parametrize(
    ("routine", "expected"),
    [
        (
            "SmPC section 4.2 where advice on lower doses is given\nSmPC section 4.4 where it is"
            " advised to measure bilirubin (and\nALT), first weekly and then monthly\nSmPC section"
            " 4.8",
            ["SmPC section 4.2 where advice on lower doses is given",
             "SmPC section 4.4 where it is advised to measure bilirubin (and ALT), first weekly and"
             " then monthly",
             "SmPC section 4.8"],
        ),
        (
            "Sections 4.3 and 4.4 of the SmPC\nSection 4.4 of the SmPC, where tests are named\n"
            "PL sections 2 and 4\nPL section 3",
            ["Sections 4.3 and 4.4 of the SmPC", "Section 4.4 of the SmPC, where tests are named",
             "PL sections 2 and 4", "PL section 3"],
        ),
        # A citation to which a sentence, a list or a bracket of the line before leads up.
        (
            "SmPC section 4.4 has a warning, as proposed in the current\nSmPC section 4.8",
            ["SmPC section 4.4 has a warning, as proposed in the current SmPC section 4.8"],
        ),
        ("SmPC section 4.4,\nSmPC section 4.8", ["SmPC section 4.4, SmPC section 4.8"]),
        (
            "SmPC section 4.4 (and the text of\nSmPC section 4.8)",
            ["SmPC section 4.4 (and the text of SmPC section 4.8)"],
        ),
        (
            "SmPC section 4.2. Limits of bilirubin are named\nSmPC section 4.4",
            ["SmPC section 4.2. Limits of bilirubin are named SmPC section 4.4"],
        ),
    ],
)  # fmt: skip
def test_a_line_that_begins_with_the_next_citation_is_a_measure(
    rows: Reader, routine: str, expected: list[str]
) -> None:
    assert texts(rows(routine)) == [*expected, "Additional risk minimisation measures: none"]


@pytest.mark.parametrize(
    ("routine", "expected"),
    [
        (
            "Prescription only medicine\nUse is restricted to doctors who know\nSkin well",
            ["Prescription only medicine", "Use is restricted to doctors who know Skin well"],
        ),
        (
            "Legal status: restricted medical prescription (in hospital).\nBlood is tested.",
            ["Legal status: restricted medical prescription (in hospital)", "Blood is tested"],
        ),
        (
            "Legal status: restricted medical prescription, by those who know\nSkin well",
            ["Legal status: restricted medical prescription, by those who know Skin well"],
        ),
        (
            "PL sections 2 and 4\nPrescriptions for girls should cover no more\nthan 30 days.\n"
            "Limited pack size: 30 tablets",
            ["PL sections 2 and 4",
             "Prescriptions for girls should cover no more than 30 days",
             "Limited pack size: 30 tablets"],
        ),
        # What leads up to a citation goes with it.
        (
            "PL section 2\nDispensing is described in SmPC section 4.4",
            ["PL section 2", "Dispensing is described in SmPC section 4.4"],
        ),
    ],
)  # fmt: skip
def test_words_below_a_measure_that_is_whole_are_one_of_their_own(
    rows: Reader, routine: str, expected: list[str]
) -> None:
    assert texts(rows(routine)) == [*expected, "Additional risk minimisation measures: none"]
