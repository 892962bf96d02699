"""A question: what narrows down what it asks for, and what it sets apart."""

from __future__ import annotations

import sqlite3

import pytest
from first_hit import first

from ingest.site.search.engine import search
from ingest.site.search.lexicon.reading import lexicon


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what proportion had serious tiredness", "Grade 3"),
        ("how often was the tiredness severe", "Grade 3"),
        ("how many of the fatigue cases were attributed to the drug", "considered related"),
        ("how many people felt tired", "About 60%"),
        ("what is the frequency of confusion", "12%; events of confusion"),
    ],
)
def test_a_word_beside_a_question_for_numbers_tells_which(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    kind, _, _, body = first(connection, text)
    assert kind == "figure"
    assert words in body


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        (
            "is anything extra done to protect patients, beyond the prescription status",
            "additional",
        ),
        ("apart from the prescription status, how are dosing mistakes kept in check", "labelling"),
    ],
)
def test_what_a_question_sets_apart_is_not_asked_for(
    connection: sqlite3.Connection, text: str, aspect: str
) -> None:
    found = first(connection, text, learned=False)
    assert found.kind == "measure"
    assert aspect in found.aspect.split()


def test_how_something_is_prevented_is_told_by_its_measures(
    connection: sqlite3.Connection,
) -> None:
    assert first(connection, "how are dosing mistakes prevented").kind == "measure"


def test_a_question_of_nothing_but_what_is_set_apart_is_taken_as_it_is(
    connection: sqlite3.Connection,
) -> None:
    assert first(connection, "beyond the label").aspect.startswith("additional")


@pytest.mark.parametrize(
    "text",
    [
        "why was tumour lysis classified as a concern when hardly any cases were seen",
        "on what grounds is tumour lysis deemed a risk",
    ],
)
def test_why_a_concern_is_one_is_told_by_its_evidence(
    connection: sqlite3.Connection, text: str
) -> None:
    assert first(connection, text).kind == "evidence"


def test_an_unknown_form_of_a_word_has_the_root_of_the_forms_that_are_known(
    connection: sqlite3.Connection,
) -> None:
    known = lexicon(connection)
    assert known.root("programmes") == known.root("programme") == "program"
    assert known.root("tumours") == known.root("tumor")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("everything that can contribute to tiredness", "Risk factors for fatigue"),
        ("what can bring on hyponatraemia", "Risk factors for hyponatraemia"),
    ],
)
def test_what_contributes_to_a_concern_is_no_concern_that_it_contributes_to(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    kind, _, _, body = first(connection, text)
    assert kind == "statement"
    assert words in body


def test_a_single_risk_factor_may_be_a_concern_too(connection: sqlite3.Connection) -> None:
    assert first(connection, "fatigue as a risk factor").kind == "factor"


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("keeping the tablets at home, which bit of the leaflet", "PL 5"),
        ("how do I store the capsules", "PL 5"),
    ],
)
def test_what_the_label_is_asked_for_leads_to_its_section(
    connection: sqlite3.Connection, text: str, section: str
) -> None:
    found = search(connection, text).page(0, 1)[0]
    sql = "select title from search_index where id = ?"
    (title,) = connection.execute(sql, [found.id]).fetchone()
    assert title.startswith(section)


def test_half_of_what_asks_for_rows_does_not_take_a_word_from_the_whole(
    connection: sqlite3.Connection,
) -> None:
    units = search(connection, "does being underweight raise the chance of low sodium").units
    assert ("raise", "chance") in {unit.words for unit in units}
    assert ("chance", "of") in {unit.words for unit in search(connection, "chance of it").units}


def test_people_in_their_eighties_are_elderly_and_a_strength_of_80_mg_is_nobody(
    connection: sqlite3.Connection,
) -> None:
    kind, _, _, body = first(connection, "are people in their eighties more prone to confusion")
    assert (kind, body) == ("factor", "elderly")
    units = search(connection, "80 mg once weekly").units
    assert not any(one.term == "c:elderly" for unit in units for one in unit.meanings)


def test_a_verb_or_an_adverb_that_nobody_knows_hides_nothing(
    connection: sqlite3.Connection,
) -> None:
    found = search(connection, "is hyponatraemia unreservedly applauded")
    assert found.level == "all"
    assert search(connection, "hyponatraemia and origami").level == "most"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("high tumor burden", "high tumor burden"),
    ],
)
def test_what_is_named_and_asked_for_comes_first(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    assert words in first(connection, text).body


def test_a_potential_risk_beside_the_section_of_undesirable_effects_is_a_finding(
    connection: sqlite3.Connection,
) -> None:
    assert first(connection, "which potential risk shows up in 4.8").kind == "finding"


def test_words_that_a_hyphen_joins_hold_together(connection: sqlite3.Connection) -> None:
    units = search(connection, "who experienced treatment-related fatigue").units
    assert ("treatment", "related") in {unit.words for unit in units}


def test_what_an_answer_is_for_is_not_asked_for(connection: sqlite3.Connection) -> None:
    kind = first(connection, "for the assessment report: which measures against confusion").kind
    assert kind == "measure"


def test_a_number_in_words_is_no_abbreviation(connection: sqlite3.Connection) -> None:
    for text, is_name in (("ten", False), ("TEN", True)):
        units = search(connection, f"rates of {text}").units
        (unit,) = (unit for unit in units if unit.words == ("ten",))
        assert unit.meant == is_name
