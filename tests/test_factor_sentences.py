"""Factors in sentences that say what raises a risk, and in those that only seem to."""

from __future__ import annotations

import pytest

from ingest.document import Span
from ingest.families.rmp_summary.factors import parse_factors
from ingest.vocabulary import heal


def named(text: str, medicine: tuple[str, ...] = ()) -> list[str]:
    return [heal(f.span.of(text)) for f in parse_factors(text, Span(0, len(text)), medicine)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Age, gout and smoking increase the risk.", ["Age", "gout", "smoking"]),
        ("Smoking raises the risk of falls further.", ["Smoking"]),
        ("Gout and long use are known to increase the risk.", ["Gout", "long use"]),
        ("Gout has been shown to increase the overall risk of falls.", ["Gout"]),
        ("Old age is associated with a higher risk of falls.", ["Old age"]),
        ("Age and gout are also linked to an increased rate of falls.", ["Age", "gout"]),
        ("The risk of falls increases with age and dose.", ["age", "dose"]),
        ("Gout and asthma predispose patients to falls.", ["Gout", "asthma"]),
        ("Smokers and patients with gout are at a higher risk.", ["Smokers", "patients with gout"]),
        ("Dehydration, which may be due to heat, increases the risk.", ["Dehydration"]),
        ("In the elderly, dehydration can lead to falls.", ["dehydration"]),
        ("Age, gout, and severe asthma, which by itself raises the risk of falls.",
         ["Age", "gout", "severe asthma"]),
    ],
)  # fmt: skip
def test_what_raises_a_risk_is_a_factor(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Treatment does not increase the risk.",
        "Smoking and gout might not increase the risk.",
        "Smoking and gout do not appear to increase the risk.",
        "Smoking and gout are not associated with an increased risk.",
        "It is not known whether smoking increases the risk.",
        "Whether smoking increases the risk is unknown.",
        "Studies suggest that smoking increases the risk.",
        "No evidence suggests that smoking increases the risk.",
        "Gout slows it down and thereby increases the risk.",
        "These increase the risk.",
        "The medicine increases the risk of falls.",
        "For patients with asthma, gout and falls, age increases the risk.",
        "Falls were associated with a higher rate of pain (18% versus 9%).",
    ],
)
def test_what_is_denied_or_only_thought_or_names_nothing_is_none(text: str) -> None:
    assert named(text) == []


def test_the_medicine_of_the_plan_is_none_by_itself() -> None:
    text = "Zalbenamide increases the risk of falls."
    assert named(text) == ["Zalbenamide"]
    assert named(text, ("zalbyra", "zalbenamide")) == []
    text = "Combination of zalbenamide with alcohol increases the risk of falls."
    assert named(text, ("zalbyra", "zalbenamide")) == ["Combination of zalbenamide with alcohol"]


@pytest.mark.parametrize(
    "item",
    [
        "patients recruited in Japan and Korea",
        "women, including teenagers, who have gout",
        "patients who had a rash with phenytoin, lamotrigine or another aromatic antiepileptic",
        "patients on thiazide diuretics, selective serotonin reuptake inhibitors or heparin",
    ],
)
def test_what_belongs_to_people_stays_with_them(item: str) -> None:
    assert named(f"Smokers, {item}, and patients with asthma are at a higher risk.") == [
        "Smokers",
        item,
        "patients with asthma",
    ]


def test_names_of_no_place_are_parted() -> None:
    text = "Risk groups include patients with Gaucher disease and Jews."
    assert named(text) == ["patients with Gaucher disease", "Jews"]
    text = "Risk factors are age, use of antiemetics or antibiotics, and gout."
    assert named(text) == ["age", "use of antiemetics or antibiotics", "gout"]
