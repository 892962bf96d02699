"""Factors in sentences that say what raises a risk, and in those that only seem to."""

from __future__ import annotations

import pytest

from ingest.document import Span
from ingest.families.rmp_summary.factors import Known, parse_factors
from ingest.vocabulary import heal


def factors(text: str, known: Known | None = None) -> list[tuple[str, str]]:
    return [(f.role, heal(f.span.of(text))) for f in parse_factors(text, Span(0, len(text)), known)]


def named(text: str, known: Known | None = None) -> list[str]:
    return [factor for _, factor in factors(text, known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Age, gout and smoking increase the risk.", ["Age", "gout", "smoking"]),
        ("Age, use on hands or feet, and gout increase the risk of rash.",
         ["Age", "use on hands or feet", "gout"]),
        ("Smoking raises the risk of falls further.", ["Smoking"]),
        ("Gout and doses above 1,000 mg increase the risk.", ["Gout", "doses above 1,000 mg"]),
        ("Gout and old age are known to increase the risk.", ["Gout", "old age"]),
        ("Gout has been shown to increase the overall risk of falls.", ["Gout"]),
        ("Old age is associated with a higher risk of falls.", ["Old age"]),
        ("Gout and asthma are also linked to an increased risk of falls.", ["Gout", "asthma"]),
        ("Gout and asthma predispose patients to falls.", ["Gout", "asthma"]),
        ("Smokers and patients with gout are at a higher risk.", ["Smokers", "patients with gout"]),
        ("Asthma, gout, and use of diuretics such as A and B increase the risk.",
         ["Asthma", "gout", "use of diuretics such as A and B"]),
        ("Women with gout form a risk group.", ["Women with gout"]),
        ("In the elderly, dehydration can lead to falls.", ["dehydration"]),
        ("Age, gout, and severe asthma, which by itself raises the risk of falls.",
         ["Age", "gout", "severe asthma"]),
        ("The following factors are associated with a higher risk: age, gout.", ["age", "gout"]),
        ("Rash is due to X. - Age above 65 years increases the risk.", ["Age above 65 years"]),
    ],
)  # fmt: skip
def test_what_raises_a_risk_is_a_factor(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "whole",
    [
        "Moderate and severe asthma",
        "Current or previous smoking",
        "Concomitant insulin or heparin",
        "Heart and liver disease",
        "Surgery of hands and feet",
    ],
)
def test_what_may_share_a_word_is_not_parted(whole: str) -> None:
    assert named(f"{whole} increase the risk.") == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "Treatment does not increase the risk.",
        "Smoking and gout might not increase the risk.",
        "Smoking and gout do not appear to increase the risk.",
        "Smoking and gout are not associated with an increased risk.",
        "It is not known whether smoking increases the risk.",
        "Whether smoking increases the risk is unknown.",
        "What increases the risk is unknown.",
        "The possibility that smoking increases the risk is under study.",
        "Some studies suggest smoking and gout increase the risk.",
        "Studies suggest that smoking increases the risk.",
        "No evidence suggests that smoking increases the risk.",
        "Gout slows it down and increases the risk.",
        "Gout slows it down and thereby increases the risk.",
        "The risk increases with age and decreases with time.",
        "These increase the risk.",
        "The medicine increases the risk of falls.",
        "Statins increase the risk of falls.",
        "Patients are at a higher risk of falls.",
        "For patients with asthma, gout and falls, age increases the risk.",
        "According to the literature, age, gout and smoking increase the risk.",
        "Smoking (HR 1.2) and gout increase the risk.",
        "Rash: age and smoking increase the risk.",
        "Heart, liver or kidney disease increases the risk.",
        "Elderly, frail and malnourished patients are at an increased risk.",
        "Blood groups A, B and AB increase the risk.",
        "Age, however, increases the risk.",
        "Dose rather than age increases the risk.",
        "Gout is associated with a lower risk of falls.",
        "Older age is associated with a higher rate of falls.",
        "Higher exposure is associated with an increased risk of response.",
        "Gout increases the risk-benefit ratio.",
        "Falls were associated with a higher rate of pain (18% versus 9%).",
        "In trials, age, sex and gout increased the risk of falls.",
        "Diet and exercise reduce this risk.",
        "The longer the use, the higher the risk.",
        "Monitor patients with gout.",
        "Falls are not increased in patients with gout.",
        "Although no difference was seen in the elderly, they were few.",
    ],
)
def test_what_is_denied_thought_or_more_than_a_list_is_none(text: str) -> None:
    assert named(text) == []


def test_who_is_at_risk_is_a_group() -> None:
    text = "Asthmatics, siblings of patients and travellers are at an increased risk."
    assert {role for role, _ in factors(text)} == {"risk_group"}


def test_the_medicine_of_the_plan_and_the_concern_itself_are_none() -> None:
    known = Known(("zalbyra", "zalbenamide"), "recurrent falls")
    text = "Zalbenamide increases the risk of falls."
    assert (named(text), named(text, known)) == (["Zalbenamide"], [])
    text = "With other medicines, zalbenamide may increase the risk of falls."
    assert (named(text)[-1:], named(text, known)) == (["zalbenamide"], [])
    text = "Recurrent falls increase the risk of fractures."
    assert (named(text), named(text, known)) == (["Recurrent falls"], [])


@pytest.mark.parametrize(
    "item",
    [
        "patients recruited in Japan and Korea",
        "women, including teenagers, who have gout",
        "patients who had a rash with phenytoin, lamotrigine or another aromatic antiepileptic",
        "patients treated with cyproterone, nomegestrol or chlormadinone",
        "patients on thiazide diuretics, selective serotonin reuptake inhibitors or heparin",
    ],
)
def test_what_belongs_to_people_stays_with_them(item: str) -> None:
    assert named(f"Risk groups include smokers, {item}, and patients with asthma.") == [
        "smokers",
        item,
        "patients with asthma",
    ]


def test_names_of_no_place_are_parted() -> None:
    text = "Risk groups include patients with Gaucher disease and Jews."
    assert named(text) == ["patients with Gaucher disease", "Jews"]
    text = "Risk factors are age, use of antiemetics or antibiotics, and gout."
    assert named(text) == ["age", "use of antiemetics or antibiotics", "gout"]


def test_a_clause_about_one_of_them_is_not_said_of_all() -> None:
    text = "Risk groups include patients with asthma, including gout, which may hurt, and smokers."
    assert named(text)[0] == "patients with asthma, including gout"
