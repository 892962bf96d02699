"""What the crosswalk calls the same or equal: two names of one thing, and no kind of it."""

from __future__ import annotations

import pytest

from ingest.concepts import broader_than, own_concepts
from ingest.crosswalk.indication_aspects import indication_of
from ingest.crosswalk.indications import compared
from ingest.crosswalk.links import Item, Link, crosswalk
from ingest.crosswalk.names import meanings_of
from ingest.crosswalk.terms import is_name_of
from ingest.name_matches import match_name
from ingest.vocabulary import dictionary


def item(name: str) -> Item:
    concepts = list(dict.fromkeys(match.concept_id for match in match_name(name)))
    return Item(name, name, meanings_of(name, concepts))


def walked(concern: str, warning: str) -> list[Link]:
    """The links of one concern and one warning, with the kinds that the dictionary has."""
    sides = item(concern), item(warning)
    wider = {
        meaning.concept_id: frozenset(one.id for one in broader_than(meaning.concept_id))
        for side in sides
        for meaning in side.meanings
    }
    return crosswalk(sides[:1], sides[1:], wider)


@pytest.mark.parametrize("row", dictionary("same_names"), ids=lambda row: row["name"])
def test_a_same_name_is_one_that_the_dictionary_of_concepts_has(row: dict[str, str]) -> None:
    found = {match.concept_id for match in match_name(row["name"]) if match.whole}
    assert row["concept_id"] in found & set(own_concepts())
    assert is_name_of(row["name"], row["concept_id"])


@pytest.mark.parametrize(
    ("concern", "warning", "relation"),
    [
        ("Acute pancreatitis", "pancreatitis", "narrower"),
        ("Pancreatitis", "chronic pancreatitis", "broader"),
        ("Chronic pancreatitis", "acute pancreatitis", "related"),
        ("Severe hypertension", "hypertension", "narrower"),
        ("Congestive heart failure", "heart failure", "narrower"),
        ("Secondary hyperparathyroidism", "hyperparathyroidism", "narrower"),
        ("Type 1 diabetes mellitus", "type 2 diabetes mellitus", "related"),
        ("Alzheimer's disease", "dementia", "related"),
        ("STEMI", "myocardial infarction", "related"),
        ("Squamous cell carcinoma", "cutaneous squamous cell carcinoma", "related"),
        ("Teratogenicity", "embryo-fetal toxicity", "related"),
        ("Edema", "fluid retention", "related"),
        ("Pancreatitis (acute)", "pancreatitis", "related"),
        ("Acute pancreatitis and bleeding", "pancreatitis", "related"),
        ("Hyponatraemia", "hyponatremia", "same"),
        ("Neurotoxicity", "neurological toxicity", "same"),
        ("Haemorrhage", "bleeding events", "same"),
        ("Haemorrhage", "bleeding", "same"),
        ("Hepatotoxicity", "drug-induced liver injury (DILI)", "same"),
        ("Oedema", "edema", "same"),
        ("Venous thromboembolism", "blood clots", "related"),
        ("Thromboembolism", "blood clots", "related"),
        ("Hypersensitivity", "severe allergic reactions", "broader"),
        ("Acute pancreatitis", "acute pancreatitis", "same"),
        ("Interstitial lung disease (ILD)", "ILD", "same"),
        ("Worsening of hepatic encephalopathy", "hepatic encephalopathy", "narrower"),
        ("Exacerbation of asthma", "asthma", "narrower"),
        ("Cerebral oedema", "brain edema", "same"),
        ("Sleep apnoea", "sleep-related breathing disorders", "narrower"),
    ],
)
def test_a_word_for_a_kind_of_a_thing_is_not_the_same_as_the_thing(
    concern: str, warning: str, relation: str
) -> None:
    (link,) = walked(concern, warning)
    assert link.relation == relation


def test_a_word_that_is_no_name_of_its_concept_is_told_so() -> None:
    (link,) = walked("Edema", "fluid retention")
    assert "“Edema” is no name of “Fluid retention” itself" in link.reason
    assert " mean " not in link.reason.split(".")[0]


