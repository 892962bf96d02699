"""No hit stands for a claim that no document makes: what no row tells is told above the hits."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.result import look_up
from ingest.site.search.told.kinds_and_things import Apart


@pytest.mark.parametrize(
    ("text", "medicine"),
    [
        ("is lenalidomide safe in renal failure", "lenalidomide"),
        ("bortezomib kidney failure", "bortezomib"),
        ("carfilzomib heart failure", "carfilzomib"),
        ("dexamethasone and diabetes", "dexamethasone"),
        ("lenalidomide dose", "lenalidomide"),
        ("how many Revlimid tablets per cycle", "revlimid"),
        ("pomalidomide quantity limit", "pomalidomide"),
    ],
)
def test_another_medicine_beside_a_disease_or_a_dose_has_no_document(
    connection: sqlite3.Connection, text: str, medicine: str
) -> None:
    assert look_up(connection, text).only_named == [medicine]


@pytest.mark.parametrize(
    "text",
    [
        "bortezomib with selinexor",
        "refractory to lenalidomide",
        "lenalidomide failure",
        "dexamethasone contraindicated",
        "dexamethasone in multiple myeloma",
        "fatigue with dexamethasone",
        "combination with bortezomib in renal impairment",
        "pomalidomide and tumor lysis syndrome",
        "neutropenia with Xpovio and dexamethasone",
        "without dexamethasone",
    ],
)
def test_a_partner_or_an_earlier_medicine_is_answered(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).only_named == []


def test_a_medicine_is_told_once(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "how many Revlimid tablets per cycle")
    assert result.only_named == ["revlimid"]
    assert result.apart == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Darzalex combination", ["darzalex"]),
        ("carfilzomib lenalidomide combination", ["carfilzomib", "lenalidomide"]),
        ("bortezomib combination", []),
    ],
)
def test_partners_that_no_row_combines_are_told_whatever_the_order(
    connection: sqlite3.Connection, text: str, words: list[str]
) -> None:
    assert [told.words for told in look_up(connection, text).apart] == words


def test_the_failing_of_a_heart_is_no_failing_of_a_medicine(
    connection: sqlite3.Connection,
) -> None:
    result = look_up(connection, "carfilzomib heart failure")
    assert not any("refractory" in hit.why for hit in result.hits)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("does selinexor cause liver damage", "liver damage"),
        ("liver damage from selinexor", "liver damage"),
        ("does it damage the kidneys", "damage the kidneys"),
        ("does it harm my kidneys", "harm my kidneys"),
        ("does it cause renal impairment", "renal impairment"),
    ],
)
def test_missing_information_on_those_who_have_it_is_no_effect(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    assert look_up(connection, text).apart == [Apart("", words)]


@pytest.mark.parametrize(
    "text",
    [
        "does it cause pregnancy",
        "can I take it with liver damage",
        "does it harm the unborn baby",
        "does liver damage cause confusion",
        "can damaged kidneys cause hyponatraemia",
        "nerve damage with Xpovio",
    ],
)
def test_whether_it_comes_about_is_told_of_effects_alone(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).apart == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pregnancy test needed before approval", "pregnancy test"),
        ("pregnancy test before treatment", "pregnancy test"),
        ("are pregnancy tests required", "pregnancy tests"),
        ("first line use of Xpovio in myeloma", "first line"),
        ("how often is monitoring needed", "how often is monitoring"),
    ],
)
def test_what_is_narrow_is_told_whatever_its_words_stand_in(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    assert look_up(connection, text).related == [words]


@pytest.mark.parametrize("text", ["which new diagnoses were added", "what tests are needed"])
def test_what_is_asked_for_as_wide_as_rows_are_is_not(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).related == []


@pytest.mark.parametrize(
    "text", ["newly diagnosed multiple myeloma", "how often to check blood counts"]
)
def test_rows_that_do_not_say_it_are_not_said_to_be_asked_for(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    whys = [why for hit in result.hits for why in hit.why.split(", ")]
    assert "asked for: widening" not in whys
    assert "asked for: monitoring times" not in whys
    assert result.related or result.absent
