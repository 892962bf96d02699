"""A number is looked for beside what it is of; what is asked of an age, of no section, or of the
most is met."""

from __future__ import annotations

import sqlite3

import pytest
from conftest import first_said

from ingest.site.search.engine import search
from ingest.site.search.result import look_up


def absent(connection: sqlite3.Connection, text: str) -> list[str]:
    return [one.words for one in look_up(connection, text).absent]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("approved for 24 months", "24 months"),
        ("100 mg tablets", "100 mg tablets"),
        ("tablets of 10 mg", "10 mg"),
        ("30 tablets per month", "30 tablets"),
        ("patient refractory to one immunomodulatory agent", "one immunomodulatory agent"),
        ("grade 4 thrombocytopenia", "grade 4"),
        ("grade 2 fatigue", "grade 2"),
        ("annex 4", "annex 4"),
    ],
)
def test_a_number_that_no_row_prints_of_that_is_absent(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    result = look_up(connection, text)
    assert [one.words for one in result.absent] == [words]
    assert result.hits
    assert all(words in hit.why.partition("without: ")[2] for hit in result.hits)


@pytest.mark.parametrize(
    "text",
    [
        "approval for 12 months",
        "approved for one year",
        "20 mg tablets",
        "96 tablets",
        "how many 60 mg tablets can be dispensed in 12 weeks",
        "can a sixteen year old get this covered",
        "two patients with acute cerebellar syndrome",
        "2 proteasome inhibitors",
        "2 prior therapies",
        "grade three fatigue",
        "≥ grade 3 hyponatraemia",
        "I am 70 years old",
    ],
)
def test_a_number_that_a_row_prints_of_that_is_not_absent(
    connection: sqlite3.Connection, text: str
) -> None:
    assert absent(connection, text) == []


def test_the_name_of_a_thing_with_its_number_means_that_thing(
    connection: sqlite3.Connection,
) -> None:
    kidney = look_up(connection, "stage 4 kidney disease")
    assert kidney.absent == []
    assert kidney.hits[0].row.title.text == "Use in patients with severe renal impairment"
    dead = look_up(connection, "grade 5 events")
    assert dead.hits[0].why.startswith("also known as: grade 5 event")
    assert not any("in its text" in hit.why for hit in dead.hits)


def test_two_inhibitors_are_no_two_therapies(connection: sqlite3.Connection) -> None:
    answer = search(connection, "patient with MM 2 prior therapies bortezomib")
    assert "bortezomib" in first_said(connection, answer)
    for hit in look_up(connection, "RRMM 2 prior therapies").hits:
        assert "as: two" not in hit.why or "two prior lines" in hit.row.body.text


@pytest.mark.parametrize(
    "text", ["legal status in the US", "SmPC in the US", "legal status of Xpovio"]
)
def test_rows_of_no_medicine_are_not_of_one_whose_documents_cite_no_label(
    connection: sqlite3.Connection, text: str
) -> None:
    for hit in look_up(connection, text).hits:
        if hit.row.product_id is None:
            assert not any(one in hit.why for one in ("of the place", "of the medicine", "of no"))
            assert "without: " in hit.why


def test_rows_of_no_medicine_say_so(connection: sqlite3.Connection) -> None:
    hits = look_up(connection, "legal status in the EU").hits
    first = next(hit for hit in hits if hit.row.kind == "legal_status")
    assert first.why.endswith("of no one medicine")
    assert all("legal status" in hit.row.body.text.lower() for hit in hits[: hits.index(first)])


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("which risk has no SmPC section", "smpc-%"),
        ("which risk has no PIL section", "pl-%"),
        ("risks not in the package leaflet", "pl-%"),
    ],
)
def test_concerns_that_cite_nothing_of_a_label_come_first(
    connection: sqlite3.Connection, text: str, sections: str
) -> None:
    result = look_up(connection, text)
    sql = "select risk_id from label_references where label_section_id like ?"
    citing = {risk for (risk,) in connection.execute(sql, [sections])}
    every = {risk for (risk,) in connection.execute("select id from risks")}
    risks = [hit.row.row_path.rsplit("/", 1)[1] for hit in result.hits if hit.row.kind == "risk"]
    assert set(risks) == every - citing
    assert all("no citation read of" in hit.why for hit in result.hits)
    assert result.related == []


