"""Phrases that the dictionaries have, and of which documents say but what is wider, or another
thing: effects of an organ, forms and species, cases, and what stands in definitions alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from conftest import fictional

from ingest.search_evaluation import is_told_near
from ingest.site.search.result import look_up


@pytest.mark.parametrize(
    "text", ["hazard ratio", "relative risk", "state pension", "family members"]
)
def test_words_of_one_stem_with_another_meaning_lead_to_nothing(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert not result.total or is_told_near(result)


@pytest.mark.parametrize(
    "text",
    [
        "cardiac side effects",
        "endocrine effects",
        "risk of cancer",
        "liver side effects",
        "kidney adverse reactions",
    ],
)
def test_what_is_named_as_an_effect_and_is_no_concern_or_warning_is_told(
    connection: sqlite3.Connection, text: str
) -> None:
    (told,) = look_up(connection, text).apart
    assert (told.asked, told.words) == ("", text)


@pytest.mark.parametrize(
    "text",
    [
        "gastrointestinal toxicity",
        "neurological toxicity",
        "unacceptable toxicity",
        "getting pregnant",
        "cardiovascular risk factors",
        "not hungry and getting thinner",
        "baseline risk of the population",
    ],
)
def test_effects_that_rows_print_notions_and_what_no_medicine_causes_are_not(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.total
    assert result.apart == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CT scan", "ct scan"),
        ("family doctor", "family doctor"),
        ("prednisone stopped", "prednisone stopped"),
        ("palliative radiotherapy", "palliative radiotherapy"),
        ("hospital admission", "hospital admission"),
        ("largest pens", "pens"),
        ("seen in rats", "rats"),
        ("reporting forms", "reporting forms"),
        ("control of bleeding", "control of bleeding"),
        ("white cell count high", "white cell count high"),
    ],
)
def test_what_rows_say_but_wider_or_in_definitions_alone_is_told_to_be_related(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    result = look_up(connection, text)
    assert result.total
    assert any(words in one for one in result.related)


@pytest.mark.parametrize("text", ["who manufactures it"])
def test_who_makes_it_is_told_where_no_row_does(connection: sqlite3.Connection, text: str) -> None:
    assert is_told_near(look_up(connection, text))


def test_a_definition_says_what_is_asked_of_the_legal_status(
    connection: sqlite3.Connection,
) -> None:
    asked = "What kind of prescription do medicines with abuse potential need?"
    assert look_up(connection, asked).related == []
    assert look_up(connection, "drugs of abuse").related == ["drugs of abuse"]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "glysenza",
            ["gallbladder side effects", "BRCA 2", "study 312", "given alone", "bmi limit"],
        ),
        (
            "respirava",
            [
                "GBS over 60",
                "cardiovascular risk factors",
                "respiratory side effects",
                "immunisation errors",
                "since launch",
            ],
        ),
        ("vertanexo", ["bone side effects", "JAK 1", "overall mortality", "once a day"]),
        ("tasorviq", ["children below 12", "given on its own", "risk factors for hyperlipidemia"]),
        ("dermacrin", ["pictogram", "is sexual dysfunction permanent", "30 mg once a day"]),
        ("kelvustra", ["AMD indication", "PED as baseline finding"]),
    ],
)
def test_what_other_plans_say_in_their_words_is_not_denied(
    name: str, texts: list[str], tmp_path: Path
) -> None:
    with fictional(name, tmp_path) as base:
        for text in texts:
            result = look_up(base, text)
            denied = (result.related, result.untold, [one.words for one in result.apart])
            assert (text, denied) == (text, ([], [], []))
            assert result.total
