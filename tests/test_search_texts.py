"""What rows of the search index may be called besides: found by it, never said to be printed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.concepts import broader_than, concept_of
from ingest.search_index.short_forms import abbreviations_of, initials_of, initials_within
from ingest.search_index.texts import Known, other_names, vocabulary
from ingest.site.search.result import look_up

NOTHING = Known({}, {}, {}, {}, {}, {})
RISK = "nexpovio-rmp-summary-"


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database)) as connection:
        yield connection


def called(connection: sqlite3.Connection, where: str) -> tuple[set[str], set[str]]:
    """What the one row is also known as, and what leads to it."""
    sql = f"select also_known_as, related from search_index where {where}"
    ((also, related),) = connection.execute(sql).fetchall()
    return set(also.split("\n")), set(related.split("\n"))


def of_risk(connection: sqlite3.Connection, name: str) -> tuple[set[str], set[str]]:
    return called(connection, f"kind = 'risk' and risk_id = '{RISK}{name}'")


def row(**columns: str | None) -> dict[str, str | None]:
    given = {"kind": "statement", "title": "", "also_known_as": "", "body": "", "product_id": None}
    return {**given, "risk_id": None, "document_id": None, **columns}


def test_a_risk_is_known_by_its_synonyms_in_both_spellings(connection: sqlite3.Connection) -> None:
    also, _ = of_risk(connection, "hyponatraemia")
    assert {"hyponatremia", "low sodium", "Low blood sodium levels", "low blood sodium"} <= also
    also, _ = of_risk(connection, "tumor-lysis-syndrome")
    assert {"Tumour lysis syndrome", "tumour", "TLS"} <= also


def test_words_of_lay_people_lead_to_a_risk(connection: sqlite3.Connection) -> None:
    assert "feeling tired" in of_risk(connection, "fatigue")[0]
    assert "loss of appetite" in of_risk(connection, "decreased-appetite")[0]


def test_wider_concepts_lead_to_a_risk_and_are_no_names_of_it(
    connection: sqlite3.Connection,
) -> None:
    also, related = of_risk(connection, "severe-infections-due-to-neutropenia")
    assert "Cytopenia" in related
    assert "Cytopenia" not in also


def test_brands_and_classes_of_the_substance_lead_to_its_rows(
    connection: sqlite3.Connection,
) -> None:
    for where in (f"row_path = '/riskplan/risks/{RISK}fatigue'", "title = 'NEXPOVIO'"):
        also, related = called(connection, where)
        assert {"NEXPOVIO", "Xpovio", "selinexor", "XPO1 inhibitor"} <= also | related
    assert "Xpovio" not in of_risk(connection, "fatigue")[0]


def test_a_drug_of_a_class_is_not_known_as_the_medicine_of_the_policy(
    connection: sqlite3.Connection,
) -> None:
    sql = "select title, also_known_as from search_index where kind = 'drug'"
    rows = connection.execute(sql).fetchall()
    assert rows
    for title, also in rows:
        assert not {"Xpovio", "NEXPOVIO", "selinexor"} & set(also.split("\n")), title


def test_a_limit_over_weeks_is_known_as_a_rate(connection: sqlite3.Connection) -> None:
    rows = connection.execute(
        "select body, also_known_as from search_index where kind = 'limit'"
    ).fetchall()
    assert rows
    for body, also in rows:
        assert "96 tablets per 84 days" in body
        assert "8 tablets per week, 8 tablets a week" in also


@pytest.mark.parametrize(
    ("body", "rate"),
    [
        ("20 mg: 96 tablets per 84 days", "8 tablets per week"),
        ("28 capsules per 28 days", "7 capsules per week"),
        ("30 tablets per 90 days", None),
        ("30 tablets per 0 days", None),
        ("96 tablets per 84 months", None),
        ("per days", None),
        ("", None),
    ],
)
def test_only_a_limit_that_divides_evenly_has_a_rate(body: str, rate: str | None) -> None:
    also, _ = other_names(row(kind="limit", body=body), NOTHING)
    assert (rate in also) if rate else (also == "")


def test_a_risk_has_nothing_of_another_risk(connection: sqlite3.Connection) -> None:
    meant: dict[str, set[str]] = {}
    for risk_id, concept_id in connection.execute("select risk_id, concept_id from risk_concepts"):
        meant.setdefault(risk_id, set()).add(concept_id)
    assert len(meant) == 12
    for risk_id, concepts in meant.items():
        also, _ = of_risk(connection, risk_id.removeprefix(RISK))
        own = {wide.id for concept in concepts for wide in broader_than(concept)} | concepts
        for other in set().union(*meant.values()) - own:
            assert concept_of(other).name not in also, (risk_id, other)


def test_every_line_is_said_once_and_none_is_empty(connection: sqlite3.Connection) -> None:
    for also, related in connection.execute("select also_known_as, related from search_index"):
        lines = [line for part in (also, related) if part for line in part.split("\n")]
        assert len(lines) == len(set(lines))
        assert all(line == line.strip() != "" for line in lines)


def test_a_text_is_never_changed(connection: sqlite3.Connection) -> None:
    texts = (
        "select i.body, e.text from search_index i join evidence e"
        " on i.row_path = '/riskplan/evidence/' || e.id"
    )
    rows = connection.execute(texts).fetchall()
    assert len(rows) >= 10
    assert all(indexed == text for indexed, text in rows)


def test_abbreviations_are_taken_from_the_document_itself() -> None:
    text = "acute cerebellar syndrome (ACS) ... tumour lysis\nsyndrome (TLS), nausea (CTC), a (B) x"
    assert abbreviations_of(text) == {
        "ACS": "acute cerebellar syndrome",
        "TLS": "tumour lysis syndrome",
    }
    known = Known({}, {}, {}, {"plan": abbreviations_of(text)}, {}, {})
    also, related = other_names(
        row(document_id="plan", title="Acute cerebellar syndrome", body="cases of TLS"), known
    )
    assert "ACS" in also.split("\n")
    assert "tumour lysis syndrome" in related.split("\n")
    also, related = other_names(row(document_id="other", title="Acute cerebellar syndrome"), known)
    assert "ACS" not in (also + related).split("\n")


def test_abbreviations_are_compared_by_whole_words() -> None:
    text = "acute renal failure (ARF), drug-drug interactions (DDIs), adverse skin reactions (ASRs)"
    known = Known({}, {}, {}, {"plan": abbreviations_of(text)}, {}, {})

    def forms(said: str) -> list[str]:
        return known.abbreviations("plan", said)

    assert forms("subacute renal failure") == []
    assert forms("acute  renal\nfailure") == ["ARF"]
    assert forms("serious drug-drug interactions") == ["DDI"]
    assert forms("an adverse skin reaction") == ["ASR"]
    assert forms("ASRs were seen") == ["adverse skin reactions"]


def test_initials_are_taken_only_where_the_text_has_them() -> None:
    assert initials_of("Acute cerebellar syndrome", "Three cases of ACS were seen") == ("ACS",)
    assert initials_of("Acute cerebellar syndrome", "Three cases were seen; acs") == ()
    assert initials_of("Fatigue", "F") == ()
    assert initials_of("", "") == ()


def test_a_name_has_the_initials_of_its_beginning_and_its_end() -> None:
    found = initials_within("Generation of replication-competent lentivirus")
    assert found["rcl"] == "replication competent lentivirus"
    assert set(found) == {"grc", "rcl", "grcl"}
    assert initials_within("Medication error") == {}


def test_a_row_about_nothing_known_has_no_other_names() -> None:
    assert other_names(row(title="Qwertz", body="uiop asdf"), NOTHING) == ("", "")


def test_the_vocabulary_counts_the_rows_of_each_word() -> None:
    rows = [
        {"title": "Tumour tumour", "also_known_as": "a", "body": "", "related": ""},
        {"title": "x", "also_known_as": "", "body": "TUMOUR", "related": "b"},
    ]
    assert vocabulary(rows) == {
        "a": 1,
        "b": 1,
        "tumour": 2,
        "x": 1,
    }


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("evaluation", "evaluation", "the assessment report of the evaluation"),
        ("healthcare professionals", "healthcare", "essential information to healthcare"),
        ("policy guidelines", "guidelines", "Policy Guidelines"),
    ],
)
def test_words_of_no_row_are_shown_in_their_sentence(
    connection: sqlite3.Connection, text: str, words: str, said: str
) -> None:
    (absent,) = look_up(connection, text).absent
    (printed,) = absent.documents
    assert absent.words == words
    assert said in printed.quote
    sql = "select substr(text, ? + 1, ?) from documents where id = ?"
    size = printed.char_end - printed.char_start
    place = [printed.char_start, size, printed.document_id]
    (quote,) = connection.execute(sql, place).fetchone()
    assert " ".join(quote.split()) == printed.quote
    (page,) = connection.execute(
        "select min(number) from pages where document_id = ? and char_start <= ? and char_end > ?",
        [printed.document_id, printed.char_start, printed.char_start],
    ).fetchone()
    assert printed.page == page
