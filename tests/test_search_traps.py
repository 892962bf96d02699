"""Questions that no row answers, though rows have their words: it is told what none says."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.reasons import OF_POLICY, STATED_NOWHERE
from ingest.site.search.result import look_up
from ingest.site.search.told.kinds_and_things import Apart


@pytest.mark.parametrize(
    ("text", "asked", "words"),
    [
        ("is anaemia a side effect", "", "anaemia"),
        ("could nausea be a side effect", "", "nausea"),
        ("is insomnia an adverse reaction of Xpovio", "", "insomnia"),
        ("is anaemia a risk", "", "anaemia"),
        ("is there a risk of anaemia", "", "anaemia"),
        ("is confusion missing information", "missing information", "confusion"),
        ("does anaemia come from selinexor", "", "anaemia"),
        ("does depression come with it", "", "depression"),
        ("does depression come with", "", "depression"),
        ("can selinexor give me diabetes", "", "diabetes"),
        ("can I get depression from it", "", "depression"),
        ("do patients develop anaemia on selinexor", "", "anaemia"),
        ("is ECOG required", "required", "ecog"),
        ("is MRI required", "required", "mri"),
        ("is carfilzomib required", "required", "carfilzomib"),
        ("is liver failure covered", "covered", "liver failure"),
        ("criteria for hypertension", "criteria", "hypertension"),
        ("is coverage given for AML", "coverage", "aml"),
    ],
)
def test_a_thing_that_is_no_effect_or_that_no_criterion_says_is_told(
    connection: sqlite3.Connection, text: str, asked: str, words: str
) -> None:
    assert look_up(connection, text).apart == [Apart(asked, words)]


@pytest.mark.parametrize(
    "text",
    [
        "is fatigue a side effect",
        "is low sodium an adverse reaction",
        "are cataracts a side effect",
        "is infection a risk",
        "is there a risk of bleeding",
        "is anaemia a risk factor",
        "is age a risk for confusion",
        "is severe renal impairment missing information",
        "side effects affecting driving",
        "is confusion a side effect of opioids",
        "does bleeding come from it",
        "does it make me confused",
        "does it affect driving",
        "does it affect contraception",
        "does it come with dexamethasone",
        "can I get confused on it",
        "can I get pain medication with selinexor",
        "can patients with diabetes get selinexor with bortezomib",
        "I have diabetes, does it make me confused",
        "is a low BMI relevant to neutropenia risk",
        "is dexamethasone required",
        "is Velcade required",
        "is a proteasome inhibitor required",
        "is birth control required",
        "is a complete blood count required",
        "is DLBCL covered",
        "which criteria mention nausea",
        "what does Xpovio require",
        "coverage criteria for RRMM",
        "eligible tumour types",
        "does Darzalex Faspro satisfy the anti-CD38 requirement",
        "does the plan expect Darzalex to have failed first",
    ],
)
def test_nothing_is_told_of_effects_and_criteria_or_what_is_asked_elsewise(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert result.hits
    assert result.apart == []


@pytest.mark.parametrize(
    "text", ["over the counter", "without prescription", "special and restricted", "legal status"]
)
def test_a_legal_status_that_no_document_states_is_told(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = [hit for hit in look_up(connection, text).hits if hit.row.kind == "legal_status"]
    assert hits
    for hit in hits:
        stated = hit.row.title.text == "restricted medical prescription"
        assert (STATED_NOWHERE in hit.why) is not stated


def test_a_specialist_whom_no_row_names_is_told(connection: sqlite3.Connection) -> None:
    for text in ("is an oncologist required to prescribe", "must an oncologist prescribe it"):
        (told,) = look_up(connection, text).apart
        assert told.words == "oncologist"
        assert told.asked in ("legal status", "specialist prescriber")
    assert look_up(connection, "must a doctor prescribe it").apart == []


@pytest.mark.parametrize(
    ("text", "excepted"),
    [
        ("which warnings are not about blood", {"neutropenia", "thrombocytopenia"}),
        ("warnings other than hyponatremia", {"hyponatremia"}),
        ("all warnings except hyponatremia in the US", {"hyponatremia"}),
        ("risks except fatigue", {"Fatigue"}),
        ("risks besides bleeding and fatigue", {"Fatigue", "Thrombocytopenia and Bleeding"}),
        ("apart from bleeding, which risks are there", {"Thrombocytopenia and Bleeding"}),
        ("side effects that are not infections", {"Severe infections due to Neutropenia"}),
        ("non-infectious side effects", {"Severe infections due to Neutropenia"}),
        ("which risks, other than fatigue, are identified", {"Fatigue"}),
        ("what warnings besides infection and cataract does xpovio have", {"cataract"}),
    ],
)
def test_what_is_excepted_comes_last(
    connection: sqlite3.Connection, text: str, excepted: set[str]
) -> None:
    titles = [hit.row.title.text for hit in look_up(connection, text, most=100).hits]
    assert excepted.isdisjoint(titles[:5])
    kinds = {hit.row.kind for hit in look_up(connection, text, most=4).hits}
    assert kinds <= {"risk", "warning", "label_section"}


@pytest.mark.parametrize(
    "text", ["which risks are not identified", "what are the risks excluding the identified ones"]
)
def test_a_group_of_concerns_is_excepted(connection: sqlite3.Connection, text: str) -> None:
    hits = look_up(connection, text, most=5).hits
    assert {hit.row.category for hit in hits} == {"potential", "missing"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("is fatigue not an identified risk", "Fatigue"),
        ("none other than fatigue", "Fatigue"),
        ("non-serious infections", "serious infections"),
        ("is hyponatraemia a risk if sodium is not low", "Hyponatraemia"),
        ("besides fatigue, is confusion a risk", "Confusional state"),
    ],
)
def test_nothing_else_is_excepted(connection: sqlite3.Connection, text: str, first: str) -> None:
    assert look_up(connection, text).hits[0].row.title.text == first


@pytest.mark.parametrize(
    "text", ["generic of xpovio", "brand of selinexor", "what is selinexor sold as"]
)
def test_other_medicines_are_no_brands_of_it(connection: sqlite3.Connection, text: str) -> None:
    hits = look_up(connection, text).hits
    assert {hit.row.title.text for hit in hits[:2]} == {"Xpovio", "NEXPOVIO"}
    drugs = [hit.why for hit in hits if hit.row.kind == "drug"]
    assert drugs
    assert not any("named for" in why or "of the substance" in why for why in drugs)


@pytest.mark.parametrize("text", ["generic of Revlimid", "brand of lenalidomide"])
def test_a_medicine_of_a_class_has_its_own_brand(connection: sqlite3.Connection, text: str) -> None:
    assert look_up(connection, text).hits[0].row.title.text == "Revlimid"


def whys(connection: sqlite3.Connection, text: str, kind: str) -> list[str]:
    found = [hit.why for hit in look_up(connection, text).hits if hit.row.kind == kind]
    assert found
    return found


def test_the_code_of_a_substance_is_no_name_of_others(connection: sqlite3.Connection) -> None:
    assert all(why.startswith(OF_POLICY) for why in whys(connection, "KPT-330", "drug"))


def test_words_of_a_phrase_are_told_where_they_stand(connection: sqlite3.Connection) -> None:
    for why in whys(connection, "EU indication", "evidence"):
        assert why == "has: indicative, of the place: eu"


def test_an_effect_asked_for_by_name_asks_for_no_citation(connection: sqlite3.Connection) -> None:
    for hit in look_up(connection, "is overdose an important potential risk").hits:
        assert "section cited" not in hit.why
    assert whys(connection, "which concerns refer to 4.4", "measure")


def test_what_a_row_but_names_is_no_case_by_itself(connection: sqlite3.Connection) -> None:
    assert "names a case of: psychiatric" in whys(connection, "psychiatric", "statement")
    assert "a case of: psychiatric" in whys(connection, "psychiatric", "factor")
    assert "a case of: blood side effects (Haematological disorder)" in whys(
        connection, "blood side effects", "warning"
    )


def test_an_imbalance_is_no_disease(connection: sqlite3.Connection) -> None:
    for hit in look_up(connection, "electrolyte imbalance").hits:
        assert "disease" not in hit.why


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in combination with carfilzomib", "carfilzomib"),
        ("can it be combined with daratumumab", "daratumumab"),
    ],
)
def test_a_partner_that_no_row_combines_is_told(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    assert [one.words for one in look_up(connection, text).apart] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "combination with bortezomib", "in combination with Velcade and dexamethasone",
        "combination with a proteasome inhibitor", "combination therapy",
    ],
)  # fmt: skip
def test_partners_that_rows_combine_are_not(connection: sqlite3.Connection, text: str) -> None:
    assert look_up(connection, text).apart == []


@pytest.mark.parametrize(
    ("text", "related"),
    [
        ("maximum age", ["maximum age"]),
        ("newly diagnosed multiple myeloma", ["newly diagnosed"]),
        ("signal", ["signal"]),
        ("minimum age", []),
        ("age limit", []),
    ],
)
def test_a_limit_or_a_group_that_no_row_has_is_told(
    connection: sqlite3.Connection, text: str, related: list[str]
) -> None:
    assert look_up(connection, text).related == related


def test_missing_information_is_nothing_that_the_medicine_brings_about(
    connection: sqlite3.Connection,
) -> None:
    told = look_up(connection, "is severe hepatic impairment a risk").apart
    assert told == [Apart("", "severe hepatic impairment")]
