"""Requests held against a policy over HTTP: a form that works without scripts, JSON, refusals."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fictional_policies import NAMES, SHORT
from html_parts import HtmlParts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_pages import Site, empty_copy, links_of, main_of, reading, words_of
from requests_table import read_policy

from ingest.approval.answer import NOTICE
from ingest.site.policies.authorise_request import LARGEST

POLICY = "xpovio-prior-approval"
PAGE = f"/-/authorise/{POLICY}"
GOOD: dict[str, Any] = {
    "age": 67,
    "diagnosis": ["RRMM"],
    "prior_therapies": 4,
    "combined_with": ["dexamethasone"],
    "refractory_to": ["Velcade", "Kyprolis", "Pomalyst", "Revlimid", "Sarclisa"],
    "prophylaxis_with": ["ondansetron"],
    "prophylaxis_when": ["prior to", "during"],
    "monitoring": ["CBC", "standard blood chemistry", "body weight"],
    "sex": "male",
    "partner_of_reproductive_potential": False,
    "strength_mg": [20],
    "tablets_per_dose": [4],
    "doses_per_week": [2],
}


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


def post(site: Site, path: str, content: bytes | str, kind: str) -> Any:
    headers = {"content-type": kind}
    return asyncio.run(site.site.client.post(path, content=content, headers=headers))


def as_json(site: Site, said: object) -> Any:
    return post(site, f"{PAGE}.json", json.dumps(said), "application/json")


def as_form(said: dict[str, Any]) -> list[tuple[str, str]]:
    """What a form sends for a request."""
    pairs = []
    for name, value in said.items():
        for one in value if isinstance(value, list) else [value]:
            pairs.append((name, {True: "yes", False: "no"}.get(one, str(one))))
    return pairs


def test_json_gives_each_clause_with_outcome_reason_and_quote(site: Site, database: Path) -> None:
    answer = as_json(site, GOOD)
    assert answer.status_code == 200
    data = answer.json()
    assert data["answer"] == "met"
    assert data["notice"] == NOTICE
    assert "no coverage decision" in NOTICE
    assert data["policy"]["effective_on"] == "2024-07-01"
    assert data["missing"] == data["failing"] == data["unclear"] == []
    with reading(database) as connection:
        rows = {
            row["id"]: row
            for row in connection.execute("select * from policy_criteria where phase = 'initial'")
        }
        (text,) = connection.execute("select text from documents where id = ?", [POLICY]).fetchone()
    assert {one["id"] for one in data["clauses"]} == set(rows)
    for one in data["clauses"]:
        assert one["quote"] == text[one["char_start"] : one["char_end"]] == rows[one["id"]]["quote"]
        assert one["status"] in ("met", "not_met", "unknown", "not_applicable")
        assert one["why"] or one["operator"]
        assert site.get(one["source_path"].split("#")[0]).status_code == 200
        assert site.get(one["row_path"]).status_code == 200
    (strength,) = data["quantity"]["strengths"]
    assert (data["quantity"]["answer"], strength["needed"], strength["days"]) == ("met", 96, 84)
    assert strength["packs"][0]["scheme"] == "80 mg twice weekly"


@pytest.mark.parametrize("phase", ["initial", "renewal"])
def test_form_address_and_json_give_the_same_answer(site: Site, phase: str) -> None:
    said = {"phase": phase, **GOOD}
    form = urlencode(as_form(said))
    kind = "application/x-www-form-urlencoded"
    answers = [
        as_json(site, said).json(),
        post(site, f"{PAGE}.json", form, kind).json(),
        site.get(f"{PAGE}.json?{form}").json(),
    ]
    assert answers[0] == answers[1] == answers[2]
    page = post(site, PAGE, form, kind)
    assert page.status_code == 200
    statuses = dict(re.findall(r'<li id="([^"]+)" class="(\w+)">', main_of(page.text)))
    assert statuses == {one["id"]: one["status"] for one in answers[0]["clauses"]}


def test_the_page_shows_what_fails_what_is_to_be_found_out_and_the_sums(site: Site) -> None:
    said = {**GOOD, "combined_with": ["bortezomib"], "tablets_per_dose": [5]}
    page = words_of(main_of(site.page(f"{PAGE}?{urlencode(as_form(said))}")))
    assert "✗ not met A condition that the policy prints for this is not met." in page
    assert "e. Used in combination with dexamethasone combined with: bortezomib" in page
    assert "5 tablets of 20 mg x 2 a week x 12 weeks = 120 in 84 days." in page
    assert "120 is 24 more than 96 per 84 days." in page
    assert NOTICE in page
    del said["combined_with"], said["age"]
    page = words_of(main_of(site.page(f"{PAGE}?{urlencode(as_form(said))}")))
    assert "What to find out, what settles it soonest first How old is the patient?" in page


def test_what_was_entered_stands_in_the_form_again(site: Site) -> None:
    said = {**GOOD, "combined_with": ["Velcade", "Decadron"]}
    page = main_of(site.page(f"{PAGE}?{urlencode(as_form(said))}"))
    entered = {
        (said["name"], said.get("value", ""))
        for tag, said in HtmlParts(page).tags
        if tag == "input" and (said.get("type") not in ("radio", "checkbox") or "checked" in said)
    }
    assert entered >= {
        ("age", "67"),
        ("sex", "male"),
        ("diagnosis", "Relapsed or refractory multiple myeloma"),
        ("combined_with", "bortezomib"),
        ("combined_with", "Decadron"),
        ("refractory_to", "isatuximab-irfc"),
        ("tablets_per_dose", "4"),
        ("monitoring", "complete blood count (CBC)"),
        ("partner_of_reproductive_potential", "no"),
    }


def test_links_on_the_page_lead_somewhere(site: Site) -> None:
    for path in (PAGE, "/-/authorise", f"{PAGE}?{urlencode(as_form(GOOD))}"):
        page = main_of(site.page(path))
        for link in links_of(page):
            assert site.get(link).status_code == 200, link
        ids = set(re.findall(r'id="([^"]+)"', page))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_nothing_that_is_entered_is_kept(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    before = sorted(site.site.databases)
    for answer in (
        as_json(site, {**GOOD, "combined_with": ["secretumab"]}),
        post(site, PAGE, "combined_with=secretumab", "application/x-www-form-urlencoded"),
        site.get(f"{PAGE}?combined_with=secretumab"),
    ):
        assert answer.status_code == 200
        assert "secretumab" in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in answer.headers
    assert "secretumab" not in "".join(capfd.readouterr())
    assert sorted(site.site.databases) == before
    assert "secretumab" not in site.page(PAGE)


REFUSED = [
    ({"age": "old"}, 400, "age"),
    ({"colour": "blue"}, 400, "colour"),
    ({"age": [[[]]]}, 400, "age"),
    ({"diagnosis": {"a": 1}}, 400, "diagnosis"),
    ({"strength_mg": [20], "tablets": [-1]}, 400, "tablets"),
    ([], 400, "body"),
    ("age", 400, "body"),
    (None, 400, "body"),
]


@pytest.mark.parametrize(("said", "status", "field"), REFUSED)
def test_json_that_is_no_request_is_refused_with_its_field(
    site: Site, said: object, status: int, field: str
) -> None:
    answer = as_json(site, said)
    assert answer.status_code == status
    assert [one["field"] for one in answer.json()["problems"]] == [field]
    assert field in answer.json()["error"]


@pytest.mark.parametrize(
    ("content", "kind", "status", "field"),
    [
        (b"{", "application/json", 400, "body"),
        (b"[" * 60_000, "application/json", 400, "body"),
        (b'{"age": NaN}', "application/json", 400, "body"),
        (b'{"age": 1e999999999}', "application/json", 400, "age"),
        (b'{"age": ' + b"9" * 5000 + b"}", "application/json", 400, "body"),
        (b'{"age": 1, "age": 2}', "application/json", 400, "age"),
        (b'{"combined_with": ["\\ud800"]}', "application/json", 400, "combined_with"),
        (b'{"\\ud800": 1}', "application/json", 400, "?"),
        (b"\xff\xfe", "application/json", 400, "body"),
        (b'{"age": "' + b"1" * LARGEST + b'"}', "application/json", 413, "body"),
        (b"age=1" + b"&a=1" * 600, "application/x-www-form-urlencoded", 400, "body"),
        (b"age=18", "text/plain", 415, "content-type"),
        (b"age=18", "multipart/form-data; boundary=x", 415, "content-type"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    site: Site, content: bytes, kind: str, status: int, field: str
) -> None:
    answer = post(site, f"{PAGE}.json", content, kind)
    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (status, field)
    page = post(site, PAGE, content, kind)
    assert page.status_code == status
    assert "This could not be read" in page.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(site: Site, method: str) -> None:
    answer = asyncio.run(site.site.client.request(method, f"{PAGE}.json"))
    assert answer.status_code == 405


def test_pages_of_other_sites_may_ask_for_json(site: Site) -> None:
    asked = asyncio.run(site.site.client.options(f"{PAGE}.json"))
    answer = as_json(site, GOOD)
    for one in (asked, answer):
        assert one.status_code == 200
        assert one.headers["access-control-allow-origin"] == "*"
        assert one.headers["access-control-allow-headers"] == "content-type"


def test_a_form_needs_a_token_everywhere_but_here(site: Site) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded", "cookie": "a=b"}
    told = {
        path: asyncio.run(site.site.client.post(path, content="age=1", headers=headers)).status_code
        for path in (PAGE, f"{PAGE}.json", "/-/permissions", "/-/authorise/a/b", "/-/search")
    }
    assert told == {
        PAGE: 200,
        f"{PAGE}.json": 200,
        "/-/permissions": 403,
        "/-/authorise/a/b": 403,
        "/-/search": 403,
    }


def test_a_policy_that_is_not_held_is_not_found(site: Site) -> None:
    for path in ("/-/authorise/nothing", "/-/authorise/nothing.json"):
        assert site.get(path).status_code == 404


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_sent_is_answered_or_refused(site: Site, data: st.DataObject) -> None:
    names = ["phase", "days", "strength_mg", "tablets", "tablets_per_dose", "doses_per_week"]
    names += list(GOOD)
    said = data.draw(
        st.dictionaries(st.sampled_from(names) | st.text(max_size=12), json_values, max_size=6)
    )
    answer = as_json(site, said)
    assert answer.status_code in (200, 400), answer.text
    if answer.status_code == 400:
        assert all(one["field"] for one in answer.json()["problems"])
    page = post(site, PAGE, json.dumps(said), "application/json")
    assert page.status_code == answer.status_code


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), form=st.booleans())
def test_whatever_bytes_are_sent_are_answered_or_refused(
    site: Site, content: bytes, form: bool
) -> None:
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    assert post(site, f"{PAGE}.json", content, kind).status_code in (200, 400)
    assert post(site, PAGE, content, kind).status_code in (200, 400)


def test_what_is_entered_is_shown_as_text(site: Site) -> None:
    evil = "<script>alert(1)</script>{{7*7}}"
    for said in ({"combined_with": [evil]}, {"age": evil}, {evil: "1"}, {"strength_mg": [evil]}):
        for page in (
            site.get(f"{PAGE}?{urlencode(as_form(said))}"),
            post(site, PAGE, json.dumps(said), "application/json"),
        ):
            assert "<script>alert" not in page.text
            assert "49" not in words_of(main_of(page.text)).replace("49 ", "")


def test_a_base_without_policies_says_so(database: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty_copy(database, empty)
    assert "No prior-approval policy is held." in Site(empty).said("/-/authorise")


def test_a_policy_without_criteria_or_limits_is_answered(database: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.db"
    bare.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(bare)) as connection, connection:
        for table in ("criterion_tests", "request_facts", "policy_criteria", "quantity_limits"):
            connection.execute(f"delete from {table}")
    site = Site(bare)
    assert "The policy prints no criteria for this that could be read." in site.said(PAGE)
    data = site.get(f"{PAGE}.json?strength_mg=20&tablets=5&days=84").json()
    assert (data["answer"], data["clauses"]) == ("unknown", [])
    assert data["quantity"]["answer"] == "unknown"
    assert read_policy(bare, POLICY).facts == {}


@pytest.mark.parametrize("name", [*NAMES, "classes", *SHORT])
def test_a_policy_of_another_shape_has_its_form_and_its_answer(
    policies_database: Path, name: str
) -> None:
    site = Site(policies_database)
    path = f"/-/authorise/{name}"
    page = site.page(path)
    parts = HtmlParts(page)
    asked = site.get(f"{path}.json").json()["asked"]
    named = {one.get("name") for tag, one in parts.tags if tag == "input"}
    assert {one["fact"] for one in asked} <= named
    ids = [one["id"] for _, one in parts.tags if "id" in one]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', main_of(page))) <= set(ids)
    if name == "several-drugs":
        assert "Fictavel: 30 capsules of 10 mg per 30 days; from 12 years; up to 75 years" in (
            words_of(main_of(page))
        )
    assert name in site.page("/-/authorise")


def test_a_diagnosis_with_a_comma_in_its_name_is_one_box(policies_database: Path) -> None:
    site = Site(policies_database)
    said = urlencode({"diagnosis": ["Rash, chronic", "Rash"]}, doseq=True)
    page = site.page(f"/-/authorise/names-with-commas?{said}")
    boxes = {
        one.get("value"): "checked" in one
        for tag, one in HtmlParts(page).tags
        if tag == "input" and one.get("name") == "diagnosis"
    }
    assert boxes == {
        "Rash, chronic": True,
        "Ink fever; severe": False,
        "Rash": True,
        "other": False,
    }
