"""Who types the bare name of a thing means each word of it: what no row on it has is told, and what
a wide word was read as; in a question, so is the name that it asks about."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import own_pages
import pytest
from conftest import fictional

from ingest.search_evaluation import is_told_near
from ingest.search_listing import search_lines
from ingest.site.search.result import look_up
from ingest.words import root


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("small mouth", ["small"]),
        ("fixed fetal extremities", ["fixed"]),
        ("notched bones of the hand", ["notched", "hand"]),
        ("does selinexor cause chewing difficulties", ["difficulties"]),
        ("does it cause small mouth", ["small"]),
        ("is short face a side effect of the tablets", ["short", "face"]),
        ("how many patients had circumscribed interests", ["circumscribed", "interests"]),
        ("what should I do about restricted interests?", ["interests"]),
    ],
)
def test_words_of_a_name_that_no_row_has_are_told(
    connection: sqlite3.Connection, text: str, words: list[str]
) -> None:
    result = look_up(connection, text)
    assert result.total
    assert result.uncounted == words
    assert is_told_near(result)


@pytest.mark.parametrize(("text", "word"), [("large eyes", "large"), ("poor growth", "poor")])
def test_a_word_that_rows_have_but_none_on_the_thing_is_told(
    connection: sqlite3.Connection, text: str, word: str
) -> None:
    known = look_up(connection, text).answer.lexicon
    assert f"w:{root(word)}" in known.terms
    assert look_up(connection, text).uncounted == [word]


@pytest.mark.parametrize(
    "text",
    [
        "nausea",
        "low sodium",
        "known adverse reactions",
        "large B-cell lymphoma",
        "which risks can affect driving?",
        "how much weight do people lose?",
        "does selinexor cause nausea",
        "is thrombocytopenia a known risk of Xpovio",
        "what should I do about fatigue",
    ],
)
def test_names_of_which_rows_have_each_word_have_no_such_note(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.total
    assert (result.uncounted, result.wide) == ([], [])


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("coagulation problems", "coagulation problems", {"Thrombocytopenia", "Haemorrhage"}),
        ("abnormal teeth", "abnormal teeth", {"Dysgeusia"}),
        ("what about clotting tests", "clotting tests", {"platelet count"}),
        ("oncologic emergencies", "oncologic emergencies", {"Tumour lysis syndrome"}),
    ],
)
def test_what_a_wide_word_was_read_as_is_told(
    connection: sqlite3.Connection, text: str, words: str, meant: set[str]
) -> None:
    result = look_up(connection, text)
    (wide,) = result.wide
    assert wide.words == words
    assert meant <= {*wide.meant}


@pytest.mark.parametrize(
    "text",
    [
        "plasma cell diseases",
        "water and calories needed",
        "special populations",
        "disease severity",
        "combination therapy",
        "were any children treated in the trials",
    ],
)
def test_what_rows_print_or_are_of_is_not_told_to_be_read_as_something(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).wide == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("liver tumour", "liver tumour"),
        ("CKD", "ckd"),
        ("renal carcinoma", "renal carcinoma"),
        ("high white cells", "high white cells"),
        ("PTSD", "ptsd"),
    ],
)
def test_what_stands_apart_in_a_row_or_is_its_opposite_is_no_more_than_related(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    result = look_up(connection, text)
    assert result.total
    assert result.related == [words]


@pytest.mark.parametrize(
    "text", ["severe kidney disease", "low white blood cell counts", "liver tumour kind:statement"]
)
def test_what_stands_together_in_a_row_or_is_narrowed_by_a_field_has_no_such_note(
    connection: sqlite3.Connection, text: str
) -> None:
    assert not is_told_near(look_up(connection, text))


@pytest.mark.parametrize(
    ("text", "asked", "thing"),
    [
        ("juvenile cataract", "juvenile", "cataract"),
        ("oral bleeding", "oral", "bleeding"),
        ("does selinexor cause oral bleeding", "oral", "bleeding"),
    ],
)
def test_a_word_for_an_age_or_a_route_is_said_of_the_thing_behind_it(
    connection: sqlite3.Connection, text: str, asked: str, thing: str
) -> None:
    (told,) = look_up(connection, text).apart
    assert (told.asked, told.words) == (asked, thing)


def test_the_route_of_a_medicine_is_no_such_word(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "oral selinexor").apart == []


@pytest.mark.parametrize(
    ("text", "asked", "thing"),
    [
        ("cataract quantity limit", "quantity limit", "cataract"),
        ("cataract blood test", "blood test", "cataract"),
        ("legal status of cataract", "legal status", "cataract"),
        ("cataract screening", "screening", "cataract"),
        ("cataract mechanism", "mechanism", "cataract"),
        ("hyponatraemia registry", "registry", "hyponatraemia"),
        ("dexamethasone dose", "dose", "dexamethasone"),
        ("is it a steroid", "is it a", "steroid"),
        ("does it put your blood pressure up", "", "blood pressure up"),
    ],
)
def test_what_no_row_tells_of_a_named_concern_is_told(
    connection: sqlite3.Connection, text: str, asked: str, thing: str
) -> None:
    (told,) = look_up(connection, text).apart
    assert (told.asked, told.words) == (asked, thing)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("treatment of hyponatraemia", "treatment"),
        ("first signs of tumour lysis", "first signs"),
        ("why does selinexor cause TLS", "why does selinexor cause"),
        ("when does cataract start", "when does cataract start"),
        ("what if I vomit the tablet?", "what if i vomit"),
        ("when should I call my doctor", "call my doctor"),
        ("compassionate use of Xpovio", "compassionate use"),
        ("manufacturer of nexpovio", "manufacturer"),
        ("when was nexpovio authorised", "when was nexpovio authorised"),
        ("how do I open the blister", "open the blister"),
    ],
)
def test_what_no_row_on_a_thing_prints_is_told(
    connection: sqlite3.Connection, text: str, asked: str
) -> None:
    assert look_up(connection, text).untold == [asked]


@pytest.mark.parametrize(
    "text",
    [
        "hyponatraemia legal status",
        "hyponatraemia grade 3",
        "fatigue leaflet section 4",
        "thrombocytopenia monitoring",
        "treatment of multiple myeloma",
        "mechanism of action",
        "prevention of hyponatraemia",
    ],
)
def test_what_a_row_tells_of_it_is_not(connection: sqlite3.Connection, text: str) -> None:
    assert not is_told_near(look_up(connection, text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("testes", "tests"),
        ("communicable", "communication"),
        ("refractive", "refractory"),
        ("infertility", "fertile"),
        ("mobilisation", "mobility"),
        ("minimal", "minimise"),
        ("sleeplessness", "sleep"),
        ("container", "contains"),
    ],
)
def test_words_of_one_stem_that_mean_different_things_are_apart(one: str, other: str) -> None:
    assert root(one) != root(other)


def test_either_note_stands_on_the_page_in_json_and_in_a_terminal(database: Path) -> None:
    site = own_pages.Site(database)
    said = site.said("/-/search", q="small mouth")
    assert "No row on this has, of these words: small ." in said
    found = site.get("/-/search.json", q="small mouth").json()
    assert (found["uncounted"], found["read_as"]) == (["small"], {})
    said = site.said("/-/search", q="coagulation problems")
    assert "No row says coagulation problems : it was read as" in said
    (meant,) = site.get("/-/search.json", q="coagulation problems").json()["read_as"].values()
    assert "Thrombocytopenia" in meant
    lines = list(search_lines(database, "small mouth", 3, as_json=False))
    assert "No row on this has, of these words: small." in lines
    lines = list(search_lines(database, "coagulation problems", 3, as_json=False))
    assert any(line.startswith('No row says "coagulation problems": it was') for line in lines)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "glysenza",
            [
                "small and crowded optic disc kind:risk",
                "how is pancreatitis managed",
                "medullary thyroid cancer surveillance",
                "oral hormonal",
            ],
        ),
        (
            "vertanexo",
            [
                "signs of venous thromboembolic events",
                "changes in lipid parameters",
                "herpes zoster patient years",
            ],
        ),
        ("vespora", ["signs of anaphylaxis"]),
        ("quendaris", ["case of high fever", "oral antidepressant"]),
        ("veltamyra", ["Is it a problem that I once had hepatitis B?"]),
    ],
)
def test_what_other_documents_print_is_not_told_to_be_said_by_no_row(
    name: str, texts: list[str], tmp_path: Path
) -> None:
    with fictional(name, tmp_path) as connection:
        for text in texts:
            result = look_up(connection, text)
            notes = (result.uncounted, result.untold, result.apart, result.wide)
            assert (text, notes) == (text, ([], [], [], []))
            assert result.total


@pytest.mark.parametrize(
    "text",
    [
        "100 mg twice weekly",
        "quantity limit 40mg",
        "lowsodium",
        "underlying chronic conditions",
        "TLS gr 3 n=",
        "adult pancreatic cancer",
        "is it a drip or something they swallow",
        "lots of different pills every day",
    ],
)
def test_measures_letters_people_and_more_than_a_name_are_none_of_it(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.total
    assert (result.uncounted, result.untold, result.apart) == ([], [], [])


@pytest.mark.parametrize(
    "text", ["adult pancreatic cancer", "nausea fatigue", "diarrhoea dehydration"]
)
def test_people_and_two_things_are_no_name_that_stands_apart(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).related == []


def test_what_a_brand_has_no_row_of_is_not_told_to_be_untold_too(
    connection: sqlite3.Connection,
) -> None:
    """Fatigue is of the plan of NEXPOVIO alone; whether it goes away, no row of that tells."""
    result = look_up(connection, "does the tiredness go away when xpovio is stopped?")
    assert [one.words for one in result.not_there] == ["tiredness"]
    assert result.untold == []
    assert look_up(connection, "does the tiredness go away when it is stopped?").untold


def test_a_section_of_the_label_is_no_reading(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "is bleeding treated").wide == []


def test_one_lack_has_one_note(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "screening for cataract")
    assert (len(result.apart), result.untold) == (1, [])


def test_a_wide_word_that_is_told_to_be_related_is_not_told_twice(
    connection: sqlite3.Connection,
) -> None:
    result = look_up(connection, "pregnancy test within 7 days before start")
    assert "pregnancy test" in result.related
    assert result.wide == []


def test_a_wide_word_is_read_as_what_any_hit_has_where_none_has_the_rest(
    connection: sqlite3.Connection,
) -> None:
    (wide,) = look_up(connection, "Which harms may go unnoticed because nobody feels them?").wide
    assert (wide.words, wide.meant) == ("go unnoticed", ["asymptomatic"])
