"""Words that no row says: of hits that are but related to them it is said so."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ingest.search_evaluation import Judged, evaluate, searches
from ingest.search_listing import search_lines
from ingest.site.search.result import look_up


@pytest.mark.parametrize("text", ["delirium", "nosebleeds", "what makes delirium more likely?"])
def test_what_is_but_related_is_told(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.related == [text if " " not in text else "delirium"]


@pytest.mark.parametrize(
    "text", ["low sodium", "hyponatremia", "TLS", "confusion", "tired", "platelets", "myocarditis"]
)
def test_what_rows_say_or_have_a_name_for_is_not(connection: sqlite3.Connection, text: str) -> None:
    assert look_up(connection, text).related == []


@pytest.mark.parametrize("text", ["boxed warning", "black box warning"])
def test_a_narrower_kind_that_no_row_is_of_is_told(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.related == [text]
    assert look_up(connection, "warnings").related == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("HbA1c", "hba1c"),  # a name with a digit is no number of a section
        ("heart pain", "heart pain"),  # a heart failure and pain are listed
        ("feed my baby myself", "feed my baby"),  # but a heading of the label has breast-feeding
        ("hand pain", "hand pain"),
        ("pain in her left side", "pain in her left side"),
        ("condom or pill", "condom"),
    ],
)
def test_what_rows_have_but_in_part_or_nearly_is_told(
    connection: sqlite3.Connection, text: str, told: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert told in result.related


@pytest.mark.parametrize(
    "text",
    [
        "side effects",
        "lysis",
        "pain",
        "cancer patients",
        "what type of prescription is needed to dispense selinexor in the EU",
    ],
)
def test_what_rows_say_somewhere_is_not(connection: sqlite3.Connection, text: str) -> None:
    assert look_up(connection, text).related == []


@pytest.mark.parametrize("text", ["cachexia", "HIT"])
def test_words_of_which_no_document_speaks_are_told_once(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert [one.words for one in result.absent] == [text.casefold()]
    assert result.related == []


def test_a_terminal_tells_it_too(database: Path) -> None:
    first, *_ = search_lines(database, "delirium", 3, as_json=False)
    assert (
        first == 'No row says "delirium": what is found is related, wider, or where it would stand.'
    )


def test_what_is_told_to_be_near_is_no_claim(connection: sqlite3.Connection) -> None:
    (_, find), (_, plain), _ = searches(connection)
    asked = [Judged(text, "unanswerable", {}) for text in ("delirium", "myocarditis", "fatigue")]
    (own,) = evaluate(find, asked)
    assert (own.zero, own.near, own.claims) == (1 / 3, 1 / 3, 1 / 3)
    (beside,) = evaluate(plain, asked)
    assert (beside.zero, beside.near, beside.claims) == (2 / 3, 0, 1 / 3)
