"""Limits in names: of the elderly, of children, of long-term use, and what is none of these."""

from __future__ import annotations

import pytest

from ingest.name_matches import meant_in
from ingest.printed_limits import limits_in


@pytest.mark.parametrize(
    ("text", "concept", "relation"),
    [
        ("Use in patients aged 75 years and older", "elderly", "narrower"),
        ("age above 65 years", "elderly", "narrower"),
        ("age of 65 years and over", "elderly", "narrower"),
        ("patients ≥ 70 years of age", "elderly", "narrower"),
        ("adults aged 65+", "elderly", "narrower"),
        ("Patients older than 80", "elderly", "narrower"),
        ("Use in adults over 60 years of age", "elderly", "beside"),
        ("Safety in patients under 18 years", "paediatric-patients", "narrower"),
        ("Use in patients aged 12 to 17 years", "paediatric-patients", "narrower"),
        ("age below 12 months", "paediatric-patients", "narrower"),
        ("Use up to 5 years of age", "paediatric-patients", "narrower"),
        ("Safety beyond 4 years of treatment", "long-term-use", "narrower"),
        ("Treatment for more than 12 months", "long-term-use", "narrower"),
    ],
)
def test_a_limit_means_a_group(text: str, concept: str, relation: str) -> None:
    assert [(one.concept_id, one.relation) for one in limits_in(text)] == [(concept, relation)]


@pytest.mark.parametrize(
    "text",
    [
        "Use beyond 2 years of age",
        "Cytopenia beyond 12 months",
        "Adults aged 18 years",
        "aged 12 years or older",
        "Patients not over 65 years",
        "Gestational age below 37 weeks",
        "Patients under 10 years follow-up",
        "Disease onset before age 18 years",
        "Over 60 years of experience",
        "Mean age above 65 years",
        "Thrombus younger than 14 days",
        "Patients under 2 years of treatment",
        "Use in patients less than 6 months after transplantation",
        "treatment for less than 2 years",
        "sudden death of a relative before the age of 50 years",
        "patients aged 18 years and over",
        "patients 12 years of age or older",
        "patients under 70 years",
        "weight above 65 kg",
        "more than 60 days of exposure",
        "an ejection fraction older than 65%",
        "adults aged 18 to 25 years",
    ],
)
def test_other_limits_mean_none(text: str) -> None:
    assert not list(limits_in(text))


def test_a_name_means_the_ages_that_it_limits() -> None:
    (match,) = meant_in("Use over 65 years of age", {}, whole=True)
    assert (match.concept_id, match.method, match.term) == (
        "elderly",
        "case",
        "over 65 years of age",
    )
