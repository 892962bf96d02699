"""Searches for studies, their milestones and what reports say beside them, of fictional reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
import yaml
from reports import Block, put_report

from ingest import pipeline
from ingest.site.search.hits import Hit
from ingest.site.search.result import Result, look_up

CONCERNS: list[Block] = [
    "2.6. Risk management plan",
    "Safety concerns",
    [
        ["Summary of safety concerns", ""],
        ["Important identified risks", "Dizziness<br/>Itching"],
        ["Important potential risks", "Blue toes"],
        ["Missing information", "Use in left-handed patients"],
    ],
]
STUDIES: list[Block] = [
    *CONCERNS,
    "Pharmacovigilance plan",
    [
        ["Study and category", "Objectives", "Safety concerns addressed", "Status",
         "Date for submission of interim or final reports"],
        ["Study 4107 in swimmers<br/>(category 3)", "To watch the itching of swimmers", "Itching",
         "Ongoing", "Interim data of 90 swimmers: Q2 2031<br/>Projected submission of the final "
         "CSR: October 2033"],
        ["Toe register<br/>(category 3)", "To count blue toes", "Blue toes", "Planned",
         "Updates will be given in each PSUR"],
    ],
    [
        ["Safety concern", "Description of activity", "Milestone(s)", "Due Date(s)"],
        ["Dizziness", "Post-authorisation safety study of dizziness in divers. The cooperation "
         "with the commitment 77-4 of the coastguard will be sought.",
         "Final protocol:<br/>Final report submission:", "June 2029<br/>31 March 2032"],
    ],
    "Risk minimisation measures",
    [
        ["Safety concern", "Routine risk minimisation measures", "Additional measures"],
        ["Dizziness<br/>Itching<br/>Blue toes", "SmPC section 4.8", "None"],
        ["Use in left-handed patients", "SmPC section 4.2", "None"],
        ["Sleepwalking", "SmPC section 4.4", "None"],
    ],
]  # fmt: skip
NOTHING: list[Block] = [
    *CONCERNS[:2],
    [
        ["Summary of safety concerns", ""],
        ["Important identified risks", "Dizziness<br/>Itching"],
        ["Important potential risks", "None"],
        ["Missing information", "Use in left-handed patients"],
    ],
    "Pharmacovigilance plan",
    "No additional pharmacovigilance studies are foreseen for Nonavel.",
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A base of two reports: one with studies, one that says that there are none."""
    folder = tmp_path_factory.mktemp("studies")
    for product, substance, blocks in (
        ("Fictavel", "fictinib", STUDIES),
        ("Nonavel", "nonatinib", NOTHING),
    ):
        here = folder / "sources" / product.lower()
        here.mkdir(parents=True)
        put_report(here / "report.pdf", blocks)
        said = {"file": "report.pdf", "family": "assessment_report", "product": product,
                "substance": substance, "jurisdiction": "EU"}  # fmt: skip
        (here / "source.yml").write_text(yaml.safe_dump(said), encoding="utf-8")
    pipeline.build([folder / "sources"], folder / "riskplan.db")
    with closing(sqlite3.connect(folder / "riskplan.db")) as connection:
        yield connection


def first(result: Result) -> Hit:
    assert result.hits, result.level
    return result.hits[0]


@pytest.mark.parametrize(
    ("asked", "said", "study"),
    [
        ("when is the final report of the fictinib dizziness PASS due",
         "Final report submission; due date: 2032-03-31", "divers"),
        ("study 4107 final CSR date", "final CSR; due date: 2033-10", "Study 4107"),
        ("when are the interim data of 90 swimmers expected", "2031-Q2", "Study 4107"),
        ("March 2032", "Final report submission; due date: 2032-03-31", "divers"),
        ("October 2033", "final CSR; due date: 2033-10", "Study 4107"),
        ("2031", "Interim data of 90 swimmers; due date: 2031-Q2", "Study 4107"),
        ("final report submission", "Final report submission; due date: 2032-03-31", "divers"),
        ("Fictavel final protocol", "Final protocol; due date: 2029-06", "divers"),
    ],
)  # fmt: skip
def test_a_milestone_is_found_with_its_date_and_its_study(
    reports: sqlite3.Connection, asked: str, said: str, study: str
) -> None:
    row = first(look_up(reports, asked)).row
    assert row.kind == "milestone"
    assert said in row.body.text
    assert row.title.text.startswith("Fictavel: milestone of ")
    assert study in row.title.text


