"""Words of questions that are taken one by one, set apart, or read in other words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from conftest import fictional
from one_question import question

from ingest.search_index.keys import phrase
from ingest.site.search.engine import search
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.query_words import parse_query
from ingest.site.search.lexicon.reading import lexicon
from ingest.site.search.question.set_apart import without_what_is_set_apart
from ingest.site.search.question.spelling import corrections
from ingest.site.search.question.units import unit_of
from ingest.words import root


@pytest.fixture(scope="module")
def heart_failure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The documents of a fictional medicine for heart failure, kidney disease and diabetes."""
    with fictional("qorvanta", tmp_path_factory.mktemp("heart")) as connection:
        yield connection


def test_a_phrase_that_but_leads_to_what_no_row_has_is_read_word_by_word(
    connection: sqlite3.Connection,
) -> None:
    assert search(connection, "patient safety card").rows.size


def test_what_but_leads_to_what_no_row_has_is_absent_where_it_asks_for_no_rows(
    connection: sqlite3.Connection,
) -> None:
    assert search(connection, "always hungry").absent == ["always hungry"]


@pytest.mark.parametrize("said", ["a week in one go", "two months in one go"])
def test_a_span_of_time_alone_is_no_phrase(said: str) -> None:
    assert phrase(said, "c:overdose", "lay", 1.0, "")["is_ordered"] == 1


def test_what_a_row_says_in_other_words_is_not_outside(connection: sqlite3.Connection) -> None:
    outside = Meaning("t:outside", 1.0, "gym", "topic", "")
    said = Meaning(f"w:{root('bleeding')}", 0.7, "gym", "lay", "")
    known = lexicon(connection)
    assert unit_of(known, ["gym"], ["gym"], [outside]).absent
    assert not unit_of(known, ["gym"], ["gym"], [outside, said]).absent


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("can my rheumatologist keep me on bortezomib", "can keep me on bortezomib"),
        ("our paediatrician wants a blood count", "wants a blood count"),
        ("which specialist, a neurologist, must prescribe", None),
        ("my neurologist", None),
    ],
)
def test_the_own_specialist_is_not_asked_for(
    connection: sqlite3.Connection, text: str, left: str | None
) -> None:
    kept = without_what_is_set_apart(question(connection, text))
    assert [one.words for one in kept.terms] == [
        one.words for one in parse_query(left or text).terms
    ]


def test_a_misspelled_name_with_an_s_behind_it_is_mended(connection: sqlite3.Connection) -> None:
    assert corrections(lexicon(connection), "selinexers")[:1] == ["selinexor"]
    assert corrections(lexicon(connection), "xpovvos")[:1] == ["xpovio"]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("who needed dialysis", []),
        ("adisons disease", []),
        ("jogging", []),
        ("wants to die", ["wants to die"]),
    ],
)
def test_words_that_rows_print_count(
    heart_failure: sqlite3.Connection, text: str, absent: list[str]
) -> None:
    assert search(heart_failure, text).absent == absent


def test_what_one_thing_does_to_another_asks_for_no_factors(
    heart_failure: sqlite3.Connection,
) -> None:
    def asks(text: str) -> set[str]:
        units = search(heart_failure, text).units
        return {one.term for unit in units if unit.topic for one in unit.meanings}

    assert "t:risk-factor" not in asks("seizures caused by hypoglycaemia")
    assert "t:risk-factor" in asks("what is hypoglycaemia caused by")


def test_words_of_an_everyday_phrase_are_not_strewn(heart_failure: sqlite3.Connection) -> None:
    strewn = search(heart_failure, "what to keep in the pocket for when I am ill").units
    assert ("keep", "ill") not in {unit.words for unit in strewn}


def test_a_gym_asks_for_no_kind_of_rows(heart_failure: sqlite3.Connection) -> None:
    assert not any(unit.topic for unit in search(heart_failure, "gym").units)
