"""A search for which several rows answer alike: they are all found, none far behind the others."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.engine import search


def found(connection: sqlite3.Connection, text: str, most: int = 5) -> list[tuple[str, str, str]]:
    """Kind, title and body of the first hits by words; none where they are but near."""
    answer = search(connection, text, learned=False)
    hits = answer.page(0, most) if answer.has_hits else []
    sql = "select kind, title, body from search_index where id = ?"
    return [connection.execute(sql, [hit.id]).fetchone() for hit in hits]


@pytest.mark.parametrize(
    ("text", "measure", "sections"),
    [
        ("PIL sections for low sodium", "Hyponatraemia", ["PL 2", "PL 4"]),
        ("where does the leaflet speak of tiredness", "Fatigue", ["PL 2", "PL 4"]),
    ],
)
def test_sections_cited_for_a_concern_are_found_behind_the_measure_that_cites_them(
    connection: sqlite3.Connection, text: str, measure: str, sections: list[str]
) -> None:
    hits = found(connection, text)
    assert hits[0][:2] == ("measure", f"{measure}: routine measure")
    titles = [title for kind, title, _ in hits if kind == "label_section"]
    assert [one for one in sections if any(title.startswith(one) for title in titles)] == sections


@pytest.mark.parametrize("text", ["all risk factors for fatigue", "what contributes to fatigue"])
def test_factors_of_a_concern_come_before_what_it_is_a_factor_of(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = found(connection, text)
    assert {title.split(":")[0] for _, title, _ in hits} == {"Fatigue"}


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("which chronic diseases make hyponatraemia more likely", {"cirrhosis", "hypertension"}),
        ("concomitant medications", {"polypharmacy"}),
    ],
)
def test_wide_names_lead_to_the_factors_that_are_of_their_kind(
    connection: sqlite3.Connection, text: str, bodies: set[str]
) -> None:
    assert bodies <= {body for _, _, body in found(connection, text, 10)}


def test_whoever_was_not_studied_is_told_by_missing_information_and_by_whom_it_is_for(
    connection: sqlite3.Connection,
) -> None:
    kinds = [kind for kind, _, _ in found(connection, "populations nobody has studied")]
    assert kinds[:2] == ["risk", "risk"]
    assert kinds.count("statement") >= 2


def test_to_list_is_to_ask_for_no_class_of_medicines(connection: sqlite3.Connection) -> None:
    hits = found(connection, "list all potential risks", 3)
    assert [kind for kind, _, _ in hits] == ["risk"] * 3


def test_what_makes_a_concern_likelier_is_found_where_it_is_named_in_everyday_words(
    connection: sqlite3.Connection,
) -> None:
    hits = found(connection, "dad is all muddled")
    assert ("statement", "Confusional state: risk factors") in [hit[:2] for hit in hits]
