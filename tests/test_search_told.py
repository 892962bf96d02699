"""What measures and studies tell of themselves, and searches that ask for just such ones."""

from __future__ import annotations

import re
import sqlite3

import pytest
from conftest import edited
from test_search_things import found

from ingest.search_index.told import told_aspect
from ingest.site.search.engine import search
from ingest.site.search.result import look_up

ECG = "An electrocardiogram should be recorded at baseline and every 6 months thereafter"
VACCINES = "Patients should be vaccinated against meningococci before treatment"
DIARY = "Patient diary for glucose readings"
STUDIES = {
    "TV-410 open-label roll-over study": "extension trial follow_up",
    "Pregnancy exposure registry": "registry observational pregnancy",
    "Survey among prescribers": "survey",
    "To describe prescribing patterns in practice": "utilisation",
    "To follow women up to the age of 60 years": "",
    "Effectiveness of the new educational materials": "survey",
    "To measure the effect on the QT interval in healthy volunteers": "trial",
}


def row(kind: str, aspect: str, body: str) -> dict[str, str]:
    return {"kind": kind, "aspect": aspect, "body": body}


def test_a_measure_tells_that_it_monitors_or_vaccinates_and_when() -> None:
    assert told_aspect(row("measure", "routine stated", ECG)) == "routine stated monitoring times"
    told = told_aspect(row("measure", "routine stated", VACCINES))
    assert told == "routine stated vaccination"
    told = told_aspect(row("measure", "additional patient_diary stated", DIARY))
    assert told == "additional patient_diary stated"


@pytest.mark.parametrize(("body", "told"), STUDIES.items())
def test_a_study_tells_of_what_sort_it_is(body: str, told: str) -> None:
    assert told_aspect(row("study", "other stated", body)) == f"other stated {told}".rstrip()


def test_that_there_are_no_studies_tells_of_no_sort() -> None:
    body = "There are no registries or extension studies"
    assert told_aspect(row("study", "other stated_none", body)) == "other stated_none"


@pytest.fixture(scope="module")
def measured(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A base in which a concern has an ECG at times, and a study is an extension."""
    return edited(
        connection,
        ("update risks set name = 'QT prolongation' where name = 'Fatigue'", []),
        (
            "update risk_minimisation_measures set text = ?, tool = null where id in "
            "(select m.id from risk_minimisation_measures m join risks r on r.id = m.risk_id "
            "where r.name = 'QT prolongation' and m.tool = 'package_leaflet')",
            [ECG],
        ),
    )


@pytest.mark.parametrize(
    "text", ["ECG schedule", "how often should ECGs be recorded", "QTc monitoring intervals"]
)
def test_who_asks_when_to_test_is_after_the_measure_that_says_so(
    measured: sqlite3.Connection, text: str
) -> None:
    assert found(measured, text, 1)[0] == ("measure", "QT prolongation: routine measure")


@pytest.fixture(scope="module")
def with_symptom(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A base whose evidence of a concern prints a symptom of it."""
    return edited(
        connection,
        ("update risks set name = 'Hyperprolactinaemia' where name = 'Fatigue'", []),
        (
            "update evidence set text = 'Galactorrhoea was reported in 1.5% of the women' "
            "where risk_id in (select id from risks where name = 'Hyperprolactinaemia')",
            [],
        ),
    )


def test_the_text_that_prints_a_symptom_is_before_the_concern_it_leads_to(
    with_symptom: sqlite3.Connection,
) -> None:
    kinds = [kind for kind, _ in found(with_symptom, "galactorrhoea")]
    assert kinds[:2] == ["evidence", "risk"]


@pytest.fixture(scope="module")
def with_tools(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A base in which two concerns have a tool each, a card and a diary."""
    sql = (
        "update risk_minimisation_measures set kind = 'additional', tool = ?, text = ? "
        "where tool = 'package_leaflet' and risk_id in (select id from risks where name = ?)"
    )
    return edited(
        connection,
        (sql, ["patient_card", "Patient alert card", "Fatigue"]),
        (sql, ["patient_diary", "Patient diary", "Decreased appetite"]),
    )


@pytest.mark.parametrize(
    ("text", "tool"), [("emergency card", "Patient alert card"), ("logbook", "Patient diary")]
)
def test_a_tool_is_found_by_what_people_call_it_before_other_tools(
    with_tools: sqlite3.Connection, text: str, tool: str
) -> None:
    (hit, *_) = search(with_tools, text).page(0, 1)
    sql = "select body from search_index where id = ?"
    assert with_tools.execute(sql, [hit.id]).fetchone() == (tool,)


@pytest.mark.parametrize("text", ["which vaccines count", "vaccination advice", "HRT"])
def test_a_sort_that_no_row_is_of_is_no_word_that_can_be_left_away(
    connection: sqlite3.Connection, text: str
) -> None:
    assert search(connection, text).level in ("near", "none")


@pytest.mark.parametrize(
    "text", ["logbook", "is there a patient card", "checklist for doctors", "DHPC", "alert card"]
)
def test_who_asks_for_a_tool_is_told_that_there_is_none(
    connection: sqlite3.Connection, text: str
) -> None:
    (hit, *_) = look_up(connection, text).hits
    assert re.fullmatch("Additional risk minimi[sz]ation measures: none", hit.row.body.text)


def test_who_asks_for_a_sort_of_studies_is_told_that_there_are_none(
    connection: sqlite3.Connection,
) -> None:
    sql = "select kind, aspect from search_index where id = ?"
    hits = search(connection, "OLE study", learned=False).page(0, 9)
    assert hits
    for hit in hits:
        kind, aspect = connection.execute(sql, [hit.id]).fetchone()
        assert kind == "study"
        assert "stated_none" in aspect


@pytest.mark.parametrize(
    ("kind", "aspect", "body", "told"),
    [
        ("evidence", "identified", "In dogs, convulsions were seen", "nonclinical"),
        ("statement", "background", "Exa is an oral tablet taken once a week", "taken_often"),
        ("statement", "reference", "1. Exa [package insert]. Town: Firm", "package_insert"),
        ("warning", "", "low effect when coadministered with colestyramine", "together"),
    ],
)
def test_texts_tell_what_else_they_answer(kind: str, aspect: str, body: str, told: str) -> None:
    assert told in told_aspect(row(kind, aspect, body) | {"row_path": "/one"}).split()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Added requirement of an eye examination", ["tightened"]),
        ("Initial duration changed from 12 months to 6 months", ["tightened"]),
        ("Renewal duration changed from 6 months to 12 months", ["loosened"]),
        ("Lowered age limit from 18 to 12 years", ["loosened"]),
        ("Removed requirement of a specialist", ["loosened"]),
        ("Removed step therapy. Added requirement of a test", ["loosened", "tightened"]),
        ("Annual review", []),
    ],
)
def test_an_entry_tells_whether_more_or_less_is_asked(body: str, told: list[str]) -> None:
    found_told = told_aspect(row("history", "", body)).split()
    assert set(found_told) & {"tightened", "loosened"} == set(told)


@pytest.mark.parametrize(
    "text",
    [
        "when was Xpovio first approved by the FDA",
        "when was Nexpovio approved by the European Commission",
        "when was selinexor licensed in Europe",
    ],
)
def test_when_an_authority_approved_a_medicine_is_nothing_that_is_told(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert not result.hits
    assert result.absent
    assert look_up(connection, "when was it approved").hits