def test_completion_dates_are_milestones(reports: sqlite3.Connection) -> None:
    hits = look_up(reports, "completion date of study 4107").hits
    assert [hit.row.kind for hit in hits[:2]].count("milestone") == 1


def test_a_study_tells_its_category_and_status(reports: sqlite3.Connection) -> None:
    for asked in ("study 4107", "is study 4107 category 3"):
        text = first(look_up(reports, asked)).row.body.text
        assert "category 3" in text
        assert "ongoing" in text
    hits = look_up(reports, "which studies are category 3").hits
    assert {hit.row.body.text.split(" (")[0] for hit in hits[:2]} == {
        "Study 4107 in swimmers", "Toe register",
    }  # fmt: skip
    assert all("category 3" in hit.row.body.text for hit in hits[:2])
    text = first(look_up(reports, "is the toe register ongoing or planned")).row.body.text
    assert "planned" in text


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("is study 4107 category 1?", "category 1 study"),
        ("is study 4107 a condition of the marketing authorisation", "condition study"),
    ],
)
def test_a_category_that_a_study_is_not_of_is_told(
    reports: sqlite3.Connection, asked: str, near: str
) -> None:
    hit = first(look_up(reports, asked))
    assert "Study 4107" in hit.row.body.text
    assert f"near to what is asked for: {near}" in hit.why


def test_all_sentences_of_a_study_are_found(reports: sqlite3.Connection) -> None:
    hit = first(look_up(reports, "commitment 77-4 of the coastguard"))
    assert hit.row.kind == "study"
    assert "dizziness in divers" in hit.row.body.text


def test_that_there_are_no_studies_is_said_and_answers_for_no_certain_one(
    reports: sqlite3.Connection,
) -> None:
    hit = first(look_up(reports, "Nonavel studies"))
    assert hit.row.body.text == "No additional pharmacovigilance studies are foreseen for Nonavel"
    hits = look_up(reports, "study 4107 final CSR date").hits
    assert all("4107" in hit.row.title.text + hit.row.body.text for hit in hits[:3])
    none = [hit.why for hit in hits if "no additional studies" in hit.row.title.text]
    assert all("4107" in why.split("without: ")[1] for why in none)


def test_measures_are_named_by_a_concern_that_is_not_listed(reports: sqlite3.Connection) -> None:
    hit = first(look_up(reports, "sleepwalking measures"))
    assert hit.row.title.text in (
        "Sleepwalking: routine measure", "Sleepwalking: additional measure",
    )  # fmt: skip


def test_a_status_names_its_study(reports: sqlite3.Connection) -> None:
    titles = reports.execute(
        "select title, body from search_index where title like '%study status%' order by title"
    ).fetchall()
    assert titles == [
        ("Fictavel: study status of Study 4107 in swimmers", "Ongoing"),
        ("Fictavel: study status of Toe register", "Planned"),
    ]


def test_an_empty_list_says_of_what(reports: sqlite3.Connection) -> None:
    (first, *_) = look_up(reports, "which potential risks does Nonavel have").hits
    assert first.row.title.text == "Nonavel: no important potential risks"
    assert "without" not in first.why
    (aspect,) = reports.execute(
        "select aspect from search_index where row_path = ?", [first.row.row_path]
    ).fetchone()
    assert "potential_risks" in aspect.split()


def test_a_document_tells_the_facts_that_it_prints_of_itself(reports: sqlite3.Connection) -> None:
    rows = reports.execute("select body from search_index where kind = 'document'").fetchall()
    facts = reports.execute(
        "select value from document_facts where kind in ('document_date', 'procedure_number')"
    ).fetchall()
    assert facts
    for (value,) in facts:
        assert any(value in body for (body,) in rows)
