"""Ages, single letters, places, partners that are left away: what is part of a name, and whose."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from one_question import question
from plans import PLAN, put_plan

from ingest import pipeline
from ingest.site.search.question.said_ages import ages_as_words
from ingest.site.search.result import Result, look_up

PLANS = {
    "fictavel": ("UK", {}),
    "otheravel": ("Freedonia Isles", {"Hepatotoxicity": "Pancreatitis"}),
    "thirdavel": ("EU", {"Malignancy": "T-cell lymphoma", "Hepatotoxicity": "B-cell lymphoma"}),
}
"""Fictional medicines, where each is authorised, and its own words."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The shipped documents beside plans of three places."""
    folder = tmp_path_factory.mktemp("places")
    for name, (place, words) in PLANS.items():
        own = {"Fictavel": name.title(), "fictinib": f"{name[:5]}inib", **words}
        text = PLAN
        put_plan(folder / "sources", name)
        source = folder / "sources" / name / "source.yml"
        said = source.read_text(encoding="utf-8").replace(
            "jurisdiction: EU", f"jurisdiction: {place}"
        )
        if name == "thirdavel":
            said = said.replace("title: Summary", "title: Version 1.10 of the summary")
        for one, other in own.items():
            text, said = text.replace(one, other), said.replace(one, other)
        source.write_text(said, encoding="utf-8")
        (source.parent / "plan.txt").write_text(text, encoding="utf-8")
    pipeline.build([pipeline.PACKAGED_SOURCES, folder / "sources"], folder / "riskplan.db")
    with closing(sqlite3.connect(folder / "riskplan.db")) as connection:
        yield connection


def told(result: Result) -> str:
    """All that is told above the hits, as one text."""
    elsewhere = [f"{one.place}: {one.words}" for one in result.not_there]
    return "; ".join([*(one.words for one in result.absent), *result.related, *elsewhere])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("the dose was 12", "the dose was 12"),
        ("my sodium is 70", "my sodium is 70"),
        ("treatment was 12 years", "treatment was 12 years"),
        ("the dose for mum is 80", "the dose for mum is 80"),
        ("sodium over 70", "sodium over 70"),
        ("mum is 80, dose 80 mg", "mum is elderly dose 80 mg"),
        ("dose 80 mg, mum is 80", "dose 80 mg mum is elderly"),
        ("she is 20 years old, 20 mg tablets", "she is 20 mg tablets"),
        ("20 mg tablets, she is 20 years old", "20 mg tablets she is"),
        ("84 is too old", "elderly is too old"),
        ("women over 70", "women over elderly"),
        ("he's only sixteen", "he s only paediatric"),
        ("the mean was only sixteen", "the mean was only sixteen"),
    ],
)
def test_an_age_is_of_a_person_or_in_years_and_stands_in_its_place(
    connection: sqlite3.Connection, said: str, words: str
) -> None:
    asked = question(connection, said)
    asked.words[:] = said.replace(",", " ").replace("'", " ").split()
    assert ages_as_words(asked) == words.split()


def test_what_no_row_has_of_an_age_is_told_in_the_words_of_the_reader(
    connection: sqlite3.Connection,
) -> None:
    result = look_up(connection, "ghosts seen, mum is 80")
    shown = [*result.hits, *result.near]
    lacking = [hit.why.partition("without: ")[2] for hit in shown]
    assert shown
    assert not any("elderly" in one for one in lacking)


