"""Abbreviations in names: those of a document, and those in brackets behind words."""

from __future__ import annotations

import pytest

from ingest.abbreviations import is_short_for
from ingest.name_matches import match_name, meant_in


@pytest.mark.parametrize(
    ("short", "before", "expected"),
    [
        ("ASD", "Atrial septal defect ", True),
        ("HES", "mortality with hydroxyethyl starch ", True),
        ("CLD", "Chronic lung disease ", True),
        ("SJS", "Severe skin reactions ", False),
        ("DILI", "Liver injury ", False),
        ("TLS", "", False),
        ("", "Atrial septal defect ", False),
        ("()", "Atrial septal defect ", False),
    ],
)
def test_an_abbreviation_is_short_for_words_that_have_its_letters(
    short: str, before: str, expected: bool
) -> None:
    assert is_short_for(short, before) is expected


@pytest.mark.parametrize(
    ("name", "concepts"),
    [
        ("Odd days (ILD) and fatigue", {"interstitial-lung-disease", "fatigue"}),
        ("Idle lazy days (ILD) and fatigue", {"fatigue"}),
        ("Tumour lysis syndrome (TLS) and fatigue", {"tumour-lysis-syndrome", "fatigue"}),
        ("Fatigue and blisters (SJS)", {"fatigue", "stevens-johnson-syndrome"}),
    ],
)
def test_an_abbreviation_behind_the_words_that_it_is_short_for_means_what_they_mean(
    name: str, concepts: set[str]
) -> None:
    assert {one.concept_id for one in match_name(name)} == concepts


def test_an_abbreviation_of_a_document_means_what_its_words_mean() -> None:
    own = {"ILD": "acute cerebellar syndrome", "MI": "myocardial infarction", "XYZ": "made up"}
    found = [(one.concept_id, one.method) for one in meant_in("ILD", own, whole=True)]
    assert found == [("acute-cerebellar-syndrome", "synonym")]
    found = [(one.concept_id, one.method) for one in meant_in("Fatigue, MI, XYZ", own, whole=True)]
    assert found == [("fatigue", "part"), ("myocardial-infarction", "part")]
    assert [one.concept_id for one in meant_in("MI", {}, whole=True)] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Patients with ECOG PS ≥2", {"poor-performance-status"}),
        ("Patients with ECOG PS <2", set()),
        ("Patients with CrCl <30 mL/min", {"severe-renal-impairment"}),
        ("Patients with CrCl ≥30 mL/min", set()),
        ("Patients with CrCl >30 mL/min", set()),
    ],
)
def test_a_measure_with_another_sign_is_another_one(name: str, expected: set[str]) -> None:
    assert {one.concept_id for one in match_name(name)} == expected
