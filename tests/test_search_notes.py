"""What is said above and behind hits is true, and does not contradict itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ingest.search_listing import search_lines
from ingest.site.search.marks import MET
from ingest.site.search.result import look_up


def notes(database: Path, text: str) -> str:
    lines = search_lines(database, text, 3, as_json=False)
    return "\n".join(line for line in lines if line.startswith("No "))


@pytest.mark.parametrize("text", ["SmPC 4.2", "4.9", "section 4.7", "PL 2"])
def test_a_section_by_its_number_is_said(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.related == []


def test_stop_words_are_not_told_to_be_absent(connection: sqlite3.Connection) -> None:
    assert [one.words for one in look_up(connection, "can i have surgery").absent] == ["surgery"]
    assert look_up(connection, "the").absent == []


@pytest.mark.parametrize("text", ["constipated", "surgery", "myocarditis"])
def test_words_that_begin_alike_are_others_that_rows_have(
    connection: sqlite3.Connection, text: str
) -> None:
    (absent,) = look_up(connection, text).absent
    counts = dict(connection.execute("select word, rows from search_words"))
    assert text not in absent.alike
    assert all(counts[word] for word in absent.alike)


def test_one_word_that_no_row_has_is_not_most_of_several(database: Path) -> None:
    assert notes(database, "pneumonia") == 'No document here speaks of "pneumonia".'
    found = notes(database, "fatigue in pancreatic surgery")
    assert "No row has all of these words; the first is without: pancreatic" in found
    assert found.endswith((": pancreatic.", ": fatigue."))


def test_what_a_hit_is_related_to_it_is_not_without_if_no_row_says_it(
    connection: sqlite3.Connection,
) -> None:
    for text in ("confused and dizzy", "pneumonia"):
        hits = look_up(connection, text).hits
        assert hits
        for hit in hits:
            related, _, without = hit.why.partition("without: ")
            for word in without.split(", "):
                assert not word or f"related to: {word}" not in related, (text, hit.why)


def test_a_cut_question_is_told_in_a_terminal_too(database: Path) -> None:
    lines = list(search_lines(database, "fatigue " * 60, 1, as_json=False))
    assert "The search reads the first 2,000 characters and 32 words." in lines


@pytest.mark.parametrize(
    ("text", "path", "why"),
    [
        ("neurological toxicity", "warning-neurological-toxicity", "in its name"),
        ("neurological toxicity", "summary-confusional-state", "a case of: neurological toxicity"),
        ("low sodium", "summary-hyponatraemia", "also known as: sodium decreased"),
    ],
)
def test_a_narrower_thing_is_no_other_name(
    connection: sqlite3.Connection, text: str, path: str, why: str
) -> None:
    (reason,) = {
        hit.why for hit in look_up(connection, text).hits if hit.row.row_path.endswith(path)
    }
    assert reason.startswith(why)


def test_words_that_no_row_has_together_are_not_marked(connection: sqlite3.Connection) -> None:
    marked = [MET.findall(hit.snippet) for hit in look_up(connection, "grade 4 fatigue").hits]
    assert any("fatigue" in one for one in marked)
    assert not any("4" in one for one in marked)


def test_a_row_that_is_no_quote_is_listed_with_what_it_has(database: Path) -> None:
    lines = list(search_lines(database, "how long is the approval", 1, as_json=False))
    assert any(line.strip().startswith("approval lasts 12 months") for line in lines)
