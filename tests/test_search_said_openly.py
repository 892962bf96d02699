"""What no document is about is told, so that rows near to it are not taken for an answer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import own_pages
import pytest

from ingest.search_listing import search_lines
from ingest.site.search.result import look_up
from ingest.site.search.told.said_elsewhere import Elsewhere


@pytest.mark.parametrize(
    ("text", "medicine"),
    [
        ("side effects of bortezomib", "bortezomib"),
        ("Velcade side effects", "velcade"),
        ("risks of daratumumab", "daratumumab"),
        ("indication for Darzalex", "darzalex"),
        ("neuropathy with bortezomib", "bortezomib"),
    ],
)
def test_a_medicine_that_no_document_is_of_is_told(
    connection: sqlite3.Connection, text: str, medicine: str
) -> None:
    result = look_up(connection, text)
    assert result.only_named == [medicine]
    assert medicine not in result.hits[0].why.partition("without: ")[2]


@pytest.mark.parametrize(
    "text",
    [
        "bortezomib",
        "combination with bortezomib",
        "Velcade stopped working",
        "is daratumumab a CD38 antibody",
        "does the policy require lenalidomide",
        "side effects of Xpovio with Velcade",
        "side effects",
    ],
)
def test_a_medicine_is_not_where_the_policy_is_asked_about_it(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).only_named == []


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("does the EU plan cover lymphoma", "EU", "lymphoma"),
        ("is DLBCL authorised in the EU", "EU", "dlbcl"),
        ("cataract in the European plan", "EU", "cataract"),
        ("does the EU plan mention contraception", "EU", "contraception"),
        ("acute cerebellar syndrome in the US policy", "US", "acute cerebellar syndrome"),
    ],
)
def test_what_no_row_of_a_place_says_is_told(
    connection: sqlite3.Connection, text: str, place: str, words: str
) -> None:
    assert look_up(connection, text).not_there == [Elsewhere(place, words)]


@pytest.mark.parametrize(
    ("text", "medicine"),
    [
        ("is weight loss in the US policy", "xpovio"),
        ("does the US policy mention hyponatremia", "xpovio"),
        ("confusion in the EU plan", "nexpovio"),
    ],
)
def test_what_rows_of_a_place_say_stands_first(
    connection: sqlite3.Connection, text: str, medicine: str
) -> None:
    result = look_up(connection, text)
    assert result.not_there == []
    assert result.hits[0].row.product_id == medicine


def test_of_two_places_none_goes_first(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "EU and US differences in cataract").not_there == []


def test_a_terminal_tells_it(database: Path) -> None:
    first, *_ = search_lines(database, "Velcade side effects", 1, as_json=False)
    assert first == 'No document here is of "velcade": rows only name it.'
    first, *_ = search_lines(database, "cataract in the EU plan", 1, as_json=False)
    assert first == 'No row of the EU says "cataract".'


def test_the_page_and_its_json_tell_it(database: Path) -> None:
    site = own_pages.Site(database)
    said = site.said("/-/search", q="Velcade side effects")
    assert "No document here is of velcade : rows only name it." in said
    said = site.said("/-/search", q="cataract in the EU plan")
    assert "No row of the EU says cataract ." in said
    found = site.get("/-/search.json", q="cataract in the EU plan").json()
    assert found["not_there"] == [{"place": "EU", "words": "cataract"}]
    assert found["only_named"] == []


@pytest.mark.parametrize(
    "text",
    [
        "myelofibrosis",
        "waldenstrom",
        "vincristine",
        "melphalan",
        "ibuprofen",
        "stem cell transplant",
    ],
)
def test_what_is_but_near_to_rows_is_absent(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.level == "near"
    assert [one.words for one in result.absent] == [text]


def test_a_name_of_joined_parts_is_told_whole(connection: sqlite3.Connection) -> None:
    assert [one.words for one in look_up(connection, "CAR-T").absent] == ["car t"]


@pytest.mark.parametrize("text", ["aspirin", "warfarin", "olanzapine"])
def test_a_word_that_leads_to_a_kind_of_rows_and_to_what_is_near_is_told(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.related == [text]
    assert look_up(connection, "birth control").related == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("used as monotherapy", "monotherapy"),
        ("monotherapy", "monotherapy"),
        ("first line treatment", "first line"),
        ("step therapy", "step therapy"),
        ("data lock point", "data lock point"),
        ("site of care", "site of care"),
    ],
)
def test_a_narrower_kind_that_is_found_by_a_wider_one_is_told(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.related == [words]
    assert look_up(connection, "combination therapy").related == []


@pytest.mark.parametrize(
    "text", ["condoms", "my husband takes xpovio can we have a baby", "criteria for men"]
)
def test_advice_is_on_contraception_where_it_says_so(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = look_up(connection, text).hits
    assert any("effective contraception" in (hit.row.quote or "") for hit in hits[:5])
    for hit in hits:
        assert "contraception" not in hit.why or "calories" not in (hit.row.quote or "")


@pytest.mark.parametrize(
    "text",
    [
        "germany",
        "cosmetic use",
        "do i need to tell my dentist",
        "will i get fat",
        "pills fell on the floor",
    ],
)
def test_what_is_but_framed_like_others_is_no_hit(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert not result.hits
    assert result.absent


def test_a_word_that_only_ranks_is_no_question_like_others(connection: sqlite3.Connection) -> None:
    hits = look_up(connection, "hospital").hits
    assert hits
    assert not any("a question like this one" in hit.why for hit in hits)


def test_a_plural_that_is_a_name_is_none_in_the_singular(connection: sqlite3.Connection) -> None:
    assert not any("depression" in hit.why for hit in look_up(connection, "blue cross").hits)
    assert any(
        "depress" in (hit.row.quote or "") for hit in look_up(connection, "got the blues").hits
    )


@pytest.mark.parametrize(
    ("text", "alike"),
    [("constipation", []), ("myelofibrosis", []), ("myocarditis", []), ("hepatitis", ["hepatic"])],
)
def test_words_that_begin_alike_are_of_one_stem_and_lead_to_rows(
    connection: sqlite3.Connection, text: str, alike: list[str]
) -> None:
    (absent,) = look_up(connection, text).absent
    assert absent.alike == alike
    assert all(look_up(connection, word).hits for word in alike)


@pytest.mark.parametrize("name", ["Stemline", "Servier", "Daiichi"])
def test_a_name_is_not_taken_for_a_word_that_no_document_speaks_of(
    connection: sqlite3.Connection, name: str
) -> None:
    result = look_up(connection, name)
    assert result.answer.mended == {}
    assert [one.words for one in result.absent] == [name.lower()]


def test_words_written_together_are_parted(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "tumorlysis").answer.mended == {"tumorlysis": ["tumor lysis"]}


def test_a_medicine_that_leads_to_a_concern_is_told_to_be_near(
    connection: sqlite3.Connection,
) -> None:
    assert look_up(connection, "G-CSF").related == ["g csf"]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("stage 2 hypertension", "hypertension"),
        ("prior CAR-T", "prior therapies"),
        ("CNS lymphoma", "lymphoma"),
        ("raindrop skull", "multiple myeloma"),
    ],
)
def test_a_narrower_name_is_no_other_name(
    connection: sqlite3.Connection, text: str, other: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.related == [text.lower().replace("-", " ")]
    assert not any("also known as" in hit.why for hit in result.hits)
    assert look_up(connection, other).related == []


@pytest.mark.parametrize("text", ["severe fatigue", "severe pain", "severe hypertension"])
def test_what_is_severe_is_no_other_name_of_the_thing(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = look_up(connection, text).hits
    assert hits
    assert not any(f"also known as: {text}" in hit.why for hit in hits)
