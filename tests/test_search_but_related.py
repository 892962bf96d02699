"""What is but related to a thing is no row of it, where other rows are."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.hits import Hit
from ingest.site.search.result import look_up


def lacks(hit: Hit) -> list[str]:
    return hit.why.partition("without: ")[2].split(", ")


@pytest.mark.parametrize(
    "text", ["how many prior therapies for RRMM xpovio dexamethasone", "prior therapies for RRMM"]
)
def test_a_criterion_of_another_diagnosis_is_without_the_one_that_is_named(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = {hit.row.row_path.rsplit("/", 1)[-1]: hit for hit in look_up(connection, text).hits}
    own, other = (hits[f"xpovio-prior-approval-initial-{at}"] for at in ("2-a", "1-a"))
    assert "said around it: rrmm" in own.why
    assert "rrmm" not in lacks(own)
    assert "related to: RRMM" in other.why
    assert "rrmm" in lacks(other)


def test_what_is_named_alone_in_words_that_lead_to_it_lacks_nothing(
    connection: sqlite3.Connection,
) -> None:
    assert (
        look_up(connection, "platelets").hits[0].why == "related to: platelets (riskplan, related)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "compare hyponatraemia and confusion grade 3 selinexor",
        "hyponatraemia vs confusion",
        "grade 3 hyponatraemia compared with confusion",
    ],
)
def test_two_things_that_are_compared_come_in_turn(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = look_up(connection, text).hits[:6]
    sides = ["hyponatr" in hit.row.title.text.casefold() for hit in hits]
    assert sides in ([True, False] * 3, [False, True] * 3)
    assert all(hit.partial for hit in hits)
    assert not any("related to: confusion" in hit.why for hit in hits)


def test_of_two_things_that_are_joined_no_row_is_both_for_being_related(
    connection: sqlite3.Connection,
) -> None:
    hits = look_up(connection, "hyponatraemia and confusion").hits
    both = [hit for hit in hits if not hit.partial and hit.row.kind != "label_section"]
    assert all("hyponatr" in f"{hit.row.title.text} {hit.row.body.text}".casefold() for hit in both)
    assert all("confus" in f"{hit.row.title.text} {hit.row.body.text}".casefold() for hit in both)


@pytest.mark.parametrize(
    ("text", "section"),
    [("smpc 4.4 acute cerebellar syndrome", "4.4"), ("4.8 acute cerebellar syndrome", "4.8")],
)
def test_a_section_that_is_not_cited_for_the_concern_that_is_named_is_told(
    connection: sqlite3.Connection, text: str, section: str
) -> None:
    result = look_up(connection, text)
    assert [one.asked for one in result.apart] == [section]
    assert {hit.row.kind for hit in result.hits[:2]} == {"measure"}
    assert result.hits[2].row.kind == "risk"
    for hit in result.hits[:3]:
        assert hit.row.title.text.startswith("Acute cerebellar syndrome")
        assert section in lacks(hit)


@pytest.mark.parametrize("text", ["4.4 hyponatraemia", "SmPC 4.4 confusion", "SmPC 4.3"])
def test_one_that_is_cited_or_asked_about_alone_is_not(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).apart == []


LISTED = {f"Use in patients with severe {organ} impairment" for organ in ("hepatic", "renal")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("use in patients with cardiac impairment nexpovio", "cardiac impairment"),
        ("selinexor use in patients with diabetes", "patients with diabetes"),
        ("use in elderly", "elderly"),
        ("use during pregnancy", "during pregnancy"),
        ("experience in elderly patients", "elderly patients"),
        ("long-term safety missing information selinexor", "long term"),
    ],
)
def test_who_is_not_listed_as_missing_information_is_told(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    result = look_up(connection, text)
    assert [(one.asked, one.words) for one in result.apart] == [("missing information", words)]


@pytest.mark.parametrize("text", ["use in elderly", "experience in elderly patients"])
def test_rows_that_speak_of_such_people_stand_before_those_who_are_listed(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).hits[0].row.kind == "factor"


@pytest.mark.parametrize("text", ["use in renal impairment", "use in patients with liver disease"])
def test_who_is_listed_stands_first(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.apart == []
    assert result.hits[0].row.title.text in LISTED


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("use in patients with severe renal impairment", "severe renal impairment"),
        ("use in patients with liver failure", "severe hepatic impairment"),
    ],
)
def test_who_is_listed_is_found(connection: sqlite3.Connection, text: str, first: str) -> None:
    result = look_up(connection, text)
    assert result.apart == []
    assert result.hits[0].row.title.text == f"Use in patients with {first}"
    assert not result.hits[0].partial


@pytest.mark.parametrize(
    "text", ["use in multiple myeloma", "use in patients with lymphoma", "use in combination"]
)
def test_what_a_medicine_is_given_for_is_no_population(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.apart == []
    assert not any("missing information" in lacks(hit) for hit in result.hits)


def test_a_concern_of_another_category_stays_first(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "important potential risk fatigue")
    assert [one.words for one in result.apart] == ["fatigue"]
    assert result.hits[0].row.title.text == "Fatigue"
    assert lacks(result.hits[0]) == ["potential risk"]
