"""Questions are answered by what they ask for, not by rows that print some of their words."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.result import look_up


def first(connection: sqlite3.Connection, text: str, most: int = 3) -> list[str]:
    """Kind and title of the first hits."""
    hits = look_up(connection, text).hits[:most]
    return [f"{hit.row.kind}: {hit.row.title.text}" for hit in hits]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("starting dose", "SmPC 4.2"),
        ("initial dose", "SmPC 4.2"),
        ("recommended dose", "SmPC 4.2"),
        ("recommended dose of selinexor", "SmPC 4.2"),
        ("what dose should I take", "PL 3"),
        ("half-life", "SmPC 5.2"),
        ("half-life of Xpovio", "SmPC 5.2"),
    ],
)
def test_what_leads_to_a_section_of_the_label_brings_it_first(
    connection: sqlite3.Connection, text: str, section: str
) -> None:
    assert first(connection, text)[0].startswith(f"label_section: {section} ")


@pytest.mark.parametrize("text", ["starting dose", "what dose do I take", "dosing"])
def test_who_asks_for_a_dose_does_not_ask_for_contraception(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = look_up(connection, text).hits[:3]
    assert len(hits) == 3
    asking = ("criterion", "statement")
    assert not any(hit.row.kind in asking and "contracept" in hit.row.body.text for hit in hits)


@pytest.mark.parametrize("text", ["diagnosis list", "list of diagnoses"])
def test_a_kind_of_rows_comes_before_rows_that_print_its_name(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = first(connection, text)
    assert hits[0].startswith("criterion: ")
    assert all(one.startswith(("criterion: ", "indication: ")) for one in hits)


@pytest.mark.parametrize("text", ["PIL section 3", "PL 3", "package leaflet section 3"])
def test_a_section_that_is_named_by_its_number_comes_before_others(
    connection: sqlite3.Connection, text: str
) -> None:
    assert first(connection, text)[0].startswith("label_section: PL 3 ")


@pytest.mark.parametrize("text", ["SmPC 4.10", "section 4.10", "PL 7", "SmPC 13"])
def test_a_section_that_there_is_not_is_told_to_be_absent(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert not result.hits
    assert [one.words for one in result.absent] == [text.lower()]


def test_the_number_of_another_thing_is_no_section(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "SmPC 20 mg").absent == []
    assert look_up(connection, "SmPC 4.4.").absent == []


@pytest.mark.parametrize("text", ["part III", "part III.1"])
def test_a_part_of_the_plan_is_no_section_of_the_leaflet(
    connection: sqlite3.Connection, text: str
) -> None:
    assert "activity: NEXPOVIO: additional pharmacovigilance" in first(connection, text)
    assert not first(connection, text)[0].startswith("label_section: ")


@pytest.mark.parametrize("text", ["policy number", "what is the policy number"])
def test_the_number_of_a_policy_is_no_figure(connection: sqlite3.Connection, text: str) -> None:
    assert first(connection, text, 2) == [
        "document: Xpovio (selinexor) prior approval policy",
        "policy: Xpovio: policy",
    ]
    assert not any(hit.row.kind == "figure" for hit in look_up(connection, text).hits[:4])


def test_the_version_of_a_plan_is_no_figure(connection: sqlite3.Connection) -> None:
    hits = look_up(connection, "RMP version number").hits
    assert hits[0].row.kind == "document"
    assert not any(hit.row.kind == "figure" for hit in hits)


@pytest.mark.parametrize(
    "text", ["latest policy revision", "last change of the policy", "last substantive change"]
)
def test_what_was_changed_last_comes_first(connection: sqlite3.Connection, text: str) -> None:
    hits = [hit for hit in look_up(connection, text).hits[:6] if hit.row.kind == "history"]
    asked = [hit.row.title.text for hit in hits if "near to what is asked for" not in hit.why]
    others = [hit.row.title.text for hit in hits if "near to what is asked for" in hit.why]
    assert asked
    assert asked + others == [hit.row.title.text for hit in hits]
    assert asked == sorted(asked, reverse=True)
    assert others == sorted(others, reverse=True)


def test_but_the_last_entry_is_told_to_be_the_last(connection: sqlite3.Connection) -> None:
    hits = look_up(connection, "last change of the policy").hits
    told = [hit for hit in hits if "asked for: last history" in hit.why.split(", ")]
    assert [hit.row.title.text for hit in told if hit.row.kind == "history"] == [
        "Xpovio: policy history 2024-06"
    ]


def test_the_last_change_of_one_thing_is_an_entry_that_tells_of_it(
    connection: sqlite3.Connection,
) -> None:
    hits = look_up(connection, "When were the quantity limits last revised and why?").hits
    assert "quantity limits" in hits[0].row.body.text


def test_what_both_places_have_comes_after_what_one_has(connection: sqlite3.Connection) -> None:
    hits = look_up(connection, "warnings in US not in EU").hits[:8]
    names = [hit.row.title.text for hit in hits]
    assert all(hit.row.kind == "warning" for hit in hits)
    assert set(names[4:]) == {
        "hyponatremia",
        "neutropenia",
        "serious infections",
        "thrombocytopenia",
    }
    hits = look_up(connection, "risks in the EU but not in the US").hits
    names = [hit.row.title.text for hit in hits if hit.row.kind == "risk"]
    assert "Fatigue" in names
    both = [
        "Hyponatraemia",
        "Thrombocytopenia and Bleeding",
        "Severe infections due to Neutropenia",
    ]
    assert all(one not in names[:7] for one in both)


def test_who_has_not_something_is_told_to_be_in_no_row(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "patients without neutropenia").related == ["without neutropenia"]
    assert look_up(connection, "selinexor without bortezomib").related == []


def test_what_is_in_the_leaflet_is_no_finding_that_nothing_is(
    connection: sqlite3.Connection,
) -> None:
    hits = look_up(connection, "which risks are mentioned in the leaflet").hits
    assert hits[0].row.kind == "measure"
    assert not any(hit.row.kind == "finding" for hit in hits[:5])
    assert first(connection, "which risks are not mentioned in the leaflet")[0].startswith(
        "finding"
    )


def test_what_cannot_be_established_is_not_established(connection: sqlite3.Connection) -> None:
    hits = look_up(connection, "causal association cannot be established").hits
    assert "causal association cannot be established" in hits[0].row.body.text
    assert not any("identified risk" in hit.why for hit in hits)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("CBC monitoring frequency", {"criterion", "statement"}),
        ("ECG monitoring frequency", {"criterion", "statement"}),
        ("PSUR frequency", {"activity", "study"}),
        ("category 3 studies", {"activity", "study"}),
    ],
)
def test_the_frequency_of_a_test_or_a_report_is_that_of_no_event(
    connection: sqlite3.Connection, text: str, kinds: set[str]
) -> None:
    assert {one.split(": ")[0] for one in first(connection, text)} <= kinds


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("what happens when i stop taking it", "label_section: PL 3 "),
        ("what happens if I stop taking selinexor", "label_section: PL 3 "),
        ("who makes xpovio", "label_section: SmPC 7 "),
        ("who is the manufacturer", "label_section: SmPC 7 "),
    ],
)
def test_what_the_label_would_say_comes_first(
    connection: sqlite3.Connection, text: str, title: str
) -> None:
    assert first(connection, text)[0].startswith(title)


def test_who_wants_children_is_not_asking_about_those_who_take_it(
    connection: sqlite3.Connection,
) -> None:
    hit = look_up(connection, "can i have children").hits[0]
    assert "reproductive potential" in hit.row.body.text
    assert "18 years" in look_up(connection, "can children have it").hits[0].row.body.text


@pytest.mark.parametrize(("text", "section"), [("SmPC 2", "smpc-2"), ("SmPC 3", "smpc-3")])
def test_a_section_without_a_point_is_one_too(
    connection: sqlite3.Connection, text: str, section: str
) -> None:
    assert look_up(connection, text).hits[0].row.row_path.endswith(section)


def test_a_section_of_another_document_is_not_absent_from_the_label(
    connection: sqlite3.Connection,
) -> None:
    assert look_up(connection, "section 5.4 of the prescribing information").hits
    assert not look_up(connection, "section 5.4 of the SmPC").hits
