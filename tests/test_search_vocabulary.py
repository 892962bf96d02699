"""Abbreviations, everyday words and classes of medicines of all fields of medicine."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.name_matches import match_name
from ingest.search_index.keys import phrase
from ingest.search_index.phrases import phrases_of_dictionaries
from ingest.site.search.engine import search
from ingest.words import root


def terms(said: str) -> set[str]:
    """What ``said`` stands for, whatever a base has."""
    asked = phrase(said, "", "lay", 1.0, "")
    return {
        one["term"]
        for one in phrases_of_dictionaries()
        if (one["key"], one["is_ordered"]) == (asked["key"], asked["is_ordered"])
    }


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Bechterew's disease", "ankylosing spondylitis"),
        ("csDMARDs", "conventional DMARD"),
        ("anti-TNF", "TNF blocker"),
        ("IL-6", "interleukin-6"),
        ("OLE", "extension study"),
        ("gliflozin", "SGLT2 inhibitor"),
        ("Lou Gehrig's disease", "amyotrophic lateral sclerosis"),
        ("steroid cream", "topical corticosteroid"),
        ("giving blood", "blood donation"),
        ("jogging", "exercise"),
        ("cattle", "livestock"),
        ("tap water", "drinking water"),
        ("cat hair", "animal dander"),
        ("peak flow", "lung function"),
        ("straight from the fridge", "room temperature"),
        ("inject myself", "self-administration"),
        ("losartan", "angiotensin receptor blocker"),
        ("bisoprolol", "beta-blocker"),
        ("incretin-based therapies", "GLP-1 receptor agonist"),
        ("DOACs", "oral anticoagulant"),
        ("gentamicin", "aminoglycoside"),
        ("anesthesiologists", "anaesthetist"),
    ],
)
def test_what_people_say_leads_to_what_documents_print(said: str, printed: str) -> None:
    means = [term[2:] for term in terms(said) if term[:2] == "w:"]
    wanted = phrase(printed, "", "lay", 1.0, "", ordered=True)["key"].split()
    assert any(set(one.split()) == set(wanted) for one in means)


@pytest.mark.parametrize(
    ("said", "other"),
    [("blood thinners", "c:anaemia"), ("alcohol consumption", "w:tuberculosi"), ("got", "w:liver")],
)
def test_words_of_two_meanings_have_the_usual_one(said: str, other: str) -> None:
    assert other not in terms(said)


def test_what_people_say_for_a_disease_is_the_concept_that_documents_print() -> None:
    assert "c:hepatitis-b" in terms("hep B")
    assert "hepatitis-b" in {one.concept_id for one in match_name("Chronic hepatitis B")}
    assert "c:hepatitis-b" not in terms("hep C")


def test_hepatitis_is_no_word_for_liver() -> None:
    assert root("hepatitis") != root("liver") == root("hepatic")


@pytest.mark.parametrize(
    "text",
    ["hep B", "TNF blocker", "inflammatory back pain", "csDMARD", "EF", "RRMS", "LABA",
     "shingles jab", "motor neurone disease", "drinking habits"],
)  # fmt: skip
def test_what_no_document_speaks_of_is_no_hit(connection: sqlite3.Connection, text: str) -> None:
    assert search(connection, text).level in ("none", "near")


def test_blood_thinners_are_not_thin_blood(connection: sqlite3.Connection) -> None:
    answer = search(connection, "blood thinners")
    assert all(one.term != "c:anaemia" for unit in answer.units for one in unit.meanings)


@pytest.mark.parametrize(
    "text",
    [
        "sleep apnoea and CPAP",
        "copay help for two injections a week",
    ],
)
def test_words_beside_make_no_hit_of_it(connection: sqlite3.Connection, text: str) -> None:
    assert search(connection, text).level in ("none", "near")


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("can't sit still", "akathisia"),
        ("graft did not take", "engraftment"),
        ("half-matched donor", "haploidentical"),
        ("number to ring", "telephone number"),
        ("too high", "supratherapeutic"),
        ("end her life", "suicide"),
        ("starter kit", "starter pack"),
        ("out of my body", "half-life"),
    ],
)
def test_everyday_words_lead_to_those_that_texts_print(said: str, printed: str) -> None:
    means = [set(term[2:].split()) for term in terms(said) if term[:2] == "w:"]
    assert set(phrase(printed, "", "lay", 1.0, "", ordered=True)["key"].split()) in means
