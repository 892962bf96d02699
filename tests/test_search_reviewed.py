"""Notes that tell a thing once and by its words; numbers, places, abbreviations read as a whole."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from small_base import empty_base, put_document

from ingest.search_index.keys import decimals_of
from ingest.site.search.engine import search
from ingest.site.search.lexicon import printed_phrases
from ingest.site.search.lexicon.printed_phrases import places_printing
from ingest.site.search.lexicon.query_words import parse_query
from ingest.site.search.question.denied_places import parted_by_place
from ingest.site.search.result import look_up
from ingest.site.search.scores.named_documents import of_named_documents
from ingest.site.search.told.kinds_and_things import Apart
from ingest.site.search.told.said_elsewhere import Elsewhere


@pytest.mark.parametrize("text", ["QOD", "Q4W", "HER2"])
def test_an_abbreviation_is_all_the_words_that_it_stands_for(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert [one.words for one in result.absent] == [text.lower()]
    assert not result.hits


@pytest.mark.parametrize(
    ("text", "printed"), [("QW", "weekly"), ("OTC", "not subject to medical prescription")]
)
def test_an_abbreviation_is_found_where_its_words_are_printed(
    connection: sqlite3.Connection, text: str, printed: str
) -> None:
    first = look_up(connection, text).hits[0].row
    assert printed in f"{first.title.text} {first.body.text}".lower()


def test_what_a_document_lacks_is_not_told_of_the_label_too(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "shelf-life in the RMP")
    assert result.not_there == [Elsewhere("RMP", "shelf life")]
    assert result.in_label == []


@pytest.mark.parametrize(
    ("text", "name"), [("STORM-2 study", "storm 2"), ("the STORM-2 trial", "storm 2")]
)
def test_a_study_that_is_named_for_another_is_told_once(
    connection: sqlite3.Connection, text: str, name: str
) -> None:
    assert [one.words for one in look_up(connection, text).absent] == [name]


def test_quotes_in_words_that_documents_print_are_blanks(connection: sqlite3.Connection) -> None:
    assert list(places_printing(connection, 'risk "management" plan'))


def test_words_are_looked_up_once_for_all_documents(
    connection: sqlite3.Connection,
) -> None:
    said: list[str] = []
    connection.set_trace_callback(said.append)
    assert list(places_printing(connection, "risk management plan"))
    connection.set_trace_callback(None)
    own = [sql for sql in said if not sql.startswith("--")]  # those are of FTS5 itself
    plans = [row[3] for sql in own for row in connection.execute(f"explain query plan {sql}")]
    looked_up = [plan.rpartition(":")[2] for plan in plans if "VIRTUAL TABLE" in plan]
    assert looked_up
    assert not any("=" in index for index in looked_up)  # which is by the rowid, one by one


def test_a_limited_number_of_documents_is_read(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed_phrases, "MOST_READ", 3)
    with empty_base(database, tmp_path / "small.db") as base:
        for number in range(5):
            put_document(base, f"plan-{number}", "testor", text="A wandering albatross.")
        base.execute("insert into documents_fts (documents_fts) values ('rebuild')")
        found = [name for name, *_ in places_printing(base, "wandering albatross")]
    assert found == ["plan-0", "plan-1", "plan-2"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0,5", "0.5"),
        ("1,000.5 patients", "1000.5 patients"),
        ("weight loss in 61.30%", "61.3"),
    ],
)
def test_a_number_with_decimals_is_told_as_a_whole(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    (absent,) = look_up(connection, text).absent
    assert absent.words.startswith(words)


@pytest.mark.parametrize("text", ["62.20%", "62,20 %", "62.20 percent"])
def test_zeros_that_end_a_number_are_nothing(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert "62.2%" in result.hits[0].row.body.text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("pages 3,4", []),
        ("sections 4,8 and 5,1", []),
        ("3,4 % had it", ["3.4"]),
        ("3,40% had it", ["3.4"]),
        ("2,5 mg daily", ["2.5"]),
        ("a 2,5-mg tablet", ["2.5"]),
        ("0,5 of it", ["0.5"]),
        ("62.20 of them, 3.0", ["62.2", "3.0"]),
        ("1,000.50 patients", ["1000.5"]),
        ("3,111 patients", []),
    ],
)
def test_a_comma_parts_decimals_of_what_is_measured(text: str, numbers: list[str]) -> None:
    assert decimals_of(text) == numbers


@pytest.mark.parametrize("text", ["5.0%", "5,0 %", "5%"])
def test_a_share_without_decimals_is_a_whole_number(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert [hit.row.kind for hit in result.hits] == ["figure", "evidence"]


def test_what_several_kinds_of_rows_lack_is_one_lack(connection: sqlite3.Connection) -> None:
    told = look_up(connection, "grade 3 or 4 nausea percent").apart
    assert told == [Apart("grade 3 or 4, percent", "nausea")]


@pytest.mark.parametrize(
    "text",
    [
        "warnings in US not in EU not in UK",
        "warnings in US not in UK and not in EU",
        "warnings in US but not in the EU or the UK",
    ],
)
def test_all_places_that_are_denied_are_read(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert {hit.row.product_id for hit in result.hits[:4]} == {"xpovio"}
    parted = parted_by_place(result.answer.lexicon, parse_query(text))
    assert parted is not None
    assert sorted(parted[1]) == ["eu", "uk"]


def test_a_name_for_documents_of_several_families_names_none(
    connection: sqlite3.Connection,
) -> None:
    answer = search(connection, "nausea in the RMP")
    assert of_named_documents(connection, answer) is not None
    groups = answer.lexicon.groups
    also = {**groups, "named-other": groups["named-rmp_summary"]}
    both = replace(answer, lexicon=replace(answer.lexicon, groups=also))
    assert of_named_documents(connection, both) is None


def test_what_a_policy_says_ends_in_no_semicolon(connection: sqlite3.Connection) -> None:
    connection.execute("savepoint before")
    connection.execute("update policies set renewal_limits = null")
    said = connection.execute("select body from search_rows where kind = 'policy'").fetchall()
    connection.execute("rollback to before")
    assert said
    assert not any(body.endswith((";", " ")) for (body,) in said)
