"""What is told of numbers and names is true: nothing that a document prints is denied, and nothing
that it does not is passed over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import fictional

from ingest.search_listing import search_lines
from ingest.site.search.result import look_up


def notes(database: Path, text: str) -> list[str]:
    lines = search_lines(database, text, 3, as_json=False)
    return [line for line in lines if line.startswith("No ")]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("589 patients", "589 (62.2%)"),
        ("266 patients lost weight", "266 (28.1%)"),
        ("20 patients weight loss", "20 (2.1%)"),
        ("3 patients medication error", "3 and 5"),
    ],
)
def test_a_number_is_printed_with_a_share_or_another_number_behind_it(
    connection: sqlite3.Connection, text: str, printed: str
) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert any(printed in hit.row.body.text for hit in result.hits[:3])


@pytest.mark.parametrize("text", ["590 patients", "62 patients", "28 patients lost weight"])
def test_a_number_of_something_else_is_none_of_patients(
    connection: sqlite3.Connection, text: str
) -> None:
    (absent,) = look_up(connection, text).absent
    assert text.startswith(absent.words)


@pytest.mark.parametrize("text", ["two patients died", "two patients TLS"])
def test_rows_that_print_another_number_are_without_that_of_the_question(
    connection: sqlite3.Connection, database: Path, text: str
) -> None:
    result = look_up(connection, text)
    assert result.lacked == ["two"]
    told = "No row has all of these words; the first is without: two."
    assert told in list(search_lines(database, text, 3, as_json=False))
    first = result.hits[0]
    assert "two" in first.why.partition("without: ")[2].split(", ")


@pytest.mark.parametrize(
    "text",
    [
        "contraception 1 week after last dose",
        "pregnancy after last dose",
        "effective contraception after the last dose",
    ],
)
def test_the_last_dose_asks_for_no_outcome(database: Path, text: str) -> None:
    assert notes(database, text) == []


@pytest.mark.parametrize("text", ["fatal outcome", "can it kill me", "fatal events"])
def test_who_died_had_a_fatal_outcome(connection: sqlite3.Connection, text: str) -> None:
    hits = look_up(connection, text).hits[:4]
    died = [hit for hit in hits if "died" in hit.row.body.text]
    assert {hit.row.kind for hit in died} == {"evidence", "figure"}
    assert not any("without" in hit.why for hit in died)


@pytest.mark.parametrize("text", ["risks in SmPC 4.7", "which risks in SmPC section 4.2"])
def test_beside_the_number_of_a_section_no_words_lead_to_another(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.related == []
    assert not any("SmPC risk" in hit.why for hit in result.hits)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hepatic impairment dose reduction", "hepatic impairment"),
        ("dose reduction in hepatic impairment", "hepatic impairment"),
        ("dose adjustment renal impairment", "renal impairment"),
    ],
)
def test_the_name_of_a_thing_is_not_parted(
    connection: sqlite3.Connection, text: str, name: str
) -> None:
    result = look_up(connection, text)
    assert not any("impairment" in words for words in result.related)
    assert result.hits[0].row.title.text.endswith(name)
    assert result.hits[0].why.startswith("in its name")


@pytest.mark.parametrize(
    "text", ["US vs EU", "warnings in the US and the EU", "neutropenia in the US and in Europe"]
)
def test_what_is_of_one_place_is_of_no_other(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert not result.lacked


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ninlaro generic", "Ninlaro"),
        ("Pomalyst generic", "Pomalyst"),
        ("Velcade brand", "Velcade"),
    ],
)
def test_a_name_of_a_medicine_of_a_class_tells_its_other_name(
    connection: sqlite3.Connection, text: str, first: str
) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert (result.hits[0].row.kind, result.hits[0].row.title.text) == ("drug", first)


@pytest.mark.parametrize("text", ["Xpovio generic", "generic", "Velcade generic version"])
def test_of_another_generic_nothing_is_said(connection: sqlite3.Connection, text: str) -> None:
    assert not look_up(connection, text).hits


@pytest.mark.parametrize(
    ("text", "kind"),
    [("how many warnings", "warning"), ("how many dose packs", "dose_pack")],
)
def test_how_many_of_a_kind_asks_for_its_rows_and_no_figures(
    connection: sqlite3.Connection, text: str, kind: str
) -> None:
    result = look_up(connection, text)
    assert not result.lacked
    assert {hit.row.kind for hit in result.hits[:4]} == {kind}
    assert not any(hit.row.kind == "figure" for hit in result.hits)


def test_how_many_of_a_thing_asks_for_figures(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "how many had fatigue").hits[0].row.kind == "figure"


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("effective contraception 7 days", "1 week"),
        ("effective contraception for 7 days after the last dose", "1 week"),
    ],
)
def test_seven_days_are_a_week(connection: sqlite3.Connection, text: str, other: str) -> None:
    result = look_up(connection, text)
    assert (result.absent, result.apart, result.lacked) == ([], [], [])
    first = result.hits[0]
    assert other in first.row.body.text
    assert f"also known as: {other} (riskplan, exact)" in first.why
    assert "without" not in first.why


@pytest.mark.parametrize("text", ["3 deaths", "two deaths", "two fatalities"])
def test_so_many_died_as_is_printed(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.lacked
    died = [hit for hit in result.hits if "died" in hit.row.body.text]
    assert died
    assert all(text.split()[0] in hit.why.partition("without: ")[2] for hit in died)


def test_one_death_is_one_patient_who_died(connection: sqlite3.Connection) -> None:
    result = look_up(connection, "1 death")
    assert result.absent == []
    assert any("one patient died" in hit.row.quote for hit in result.hits[:2])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("policy number", "policy number"),
        ("policy ID", "policy id"),
        ("USPI section 5", "uspi"),
        ("Medication Guide", "medication guide"),
    ],
)
def test_what_only_a_wider_kind_is_found_for_is_told(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    assert look_up(connection, text).related == [words]


@pytest.mark.parametrize("text", ["policy", "package leaflet"])
def test_the_wider_kind_itself_is_not(connection: sqlite3.Connection, text: str) -> None:
    assert look_up(connection, text).related == []


@pytest.mark.parametrize("text", ["quantity limit exceptions", "exceptions to the age limit"])
def test_exceptions_are_not_passed_over(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert [one.words for one in result.absent] == ["exceptions"]
    assert result.hits


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("14 days contraception", "14 days"),
        ("33 patients with fatigue", "33 patients"),
        ("37 prior therapies", "37 prior therapies"),
    ],
)
def test_a_number_that_no_row_has_is_told_with_what_it_is_of(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    result = look_up(connection, text)
    assert [one.words for one in result.absent] == [words]
    assert result.hits
    for hit in result.hits:
        without = hit.why.partition("without: ")[2].split(", ")
        assert words in without
        assert not set(words.split()).intersection(without) - {"patients", "therapies"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("STOP-MM study", "stop mm"),
        ("what did the CARE-HF trial show", "care hf"),
        ("XPORT-CLL-001 trial", "xport-cll-001"),
    ],
)
def test_the_name_of_a_study_is_not_its_words(
    connection: sqlite3.Connection, text: str, name: str
) -> None:
    result = look_up(connection, text)
    assert [one.words for one in result.absent] == [name]
    assert not result.hits


@pytest.mark.parametrize("text", ["does the policy require hospital setting", "outpatient setting"])
def test_a_setting_that_no_row_names_is_told(connection: sqlite3.Connection, text: str) -> None:
    result = look_up(connection, text)
    assert result.related == [" ".join(text.split()[-2:])]
    assert "criterion" in [hit.row.kind for hit in result.hits[:2]]


def test_in_the_setting_of_is_no_setting(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "confusion in the setting of selinexor").related == []


@pytest.mark.parametrize("text", ["does the FDA require REMS", "REMS requirements", "REMS"])
def test_that_a_thing_is_needed_is_no_part_of_its_name(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert [one.words for one in result.absent] == ["rems"]
    assert not result.hits


@pytest.mark.parametrize(
    "text",
    ["exportin-1 inhibitor", "exportin 1 inhibitors", "anti CD 38 antibody", "grade 3 patients"],
)
def test_a_number_that_ends_a_name_counts_nothing(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert result.hits
    assert not any("without: 1 inhib" in hit.why for hit in result.hits)


@pytest.mark.parametrize("text", ["1 proteasome inhibitor", "after 1 agent"])
def test_one_of_a_class_is_counted(connection: sqlite3.Connection, text: str) -> None:
    assert [one.words for one in look_up(connection, text).absent]


@pytest.fixture(scope="module")
def eye(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The documents of a fictional medicine that is injected into the eye."""
    with fictional("kelvustra", tmp_path_factory.mktemp("eye")) as connection:
        yield connection


