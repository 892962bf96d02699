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
        ("biomarker testing", "biomarker"),
        ("Who needs an eye exam before treatment?", "eye exam"),
        ("my sister has M.E., is that hereditary", "is that hereditary"),
    ],
)
def test_what_no_hit_tells_is_told(connection: sqlite3.Connection, text: str, told: str) -> None:
    assert look_up(connection, text).untold == [told]


def test_suicide_is_not_a_death_of_any_cause(connection: sqlite3.Connection) -> None:
    asked = look_up(connection, "Did anyone kill themselves in the trials?")
    assert [one.words for one in asked.absent] == ["kill themselves"]
    assert not look_up(connection, "has it killed anyone").absent


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("drug interactions", "drug interactions"),
        ("CTCAE grade", "ctcae"),
        ("fertility", "fertility"),  # the heading of SmPC 4.6 has it
        ("hospitalisation", "hospitalisation"),  # and so have definitions of legal status
        ("liver injury", "liver injury"),
    ],
)
def test_what_but_a_heading_or_a_definition_prints_no_document_says(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    assert words in look_up(connection, text).related


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("does nexpovio require contraception", "require contraception"),
        ("Nexpovio pregnancy", "pregnancy"),
        ("nexpovio quantity limit", "quantity limit"),
        ("nexpovio mechanism", "mechanism"),
        ("product:nexpovio contraception", "contraception"),
    ],
)
def test_what_only_another_brand_of_the_substance_has_is_told(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    result = look_up(connection, text)
    assert [(one.place, one.words) for one in result.not_there] == [("NEXPOVIO", words)]


@pytest.mark.parametrize("text", ["nexpovio measures", "nexpovio fatigue", "xpovio indication"])
def test_what_a_brand_has_is_not_denied(connection: sqlite3.Connection, text: str) -> None:
    assert look_up(connection, text).not_there == []


def test_a_payers_policy_is_named_in_several_ways(connection: sqlite3.Connection) -> None:
    for name in ("FEP policy", "payer's policy", "insurance policy"):
        result = look_up(connection, f"is confusional state mentioned in the {name}")
        assert [one.words for one in result.not_there] == ["confusional state"]


def test_where_a_risk_is_asked_for_does_not_hide_that_it_is_none(
    connection: sqlite3.Connection,
) -> None:
    assert _apart(connection, "is nausea a risk in the EU plan") == [("", "nausea")]
    assert _apart(connection, "is bleeding a risk in Europe") == []


@pytest.mark.parametrize(
    "text",
    [
        "severe kidney",  # "severe kidney disease"
        "frequent neurocognitive complication",
        "does selinexor cause death",  # "can sometimes cause death"
        "anaemia as a risk factor for which risks",
    ],
)
def test_what_rows_print_with_the_thing_is_not_denied(
    connection: sqlite3.Connection, text: str
) -> None:
    assert _apart(connection, text) == []


def test_low_counts_are_no_high_ones(connection: sqlite3.Connection) -> None:
    first, *_ = look_up(connection, "high white cell count").hits
    assert first.partial
    first, *_ = look_up(connection, "low white cell count").hits
    assert not first.partial


def test_fits_are_looked_for_where_a_medicine_may_cause_them(
    connection: sqlite3.Connection,
) -> None:
    result = look_up(connection, "does xpovio cause fits")
    assert [one.words for one in result.absent] == ["cause fits"]
    assert not result.hits


@pytest.mark.parametrize(
    ("text", "kind"),
    [("PA allowance", "policy"), ("not medically necessary", "statement")],
)
def test_terms_of_payers_find_their_rows(
    connection: sqlite3.Connection, text: str, kind: str
) -> None:
    result = look_up(connection, text)
    assert result.hits[0].row.kind == kind
    assert not result.absent
