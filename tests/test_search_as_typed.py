"""Phrases, beginnings and operators: what has them as they were typed, and why."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import refill_search
from small_base import put_concern, put_document

from ingest.site.search.engine import search
from ingest.site.search.hits import Hit, shown
from ingest.site.search.lexicon.query_term import Term
from ingest.site.search.lexicon.typed_terms import stands_in


def hits(connection: sqlite3.Connection, text: str) -> list[Hit]:
    answer = search(connection, text)
    assert answer.as_typed
    return shown(connection, answer, 0, 1000)


def prints(hit: Hit, words: str) -> bool:
    term = Term(tuple(words.split()))
    return any(stands_in(term, text.text) for text in (hit.row.title, hit.row.body))


@pytest.mark.parametrize(
    ("text", "title", "why"),
    [
        ('"low sodium"', "Hyponatraemia", "also known as: low sodium"),
        ('"weight decreased"', "Weight decreased", "in its name"),
        ("thrombocyt*", "Thrombocytopenia and Bleeding", "in its name"),
        ("selinexor AND fatigue", "Fatigue", "of the medicine, in its name"),
    ],
)
def test_a_hit_says_where_it_has_what_was_typed(
    connection: sqlite3.Connection, text: str, title: str, why: str
) -> None:
    (risk,) = [one for one in hits(connection, text) if one.row.title.text == title]
    assert risk.why == why


@pytest.mark.parametrize("text", ["vomiting OR dizziness", '"low sodium"', "nausea AND fatigue"])
def test_no_hit_is_said_to_print_what_it_does_not(
    connection: sqlite3.Connection, text: str
) -> None:
    words = [term.words for term in search(connection, text).query.terms]
    for hit in hits(connection, text):
        told = "in its name" in hit.why or "in its text" in hit.why
        assert hit.why
        assert told == any(prints(hit, " ".join(one)) for one in words), hit.why


def test_what_prints_it_goes_before_what_is_called_so(connection: sqlite3.Connection) -> None:
    for words in ("weight loss", "low sodium", "renal impairment"):
        found = [prints(hit, words) for hit in hits(connection, f'"{words}"')]
        assert found == sorted(found, reverse=True)


def test_a_phrase_does_not_stand_over_two_names(connection: sqlite3.Connection) -> None:
    for words in ("low sodium", "weight loss", "low blood"):
        for hit in hits(connection, f'"{words}"'):
            assert hit.why, (words, hit.row.title.text)


def test_what_is_denied_is_what_a_row_prints(connection: sqlite3.Connection) -> None:
    found = hits(connection, "fatigue NOT nausea")
    assert any(hit.row.body.text == "antiemetics" for hit in found)
    assert not any(prints(hit, "nausea") for hit in found)


def test_what_is_denied_is_so_in_either_spelling(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        put_document(connection, "plan", "fictavel")
        for name in ("Diarrhoea with colitis", "Colitis"):
            put_concern(connection, "plan", name)
        refill_search(connection)
        for said in ("diarrhea", "diarrhoea"):
            found = hits(connection, f"kind:risk colitis NOT {said}")
            assert [hit.row.title.text for hit in found] == ["Colitis"]


def test_a_question_in_capitals_has_no_operators(connection: sqlite3.Connection) -> None:
    loud, low = (
        search(connection, text)
        for text in ("DOES IT NOT CAUSE NAUSEA", "does it not cause nausea")
    )
    assert not loud.as_typed
    assert loud.rows.tolist() == low.rows.tolist()
