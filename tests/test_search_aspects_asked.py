"""What is asked of a thing that rows have, and that no row tells of it, is told above the hits."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.result import look_up


def _apart(connection: sqlite3.Connection, text: str) -> list[tuple[str, str]]:
    return [(one.asked, one.words) for one in look_up(connection, text).apart]


@pytest.mark.parametrize(
    ("text", "asked", "thing"),
    [
        ("dexamethasone dose given with Xpovio", "dose", "dexamethasone"),
        ("dose in renal impairment", "dose", "renal impairment"),
        ("dose if platelets are low", "dose", "platelets are low"),
        ("risk factors for cataract", "risk factors", "cataract"),
        ("risk factors for kidney failure", "risk factors", "kidney failure"),
        ("what makes hypertension more likely", "makes … more likely", "hypertension"),
        ("what affects the risk of anaemia", "what affects the risk", "anaemia"),
        ("cataract in clinical trials", "clinical trials", "cataract"),
        ("evidence on hypertension", "evidence", "hypertension"),
    ],
)
def test_what_no_row_tells_of_a_thing_is_told(
    connection: sqlite3.Connection, text: str, asked: str, thing: str
) -> None:
    assert look_up(connection, text).hits
    assert (asked, thing) in _apart(connection, text)


@pytest.mark.parametrize(
    "text",
    [
        "throwing up after every dose",  # tells when
        "20 mg dose packs",
        "dose reduction for fatigue",  # its evidence speaks of doses
        "risk factors for hyponatraemia",
        "is hypertension a risk factor",
        "hypertension risk factor",
        "what makes an older patient more likely to become confused on treatment",
        "what makes bleeding more likely",
        "evidence for hyponatraemia",
        "what is known about severe renal impairment",  # that it is missing information
    ],
)
def test_what_a_row_tells_of_a_thing_is_not_denied(
    connection: sqlite3.Connection, text: str
) -> None:
    assert look_up(connection, text).hits
    assert not _apart(connection, text)


def test_a_disorder_that_is_said_to_come_from_the_medicine_is_denied_where_none_says_so(
    connection: sqlite3.Connection,
) -> None:
    assert _apart(connection, "weak heart from the tablets") == [("", "weak heart")]
    assert not _apart(connection, "low sodium from the tablets")


@pytest.mark.parametrize(
    "text", ["Can I drive?", "driving", "is it safe to drive", "am I allowed to drive a car"]
)
def test_a_section_that_rows_but_cite_says_what_they_do_not(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    cited = [hit.row.kind for hit in result.hits]
    assert "measure" in cited
    assert result.in_label


@pytest.mark.parametrize("text", ["where in the label is driving", "overdose", "SmPC 4.7"])
def test_what_rows_say_beside_the_section_or_the_section_itself_is_not_denied(
    connection: sqlite3.Connection, text: str
) -> None:
    assert not look_up(connection, text).in_label


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How many vials does the insurance pay for?", "vials"),
        ("Can I cut the patch in half to lower the dose?", "patch"),
        ("low blood count after the infusion", "infusion"),
        ("is it a pill or an injection?", "injection"),  # a definition of legal status prints it
        ("biomarker testing", "biomarker testing"),
        ("Who needs an eye exam before treatment?", "eye exam"),
    ],
)
def test_a_form_or_a_test_that_no_document_prints_is_told(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    assert words in look_up(connection, text).related


def test_forms_that_documents_print_are_not_denied(connection: sqlite3.Connection) -> None:
    assert not look_up(connection, "how many tablets does the insurance pay for").related


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("locking up the medicine at home", ["locking", "home"]),
        ("directly observed therapy", ["directly observed therapy"]),
    ],
)
def test_what_stands_beside_words_that_only_rank_is_told(
    connection: sqlite3.Connection, text: str, absent: list[str]
) -> None:
    assert [one.words for one in look_up(connection, text).absent] == absent


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("is there a generic of selinexor", "is there a generic"),
        ("how often must PSURs be submitted", "how often must psurs"),
        ("which CTCAE version was used for grading", "which ctcae version"),
        ("how much dexamethasone do I take", "how much dexamethasone do i take"),
        ("how low did the platelets fall", "how low did"),
        ("my sister has M.E., is that hereditary", "is that hereditary"),
    ],
)
def test_what_no_hit_tells_is_told(connection: sqlite3.Connection, text: str, told: str) -> None:
    assert told in look_up(connection, text).untold


def test_suicide_is_not_a_death_of_any_cause(connection: sqlite3.Connection) -> None:
    asked = look_up(connection, "Did anyone kill themselves in the trials?")
    assert [one.words for one in asked.absent] == ["kill themselves"]
    assert not look_up(connection, "has it killed anyone").absent
