"""What is told above hits and beside them is true of the documents, and nothing that was asked is
passed over: codes, abbreviations, lists, names of studies, numbers in a base that has none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from conftest import edited
from small_base import empty_base, put_document

from ingest.search_index.keys import codes_of
from ingest.search_listing import search_lines
from ingest.site.search.lexicon.printed_lists import is_in_a_list
from ingest.site.search.lexicon.printed_phrases import places_printing
from ingest.site.search.lexicon.reading import lexicon
from ingest.site.search.result import Result, look_up
from ingest.site.search.told.said_elsewhere import Elsewhere

FACTOR = (
    "update risk_factors set factor = ?1, quote = ?2, char_end = char_start + length(?2) "
    "where rowid = 1"
)
TEXT = "update documents set text = text || ? where id = 'nexpovio-rmp-summary'"
REBUILT = ("insert into documents_fts (documents_fts) values ('rebuild')", list[str]())


def with_factor(connection: sqlite3.Connection, factor: str, quote: str = "") -> sqlite3.Connection:
    return edited(connection, (FACTOR, [factor, quote or factor]))


def absent(result: Result) -> list[str]:
    return [one.words for one in result.absent]


def lacking(result: Result, at: int = 0) -> list[str]:
    each = (result.hits or result.near)[at].why.partition("without: ")[2]
    return each.split(", ") if each else []


@pytest.mark.parametrize(
    ("text", "words", "printed"),
    [
        ("Pre-existing toes in the presence of presents.", "pres", False),
        ("PRES was seen in two toes.", "pres", True),
        ("One blue fracture.", "fractures", True),
        ("Blue fractures.", "fracture", True),
        ("A wandering alba-\ntross.", "alba tross", True),
    ],
)
def test_a_document_has_a_word_where_it_prints_it_or_a_form_of_it(
    database: Path, tmp_path: Path, text: str, words: str, printed: bool
) -> None:
    with empty_base(database, tmp_path / "small.db") as base:
        put_document(base, "plan", "testor", text=text)
        base.execute("insert into documents_fts (documents_fts) values ('rebuild')")
        assert bool(list(places_printing(base, words))) is printed


@pytest.mark.parametrize(
    ("text", "name", "listed"),
    [
        ("effects on spleen, left kidney and liver", "effects on liver", True),
        ("hearing or weight loss", "hearing loss", True),
        ("hearing that led to a loss", "hearing loss", False),
        ("secondary to infection or malignancy", "secondary malignancy", False),
    ],
)
def test_a_list_prints_each_of_its_names(
    connection: sqlite3.Connection, text: str, name: str, listed: bool
) -> None:
    base = with_factor(connection, text)
    (row,) = base.execute("select id - 1 from search_index where body = ?", [text]).fetchone()
    rows = np.array([row], np.int32)
    assert is_in_a_list(base, lexicon(base), [name], rows) is listed


def test_a_thing_that_a_row_prints_in_a_list_is_not_absent(connection: sqlite3.Connection) -> None:
    base = with_factor(connection, "substrates of CYP3A4, CYP2C9 or CYP2C19")
    assert absent(look_up(base, "CYP3A4 CYP2C9 CYP2C19 substrates")) == []


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("New York Heart Association class III or IV", "NYHA III"),
        ("use for ITI", "immune tolerance induction"),
    ],
)
def test_another_form_of_an_abbreviation_is_said(
    connection: sqlite3.Connection, printed: str, asked: str
) -> None:
    result = look_up(with_factor(connection, printed), f"{asked} and fatigue")
    assert asked.lower() not in (*result.related, *absent(result))
    met = [hit for hit in result.hits if printed in hit.row.body.text]
    assert met
    assert not any(asked.lower() in hit.why.partition("without: ")[2] for hit in met)


def test_another_name_of_a_document_is_said(connection: sqlite3.Connection) -> None:
    base = edited(
        connection,
        (
            "update statements set text = ? where kind = 'route'",
            ["The risk management plan version 3.0 is agreed."],
        ),
    )
    assert "rmp version" in look_up(connection, "RMP version").related
    assert look_up(base, "RMP version").related == []


def test_words_of_questions_are_nothing_that_a_row_could_say(
    connection: sqlite3.Connection,
) -> None:
    base = edited(connection, ("delete from drug_classes", []), ("delete from class_members", []))
    assert look_up(base, "which medicines have fatigue").related == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("studies ABC-627 and 1918-2", ["abc-627", "1918-2"]),
        ("EMEA/H/C/000001/II/0059/G", ["emea/h/c/000001/ii/0059/g"]),
        ("100-200 mg, 2019-07, 3-4, 1,000-2", []),
        ("a 100-mg tablet/day", []),
    ],
)
def test_a_code_is_one_word(text: str, codes: list[str]) -> None:
    assert codes_of(text) == codes


@pytest.mark.parametrize("code", ["ABC-627", "1918-2", "II/0059"])
def test_a_code_is_found_where_it_is_printed(connection: sqlite3.Connection, code: str) -> None:
    for base in (
        with_factor(connection, f"as in {code} of that year"),
        with_factor(connection, "as in that year", f"as in that year ({code})"),
    ):
        result = look_up(base, code)
        assert absent(result) == []
        assert "as in" in result.hits[0].row.body.text
        assert "without" not in result.hits[0].why


@pytest.mark.parametrize("code", ["ABC-627", "1918-2", "II/0059"])
def test_the_parts_of_a_code_are_not_the_code(connection: sqlite3.Connection, code: str) -> None:
    first, second = code.replace("/", "-").split("-")
    base = with_factor(connection, f"{second} cases of {first} toes")
    result = look_up(base, f"fatigue {code}")
    assert absent(result) == [code.lower()]
    assert lacking(result) == [code.lower()]


def test_a_name_of_a_study_that_is_an_everyday_word_is_told(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "fatigue rate in PREVAIL")
    assert absent(result) == ["prevail"]
    assert look_up(connection, "does fatigue prevail").absent == []


@pytest.mark.parametrize("text", ["how many had fatigue", "fatigue frequency percent"])
def test_where_no_row_is_a_number_it_is_told(connection: sqlite3.Connection, text: str) -> None:
    base = edited(connection, ("delete from evidence_figures", []), ("delete from evidence", []))
    (told,) = look_up(base, text).apart
    assert told.words == "fatigue"
    assert told.asked in text
    assert look_up(base, "ejection fraction and fatigue").apart == []


def test_a_number_that_another_kind_of_row_prints_is_not_denied(
    connection: sqlite3.Connection,
) -> None:
    base = edited(
        connection,
        ("delete from evidence_figures", []),
        ("delete from evidence", []),
        (FACTOR, ["fatigue in 6 (0.8%) of 800 patients"] * 2),
    )
    assert look_up(base, "how many had fatigue").apart == []


def test_words_that_only_rank_are_told_where_a_document_prints_them_together(
    connection: sqlite3.Connection,
) -> None:
    base = edited(connection, (TEXT, [" Then an interim thing came."]), REBUILT)
    assert absent(look_up(base, "fatigue interim thing")) == ["interim thing"]
    assert absent(look_up(connection, "fatigue interim thing")) == []


def test_what_only_rows_of_another_brand_say_is_told(
    connection: sqlite3.Connection, database: Path
) -> None:
    result = look_up(connection, "nexpovio cataract")
    assert result.not_there == [Elsewhere("NEXPOVIO", "cataract")]
    assert not result.lacked
    lines = list(search_lines(database, "nexpovio cataract", 3, as_json=False))
    assert lines[0] == 'No row of NEXPOVIO says "cataract".'


@pytest.mark.parametrize("text", ["xpovio cataract", "nexpovio fatigue", "selinexor cataract"])
def test_what_rows_of_that_brand_say_is_not(connection: sqlite3.Connection, text: str) -> None:
    assert look_up(connection, text).not_there == []


def test_no_example_is_quoted_for_a_row_that_lacks_what_is_named(
    connection: sqlite3.Connection,
) -> None:
    for hit in look_up(connection, "nexpovio cataract").hits:
        assert not ("“cataract”" in hit.why and "without: cataract" in hit.why)


@pytest.mark.parametrize(
    "text", ["hyperkalaemia selinexor", "nexpovio second primary malignancies"]
)
def test_rows_that_have_but_the_medicine_are_near(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert (result.level, result.lacked) == ("near", [])
    assert len(result.absent) == 1


def test_whom_a_measure_is_for_only_ranks(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "educational material for healthcare professionals nexpovio")
    assert result.absent == []
    assert {hit.row.kind for hit in result.hits[:3]} == {"measure"}
    assert lacking(result) == []


@pytest.mark.parametrize(
    "text", ["what percentage of patients died of neutropenia", "how many patients had neutropenia"]
)
def test_what_a_row_lacks_was_said_so(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    told = {one for at in range(len(result.hits)) for one in lacking(result, at)}
    assert told <= {"died", "neutropenia"}


def test_what_a_row_lacks_is_told_once(connection: sqlite3.Connection) -> None:
    for hit in look_up(connection, "fatigue in elderly patients over 75").hits:
        told = hit.why.partition("without: ")[2].split(", ")
        assert not {"elderly", "elderly patients"} <= set(told)


def test_an_age_that_no_row_prints_is_told(connection: sqlite3.Connection) -> None:
    assert "over 75" in look_up(connection, "elderly patients over 75").related
    assert look_up(connection, "elderly patients over 65").related == []
    base = with_factor(connection, "age of 75 years and more")
    assert look_up(base, "elderly patients over 75").related == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("how many patients died from neutropenic infections", "died … infections"),
        ("SmPC section for acute cerebellar syndrome", "acute cerebellar syndrome"),
    ],
)
def test_what_no_row_tells_of_a_thing_is_said_in_words_that_were_typed(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    assert [one.words for one in look_up(connection, text).apart] == [words]


@pytest.mark.parametrize("text", ["SmPC section for fatigue", "leaflet section for confusion"])
def test_a_section_that_is_cited_is_not_told_to_be_none(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).apart == []


def test_what_one_note_tells_no_other_does(connection: sqlite3.Connection) -> None:
    assert not look_up(connection, "is selinexor approved for DLBCL in europe").lacked
    found = look_up(connection, "step therapy with lenalidomide only")
    assert found.related == ["step therapy"]
    assert found.apart == []


def test_words_that_say_nothing_but_data_lack_nothing(connection: sqlite3.Connection) -> None:
    found = look_up(connection, "kidney failure nexpovio data")
    assert not found.lacked
    assert "without" not in found.hits[0].why
