"""The verdict on a request: criteria and quantity apart, and one of both, the same everywhere."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from click.testing import CliRunner
from html_parts import HtmlParts
from own_pages import Site, main_of, words_of
from requests_table import read_policy
from test_authorise_page import GOOD, PAGE, POLICY, as_form, post

from ingest.approval.answer import answer, both
from ingest.cli import main

OVER = {**GOOD, "tablets_per_dose": [5]}
UNSETTLED = {**GOOD, "strength_mg": [35]}
QUANTITY = ("strength_mg", "tablets_per_dose", "doses_per_week")
WITHOUT = {name: value for name, value in GOOD.items() if name not in QUANTITY}
YOUNG = {**GOOD, "age": 17}
OPEN = {name: value for name, value in GOOD.items() if name != "age"}
CASES: dict[str, tuple[dict[str, Any], str, str, str | None, str]] = {
    "both met": (
        *(GOOD, "met", "met", "met"),
        "The criteria are met; the quantity is within the printed limit.",
    ),
    "quantity over": (
        *(OVER, "not_met", "met", "not_met"),
        "The criteria are met; the quantity is more than the printed limit.",
    ),
    "quantity open": (
        *(UNSETTLED, "unknown", "met", "unknown"),
        "The criteria are met; whether the quantity is within a printed limit is not settled.",
    ),
    "criteria not met": (
        *(YOUNG, "not_met", "not_met", "met"),
        "The criteria are not met; the quantity is within the printed limit.",
    ),
    "criteria open": (
        *(OPEN, "unknown", "unknown", "met"),
        "Whether the criteria are met is not settled; the quantity is within the printed limit.",
    ),
    "criteria open, quantity over": (
        *({**OPEN, "tablets_per_dose": [5]}, "not_met", "unknown", "not_met"),
        "Whether the criteria are met is not settled; the quantity is more than the printed limit.",
    ),
    "criteria alone": (
        *(WITHOUT, "met", "met", None),
        "Every condition that the policy prints for this is met. No quantity was entered, so this "
        "is an answer on the criteria alone.",
    ),
}
BADGES = {"met": "✓ met", "not_met": "✗ not met", "unknown": "? not known"}
IN_A_TERMINAL = {"met": "met", "not_met": "NOT MET", "unknown": "not known"}


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


@pytest.mark.parametrize(
    ("criteria", "quantity", "verdict"),
    [
        ("met", "met", "met"),
        ("met", "not_met", "not_met"),
        ("met", "unknown", "unknown"),
        ("not_met", "met", "not_met"),
        ("not_met", "unknown", "not_met"),
        ("unknown", "not_met", "not_met"),
        ("unknown", "met", "unknown"),
        ("not_applicable", "met", "unknown"),
        ("not_applicable", "not_met", "not_met"),
        ("not_applicable", None, "not_applicable"),
        ("met", None, "met"),
        ("unknown", None, "unknown"),
    ],
)
def test_the_verdict_is_of_criteria_and_quantity(
    criteria: str, quantity: str | None, verdict: str
) -> None:
    assert both(criteria, quantity) == verdict


def test_unread_words_among_the_limits_are_in_page_json_and_command(
    policies_database: Path, tmp_path: Path
) -> None:
    site, here = Site(policies_database), "/-/authorise/limits-letter"
    query = "strength_mg=10&tablets=60&days=30"
    data = site.get(f"{here}.json?{query}").json()
    (unread,) = data["unread_limits"]
    assert unread["quote"] == "*60 tablets per 30 days are covered with a specialist's letter"
    assert (data["answer"], data["unread"], data["quantity"]["answer"]) == (
        "unknown",
        [],
        "unknown",
    )
    assert data["quantity"]["strengths"][0]["over_by"] is None
    words = words_of(site.page(f"{here}?{query}"))
    assert "What could not be read Of the limits: *60 tablets" in words
    assert "Some words of the policy’s limits" in words.replace("'", "’")
    facts = tmp_path / "request.yml"
    facts.write_text("{strength_mg: 10, tablets: 60, days: 30}", encoding="utf-8")
    given = ["--facts", str(facts), "--policy", "limits-letter"]
    result = CliRunner().invoke(main, ["authorise", *given, "--database", str(policies_database)])
    assert "What could not be read:\n  of the limits: *60 tablets per 30 days are" in result.output


def test_what_a_short_name_was_taken_as_is_in_page_json_and_command(
    policies_database: Path, tmp_path: Path
) -> None:
    site, here = Site(policies_database), "/-/authorise/qualified-short-names"
    told = "cIF was taken as: Relapsed or refractory classical ink fever."
    data = site.get(f"{here}.json?diagnosis=cIF&age=40").json()
    assert data["words"].endswith(told)
    assert data["taken_as"] == {"cIF": "Relapsed or refractory classical ink fever"}
    page = site.page(f"{here}?diagnosis=cIF&age=40")
    assert told in words_of(page[page.index('id="whole"') : page.index('id="details"')])
    assert "therapy (CPR)" not in words_of(page)
    facts = tmp_path / "request.yml"
    facts.write_text("{diagnosis: cIF, age: 40}", encoding="utf-8")
    given = ["--facts", str(facts), "--policy", "qualified-short-names"]
    result = CliRunner().invoke(main, ["authorise", *given, "--database", str(policies_database)])
    assert told in result.output.splitlines()[1]


def test_that_no_word_says_how_items_are_joined_is_in_page_json_and_command(
    policies_database: Path, tmp_path: Path
) -> None:
    site, here = Site(policies_database), "/-/authorise/joins-unsaid"
    said = {"diagnosis": "IF", "follicular_ink": "yes", "mantle_ink": "no", "marginal_ink": "no"}
    data = site.get(f"{here}.json?{urlencode(said)}").json()
    clauses = {one["label"]: one for one in data["clauses"] if one["kind"] == "diagnosis"}
    printed = {label: one["operator_is_printed"] for label, one in clauses.items()}
    assert printed == {str(at): at not in (1, 2, 7) for at in range(1, 8)}
    assert [label for label, one in clauses.items() if one["operator_is_open"]] == ["1"]
    (why,) = [one["why"] for one in data["unclear"]]
    assert why == (
        "how those below are joined is not printed, and not all of them are met: "
        "whether all are asked for or one of them, is open"
    )
    custom = "How those below are joined is not printed, so all count."
    unsaid = "How those below are joined is not printed: all may be asked for, or one of them."
    page = words_of(site.page(f"{here}?{urlencode(said)}"))
    facts = tmp_path / "request.yml"
    facts.write_text(str(said), encoding="utf-8")
    given = ["--facts", str(facts), "--policy", "joins-unsaid"]
    result = CliRunner().invoke(main, ["authorise", *given, "--database", str(policies_database)])
    for words in (page, result.output):
        assert (words.count(custom), words.count(unsaid), words.count(why)) == (2, 1, 1)


@pytest.mark.parametrize("name", CASES)
def test_page_json_and_command_say_the_same_verdict(
    site: Site, database: Path, tmp_path: Path, name: str
) -> None:
    said, verdict, criteria, quantity, words = CASES[name]
    found = answer(read_policy(database, POLICY), said)
    assert (found.status, found.criteria, found.words) == (verdict, criteria, words)

    query = urlencode(as_form(said))
    data = site.get(f"{PAGE}.json?{query}").json()
    assert (data["answer"], data["words"]) == (verdict, words)
    assert data["criteria"]["answer"] == criteria
    assert data["answer_is_of"] == ["criteria", *(["quantity"] if quantity else [])]
    assert (data["quantity"] and data["quantity"]["answer"]) == quantity

    page = site.page(f"{PAGE}?{query}")
    said_first = words_of(page[page.index('id="whole"') : page.index('id="details"')])
    alone = "" if quantity else "criteria "
    badge = BADGES[verdict].replace(" ", f" {alone}", 1)
    assert f"{badge} {words}" in said_first
    assert f"Criteria {BADGES[criteria]}" in said_first
    told = BADGES[quantity] if quantity else "not entered"
    assert f"Quantity {told}" in said_first
    title = re.search(r"<title>([^<]*)</title>", page)
    assert title
    assert title[1].casefold().startswith(f"{alone}{badge.split(' ', 1)[1].removeprefix(alone)}:")

    facts = tmp_path / "request.yml"
    facts.write_text(yaml.safe_dump(said), encoding="utf-8")
    result = CliRunner().invoke(
        main, ["authorise", "--facts", str(facts), "--database", str(database)]
    )
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[1] == f"initial: {alone}{IN_A_TERMINAL[verdict]}. {words}"
    assert lines[2].startswith(f"Criteria: {IN_A_TERMINAL[criteria]}.")
    assert lines[3].startswith(
        f"Quantity: {IN_A_TERMINAL[quantity]}." if quantity else "Quantity: not entered."
    )


def test_no_page_of_a_request_over_the_limit_has_met_for_its_headline(site: Site) -> None:
    page = main_of(site.page(f"{PAGE}?{urlencode(as_form(OVER))}"))
    heads = re.findall(r'<p class="whole[^"]*"', page)
    assert heads == ['<p class="whole not_met"']


def test_an_empty_form_has_no_verdict_yet(site: Site) -> None:
    page = site.page(PAGE)
    assert "Nothing is entered yet" in words_of(main_of(page))
    assert "<title>A request for Xpovio - riskplan</title>" in page


def test_what_is_allowed_before_an_approval_is_shown_but_not_judged(
    policies_database: Path, tmp_path: Path
) -> None:
    site = Site(policies_database)
    data = site.get("/-/authorise/several-drugs.json").json()
    note = data["allowances_before_approval_are"]
    assert note.startswith("shown, not judged")
    assert len(data["allowances_before_approval"]) == 2
    assert note in site.said("/-/authorise/several-drugs")
    facts = tmp_path / "request.yml"
    facts.write_text(json.dumps({"policy": "several-drugs"}), encoding="utf-8")
    words = ["authorise", "--facts", str(facts), "--database", str(policies_database)]
    output = CliRunner().invoke(main, words).output
    assert f"Allowed before an approval ({note}):" in output
    assert "  Fictavel: 30 capsules of 10 mg per 30 days; from 12 years; up to 75 years" in output


def test_what_another_phase_asks_is_carried_along_but_nothing_that_is_wrong(site: Site) -> None:
    def hidden(said: dict[str, Any]) -> list[tuple[str, str]]:
        page = main_of(site.get(f"{PAGE}?{urlencode(as_form(said))}").text)
        return [
            (one["name"], one["value"])
            for tag, one in HtmlParts(page).tags
            if tag == "input" and one.get("type") == "hidden" and one["name"] != "strength_mg"
        ]

    said = {"phase": "renewal", "age": 67, "prior_therapies": 4, "refractory_to": ["Velcade", "x"]}
    assert hidden(said) == [
        ("prior_therapies", "4"),
        ("refractory_to", "Velcade"),
        ("refractory_to", "x"),
    ]
    assert hidden({**said, "phase": "initial"}) == []
    assert hidden({**said, "prior_therapies": "many"}) == hidden(said)[1:]
    assert hidden({**said, "colour": "blue"}) == hidden(said)


def test_the_page_says_that_facts_in_an_address_go_with_it(site: Site) -> None:
    warning = "What was entered stands in the address of this page"
    assert warning in site.said(f"{PAGE}?phase=initial&age=67")
    assert warning not in site.said(f"{PAGE}?phase=renewal")
    form = "application/x-www-form-urlencoded"
    assert warning not in words_of(main_of(post(site, PAGE, "age=67", form).text))


def test_each_problem_stands_at_its_field_and_leads_there(site: Site) -> None:
    said = {"age": "old", "colour": "blue", "strength_mg": [20], "tablets": [-1], "days": "x"}
    page = main_of(site.get(f"{PAGE}?{urlencode(as_form(said))}").text)
    words = words_of(page)
    assert "How old is the patient? This is no number." in words
    assert (
        "How much is asked for? tablets: is no number above 0 days: is no number above 0" in words
    )
    ids = set(re.findall(r'id="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= ids
    assert {"field-age", "field-quantity"} <= links
    assert "colour : is not asked" in words


def test_an_allowance_that_was_not_read_into_rows_is_shown_as_printed(
    policies_database: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.db"
    bare.write_bytes(policies_database.read_bytes())
    with closing(sqlite3.connect(bare)) as connection, connection:
        connection.execute("delete from pre_approval_allowances")
    held = read_policy(bare, "several-drugs").row["pre_approval_allowance"]
    assert held in Site(bare).said("/-/authorise/several-drugs")


def test_the_verdict_names_what_kept_the_criteria_open(database: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.db"
    bare.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(bare)) as connection, connection:
        for table in ("criterion_tests", "request_facts", "policy_criteria"):
            connection.execute(f"delete from {table}")
    found = answer(read_policy(bare, POLICY), {"strength_mg": 20, "tablets": 97})
    assert (found.status, found.criteria) == ("not_met", "unknown")
    assert found.words == (
        "The policy prints no criteria for this that could be read. The quantity is more than the "
        "printed limit."
    )
