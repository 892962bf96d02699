"""What is asked of doses, of what a container holds and of grades is answered by rows that print
it, and told where none does; what is marked is a reason."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.marks import MET
from ingest.site.search.result import look_up


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("maximum dose", "maximum dose"),
        ("highest dose", "highest dose"),
        ("what is the maximum daily dose of Xpovio", "maximum daily dose"),
    ],
)
def test_a_pack_is_no_limit_of_a_dose(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.related == [words]


@pytest.mark.parametrize(
    "text",
    ["how many tablets should I take", "what is the dose of selinexor", "how much do I take"],
)
def test_packs_and_limits_of_a_payer_are_no_dose_to_take(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.untold


def test_a_pack_is_of_no_one_disease(connection: sqlite3.Connection) -> None:
    for text in ("dose for myeloma", "dose for relapsed multiple myeloma"):
        assert [one.asked for one in look_up(connection, text).apart] == ["dose"]


@pytest.mark.parametrize("text", ["dose", "dosing", "Xpovio dose", "what is the dose of selinexor"])
def test_doses_stand_before_what_but_speaks_of_them(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = look_up(connection, text).hits
    assert {hit.row.kind for hit in hits[:12]} == {"dose_pack"}


@pytest.mark.parametrize("text", ["blister with four tablets", "4 tablets per blister"])
def test_what_a_carton_holds_is_not_what_its_blister_holds(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = [hit for hit in look_up(connection, text).hits if hit.row.kind == "dose_pack"]
    printed = ["Each blister has four" in hit.row.body.text for hit in hits]
    assert printed[:2] == [True, True]
    assert not any(printed[2:])
    assert all("four" in hit.without or "4" in hit.without for hit in hits[2:])


def test_what_a_container_holds_is_told_to_be_absent(connection: sqlite3.Connection) -> None:
    said = [one.words for one in look_up(connection, "blister with seven tablets").absent]
    assert said == ["blister with seven tablets"]
    for text in ("carton of 16 tablets", "box with 4 tablets", "each blister has eight tablets"):
        assert not look_up(connection, text).absent


def test_a_grade_is_printed_side_by_side(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "low grade")
    assert "All events were low grade" in result.hits[0].row.body.text
    assert not any("as: decreased" in hit.why for hit in result.hits)
    for text in ("grade 1", "mild confusion"):
        hits = look_up(connection, text).hits
        assert not any("Medication" not in h.row.title.text and "low grade" in h.why for h in hits)
        assert all(hit.without for hit in hits if hit.row.kind == "figure")


@pytest.mark.parametrize(
    ("text", "kind", "printed"),
    [("low body weight", "factor", "low body weight"), ("old age", "factor", "old age")],
)
def test_a_row_whose_whole_text_is_typed_stands_first(
    connection: sqlite3.Connection, text: str, kind: str, printed: str
) -> None:
    first = look_up(connection, text).hits[0].row
    assert (first.kind, first.body.text) == (kind, printed)


@pytest.mark.parametrize(
    ("text", "unmarked"),
    [
        ("low blood sodium levels", {"low", "levels"}),
        ("renal failure", {"lysis", "syndrome", "Tumor"}),
        ("contraception", {"tablet", "male", "patients"}),
        ("low grade", {"Decreased", "decreased"}),
    ],
)
def test_words_that_are_no_reason_are_not_marked(
    connection: sqlite3.Connection, text: str, unmarked: set[str]
) -> None:
    hits = look_up(connection, text, most=8).hits
    hits = [hit for hit in hits if "related to" not in hit.why]
    marked = {word for hit in hits for word in MET.findall(f"{hit.title} {hit.snippet}")}
    assert marked
    assert marked.isdisjoint(unmarked)
