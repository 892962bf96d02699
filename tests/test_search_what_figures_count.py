"""A figure has what it counts itself, not each half of its concern's name; what no figure counts so
is told."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.result import look_up


def _apart(connection: sqlite3.Connection, text: str) -> list[tuple[str, str]]:
    return [(one.asked, one.words) for one in look_up(connection, text).apart]


@pytest.mark.parametrize(
    ("text", "asked", "words"),
    [
        ("severe neutropenia percentage", "percentage", "severe neutropenia"),
        ("rate of severe neutropenia", "rate", "severe neutropenia"),
        ("how many patients had grade 3 neutropenia", "how many patients", "grade 3 neutropenia"),
        (
            "how many patients had infections related to selinexor",
            "how many patients",
            "infections related to selinexor",
        ),
        ("percentage of patients with bleeding", "percentage", "bleeding"),
        ("what percentage had bleeding", "what percentage", "bleeding"),
        ("how many patients died of neutropenia", "how many patients", "died of neutropenia"),
        ("how many patients died of fatigue", "how many patients", "died of fatigue"),
        ("size of the MM-Pool", "size … pool", "mm"),
    ],
)
def test_what_no_figure_counts_is_told(
    connection: sqlite3.Connection, text: str, asked: str, words: str
) -> None:
    assert (asked, words) in _apart(connection, text)


@pytest.mark.parametrize(
    "text",
    [
        "how many patients with neutropenia had infections",
        "percentage of patients with infections due to neutropenia",
        "how many patients had thrombocytopenia",
        "how many patients died of bleeding",
        "how many patients with thrombocytopenia died",
        "percentage of fatigue considered related",
        "how many had grade 3 weight loss",
        "how many had severe thrombocytopenia",
        "percentage of grade 3 confusion",
        "how many patients had ACS",
    ],
)
def test_what_a_figure_counts_is_not_denied(connection: sqlite3.Connection, text: str) -> None:
    assert look_up(connection, text).hits
    assert not _apart(connection, text)


@pytest.mark.parametrize(
    ("text", "number", "lacking"),
    [
        ("infections related to selinexor", "about a quarter", "infections"),
        ("drug-related infections", "about a quarter", "infections"),
        ("incidence of bleeding", "Almost half", "bleeding"),
    ],
)
def test_a_figure_of_the_other_half_is_without_what_is_asked(
    connection: sqlite3.Connection, text: str, number: str, lacking: str
) -> None:
    hits = look_up(connection, text).hits
    (figure,) = [hit for hit in hits if hit.row.body.text.startswith(number)]
    assert figure.without == [lacking]
    assert hits[0].row.kind == "evidence"


@pytest.mark.parametrize("text", ["severe neutropenia percentage", "grade 3 or higher neutropenia"])
def test_those_among_whom_something_was_counted_are_not_what_was_counted(
    connection: sqlite3.Connection, text: str
) -> None:
    first, second, *_ = look_up(connection, text).hits
    assert first.row.kind == "evidence"
    assert second.row.body.text.startswith("About 15%")
    assert "in its name" not in second.why


def test_a_share_of_any_grade_is_not_severe_for_the_name_of_its_concern(
    connection: sqlite3.Connection,
) -> None:
    hits = look_up(connection, "most frequent grade 3 event").hits[:10]
    assert not any("neutropenia; the patients" in hit.row.body.text for hit in hits)


@pytest.mark.parametrize(
    ("text", "place"), [("number of patients treated", 1), ("study size", 1), ("pool size", 1)]
)
def test_a_figure_says_of_how_many_it_was_counted(
    connection: sqlite3.Connection, text: str, place: int
) -> None:
    hit = look_up(connection, text).hits[place]
    assert ">3111 patients treated" in hit.row.body.text
    assert ">3111 patients treated" in hit.as_json()["text"]


@pytest.mark.parametrize("text", ["drug-related decreased appetite", "drug-related fatigue"])
def test_what_was_related_is_found_for_each_concern(
    connection: sqlite3.Connection, text: str
) -> None:
    first = look_up(connection, text).hits[0]
    assert first.row.kind == "figure"
    assert "considered related" in first.row.body.text
