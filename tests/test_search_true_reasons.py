"""Why a row is a hit is true, and stands on the screen with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import refill_search

from ingest.search_listing import search_lines
from ingest.site.search.result import look_up


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2.1%", "2.1%"),
        ("62.2%", "62.2%"),
        ("28.1%", "28.1%"),
        ("28,1 %", "28.1%"),
        ("2.1 percent", "2.1%"),
        ('"2.1%"', "2.1%"),
    ],
)
def test_a_number_with_decimals_is_one_word(
    connection: sqlite3.Connection, text: str, printed: str
) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert printed in result.hits[0].row.body.text
    for hit in result.hits:
        assert printed in hit.row.body.text or not hit.why.startswith("in its")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2.2%", "2.2%"),
        ("12,5 %", "12.5 %"),
        ("3.4% had bleeding", "3.4%"),
        ("4.8% of patients", "4.8%"),
        ("2.5 mg tablets", "2.5 mg tablets"),
        ("version 2.1", "version 2.1"),
        ("section 12.3", "12.3"),
    ],
)
def test_one_that_no_document_prints_is_told(
    connection: sqlite3.Connection, text: str, told: str
) -> None:
    (absent,) = look_up(connection, text).absent
    assert (absent.words, absent.documents) == (told, [])


@pytest.mark.parametrize("text", ["4.4", "4.4,4.8", "SmPC 4.4", "4.2 and 4.8"])
def test_the_number_of_a_section_is_no_such_number(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert result.hits[0].why.startswith("label section: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("quantity limit for 50 mg tablets", "    row: 50 mg strength: 96 tablets per 84 days"),
        ("denominator", "    row: 589 (62.2%), 266 (28.1%), 20 (2.1%) admit one denominator only"),
        ("how many had ACS", "    row: ACS related events; >3111 patients treated"),
    ],
)
def test_what_a_row_says_beside_its_quote_is_shown(database: Path, text: str, said: str) -> None:
    lines = search_lines(database, text, 3, as_json=False)
    assert any(line.startswith(said) for line in lines)


def test_where_the_quote_says_it_all_nothing_more_is_shown(database: Path) -> None:
    lines = search_lines(database, "measures for fatigue", 3, as_json=False)
    assert not [line for line in lines if line.startswith("    row:")]


@pytest.mark.parametrize("text", ["50 mg tablets", "limit for 50 mg tablets"])
def test_a_limit_is_of_the_tablets_of_its_strength(
    connection: sqlite3.Connection, text: str
) -> None:
    limits = [hit for hit in look_up(connection, text).hits if hit.row.kind == "limit"]
    assert limits[0].row.body.text.startswith("50 mg strength")
    assert "without: 50" not in limits[0].why
    assert all("without: 50" in hit.why for hit in limits[1:])


@pytest.mark.parametrize("text", ["60mg qw", "60 mg QW", "QW 60 mg"])
def test_once_weekly_is_how_often_a_dose_is_taken(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = look_up(connection, text).hits
    assert any("60 mg once weekly" in " ".join(hit.row.body.text.split()) for hit in hits[:2])
    assert all("QW" not in hit.why for hit in hits if hit.row.kind == "limit")


@pytest.mark.parametrize("text", ["QW", "60 mg QW", "qw dosing"])
def test_twice_weekly_is_not_once_weekly(connection: sqlite3.Connection, text: str) -> None:
    for hit in look_up(connection, text).hits:
        assert "QW" not in hit.why or "twice" not in hit.row.body.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pre-PA allowance", "allowance before approval: None"),
        ("limits on renewal", "limits on renewal: the same as above"),
        ("same as above", "limits on renewal: the same as above"),
    ],
)
def test_what_a_policy_says_there_is_none_of_is_in_its_words(
    connection: sqlite3.Connection, text: str, said: str
) -> None:
    first = look_up(connection, text).hits[0].row
    assert first.kind == "policy"
    assert said in first.body.text


def test_what_it_does_not_state_is_not(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as own:
        own.execute("delete from field_states where field = 'pre_approval_allowance'")
        own.execute("update policies set renewal_limits = null")
        refill_search(own)
        (policy,) = own.execute("select body from search_index where kind = 'policy'").fetchall()
    assert "allowance" not in policy[0]
    assert "limits" not in policy[0]


@pytest.mark.parametrize(
    "text", ["EU vs US indications", "EU and US indications", "indications US vs EU"]
)
def test_rows_of_both_places_are_found(connection: sqlite3.Connection, text: str) -> None:
    first = [hit.row for hit in look_up(connection, text).hits[:4]]
    assert {row.kind for row in first} == {"indication"}
    assert {row.product_id for row in first} == {"nexpovio", "xpovio"}


def test_who_says_us_of_themselves_names_no_place(connection: sqlite3.Connection) -> None:
    units = look_up(connection, "tell us the EU indications").answer.units
    assert not any("us" in unit.words for unit in units)


@pytest.mark.parametrize("text", ["over the counter", "OTC", "repeat prescription"])
def test_a_first_legal_status_that_no_document_states_is_told(database: Path, text: str) -> None:
    lines = list(search_lines(database, text, 1, as_json=False))
    (status,) = [line.split("  ")[1] for line in lines if line.startswith("legal status  ")]
    assert f'No document here states the legal status "{status}".' in lines


@pytest.mark.parametrize("text", ["legal status", "restricted prescription", "fatigue"])
def test_of_one_that_a_document_states_it_is_not(database: Path, text: str) -> None:
    lines = search_lines(database, text, 1, as_json=False)
    assert not [line for line in lines if "states the legal status" in line]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("hypokalaemia", "Hyponatraemia"),
        ("hyperglycaemia", "Tumor lysis syndrome"),
        ("blood clot", "Thrombocytopenia and Bleeding"),
    ],
)
def test_another_case_of_what_is_wider_is_itself_not_wider(
    connection: sqlite3.Connection, text: str, title: str
) -> None:
    whys = {hit.row.title.text: hit.why for hit in look_up(connection, text).near}
    assert whys[title].endswith("related)")


def test_what_is_wider_is(connection: sqlite3.Connection) -> None:
    near = look_up(connection, "hypokalaemia").near
    (why,) = [hit.why for hit in near if hit.row.body.text == "electrolyte abnormalities"]
    assert why.endswith("wider)")


def test_a_case_of_an_everyday_word_is_one_of_what_it_means(connection: sqlite3.Connection) -> None:
    whys = {hit.why for hit in look_up(connection, "mental trouble").hits[:5]}
    assert whys == {"a case of: mental problems (Psychiatric disorder)"}


@pytest.mark.parametrize(
    "text", ["589 patients", "6 months", ">=5%", ">3,111 patients", "28.1%", "24 months"]
)
def test_an_example_of_another_number_brings_no_rows(
    connection: sqlite3.Connection, text: str
) -> None:
    assert not any("a question like this one" in hit.why for hit in look_up(connection, text).hits)


def test_an_example_is_told_but_of_rows_that_have_nothing_of_the_question(
    connection: sqlite3.Connection,
) -> None:
    for text in ("hepatic impairment", "G-CSF", "investigational"):
        for hit in look_up(connection, text).hits:
            like, _, lacking = hit.why.partition("; without: ")
            assert not ("a question like this one" in like and ", " in like), lacking


@pytest.mark.parametrize("text", ["Q3W", "Q4W"])
def test_what_an_abbreviation_stands_for_is_printed_side_by_side(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert [one.words for one in result.absent] == [text.lower()]
    assert not result.hits


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no energy", "also known as: no energy"),
        ("away with the fairies", "also known as: away with the fairies"),
        ("mineral imbalance", "a case of: mineral imbalance"),
    ],
)
def test_what_hangs_on_a_concern_is_not_called_by_its_other_names(
    connection: sqlite3.Connection, text: str, told: str
) -> None:
    hits = look_up(connection, text, most=60).hits
    concern = next(hit for hit in hits if hit.row.kind == "risk")
    assert told in concern.why
    assert "its concern" not in concern.why
    hanging = [hit for hit in hits if hit.row.kind == "measure"]
    hanging += [hit for hit in hits if hit.row.body.text == "infections"]
    assert len(hanging) > 1
    assert all(f"its concern {told}" in hit.why for hit in hanging)


def test_a_factor_that_has_the_name_itself_says_so(connection: sqlite3.Connection) -> None:
    hits = look_up(connection, "no energy", most=60).hits
    (itself,) = [
        hit for hit in hits if hit.row.body.text == "fatigue" and "Weight" in hit.row.title.text
    ]
    assert itself.why == "also known as: no energy (riskplan, lay)"
    other = next(hit for hit in hits if hit.row.body.text == "radiotherapy")
    assert other.why == "its concern also known as: no energy (riskplan, lay)"


def test_what_examples_only_let_pass_is_no_hit_beside_what_is_named(
    connection: sqlite3.Connection,
) -> None:
    hits = look_up(connection, "cataract").hits
    assert [hit.row.title.text for hit in hits] == ["cataract"]
