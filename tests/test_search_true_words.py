"""What words are to what they lead to is said as it is: a name, a case, or no more than related."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from conftest import fictional

from ingest.search_listing import LONGEST_QUOTE, search_lines
from ingest.site.search.marks import unmarked
from ingest.site.search.result import look_up
from ingest.vocabulary import LEADS_BY, rows_of_words


def test_each_word_leads_to_a_thing_in_one_way_alone() -> None:
    for row in rows_of_words():
        leads = [one for column in LEADS_BY for one in filter(None, row[column].split("|"))]
        assert leads, row["word"]
        assert max(Counter(leads).values()) == 1, row["word"]


@pytest.mark.parametrize(
    ("text", "title", "why"),
    [
        ("frailty", "Confusional state: risk group", "related to: frailty"),
        ("kidney", "Use in patients with severe renal impairment", "in its name as: renal"),
        ("dexameth", "Xpovio: initial criterion", "also known as: dexameth"),
        ("cortisone", "Confusional state: risk factor", "cortisone falls under Glucocorticoid"),
    ],
)
def test_words_are_told_as_what_they_are(
    connection: sqlite3.Connection, text: str, title: str, why: str
) -> None:
    whys = [hit.why for hit in look_up(connection, text).hits if hit.row.title.text == title]
    assert any(one.startswith(why) for one in whys), whys


def test_what_is_named_is_not_too_much_or_too_little_of_it(connection: sqlite3.Connection) -> None:
    name = "too few blood counts (riskplan"
    said = [hit.why for hit in look_up(connection, "blood counts").hits]
    assert any(f"related to: {name}" in why for why in said)
    assert not any(f"also known as: {name}" in why for why in said)
    told = [hit.why for hit in look_up(connection, "too few blood counts").hits]
    assert any(f"also known as: {name}" in why for why in told)


def test_a_long_quote_is_cut_around_the_words_that_were_typed(database: Path) -> None:
    lines = list(search_lines(database, "dizziness", 1, as_json=False))
    (quote,) = [line for line in lines if line.startswith("    … ")]
    assert "dizziness" in quote
    whole = look_up_quote(database, "dizziness")
    assert len(whole) > LONGEST_QUOTE
    assert " ".join(quote.strip(" …").split()) in " ".join(whole.split())


def look_up_quote(database: Path, text: str) -> str:
    """The quote of the first hit."""
    with sqlite3.connect(database) as connection:
        return look_up(connection, text).hits[0].row.quote or ""


def test_a_snippet_shows_the_typed_word_and_not_what_it_leads_to(
    connection: sqlite3.Connection,
) -> None:
    hits = look_up(connection, "elderly").hits
    (text,) = [hit for hit in hits if hit.row.kind == "statement" and "Confus" in hit.title]
    assert "elderly" in unmarked(text.snippet)
    assert len(text.snippet) < len(text.row.body.text) / 2


@pytest.mark.parametrize("text", ["periodic safety reports", "changes to the safety concerns"])
def test_what_only_the_introduction_tells_is_shown(
    connection: sqlite3.Connection, text: str
) -> None:
    (told,) = look_up(connection, text).explained
    assert "regularly analysed" in told.quote or "changes to the current ones" in told.quote


def test_the_name_of_a_study_finds_it_before_what_names_it(tmp_path: Path) -> None:
    with fictional("oxveldra", tmp_path) as made:
        found = [hit.row.kind for hit in look_up(made, "LUNGWATCH-20").hits]
    assert found[:2] == ["study", "activity"]