@pytest.mark.parametrize("text", ["T-cell", "protein C", "grade C", "factor X", "hepatitis B"])
def test_a_letter_is_part_of_a_name(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert text.lower().replace("-", " ") in [one.words for one in result.absent]
    letter = next(word for word in text.replace("-", " ").split() if len(word) == 1).lower()
    assert all(letter in hit.why.partition("without: ")[2] for hit in result.hits)


def test_a_row_has_a_letter_where_it_prints_it_beside_its_noun(places: sqlite3.Connection) -> None:
    result = look_up(places, "T-cell lymphoma")
    assert result.hits[0].row.title.text == "T-cell lymphoma"
    assert not result.hits[0].partial
    others = [hit for hit in result.hits if "B-cell" in f"{hit.row.title.text} {hit.row.body.text}"]
    assert others
    assert all("without: t" in hit.why for hit in others)


@pytest.mark.parametrize("text", ["M protein", "Child-Pugh C", "c-Myc", "large B-cell lymphoma"])
def test_a_name_that_is_known_has_its_letter(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert not result.hits[0].partial


def test_the_placeholder_of_examples_is_no_letter_of_a_reader(
    connection: sqlite3.Connection,
) -> None:
    for text in ("factor X", "x", "can I take X", "why does NEXPOVIO need approval"):
        result = look_up(connection, text)
        reasons = [hit.why for hit in [*result.hits, *result.near]]
        assert not any("“X" in why or " X " in why or "\x00" in why for why in reasons)
    assert look_up(connection, "factor X").hits == []


@pytest.mark.parametrize(
    "text", ["risks in the UK", "risks in the United Kingdom", "MHRA risks", "risks in Britain"]
)
def test_a_place_is_found_by_all_its_names(places: sqlite3.Connection, text: str) -> None:
    result = look_up(places, text)
    assert [hit.row.product_id for hit in result.hits[:3]] == ["fictavel"] * 3
    assert told(result) == ""


def test_a_place_that_no_dictionary_has_is_found_by_its_own_name(
    places: sqlite3.Connection,
) -> None:
    result = look_up(places, "risks in the Freedonia Isles")
    assert [hit.row.product_id for hit in result.hits[:3]] == ["otheravel"] * 3


def test_what_no_row_of_a_place_says_is_told(places: sqlite3.Connection) -> None:
    assert told(look_up(places, "warnings in the UK")) == "UK: warnings"
    assert told(look_up(places, "warnings in Great Britain")) == "UK: warnings"


def test_what_is_of_another_place_than_the_denied_one_goes_first(
    places: sqlite3.Connection,
) -> None:
    hits = look_up(places, "risks in the UK not in the European Union").hits
    assert {hit.row.product_id for hit in hits[:2]} == {"fictavel"}
    first = [hit.row.product_id for hit in hits]
    assert "nexpovio" not in first[:5]


def test_a_place_that_no_medicine_is_of_is_told(connection: sqlite3.Connection) -> None:
    assert told(look_up(connection, "risks in the UK")) == "uk"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("without dexamethasone", "without dexamethasone"),
        ("bortezomib without dexamethasone", "without dexamethasone"),
        ("without dex", "without dex"),
        ("bortezomib alone", "bortezomib alone"),
        ("triple therapy", "triple therapy"),
        ("carfilzomib+dex", "carfilzomib+dex"),
    ],
)
def test_a_combination_that_no_row_is_of_is_told(
    connection: sqlite3.Connection, text: str, said: str
) -> None:
    assert look_up(connection, text).related == [said]


@pytest.mark.parametrize("text", ["without bortezomib", "dex alone", "bortezomib+dex"])
def test_a_combination_that_some_row_is_of_is_not(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).related == []


@pytest.mark.parametrize("text", ["G-CSF", "investigational", "x-ray"])
def test_rows_of_an_example_that_have_nothing_of_the_question_stand_behind_those_that_have(
    connection: sqlite3.Connection, text: str
) -> None:
    added = ["question like this one" in hit.why for hit in look_up(connection, text).hits]
    assert added == sorted(added)
    assert not added[0]


def test_rows_of_an_example_that_lack_all_are_told_to(connection: sqlite3.Connection) -> None:
    lacking = [hit.partial for hit in look_up(connection, "embryo-fetal toxicity").hits]
    assert lacking == sorted(lacking)


def test_a_version_keeps_its_zeros_and_a_share_does_not(places: sqlite3.Connection) -> None:
    assert look_up(places, "version 1.10").hits
    assert [one.words for one in look_up(places, "version 1.1").absent] == ["version 1.1"]
    assert look_up(places, "share of 3.50%").absent == []
