"""Terms that are cases of a concept, or stand beside it: they lead to it, and are no name of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from plans import PLAN, put_plan

from ingest import pipeline
from ingest.concepts import NAMING, own_concepts
from ingest.name_matches import match_name
from ingest.site.search.result import look_up
from ingest.vocabulary import BESIDE, NARROWER, dictionary
from ingest.words import stems


def test_each_relation_is_of_a_term_that_could_name_its_concept() -> None:
    kinds = {(row["concept_id"], row["term"]): row["kind"] for row in dictionary("concept_terms")}
    for row in dictionary("term_relations"):
        assert row["relation"] in (NARROWER, BESIDE), row
        assert kinds[row["concept_id"], row["term"]] in NAMING, row


def test_no_concept_has_its_own_name_for_a_case_of_it() -> None:
    for concept in own_concepts().values():
        related = {stems(term.text) for term in concept.terms if term.relation}
        assert stems(concept.name) not in related, concept.id


@pytest.mark.parametrize(
    ("name", "concept", "method"),
    [
        ("IgA nephropathy", "glomerulonephritis", "case"),
        ("Multidrug resistance", "drug-resistance", "case"),
        ("Excretion in human milk", "breast-feeding", "beside"),
        ("Fatigue and multidrug resistance", "drug-resistance", "case"),
        ("Fatigue and drug resistance", "drug-resistance", "part"),
        ("Glomerulonephritis", "glomerulonephritis", "exact"),
        ("Breastfeeding", "breast-feeding", "synonym"),
        ("Long-term safety", "long-term-use", "synonym"),
    ],
)
def test_a_name_of_a_case_is_told_from_another_name(name: str, concept: str, method: str) -> None:
    found = {one.concept_id: one.method for one in match_name(name)}
    assert found[concept] == method


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("wrong dose", "wrong dose falls under Medication error (riskplan, exact)"),
        ("octogenarians", "octogenarians falls under Elderly (riskplan, exact)"),
        (
            "transformed follicular lymphoma",
            "transformed follicular lymphoma falls under Diffuse large B-cell lymphoma",
        ),
        ("lorry driver", "related to: lorry driver (riskplan, related)"),
        ("no energy", "also known as: no energy (riskplan, lay)"),
        ("low sodium", "also known as: sodium decreased"),
    ],
)
def test_a_hit_says_what_the_words_are_to_it(
    connection: sqlite3.Connection, query: str, told: str
) -> None:
    assert told in look_up(connection, query).hits[0].why


@pytest.mark.parametrize("words", ["lorry driver", "wrong dose", "morphine", "liver cancer"])
def test_what_no_row_says_but_in_wider_or_related_words_is_noted(
    connection: sqlite3.Connection, words: str
) -> None:
    result = look_up(connection, words)
    assert result.related + result.in_label == [words]  # of driving some but cite the section


@pytest.mark.parametrize("words", ["no energy", "low sodium", "opioids", "hepatic impairment"])
def test_another_name_of_what_rows_say_has_no_note(
    connection: sqlite3.Connection, words: str
) -> None:
    assert look_up(connection, words).related == []


def test_the_page_of_a_concern_lists_no_cases_as_its_names(connection: sqlite3.Connection) -> None:
    rows = connection.execute(
        "select synonym, kind, is_narrower from concept_synonyms "
        "where concept_id = 'medication-error'"
    ).fetchall()
    told = {synonym: (kind, narrower) for synonym, kind, narrower in rows}
    assert told["wrong dose"] == ("exact", 1)
    assert told["medication mistake"][1] == 0
    rows = connection.execute(
        "select also_known_as, related from search_index where kind = 'risk' "
        "and title = 'Medication error'"
    )
    ((known, related),) = rows
    assert "wrong dose" not in known.split("\n")
    assert "wrong dose" in related.split("\n")


def test_words_for_a_case_are_told_of_no_other_case(tmp_path: Path) -> None:
    put_plan(tmp_path / "sources", text=PLAN.replace("Malignancy", "Atypical femoral fracture"))
    pipeline.build([tmp_path / "sources"], tmp_path / "made.db")
    with closing(sqlite3.connect(tmp_path / "made.db")) as made:
        why = {hit.row.title.text: hit.why for hit in look_up(made, "broken wrist").hits}
    assert why["Atypical femoral fracture"].startswith("related to: broken wrist")


def test_what_hangs_on_a_concern_says_what_words_are_a_case_of(
    connection: sqlite3.Connection,
) -> None:
    hits = look_up(connection, "wrong dose", most=60).hits
    whys = {hit.why for hit in hits if hit.row.kind == "measure"}
    assert whys == {"wrong dose falls under Medication error (riskplan, exact)"}