@pytest.mark.parametrize("text", ["risks citing neither 4.2 nor 4.4", "risks without 4.2 or 4.4"])
def test_two_sections_are_denied_together(connection: sqlite3.Connection, text: str) -> None:
    hits = look_up(connection, text).hits
    assert hits
    for hit in hits:
        assert "no citation read of 4.2, no citation read of 4.4" in hit.why


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("which risks cite PIL section 4 only", "Tumor lysis syndrome"),
        ("risks that cite only SmPC 4.9", "Medication error"),
    ],
)
def test_the_only_section_of_a_label(
    connection: sqlite3.Connection, text: str, concern: str
) -> None:
    first = look_up(connection, text).hits[0]
    assert (first.row.kind, first.row.title.text) == ("risk", concern)
    assert "no citation read of another section" in first.why


def test_a_section_that_is_denied_is_not_the_whole_label(connection: sqlite3.Connection) -> None:
    hits = look_up(connection, "which risks are not in SmPC section 4.8").hits
    assert len(hits) == 4
    assert all("no citation read of 4.8" in hit.why for hit in hits)


def test_criteria_for_all_diagnoses_are_of_each(connection: sqlite3.Connection) -> None:
    hits = look_up(connection, "DLBCL renewal criteria").hits[:5]
    assert any("NO disease progression" in hit.row.body.text for hit in hits)
    assert sum("renewal" in hit.row.title.text for hit in hits) >= 4


@pytest.mark.parametrize(
    "text",
    [
        "patient 17 years old with MM",
        "17 years old with multiple myeloma",
        "19 year old with MM",
        "patient 17 years with MM",
        "patient 82 years old with MM",
    ],
)
def test_limits_of_age_come_with_the_disease(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert any(hit.row.body.text == "18 years of age or older" for hit in result.hits[:5])
    assert result.absent == []


def test_who_is_65_and_over_is_elderly(connection: sqlite3.Connection) -> None:
    first = look_up(connection, "65 and over").hits[:3]
    assert {hit.row.body.text for hit in first} == {"elderly", "old age", "advanced age"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("highest percentage", ["589 (62.2%)", "About 60%", "About 50%"]),
        ("which risk affects the most patients", ["589 (62.2%)", "About 60%", "About 50%"]),
        ("most frequent risk", ["589 (62.2%)", "About 60%", "About 50%"]),
        ("lowest grade 3 rate", ["about 2%", "about 2%", "about 7 %"]),
        ("highest rate of fatigue", ["About 60%", "about a 50%", "about 15%"]),
    ],
)
def test_figures_stand_by_their_size_where_the_most_is_asked_for(
    connection: sqlite3.Connection, text: str, first: list[str]
) -> None:
    bodies = [" ".join(hit.row.body.text.split()) for hit in look_up(connection, text).hits]
    assert [body.partition(";")[0] for body in bodies[: len(first)]] == first


def test_at_least_asks_for_no_order(connection: sqlite3.Connection) -> None:
    first = look_up(connection, "what share of patients lost at least 10% of body weight").hits[0]
    assert first.row.body.text.startswith("266 (28.1%)")


def test_a_number_is_also_that_by_which_a_row_is_known(connection: sqlite3.Connection) -> None:
    hits = look_up(connection, "8 tablets a week limit").hits[:4]
    assert [hit.row.kind for hit in hits] == ["limit"] * 4
    assert all("8 tablets" in hit.why and not hit.partial for hit in hits)


@pytest.mark.parametrize("text", ["patients over 65", "over 65 years old", "65 and over"])
def test_over_65_is_elderly(connection: sqlite3.Connection, text: str) -> None:
    first = look_up(connection, text).hits[0].row
    assert first.kind == "factor"
    assert first.body.printed.keys() & {"elder", "old", "age", "elderli"}


def test_what_is_over_so_many_days_is_no_age(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "limit over 84 days").hits[0].row.kind == "limit"
