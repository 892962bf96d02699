"""What names of concerns mean: the dictionary of concepts, and names matched to it."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.concepts import NAMING, OWN, broader_than, concept_of, known_words, own_concepts
from ingest.hpo import NAME, hpo
from ingest.name_matches import match_name, mentions
from ingest.state_names import state_key
from ingest.vocabulary import dictionary
from ingest.words import stems


def meant(name: str) -> set[tuple[str, str]]:
    """The concepts that a name means, and how they were matched."""
    return {(match.concept_id, match.method) for match in match_name(name)}


def test_every_concept_has_its_own_id_and_name() -> None:
    rows = dictionary("concepts")
    assert len({row["id"] for row in rows}) == len(rows) == len(own_concepts())
    assert len({stems(row["name"]) for row in rows}) == len(rows)


def test_every_phenotype_of_a_concept_is_in_the_ontology_and_of_no_other() -> None:
    ids = [concept.hpo_id for concept in own_concepts().values() if concept.hpo_id]
    assert set(ids) <= hpo().terms.keys()
    assert len(ids) == len(set(ids))


def test_every_broader_concept_exists_and_none_is_broader_than_itself() -> None:
    for concept in own_concepts().values():
        assert set(concept.broader) <= own_concepts().keys(), concept.id
        assert concept.id not in {wider.id for wider in broader_than(concept.id)}


def test_every_term_is_one_of_a_concept_with_a_kind() -> None:
    for row in dictionary("concept_terms"):
        assert row["concept_id"] in own_concepts(), row
        assert row["kind"] in (*NAMING, "related"), row
        assert stems(row["term"]), row


def test_no_name_means_two_concepts_unless_one_is_broader() -> None:
    named: dict[tuple[str, ...], set[str]] = {}
    for concept in own_concepts().values():
        terms = [term.text for term in concept.terms if term.kind in NAMING]
        for text in (concept.name, *terms):
            named.setdefault(stems(text), set()).add(concept.id)
    for name, ids in named.items():
        for one, other in combinations(sorted(ids), 2):
            wider = {c.id for c in broader_than(one)} | {c.id for c in broader_than(other)}
            assert {one, other} & wider, (name, one, other)


def test_a_concept_is_deepened_by_the_synonyms_of_its_phenotype() -> None:
    own = own_concepts()["hyponatraemia"]
    assert {("hyponatremia", OWN), ("Low blood sodium levels", NAME)} <= {
        (term.text, term.source) for term in own.terms
    }
    sources = {term.source for c in own_concepts().values() for term in c.terms}
    assert sources == {OWN, NAME}


def test_wider_concepts_come_nearest_first() -> None:
    wider = [concept.id for concept in broader_than("neutropenia")]
    assert "cytopenia" in wider
    assert len(wider) == len(set(wider))
    assert broader_than("hp-0001166") == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hyponatraemia", {("hyponatraemia", "exact")}),
        ("HYPONATREMIA", {("hyponatraemia", "exact")}),
        ("Tumor lysis syndrome", {("tumour-lysis-syndrome", "exact")}),
        ("Second primary malignancies", {("second-primary-malignancy", "exact")}),
        ("Embryo-Fetal Toxicity", {("embryo-foetal-toxicity", "exact")}),
        ("Cancer", {("malignancy", "synonym")}),
        ("Long-term safety", {("long-term-use", "synonym")}),
        # brackets
        ("Tumour lysis syndrome (TLS)", {("tumour-lysis-syndrome", "exact")}),
        (
            "Hepatotoxicity (including hepatic failure)",
            {("hepatotoxicity", "exact"), ("hepatic-failure", "part")},
        ),
        (
            "Electrolyte disturbances (low potassium or magnesium)",
            {("electrolyte-imbalance", "synonym"), ("hypokalaemia", "part")},
        ),
        ("Infections (other than influenza)", {("infection", "exact")}),
        ("(TLS)", {("tumour-lysis-syndrome", "synonym")}),
        ("Seizure (convulsion) and fatigue", {("seizure", "part"), ("fatigue", "part")}),
        (
            "Tumour lysis syndrome (TLS) and fatigue (tiredness)",
            {("tumour-lysis-syndrome", "part"), ("fatigue", "part")},
        ),
        # composites
        ("Thrombocytopenia and Bleeding", {("thrombocytopenia", "part"), ("haemorrhage", "part")}),
        ("Anaphylaxis/hypersensitivity", {("anaphylaxis", "part"), ("hypersensitivity", "part")}),
        ("Potential for harm from overdose", {("overdose", "part")}),
        # abbreviations only in their case
        ("TLS", {("tumour-lysis-syndrome", "synonym")}),
        ("tls", set()),
        ("PAH and ILD", {
            ("pulmonary-arterial-hypertension", "part"), ("interstitial-lung-disease", "part")
        }),
        ("a mild pah", set()),
        # the ontology, where the project has no concept of its own
        ("Arachnodactyly", {("hp-0001166", "exact")}),
        ("Low blood sodium levels", {("hyponatraemia", "synonym")}),
        ("Basal cell nevus", set()),
        ("Low back pain", {("hp-0003419", "exact"), ("pain", "part")}),
        # none without support: a modifier of the ontology is no concern
        ("Severe", set()),
        ("Nothing that anybody knows", set()),
        ("Unremarkable", set()),
        ("", set()),
        ("(", set()),
        ("()", set()),
    ],
)  # fmt: skip
def test_a_name_means_what_its_words_support(name: str, expected: set[tuple[str, str]]) -> None:
    assert meant(name) == expected


def test_what_people_say_is_no_name_in_a_document() -> None:
    said = [row for row in dictionary("concept_terms") if row["kind"] in ("lay", "related")]
    assert said
    named = {
        stems(text)
        for concept in own_concepts().values()
        for text in (
            concept.name,
            *(t.text for t in concept.terms if t.kind in ("exact", "spelling", "abbreviation")),
        )
    }
    of_the_ontology = ontology_names()
    for row in said:
        if stems(row["term"]) not in named:
            whole = [match for match in match_name(row["term"]) if match.whole]
            in_other_words = {
                one.term for one in whole if state_key(one.term) == state_key(row["term"]) != ()
            }
            assert {match.term for match in whole} <= of_the_ontology | in_other_words, row


def ontology_names() -> set[str]:
    return {text for term in hpo().terms.values() for text in (term.name, *dict(term.synonyms))}


def test_mentions_are_the_longest_terms_and_none_inside_another() -> None:
    text = "Febrile neutropenia, neutropenia; acute kidney injury"
    found = [(match.concept_id, match.span.of(text)) for match in mentions(text)]
    assert found == [
        ("febrile-neutropenia", "Febrile neutropenia"),
        ("neutropenia", "neutropenia"),
        ("acute-kidney-injury", "acute kidney injury"),
    ]


@given(st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(["bleeding", "Febrile", "neutropenia", "(", ")", "TLS", "and", "ILD",
                              "tumour", "lysis", "syndrome", "o\u0308", "/"]))
    .map(" ".join),
))  # fmt: skip
def test_every_match_is_words_of_the_name_in_their_order(name: str) -> None:
    at = 0
    for match in mentions(name):
        assert at <= match.span.start < match.span.end <= len(name)
        at = match.span.start
        assert stems(match.span.of(name)) == stems(match.term)
        assert concept_of(match.concept_id).id == match.concept_id
    for match in match_name(name):
        printed = match.span.of(name)
        assert stems(match.term) != ()
        assert stems(printed) == stems(match.term) or state_key(printed) == state_key(match.term)
        assert concept_of(match.concept_id).id == match.concept_id


def test_one_place_means_a_concept_once() -> None:
    for name in ("Embryo-fetal toxicity", "Drug-drug interactions", "Off-label use"):
        found = [(match.concept_id, match.span) for match in match_name(name)]
        assert len(found) == len(set(found)) == 1


def test_a_word_of_the_dictionaries_is_known() -> None:
    assert {"hyponatraemia", "hypernatremia", "arachnodactyly", "tls"} <= known_words().keys()
    assert "hiponatremia" not in known_words()
