"""Limits of age in names: of the elderly, of children, and what is no age."""

from __future__ import annotations

import pytest

from ingest.name_matches import meant_in
from ingest.printed_ages import ages_in


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
    ],
)
def test_a_limit_of_age_means_a_group(text: str, concept: str, relation: str) -> None:
    assert [(one.concept_id, one.relation) for one in ages_in(text)] == [(concept, relation)]


@pytest.mark.parametrize(
    "text",
    [
        "Long-term safety beyond 3 years",
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
    assert not list(ages_in(text))


def test_a_name_means_the_ages_that_it_limits() -> None:
    (match,) = meant_in("Use over 65 years of age", {}, whole=True)
    assert (match.concept_id, match.method, match.term) == ("elderly", "case", "over 65")
