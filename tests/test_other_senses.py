"""Terms that mean something else beside certain words: no concept is matched there."""

from __future__ import annotations

import pytest

from ingest.concepts import own_concepts
from ingest.name_matches import match_name, mentions
from ingest.other_senses import MOST_BESIDE, beside, keeps_its_sense
from ingest.vocabulary import dictionary
from ingest.words import WORD, stems


def meant(name: str) -> set[str]:
    return {match.concept_id for match in match_name(name)}


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("Myocardial depression", "depression"),
        ("CNS depression", "depression"),
        ("ST segment depression", "depression"),
        ("Dengue fever", "pyrexia"),
        ("Heat stroke", "stroke"),
        ("Stroke volume decreased", "stroke"),
        ("Photoreceptor cell death", "death"),
        ("Combination with programmed death-ligand 1 inhibitors", "death"),
        ("Air embolism", "thromboembolism"),
        ("Dose-dependent QT prolongation", "dependence"),
        ("Transfusion-dependent anaemia", "dependence"),
        ("Sterile endophthalmitis", "impaired-fertility"),
        ("Confusion over the two strengths", "confusional-state"),
        ("Medication errors due to name confusion", "confusional-state"),
        ("Stress fracture", "physical-and-emotional-stress"),
        ("Fall in blood pressure", "fall"),
        ("Falling asleep suddenly", "fall"),
        ("Impairment of glucose tolerance", "tolerance"),
        ("Mitral regurgitation", "gastro-oesophageal-reflux"),
        ("Anorexia nervosa", "decreased-appetite"),
        ("Cerebral palsy", "paralysis-and-paresis"),
        ("Use in HIV-negative patients", "hiv-infection"),
        ("Non-infectious complications", "infection"),
        ("Use in patients without cirrhosis", "hepatic-cirrhosis"),
        ("Stent fracture", "fracture"),
        ("Interaction with tumour necrosis factor inhibitors", "neoplasm"),
        ("Malignant hyperthermia", "malignancy"),
        ("Cancer excluding non-melanoma skin cancer", "non-melanoma-skin-cancer"),
        ("Infections other than pneumonia and tuberculosis", "pneumonia"),
        ("Infections other than pneumonia and tuberculosis", "tuberculosis"),
        ("No history of seizures", "seizure"),
    ],
)
def test_a_term_beside_words_that_turn_it_is_no_concept(name: str, never: str) -> None:
    assert never not in meant(name)


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("Severe depression", "depression"),
        ("Depression and suicidal ideation", "depression"),
        ("Risk of depression in adolescents", "depression"),
        ("Post-vaccination fever", "pyrexia"),
        ("Recurrent stroke in the elderly", "stroke"),
        ("Death due to infection", "death"),
        ("Cardiovascular death", "death"),
        ("Falls in the elderly", "fall"),
        ("Drug abuse and dependence", "dependence"),
        ("Confusion in elderly patients", "confusional-state"),
        ("Fatigue, confusion", "confusional-state"),
        ("Anorexia in children", "decreased-appetite"),
        ("Use in patients with or without cirrhosis", "hepatic-cirrhosis"),
        ("Bleeding in patients with HIV", "hiv-infection"),
    ],
)
def test_a_term_beside_words_that_leave_it_alone_is_its_concept(name: str, concept: str) -> None:
    assert concept in meant(name)


def test_a_comma_or_a_bracket_parts_a_term_from_the_words_beside_it() -> None:
    text = "disorders (myocardial), depression; volume"
    assert [one.concept_id for one in mentions(text)] == ["depression"]


def test_what_is_lost_leaves_the_words_beside_it() -> None:
    assert meant("Dose-dependent QT prolongation") == {"qt-prolongation"}
    assert meant("Yellow fever vaccination") == {"vaccination"}


def test_a_term_that_stands_for_itself_alone_is_lost_beside_any_word() -> None:
    assert keeps_its_sense(("sterile",), [], [])
    assert not keeps_its_sense(("sterile",), [], ["endophthalmiti"])
    assert not keeps_its_sense(("sterile",), ["severe"], [])


def test_every_term_is_one_that_a_concept_has() -> None:
    known = {stems(one.name) for one in own_concepts().values()}
    known |= {stems(term.text) for one in own_concepts().values() for term in one.terms}
    for row in dictionary("other_senses"):
        assert all(one in ("*", "**") or stems(one) in known for one in row["term"].split("|")), row
        assert row["only_after"] or row["not_after"] or row["not_before"], row


def test_a_long_run_of_words_is_read_near_a_term_alone() -> None:
    words = ["word"] * 40
    text = " ".join([*words, "fatigue", *words])
    found = list(WORD.finditer(text))
    before, behind = beside(text, found, [one.group() for one in found], 40, 1)
    assert (len(before), len(behind)) == (MOST_BESIDE, MOST_BESIDE)
    assert beside(text, found, [one.group() for one in found], 0, 1)[0] == []