@pytest.mark.parametrize(
    ("plan", "policy", "relation"),
    [
        ("chronic graft versus host disease", "acute graft versus host disease", "unknown"),
        ("type 1 diabetes mellitus", "type 2 diabetes mellitus", "unknown"),
        ("acute heart failure", "chronic heart failure", "unknown"),
        ("congestive heart failure", "heart failure", "unknown"),
        ("diabetic nephropathy", "chronic kidney disease", "unknown"),
        ("acute gout", "gout", "unknown"),
        ("colon cancer", "colorectal cancer", "unknown"),
        ("cytomegalovirus retinitis", "CMV infection", "unknown"),
        ("stable angina", "angina", "unknown"),
        ("secondary hyperparathyroidism", "hyperparathyroidism", "unknown"),
        ("Alzheimer's disease", "dementia", "unknown"),
        ("Parkinson's disease", "parkinsonism", "unknown"),
        ("genital herpes", "herpes simplex", "unknown"),
        ("Bowen's disease", "cutaneous squamous cell carcinoma", "unknown"),
        ("heart failure", "cardiac failure", "equal"),
        ("acute myeloid leukaemia", "acute myeloid leukemia", "equal"),
        ("made-up anaemia", "made-up anemia", "equal"),
        ("HER2+ made-up disease", "HER2- made-up disease", None),
        ("gout", "gout (GO)", "equal"),
    ],
)
def test_a_kind_of_a_diagnosis_is_not_equal_to_it(
    plan: str, policy: str, relation: str | None
) -> None:
    sides = [indication_of(name, f"for the treatment of adults with {name}")
             for name in (plan, policy)]  # fmt: skip
    found = [
        one.relation for one in compared(sides[:1], sides[1:], {}) if one.aspect == "diagnosis"
    ]
    assert found == ([relation] if relation else [])


@pytest.mark.parametrize(
    ("concern", "warning"),
    [
        ("Cataract", "ocular toxicity"),
        ("Blurred vision", "ocular toxicity"),
        ("Second primary malignancies", "skin cancer"),
        ("MACE", "myocardial infarction"),
        ("Stroke", "transient ischaemic attack"),
        ("Diarrhoea", "colitis"),
        ("Gastrointestinal perforation", "gastrointestinal toxicity"),
        ("Suicidality", "depression"),
        ("Fluid retention", "capillary leak syndrome"),
        ("Hepatitis B reactivation", "hepatitis B"),
        ("Interstitial lung disease", "pulmonary toxicity"),
        ("Immune-mediated adverse reactions", "autoimmune hepatitis"),
        ("Sudden cardiac death", "death"),
        ("Myocardial infarction", "cardiovascular disease"),
        ("Stroke", "cardiovascular disease"),
    ],
)
def test_what_bears_on_another_is_related(concern: str, warning: str) -> None:
    (link,) = walked(concern, warning)
    assert (link.relation, link.method) == ("related", "curated")


def test_a_gap_says_what_was_not_understood() -> None:
    concern, *rest = walked("Hepatotoxicity", "liver problems")
    assert concern.reason == (
        "No row of the dictionaries ties “Hepatotoxicity” to a warning of the other document that "
        "was understood. Not understood, or not in whole: “liver problems”."
    )
    assert "no concept for it" in rest[0].reason
    found = walked("Fatigue", "cataract")
    assert found[0].reason == (
        "No row of the dictionaries ties “Fatigue” to a warning of the other document."
    )
    part = walked("Fatigue", "wobbly cataract in moonlight")
    assert part[0].reason.endswith(
        "Not understood, or not in whole: “wobbly cataract in moonlight”."
    )


@pytest.mark.parametrize("name", ["Cerebral oedema", "Brain edema", "Oedema of the brain"])
def test_fluid_in_the_brain_is_no_fluid_that_is_retained(name: str) -> None:
    assert [link.relation for link in walked(name, "edema")] == ["none", "none"]
