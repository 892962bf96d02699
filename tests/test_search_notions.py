"""Words for what is wider than any word of the documents."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.search_index.phrases import notions, phrases_of_dictionaries
from ingest.site.search.engine import search
from ingest.site.search.result import look_up
from ingest.vocabulary import dictionary


def titles(connection: sqlite3.Connection, text: str) -> list[str]:
    """The bodies of the first hits, or their titles, as words alone find them."""
    rows = search(connection, text, learned=False).rows[:8]
    found = []
    for row in rows:
        line = "select title || ' ' || body from search_index where id = ?"
        found.append(connection.execute(line, (int(row) + 1,)).fetchone()[0].casefold())
    return found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("haemostasis", "bleeding"),
        ("coagulation problems", "bleeding"),
        ("disorders of the senses", "dysgeusia"),
        ("constitutional symptoms", "fatigue"),
        ("body build", "low body weight"),
        ("receptor-blocking medicines", "d2-antagonists"),
        ("enzyme blockers", "proteasome inhibitor"),
        ("hormone preparations", "steroids"),
        ("cell-killing treatments", "chemotherapy"),
        ("cancer treatment without drugs", "radiotherapy"),
        ("external stressors", "physical and emotional stress"),
        ("side effects one would not notice", "asymptomatic"),
        ("people with little strength left", "poor performance status"),
        ("cancer-driving genes", "oncogenic"),
        ("way the medicine enters the body", "oral"),
        ("endocrine illnesses", "diabetes"),
        ("impaired defences", "neutropenia"),
        ("microbial illness", "infection"),
        ("seldom seen harms", "uncommonly"),
        ("raised serum values", "uraemia"),
        ("effects on the mind", "confusional state"),
        ("molecular pathway", "nuclear export"),
        ("functional capacity", "poor performance status"),
        ("interplay of drugs", "concomitant"),
        ("everyday tasks", "ability to drive"),
        ("lack of drive", "fatigue"),
        ("drug-resistant disease", "refractory"),
        ("exposures far above normal", "overdose"),
        ("birth prevention", "reproductive potential"),
        ("triple therapy", "in combination with"),
        ("neurological harms", "neurological toxicity"),
        ("signalling pathways", "nuclear export"),
        ("medicines for anxiety or mood", "anxiety"),
    ],
)
def test_a_wider_notion_finds_what_is_a_case_of_it(
    connection: sqlite3.Connection, asked: str, found: str
) -> None:
    assert any(found in title for title in titles(connection, asked))


@pytest.mark.parametrize(
    "asked",
    [
        "blood clots", "vaccine-preventable diseases", "gynaecological cancers",
        "receptor agonists", "light treatments",
        "obstructive airway diseases", "atopic diseases", "pituitary problems",
        "water-driving medicines", "disease activity", "delayed reactions", "sexual troubles",
        "gout medicines", "tropical regions", "storage diseases", "eye drops and eye medicines",
    ],
)  # fmt: skip
def test_a_notion_that_has_no_case_here_is_no_hit(
    connection: sqlite3.Connection, asked: str
) -> None:
    assert search(connection, asked, learned=False).level in ("none", "near")


def test_a_word_of_a_notion_is_no_name_of_its_cases(connection: sqlite3.Connection) -> None:
    """The stage of a disease leads to the burden of tumours; staging is none."""
    assert search(connection, "staging", learned=False).level == "near"


def test_each_wider_notion_is_written_once() -> None:
    said = [one for row in dictionary("search_notions") for one in row["words"].split("|")]
    assert sorted(said) == sorted(set(said))


def test_what_names_a_concept_is_no_notion() -> None:
    found = [one for one in phrases_of_dictionaries() if one["is_ordered"] == 0]
    names = {one["key"] for one in found if one["kind"] == "name"}
    assert names.isdisjoint(one["key"] for one in found if one["kind"] == "notion")


def test_where_no_row_has_a_named_concept_cases_of_the_notion_are_related(
    connection: sqlite3.Connection,
) -> None:
    result = look_up(connection, "immune deficiency")
    assert [one.words for one in result.absent] == ["immune deficiency"]
    assert result.hits[0].why.startswith("related to: ")
    assert "Neutropenia" in result.hits[0].row.title.text


def test_notions_lead_to_concepts_or_words() -> None:
    said = {one["term"] for one in phrases_of_dictionaries() if one["kind"] == "notion"}
    assert {one["term"][:2] for one in notions()} <= {"c:", "w:", "s:"}
    assert said == {one["notion"] for one in notions()}
