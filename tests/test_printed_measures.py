"""Limits of what is measured, in names: which abnormal value they mean, and which none."""

from __future__ import annotations

import pytest

from ingest.concepts import own_concepts
from ingest.name_matches import meant_in
from ingest.printed_measures import SIDES, measures_in
from ingest.vocabulary import dictionary


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Use in patients with creatinine clearance 30 to 59 mL/min", "moderate-renal-impairment"),
        ("CrCl < 30 mL/min", "severe-renal-impairment"),
        ("eGFR of less than 45 mL/min/1.73 m2", "renal-impairment"),
        ("left ventricular ejection fraction below 40%", "left-ventricular-dysfunction"),
        ("Platelet count below 50 x 10^9/L", "thrombocytopenia"),
        ("absolute neutrophil count (ANC) < 1,000/mm3", "neutropenia"),
        ("QTc interval of more than 500 ms", "qt-prolongation"),
        ("bilirubin > 3 x ULN", "hyperbilirubinaemia"),
        ("BMI \u2265 35 kg/m2", "obesity"),
        ("potassium below 3.5 mmol/L", "hypokalaemia"),
        ("NYHA class III/IV", "cardiac-failure"),
    ],
)
def test_a_limit_means_an_abnormal_value(text: str, concept: str) -> None:
    assert [one.concept_id for one in measures_in(text)] == [concept]


@pytest.mark.parametrize(
    "text",
    [
        "platelets above 50",
        "CrCl \u2265 30 mL/min",
        "weight not below 40 kg",
        "weight loss of less than 5%",
        "weight below 80 kg",
        "sodium below 140 mg",
        "platelets less than 7 days old",
        "haemoglobin decrease below 2 g/dL",
        "patients fast < 2 hours",
        "BMI above 25",
    ],
)
def test_a_limit_on_the_sound_side_or_of_something_else_means_nothing(text: str) -> None:
    assert not list(measures_in(text))


def test_each_limit_is_of_a_concept_and_a_side() -> None:
    columns = ("measure", "side", "over", "up_to", "concept_id", "relation", "source")
    for row in dictionary("measured_limits", columns):
        assert row["concept_id"] in own_concepts()
        assert row["side"] in SIDES
        assert row["relation"] in ("narrower", "beside")
        assert float(row["over"]) < float(row["up_to"] or "inf")


def test_a_name_means_what_it_limits() -> None:
    (match,) = meant_in("Use in patients with eGFR < 20 mL/min", {}, whole=True)
    assert (match.concept_id, match.method) == ("severe-renal-impairment", "case")
    assert match.term == "eGFR < 20"
