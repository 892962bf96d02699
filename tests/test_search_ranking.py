"""A search: which of the rows that hang on one thing comes first."""

from __future__ import annotations

import sqlite3

import pytest
from first_hit import first

from ingest.site.search.engine import search
from ingest.site.search.result import look_up


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("what kind of patients get hyponatraemia", "statement", "Risk factors for hyponatraemia"),
        ("who is most at risk of hyponatraemia", "statement", "Risk factors for hyponatraemia"),
        ("hyponatremai what predisposes", "statement", "Risk factors for hyponatraemia"),
        ("decreased appetite causes", "statement", "Risk factors include nausea"),
        ("does insomnia predispose to fatigue", "factor", "insomnia"),
        ("are elderly people more prone to confusion", "factor", "elderly"),
    ],
)
def test_all_risk_factors_come_first_unless_one_is_named(
    connection: sqlite3.Connection, text: str, kind: str, words: str
) -> None:
    found = first(connection, text)
    assert found.kind == kind
    assert words in found.body


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hyponatraemia grade 3", "about 16%"),
        ("did anybody die of haemorrhage", "died from bleeding"),
        ("cerebellar syndrome in children, how many cases", "pediatric patients"),
    ],
)
def test_the_figure_that_is_asked_for_stands_beside_its_evidence(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    hits = [one.row for one in look_up(connection, text).hits[:2]]
    assert {one.kind for one in hits} <= {"figure", "evidence"}
    figures = [one.body.text for one in hits if one.kind == "figure"]
    assert any(words in " ".join(text.split()) for text in figures)


@pytest.mark.parametrize("text", ["my mother is 79", "she's 91 and frail", "an 83-year-old man"])
def test_an_age_in_years_is_that_of_an_elderly_person(
    connection: sqlite3.Connection, text: str
) -> None:
    assert "elderly" in {word for unit in search(connection, text).units for word in unit.words}


def test_the_years_of_an_age_ask_for_no_duration(connection: sqlite3.Connection) -> None:
    assert first(connection, "Can we cover Xpovio for a 16 year old?").kind == "criterion"
    said = {word for unit in search(connection, "an 83-year-old man").units for word in unit.words}
    assert not said & {"year", "old"}


@pytest.mark.parametrize("text", ["is 96 tablets enough", "18 years or older", "it is 80 mg"])
def test_other_numbers_are_no_age(connection: sqlite3.Connection, text: str) -> None:
    said = {word for unit in search(connection, text).units for word in unit.words}
    assert not said & {"elderly", "paediatric"}


def test_words_between_those_of_a_phrase_say_nothing_by_themselves(
    connection: sqlite3.Connection,
) -> None:
    assert first(connection, "losing far too much weight") == first(connection, "losing weight")


def test_another_word_for_a_thing_leads_where_its_name_leads(
    connection: sqlite3.Connection,
) -> None:
    paths = dict(connection.execute("select id, row_path from search_index"))

    def found(text: str) -> set[str]:
        return {paths[one.id].rsplit("/", 1)[1] for one in search(connection, text).found}

    impaired = "nexpovio-rmp-summary-use-in-patients-with-severe-hepatic-impairment"
    assert impaired in found("cirrhosis")
    assert impaired in found("scarring of the liver")


def test_approval_is_no_renewal_but_approval_again_is(connection: sqlite3.Connection) -> None:
    def asks(text: str) -> bool:
        units = search(connection, text).units
        return any(one.term == "t:renewal" for unit in units for one in unit.meanings)

    assert not asks("approval")
    assert asks("re-approval")
    assert asks("reauthorization")


def test_a_row_that_answers_in_two_ways_comes_first(connection: sqlite3.Connection) -> None:
    assert "prior therapy" in first(connection, "step therapy", learned=False).body


def test_what_cites_a_section_is_found_by_what_the_section_is_about(
    connection: sqlite3.Connection,
) -> None:
    kinds = [one.kind for one in search(connection, "is he fit to drive").page(0, 5)]
    assert kinds[0] == "label_section"
    assert {"measure", "risk"} <= set(kinds)


def test_a_word_for_the_medicine_is_passed_over_in_a_question(
    connection: sqlite3.Connection,
) -> None:
    units = search(connection, "how do these capsules work").units
    assert ("how", "work") in {unit.words for unit in units}


@pytest.mark.parametrize("text", ["Nexpovio prescription only", "who may prescribe it in the EU"])
def test_what_belongs_to_no_medicine_answers_for_each(
    connection: sqlite3.Connection, text: str
) -> None:
    assert first(connection, text, learned=False).kind == "legal_status"


def test_an_ordinary_word_does_not_hide_the_kind_of_rows_that_is_asked_for(
    connection: sqlite3.Connection,
) -> None:
    assert first(connection, "quantity limit dispensed per 84 days").kind == "limit"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("how many previous lines must have been tried", "criterion"),
        ("why do they want approval for these tablets", "statement"),
        ("does the manufacturer have to run more trials", "study"),
        ("would they pay for some other type of cancer", "statement"),
    ],
)
def test_questions_are_answered_by_the_kind_of_rows_they_ask_for(
    connection: sqlite3.Connection, text: str, kind: str
) -> None:
    assert first(connection, text).kind == kind