@pytest.mark.parametrize("text", ["age above 80 years", "above 80"])
def test_words_that_nobody_said_are_not_told(eye: sqlite3.Connection, text: str) -> None:
    result = look_up(eye, text)
    assert result.hits
    assert result.related == []


@pytest.mark.parametrize("text", ["NO retinal vasculitis", "NO panretinal laser photocoagulation"])
def test_no_in_capitals_is_no_abbreviation(eye: sqlite3.Connection, text: str) -> None:
    assert look_up(eye, text).absent == []


@pytest.mark.parametrize("text", ["List of excipients", "how to store"])
def test_what_a_row_prints_is_said(connection: sqlite3.Connection, text: str) -> None:
    assert look_up(connection, text).related == []


def test_more_than_one_of_an_abbreviation_is_told(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "HCPs").related == ["hcp"]


@pytest.mark.parametrize("text", ["3111 patients", "3,111 patients"])
def test_thousands_are_found_with_and_without_commas(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.absent == []
    assert ">3111 patients" in result.hits[0].row.body.text


def test_thousands_that_a_row_prints_with_commas(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with fictional("qorvanta", tmp_path_factory.mktemp("heart")) as heart:
        for text in ("3,118 patients", "3118 patients"):
            result = look_up(heart, text)
            assert result.absent == []
            assert "3,118 patients" in result.hits[0].row.body.text
        assert [one.words for one in look_up(heart, "1118 patients").absent] == ["1118 patients"]
