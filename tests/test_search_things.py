"""A search for a thing by whatever name people have for it, wide or narrow."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.engine import search


def found(
    connection: sqlite3.Connection, text: str, most: int = 3, learned: bool = True
) -> list[tuple[str, str]]:
    """Kind and title of the first hits; none where they are but near."""
    answer = search(connection, text, learned)
    hits = answer.page(0, most) if answer.has_hits else []
    sql = "select kind, title from search_index where id = ?"
    return [connection.execute(sql, [hit.id]).fetchone() for hit in hits]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("platelets", "Thrombocytopenia and Bleeding"),
        ("the platelets", "Thrombocytopenia and Bleeding"),
        ("transfusion", "Thrombocytopenia and Bleeding"),
        ("neutrophils", "Severe infections due to Neutropenia"),
        ("muddled her tablets", "Medication error"),
    ],
)
def test_the_bare_name_of_a_thing_leads_to_its_concern_first(
    connection: sqlite3.Connection, text: str, title: str
) -> None:
    assert found(connection, text, 1) == [("risk", title)]


def test_words_beside_the_name_lead_where_they_say(connection: sqlite3.Connection) -> None:
    assert found(connection, "platelets monitoring", 1)[0][0] == "statement"
    assert found(connection, "how many platelets", 1)[0][0] != "risk"


@pytest.mark.parametrize(
    "text",
    [
        "does it prolong QT on the ECG",
        "PICC line flushing",
        "smoking",
        "wheelchair",
        "aspirin against a DVT",
    ],
)
def test_a_word_that_but_leads_on_answers_nothing_beside_a_thing_no_row_has(
    connection: sqlite3.Connection, text: str
) -> None:
    assert found(connection, text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("who is proan to infections", "prone"),
        ("limfoma", "lymphoma"),
        ("contrasepshun", "contraception"),
        ("platelets and brusing", "bruising"),
        ("tumour lisis", "lysis"),
        ("tumor lisys syndrom", "lysis"),
        ("numonia", "pneumonia"),
        ("hart failure", "heart"),
    ],
)
def test_what_sounds_alike_was_meant(connection: sqlite3.Connection, text: str, word: str) -> None:
    assert word in {one for unit in search(connection, text).units for one in unit.words}


@pytest.mark.parametrize("text", ["elderly", "seniors", "geriatric"])
def test_the_name_of_a_group_asks_for_no_age_limit(
    connection: sqlite3.Connection, text: str
) -> None:
    kinds = [kind for kind, _ in found(connection, text, 5)]
    assert kinds[0] == "factor"
    assert "criterion" not in kinds


@pytest.mark.parametrize("text", ["the frail and aged", "frail or aged"])
def test_an_and_parts_the_name_of_what_no_row_has(
    connection: sqlite3.Connection, text: str
) -> None:
    assert found(connection, text, 1)[0][0] == "factor"


@pytest.mark.parametrize(
    ("text", "title"),
    [("MEs", "Medication error"), ("how often were MEs seen", "Medication error")],
)
def test_more_than_one_of_an_abbreviation_is_that_abbreviation(
    connection: sqlite3.Connection, text: str, title: str
) -> None:
    assert title in found(connection, text, 1)[0][1]


def test_what_is_said_with_an_and_stays_together(connection: sqlite3.Connection) -> None:
    assert ("risk", "Weight decreased") in found(connection, "he is skin and bone now")
    assert found(connection, "people with bad kidneys or liver")


def test_a_form_that_nobody_wrote_down_goes_by_the_word_it_is_of(
    connection: sqlite3.Connection,
) -> None:
    assert found(connection, "educational programmes", 1)[0][0] == "measure"


def test_a_longer_phrase_is_meant_where_it_is_said_as_a_whole(
    connection: sqlite3.Connection,
) -> None:
    assert ("factor", "Fatigue: risk factor") in found(connection, "he has got the blues")
    assert "Medication error" in found(connection, "took double by accident", 1)[0][1]


@pytest.mark.parametrize("text", ["harm", "serious harms"])
def test_another_word_of_the_family_is_not_meant_by_an_everyday_name(
    connection: sqlite3.Connection, text: str
) -> None:
    assert ("risk", "Fatigue") not in found(connection, text, 5)  # which people call "wrecked"


@pytest.mark.parametrize("text", ["opioid patches", "haemoglobin", "hemoglobin"])
def test_a_kind_of_the_thing_and_what_its_name_measures_are_hits(
    connection: sqlite3.Connection, text: str
) -> None:
    assert found(connection, text, 1)[0][0] == "factor"


@pytest.mark.parametrize("text", ["off-label in asthma", "is use in breast cancer experimental"])
def test_an_off_label_use_is_about_whatever_is_not_listed(
    connection: sqlite3.Connection, text: str
) -> None:
    sql = "select body from search_index where id = ?"
    first = search(connection, text).page(0, 1)[0]
    assert "investigational for all other" in connection.execute(sql, [first.id]).fetchone()[0]
    assert found(connection, text)


def test_what_such_documents_never_hold_is_no_hit_though_rows_have_its_words(
    connection: sqlite3.Connection,
) -> None:
    assert found(connection, "complete remission rate") == []


@pytest.mark.parametrize(
    ("text", "most"),
    [("diabetes or hypertension", 2), ("a heart failure, the diabetes or hypertension", 3)],
)
def test_either_of_two_things_is_as_good_as_both(
    connection: sqlite3.Connection, text: str, most: int
) -> None:
    assert {kind for kind, _ in found(connection, text, most, learned=False)} == {"factor"}
    assert {kind for kind, _ in found(connection, text.replace(" or ", " and "), 1)} != {"factor"}


def test_a_hyphen_inside_a_known_word_parts_it_not(connection: sqlite3.Connection) -> None:
    assert found(connection, "co-ordination", 1) == [("risk", "Acute cerebellar syndrome")]


@pytest.mark.parametrize("text", ["fluid on the lungs", "pneumonia vaccine", "overeating"])
def test_everyday_words_for_what_no_row_has_stay_together(
    connection: sqlite3.Connection, text: str
) -> None:
    assert found(connection, text) == []


def test_an_everyday_phrase_for_what_no_row_has_has_no_word_between(
    connection: sqlite3.Connection,
) -> None:
    text = "is there anything for patients to read about the cerebellar problem"
    assert ("risk", "Acute cerebellar syndrome") in found(connection, text)


def test_a_phrase_with_a_not_is_not_meant_where_none_is_said(
    connection: sqlite3.Connection,
) -> None:
    assert found(connection, "blood clots") == []  # no "blood doesn't clot"
    assert "risk" in [kind for kind, _ in found(connection, "blood that doesn't clot", 2)]


def test_rows_of_the_kind_asked_for_that_say_it_come_first(
    connection: sqlite3.Connection,
) -> None:
    sql = "select body from search_index where id = ?"
    hits = search(connection, "label expansions over the years").page(0, 2)
    bodies = [connection.execute(sql, [hit.id]).fetchone()[0] for hit in hits]
    assert all(body.startswith("Addition of indication") for body in bodies)


def test_an_everyday_phrase_is_not_put_together_over_an_and(
    connection: sqlite3.Connection,
) -> None:
    hits = found(connection, "grandmother muddled and not herself on the tablets", 1)
    assert hits == [("risk", "Confusional state")]
    assert found(connection, "muddled her tablets", 1) == [("risk", "Medication error")]


@pytest.mark.parametrize("text", ["number of FAERS reports", "is it on the VFKPS list"])
def test_an_unknown_abbreviation_is_no_misspelled_word(
    connection: sqlite3.Connection, text: str
) -> None:
    assert found(connection, text) == []


def test_a_misspelled_abbreviation_or_word_in_capitals_is_mended(
    connection: sqlite3.Connection,
) -> None:
    assert found(connection, "risk of THROMBOCITOPENIA", 1) == [
        ("risk", "Thrombocytopenia and Bleeding")
    ]


def test_everyday_words_in_their_order_for_a_narrower_thing_lead_to_the_wider_one(
    connection: sqlite3.Connection,
) -> None:
    hits = found(connection, "on dialysis", 1)
    assert hits == [("risk", "Use in patients with severe renal impairment")]