def test_the_words_of_a_question_rank_among_the_rows_it_asks_for(
    connection: sqlite3.Connection,
) -> None:
    kind, _, _, body = first(connection, "how does it make cancer cells die")
    assert kind == "statement"
    assert "cancer cell" in body


def test_a_medicine_of_a_class_leads_to_the_criterion_that_names_the_class(
    connection: sqlite3.Connection,
) -> None:
    kind, _, _, body = first(connection, "must the disease be refractory to thalidomide")
    assert kind == "criterion"
    assert "immunomodulatory agents" in body


def test_that_the_leaflet_is_silent_answers_what_it_says(connection: sqlite3.Connection) -> None:
    assert (
        first(connection, "leaflet text on acute cerebellar syndrome", learned=False).kind
        == "finding"
    )


def test_the_legal_status_itself_comes_before_the_measures_that_state_it(
    connection: sqlite3.Connection,
) -> None:
    kinds = [
        one.kind for one in search(connection, "legal status of Nexpovio", learned=False).page(0, 2)
    ]
    assert kinds == ["legal_status", "measure"]


def test_words_for_the_very_name_of_a_row_bring_that_row_first(
    connection: sqlite3.Connection,
) -> None:
    body = first(connection, "over the counter").body
    assert body.startswith("May be bought without a prescription")


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("what is needed to re-approve it in lymphoma", "criterion", "Relapsed or refractory diff"),
        ("is there a genetic predisposition to neutropenia", "factor", "genetic polymorphism"),
        ("since when does the policy cover DLBCL", "history", "Addition of indication"),
        ("frail patients", "factor", "elderly"),
        (
            "which agents count as immunomodulators when I check the history",
            "drug",
            "Immunomodulatory",
        ),
        ("can we give a fill before the prior approval is decided", "policy", "approval lasts"),
        ("how long after the last tablet is contraception continued", "criterion", "1 week"),
    ],
)
def test_what_professionals_ask_leads_to_the_row(
    connection: sqlite3.Connection, text: str, kind: str, words: str
) -> None:
    found = first(connection, text)
    assert found.kind == kind
    assert words in found.body


def test_what_only_stands_around_a_row_is_said_to(connection: sqlite3.Connection) -> None:
    hits = look_up(connection, "Velcade and dex", 0).hits
    why = {hit.row.body.text: hit.why for hit in hits}
    assert why["Patient has received at least one prior therapy"].startswith("said around it: dex")
    assert "also known as: dex" in why["Used in combination with bortezomib and dexamethasone"]
