"""Names are those of the thing itself, and what is printed is not told to be absent."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.result import look_up
from ingest.site.search.told.absent import as_absent


@pytest.mark.parametrize(
    "text",
    [
        "carcinogenicity",
        "cause cancer",
        "renal dose adjustment",
        "transformed lymphoma",
        "IV fluids",
        "lots of water",
    ],
)
def test_what_is_narrower_or_only_goes_with_a_thing_is_no_name_of_it(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.related or result.in_label
    assert not any(f"also known as: {text}" in hit.why for hit in result.hits[:5])


@pytest.mark.parametrize("text", ["how many patients died of infection", "deadly infections"])
def test_a_fatal_case_is_no_name_of_a_serious_one(
    connection: sqlite3.Connection, text: str
) -> None:
    whys = [hit.why for hit in look_up(connection, text).hits[:5]]
    assert not any("also known as" in why and "infection" in why for why in whys)


@pytest.mark.parametrize("who", ["neurologist", "haematologist", "dermatologist"])
def test_a_specialist_is_no_disorder(connection: sqlite3.Connection, who: str) -> None:
    result = look_up(connection, f"is a {who} required")
    assert who in [*result.related, *(one.words for one in result.absent)]
    assert not any("also known as" in hit.why for hit in result.hits[:5])


def test_an_adult_is_no_child(connection: sqlite3.Connection) -> None:
    for text in ("patient 18 years old", "18 year old patient"):
        hits = look_up(connection, text).hits
        assert {"statement", "criterion"} == {hit.row.kind for hit in hits[:4]}
        assert not any("without" in hit.why for hit in hits[:3])


def test_whether_a_medicine_is_safe_asks_for_no_interactions(
    connection: sqlite3.Connection,
) -> None:
    hits = look_up(connection, "I am 82, is this drug safe for me").hits
    assert hits
    assert not any("interaction" in hit.why for hit in hits[:5])


def test_a_treatment_is_no_cure(connection: sqlite3.Connection) -> None:
    assert [one.words for one in look_up(connection, "does xpovio cure myeloma").absent] == ["cure"]


@pytest.mark.parametrize("text", ["long term", "long-term use", "is the plan about long term use"])
def test_what_rows_print_with_a_hyphen_is_not_absent(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert "long-term use of glucocorticoids" in result.hits[0].row.body.text


def test_a_phrase_that_is_absent_is_told_as_a_whole(connection: sqlite3.Connection) -> None:
    absent = look_up(connection, "what of long-term safety").absent
    assert [one.words for one in absent] == ["long term safety"]


def test_documents_have_words_over_hyphens_and_line_breaks(
    connection: sqlite3.Connection,
) -> None:
    connection.execute("savepoint printed")
    connection.execute("update documents set text = text || ' nightly-used\ntoothpaste'")
    connection.execute("insert into documents_fts(documents_fts) values ('rebuild')")
    absent = as_absent(connection, "nightly used toothpaste")
    connection.execute("rollback to printed")
    assert absent.documents


@pytest.mark.parametrize(
    ("text", "kind"),
    [("FDA label", "indication"), ("what warnings does the FDA label have", "warning")],
)
def test_what_americans_call_it_is_taken_singly_where_no_row_does(
    connection: sqlite3.Connection, text: str, kind: str
) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert {hit.row.kind for hit in result.hits[:3]} == {kind}


@pytest.mark.parametrize(("text", "printed"), [("TSP meaning", "TSPs"), ("PT", "PTs")])
def test_an_abbreviation_is_that_of_several(
    connection: sqlite3.Connection, text: str, printed: str
) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert printed in result.hits[0].row.body.text


@pytest.mark.parametrize("text", ["10 mg tablets", "tablets of 10 mg", "is there a 30 mg tablet"])
def test_of_a_strength_that_there_is_not_the_others_are_shown(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert [one.words.split()[1] for one in result.absent] == ["mg"]
    assert result.level == "most"
    assert {hit.row.kind for hit in result.hits[:3]} <= {"dose_pack", "limit"}


def test_a_measure_that_no_row_has_is_told(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "15 mg")
    assert [one.words for one in result.absent] == ["15 mg"]
    assert look_up(connection, "20 mg").absent == []


@pytest.mark.parametrize(
    ("text", "word"), [("fever and chills on selinexor", "infection"), ("memory loss", "confus")]
)
def test_what_leads_to_a_concern_shows_it_and_is_told(
    connection: sqlite3.Connection, text: str, word: str
) -> None:
    result = look_up(connection, text)
    assert result.related or result.absent
    assert word in result.hits[0].row.title.text.lower()
    assert "related to" in result.hits[0].why


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("who is the QPPV", "qppv"),
        ("traceability", "traceability"),
        ("emergency supply", "emergency supply"),
        ("impact on public health", "impact on public health"),
        ("is it a class effect", "class effect"),
        ("next review date", "next review date"),
        ("background incidence of hyponatraemia", "background incidence"),
        ("can it be given through a feeding tube", "through a feeding tube"),
    ],
)
def test_what_such_documents_do_not_hold_is_told_as_it_was_said(
    connection: sqlite3.Connection, text: str, absent: str
) -> None:
    result = look_up(connection, text)
    assert result.hits == []
    assert [one.words for one in result.absent] == [absent]


def test_words_that_stand_apart_in_rows_are_no_name(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "secondary malignancy")
    assert [one.words for one in result.absent] == ["secondary malignancy"]
    assert not any("in its text" in hit.why for hit in result.hits[:3])
    assert look_up(connection, "underlying cytopenia secondary to malignancy").absent == []


def test_who_is_under_65_is_not_elderly(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "patients under 65 years")
    assert not any("elderly" in hit.why.lower() for hit in [*result.hits, *result.near])


def test_near_somebody_with_a_cold_is_about_infections(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "can I be near people with a cold")
    first = [*result.hits, *result.near][0].row
    assert "infection" in f"{first.title.text} {first.body.text}".lower()
    assert [one.words for one in result.absent] == ["cold"]


def test_a_section_of_the_label_that_would_say_it_is_told(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "can I crush the tablets").in_label == ["crush the tablets"]
