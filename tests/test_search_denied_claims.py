"""No hit stands for a claim that no document makes: what no row tells is told above the hits."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import own_pages
import pytest

from ingest.search_listing import search_lines
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
        ("depression during selinexor", "depression"),
        ("anxiety under selinexor", "anxiety"),
    ],
)
def test_missing_information_on_those_who_have_it_is_no_effect(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    assert look_up(connection, text).apart == [Apart("", words)]


def test_more_frequent_is_no_frequency(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "diarrhoea frequency").apart == [Apart("frequency", "diarrhoea")]


@pytest.mark.parametrize(
    "text",
    [
        "does it cause pregnancy",
        "can I take it with liver damage",
        "does it harm the unborn baby",
        "does liver damage cause confusion",
        "can damaged kidneys cause hyponatraemia",
        "nerve damage with Xpovio",
        "contraception during Xpovio",
        "fatigue during treatment",
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
        ("how often is monitoring needed", "how often is monitoring needed"),
        ("morning sickness", "morning sickness"),
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who makes xpovio", "who makes"),
        ("manufacturer", "manufacturer"),
        ("MAH name", "mah"),
        ("storage conditions", "storage conditions"),
        ("breastfeeding", "breastfeeding"),
        ("contraindications", "contraindications"),
        ("SmPC 4.3", "4.3"),
        ("SmPC 4.6", "4.6"),
        ("PL 3", "PL 3"),
    ],
)
def test_a_heading_of_the_label_is_no_answer_of_a_document(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    result = look_up(connection, text)
    assert result.hits[0].row.kind == "label_section"
    assert (result.in_label, result.related) == ([words], [])


@pytest.mark.parametrize(
    "text",
    [
        "SmPC 4.8",
        "PL 2",
        "posology",
        "pregnancy",
        "overdose",
        "pharmacokinetics",
        "package leaflet",
        "which section deals with breastfeeding",
    ],
)
def test_what_rows_say_or_cite_stands_not_in_the_label_alone(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).in_label == []


@pytest.mark.parametrize("words", ["marketing authorisation holder", "manufacturer"])
def test_nor_is_it_beside_the_name_of_a_medicine(
    connection: sqlite3.Connection, words: str
) -> None:
    assert look_up(connection, f"nexpovio {words}").in_label == [words]


def test_the_terminal_and_the_page_tell_it(database: Path) -> None:
    first, *_ = search_lines(database, "storage conditions", 1, as_json=False)
    assert first == 'No document here says "storage conditions": the section of the label would.'
    said = own_pages.Site(database).said("/-/search", q="storage conditions")
    assert "No document here says storage conditions : the section of the label would." in said


def test_it_is_told_once(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "which risks cite 4.3")
    assert [told.words for told in result.apart] == ["4.3"]
    assert result.in_label == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("PRES", "pres"), ("grade 5 events", "grade 5 events"), ("delirium", "delirium")],
)
def test_what_has_but_the_stem_of_a_word_does_not_say_it(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    assert look_up(connection, text).related == [words]


def test_dizziness_is_no_vertigo(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "vertigo")
    assert result.level == "near"
    assert [one.words for one in result.absent] == ["vertigo"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("is it safe for my kidneys", "Use in patients with severe renal impairment"),
        ("safe in liver disease", "Use in patients with severe hepatic impairment"),
    ],
)
def test_what_is_answered_has_no_note(database: Path, text: str, first: str) -> None:
    line, *_ = search_lines(database, text, 1, as_json=False)
    assert first in line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "is embryo-fetal toxicity a safety concern",
            [("safety concern", "embryo fetal toxicity")],
        ),
        ("is cataract a safety concern", [("safety concern", "cataract")]),
        ("is cataract a concern", []),
        ("is hyponatremia a safety concern", []),
        ("is fatigue a safety concern", []),
    ],
)
def test_a_warning_is_no_safety_concern_of_a_plan(
    connection: sqlite3.Connection, text: str, told: list[tuple[str, str]]
) -> None:
    assert look_up(connection, text).apart == [Apart(*one) for one in told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("grade 3 neutropenia percent", [("percent", "grade 3 neutropenia")]),
        ("how many had grade 3 neutropenia", [("how many", "grade 3 neutropenia")]),
        ("how many grade 3 infections", []),
        ("grade 3 fatigue percent", []),
        ("percent with grade 3 hyponatraemia", []),
        ("grade 3 thrombocytopenia how many", []),
        ("what share had grade 3 confusion", []),
        ("how many with neutropenia", []),
    ],
)
def test_a_share_of_those_who_have_a_thing_is_none_of_its_grades(
    connection: sqlite3.Connection, text: str, told: list[tuple[str, str]]
) -> None:
    assert look_up(connection, text).apart == [Apart(*one) for one in told]


def test_what_the_text_of_a_document_has_is_not_in_the_label_alone(database: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as other:
        with closing(sqlite3.connect(database)) as shipped:
            shipped.backup(other)
        assert look_up(other, "excipients").in_label == ["excipients"]
        other.execute("update documents set text = text || ' The excipients are listed there.'")
        other.execute("insert into documents_fts (documents_fts) values ('rebuild')")
        assert look_up(other, "excipients").in_label == []


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("DLBCL after one line", True),
        ("DLBCL only one line", True),
        ("multiple myeloma after one line", False),
        ("MM after one line", False),
    ],
)
def test_one_line_is_of_the_disease_that_it_is_asked_of(
    connection: sqlite3.Connection, text: str, lacks: bool
) -> None:
    assert bool(look_up(connection, text).lacked) is lacks
