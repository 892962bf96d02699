"""The page of a policy: the shipped one against its rows, and fictional ones of other shapes."""

from __future__ import annotations

import html
import re
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from conftest import refill_search
from markupsafe import escape
from own_pages import Site

from ingest import pipeline
from ingest.approval.dispensing import allowed
from ingest.approval.policy import policy as policy_of
from ingest.site.policies.policy_rows import limits_of
from ingest.site.policies.policy_words import day, derived, limit_said, said
from ingest.vocabulary import dictionary

XPOVIO = "/riskplan/policies/xpovio-prior-approval"
EVIL = "<script>alert(1)</script>{{7*7}}\"'&"

HEAD = """
Prior-Approval Requirements

Age 18 years of age or older

Diagnosis

Patient must have the following:

Made-up disease (MUD)
"""
BARE = f"""Barevel
{HEAD}
AND ONE of the following:

1. Patient has received at least one prior therapy
2. ALL of the following:
 a. Used in combination with mockumab
 b. ONE of the following:
  i. Prescriber agrees to monitor liver function
  ii. NO dual therapy with another made-up inhibitor
"""
ODD = f"""Oddvel
{HEAD}
AND ALL of the following:

1. Patient has received at least two prior therapies
2. Used in combination with mockumab and fakeumab

Prior-Approval Renewal Requirements

Age 12 years of age or older

Diagnosis

Patient must have the following:

Made-up disease (MUD)

AND ALL of the following:

1. Patient has received at least four prior therapies
2. Used in combination with mockumab

Policy Guidelines

Pre-PA Allowance
None

Prior-Approval Limits
Quantity

20 mg tablets  24 tablets per 84 days

Weekly Dose Strength per tablet Carton Blister Pack

40 mg once weekly 20 mg 4 blister packs
(9 tablets total in the carton)
Each blister has two 20 mg tablets

60 mg twice weekly 20 mg 4 blister packs
(24 tablets total in the carton)
Each blister has six 20 mg tablets

80 mg once weekly 40 mg 4 blister packs
(8 tablets total in the carton)
Each blister has two 40 mg tablets

Duration 6 months
"""
SOURCE = """file: source.txt
family: prior_approval
layout: fep_policy
product: {name}
substance: {name}ib
jurisdiction: US
title: {name} policy
publisher: Made-up Plan
language: en
"""


def part(page: str, section: str) -> str:
    """A section of a page, mark-up and all."""
    start = page.index(f'<section aria-labelledby="{section}"')
    return page[start : page.index("</section>", start)]


def plain(page: str) -> str:
    """What a piece of a page says, without mark-up."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


@pytest.fixture(scope="module")
def xpovio(site: Site) -> str:
    return site.page(XPOVIO)


@pytest.fixture(scope="module")
def rows(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    return connection


@pytest.fixture(scope="module")
def fiction(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of fictional policies alone."""
    folder = tmp_path_factory.mktemp("fiction")
    for name, text in (("Barevel", BARE), ("Oddvel", ODD)):
        source = folder / "sources" / name.casefold()
        source.mkdir(parents=True)
        (source / "source.txt").write_text(text, encoding="utf-8")
        (source / "source.yml").write_text(SOURCE.format(name=name), encoding="utf-8")
    pipeline.build([folder / "sources"], folder / "riskplan.db")
    return folder / "riskplan.db"


@pytest.fixture(scope="module")
def odd_site(fiction: Path) -> Site:
    return Site(fiction)


# The shipped policy.


def test_the_page_is_framed_by_the_policy_of_content(site: Site) -> None:
    answer = site.get(XPOVIO)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    for inline in (r"<script(?![^>]*\bsrc=)", r"\sstyle=", r"\son[a-z]+=", r"<input", r"<form"):
        assert not re.search(inline, answer.text), inline
    assert len(answer.content) < 150_000


def test_the_facts_stand_with_the_words_they_were_read_from(xpovio: str) -> None:
    facts = plain(part(xpovio, "facts"))
    for words in (
        "Medicine Xpovio , US", "Substance selinexor",
        "Payer Blue Cross and Blue Shield Federal Employee Program (FEP)",
        "In effect from 1 July 2024 printed: July 1, 2024 source",
        "Approved on 13 June 2024 printed: June 13, 2024 source",
        "Lowest age 18 years printed: 18 years of age or older source",
        "First approval lasts 12 months source",
        "Renewal lasts 12 months printed: Same as above source",
        "Allowance before approval stated: none None source",
        "Unread nothing",
    ):  # fmt: skip
        assert words in facts, words
    assert '<time datetime="2024-07-01">1 July 2024</time>' in xpovio
    assert "no coverage decision" in plain(xpovio)


@pytest.mark.parametrize("phase", ["initial", "renewal"])
def test_every_criterion_stands_in_its_phase_with_kind_and_source(
    xpovio: str, rows: sqlite3.Connection, phase: str
) -> None:
    shown = part(xpovio, phase)
    criteria = rows.execute(
        "select * from policy_criteria where phase = ? and parent_id is not null", [phase]
    ).fetchall()
    assert len(criteria) == {"initial": 18, "renewal": 13}[phase]
    for row in criteria:
        short = row["id"].removeprefix("xpovio-prior-approval-")
        start = shown.index(f'<li id="{short}"')
        line = shown[start : shown.index("</p>", start)]
        label = f"{row['label']}. " if row["label"] else ""
        kind = "" if row["kind"] == "group" else f" {row['kind'].replace('_', ' ')}"
        assert plain(line) == f"{label}{row['text']}{kind} source"
        assert f"start={row['char_start']}&amp;end={row['char_end']}#quote" in line
        assert ('class="box"' in line) == (row["kind"] != "group")
    assert shown.count('class="box"') == {"initial": 16, "renewal": 11}[phase]


def test_criteria_hang_on_each_other_as_in_the_tree(xpovio: str, rows: sqlite3.Connection) -> None:
    for phase in ("initial", "renewal"):
        shown, open_items, parents = part(xpovio, phase), [], {}
        for tag, short in re.findall(r'<(/li|li)(?: id="([^"]+)")?', shown):
            if tag == "/li":
                open_items.pop()
            else:
                parents[short] = open_items[-1] if open_items else phase
                open_items.append(short)
        prefix = "xpovio-prior-approval-"
        expected = rows.execute(
            "select id, parent_id from policy_criteria where phase = ? and parent_id is not null",
            [phase],
        )
        assert parents == {
            row["id"].removeprefix(prefix): row["parent_id"].removeprefix(prefix)
            for row in expected
        }


def test_operators_and_parameters_are_in_words(xpovio: str) -> None:
    initial = plain(part(xpovio, "initial"))
    for words in (
        "Printed as: Prior-Approval Requirements all of these source",
        "derived lowest age: 18 years",
        "Patient must have ONE of the following: source one of these 3 1. Multiple myeloma (MM)",
        "derived prior therapies: at least 4",
        "derived proteasome inhibitors: at least 2 ( its medicines )",
        "derived together with all of: bortezomib; dexamethasone",
        "who: females of reproductive potential; during treatment: yes; sex: female; "
        "after the last dose: 1 week",
    ):  # fmt: skip
        assert words in initial, words
    assert part(xpovio, "initial").count("<details open>") == 5


def test_start_and_renewal_are_compared(xpovio: str) -> None:
    shown = plain(part(xpovio, "differences"))
    assert ("Of the 16 criteria at the start, 10 are asked again, 0 are changed and 6 are no "
            "longer asked. Of the 11 at renewal, 1 is new.") in shown  # fmt: skip
    assert "New at renewal 1" in shown
    assert "No longer asked at renewal 6" in shown
    new = shown[shown.index("New at renewal 1") : shown.index("Changed 0")]
    assert "NO disease progression or unacceptable toxicity no progression source" in new


def test_the_limit_is_told_as_of_unstated_scope(xpovio: str) -> None:
    shown = plain(part(xpovio, "limits"))
    assert "At the start 96 tablets per 84 days 20 mg source 40 mg source 50 mg" in shown
    assert "not stated whether it counts for each strength alone or for all of them" in shown
    assert "At renewal: no limit of its own is printed." in shown
    assert "says of its renewal limits: Same as above" in shown


def test_packs_show_their_sums(xpovio: str) -> None:
    shown = plain(part(xpovio, "packs"))
    assert "derived In 12 of 12 packs the printed numbers agree. 12 of 12" in shown
    assert ("80 mg twice weekly in 20 mg tablets takes the most: 96 tablets per 84 days, which is "
            "exactly the limit of 96.") in shown  # fmt: skip
    assert ("80 mg twice weekly source 20 mg 4 × 8 32 80 mg × 2 = 160 mg; 8 × 20 mg = 160 mg agree "
            "4 × 8 = 32 agrees 8 a week × 12 weeks = 96 of 96 fits exactly") in shown  # fmt: skip
    assert shown.count("fits") == 12


def test_classes_lead_to_criteria_and_back(xpovio: str) -> None:
    shown = part(xpovio, "classes")
    assert '<a href="#initial-2-b">Disease is refractory to at least two proteasome' in shown
    assert '(<a href="#class-proteasome-inhibitors">its medicines</a>)' in part(xpovio, "initial")
    for names in ("carfilzomib Kyprolis", "daratumumab and hyaluronidase-fihj Darzalex Faspro"):
        assert names in plain(shown)
    assert shown.count("/riskplan/class_members/") == 9


def test_warnings_stand_beside_concerns_of_the_same_meaning(
    xpovio: str, rows: sqlite3.Connection
) -> None:
    shown = part(xpovio, "warnings")
    same = rows.execute(
        "select distinct w.id as warning, r.id as risk from policy_warning_concepts m"
        " join policy_warnings w on w.id = m.policy_warning_id"
        " join risk_concepts c on c.concept_id = m.concept_id join risks r on r.id = c.risk_id"
    ).fetchall()
    assert len(same) == 4
    lines = shown.split("<tr>")[2:]
    assert len(lines) == 8
    for line in lines:
        warning = re.findall(r"/riskplan/policy_warnings/([^\"]+)", line)
        risks = re.findall(r"/riskplan/risks/([^\"]+)", line)
        assert len(warning) == 1
        assert risks == [row["risk"] for row in same if row["warning"] == warning[0]]
        assert ("none of this meaning" in line) == (not risks)
    assert "/-/compare?a=nexpovio&amp;b=xpovio" in shown


def test_the_history_goes_back_from_the_newest(xpovio: str, rows: sqlite3.Connection) -> None:
    shown = part(xpovio, "history")
    months = [row[0] for row in rows.execute("select month from policy_history order by 1 desc")]
    assert re.findall(r'<time datetime="([^"]+)">', shown) == months
    assert len(months) == 14
    assert "June 2024 Annual review and reference update source" in plain(shown)
    assert "/-/search?q=kind%3Ahistory&amp;product=xpovio" in shown


def test_the_search_that_the_history_names_finds_it(site: Site) -> None:
    found = site.get("/-/search.json?q=kind%3Ahistory&product=xpovio").json()
    assert found["total"] == 14


def test_states_findings_and_statements_are_all_there(
    xpovio: str, rows: sqlite3.Connection
) -> None:
    states = plain(part(xpovio, "states"))
    for row in rows.execute(
        "select t.name, replace(f.state, '_none', ': none') as state from field_states f"
        " join template_fields t on t.id = f.field where document_id = 'xpovio-prior-approval'"
    ):
        assert f"{row['name']} {row['state'].replace('_', ' ')}" in states
    findings = plain(part(xpovio, "findings"))
    for row in rows.execute("select * from findings where document_id = 'xpovio-prior-approval'"):
        assert row["message"] in findings
    statements = plain(part(xpovio, "statements"))
    for row in rows.execute("select * from statements where document_id = 'xpovio-prior-approval'"):
        assert f"{row['text']} source" in statements
    assert "Rationale 4" in statements


def test_links_within_the_page_have_their_targets(xpovio: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', xpovio)
    assert len(ids) == len(set(ids))
    wanted = {unquote(html.unescape(one)) for one in re.findall(r'href="#([^"]+)"', xpovio)}
    assert wanted
    assert wanted <= set(ids)


def test_links_to_the_site_lead_somewhere(site: Site, xpovio: str) -> None:
    paths = {html.unescape(one).split("#")[0] for one in re.findall(r'href="(/[^"]*)"', xpovio)}
    followed = sorted(paths)
    assert len(followed) > 100
    for path in followed:
        if not path.startswith("/-/static"):
            assert site.get(path).status_code == 200, path


def test_rows_beside_the_page_stay_those_of_datasette(site: Site) -> None:
    assert site.get(f"{XPOVIO}.json").json()["rows"][0][0] == "xpovio-prior-approval"
    assert "one-row" in site.page("/riskplan/policy_criteria/xpovio-prior-approval-initial-2-b")


@pytest.mark.parametrize("name", ["nothing", "xpovio", "x~2Ey", "~3Cscript~3E", "~00"])
def test_an_unknown_policy_is_not_found(site: Site, name: str) -> None:
    assert site.get(f"/riskplan/policies/{name}").status_code == 404


def test_headings_are_in_order(xpovio: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", xpovio)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


# Fictional policies of other shapes.


def test_a_bare_policy_nested_three_levels_deep_reads_well(odd_site: Site) -> None:
    page = odd_site.page("/riskplan/policies/barevel")
    initial = plain(part(page, "initial"))
    assert (
        "AND ONE of the following: source one of these 2 1. Patient has received at least one "
        "prior therapy prior therapy source derived prior therapies: at least 1 2. ALL of the "
        "following: source all of these 2 a. Used in combination with mockumab combination source "
        "derived together with all of: mockumab b. ONE of the following: source one of these 2 "
        "i. Prescriber agrees to monitor liver function monitoring source derived what: liver "
        "function ii. NO dual therapy with another made-up inhibitor other source"
    ) in initial
    for section in ("renewal", "limits", "packs", "classes", "warnings", "history"):
        assert "not stated The document says nothing about it" in plain(part(page, section))
    assert "None was found by the rules." in plain(part(page, "findings"))
    assert "differences" not in page
    facts = plain(part(page, "facts"))
    assert "In effect from not stated Approved on not stated Lowest age 18 years" in facts
    assert "/-/compare?" not in page


def test_what_is_changed_is_shown_in_both_wordings(odd_site: Site) -> None:
    shown = part(odd_site.page("/riskplan/policies/oddvel"), "differences")
    assert "0 are asked again" not in plain(shown)
    assert "1 is asked again, 3 are changed and 0 are no longer asked" in plain(shown)
    assert re.findall(r"<del>(.*?)</del>", shown) == ["18", "two", "and fakeumab"]
    assert re.findall(r"<ins>(.*?)</ins>", shown) == ["12", "four"]
    assert plain(shown).count("At the start") == 3


def test_packs_that_do_not_agree_or_fit_are_told_so(odd_site: Site) -> None:
    page = odd_site.page("/riskplan/policies/oddvel")
    shown = plain(part(page, "packs"))
    assert "In 2 of 3 packs the printed numbers agree. 1 of 2 with a limit" in shown
    assert ("Of those that agree 60 mg twice weekly in 20 mg tablets takes the most: 72 tablets "
            "per 84 days, more than the limit of 24.") in shown  # fmt: skip
    assert "4 × 2 = 8 does not agree 2 a week × 12 weeks = 24 of 24 fits exactly" in shown
    assert "6 a week × 12 weeks = 72 of 24 above the limit" in shown
    assert "4 × 2 = 8 agrees no limit is printed for this strength" in shown
    assert "24 tablets per 84 days 20 mg source for this strength alone" in plain(
        part(page, "limits")
    )
    assert "Allowance before approval stated: none None source" in plain(part(page, "facts"))


@pytest.mark.parametrize("row", dictionary("policy_units"), ids=lambda row: row["unit"])
def test_one_of_a_thing_is_told_in_its_singular(
    row: dict[str, str], fiction: Path, tmp_path: Path
) -> None:
    said = f"1 {row['singular']} per 180 days"
    path = tmp_path / "riskplan.db"
    path.write_bytes(fiction.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update quantity_limits set quantity = 1, unit = ?, days = 180",
                           [row["unit"]])  # fmt: skip
        bodies = connection.execute("select body from search_rows where kind = 'limit'")
        assert {body.partition(": ")[2] for (body,) in bodies} == {said}
        (policy,) = connection.execute("select policy_id from quantity_limits").fetchone()
        limits = limits_of(connection, policy)
    assert {limit_said(limit) for limit in limits} == {said}
    many = limits[0] | {"quantity": 1200, "days": 1}
    assert limit_said(many) == f"1,200 {row['unit']} per 1 day"


@pytest.mark.parametrize(
    ("quantity", "said"), [(1, "1 kit per 90 days"), (2, "2 kits per 90 days")]
)
def test_one_of_what_is_allowed_is_told_in_its_singular(
    quantity: int, said: str, fiction: Path, tmp_path: Path
) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(fiction.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        name, document = connection.execute("select id, document_id from policies").fetchone()
        connection.execute(
            "insert into pre_approval_allowances (id, policy_id, ordinal, quantity, unit, days,"
            " document_id, char_start, char_end, quote)"
            " values ('a', ?, 1, ?, 'kits', 90, ?, 0, 1, 'x')",
            [name, quantity, document],
        )
        sql = "select body from search_rows where row_path = '/riskplan/pre_approval_allowances/a'"
        assert [body for (body,) in connection.execute(sql)] == [said]
        found = policy_of(connection, name)
    assert found is not None
    assert [allowed(one) for one in found.allowances] == [said]


def test_links_of_fictional_policies_lead_somewhere(odd_site: Site) -> None:
    for name in ("barevel", "oddvel"):
        page = odd_site.page(f"/riskplan/policies/{name}")
        paths = {html.unescape(one).split("#")[0] for one in re.findall(r'href="(/[^"]*)"', page)}
        for path in sorted(paths):
            if not path.startswith("/-/static"):
                assert odd_site.get(path).status_code == 200, path


def test_a_database_without_the_policy_answers_404(odd_site: Site) -> None:
    assert odd_site.get(XPOVIO).status_code == 404


# Rows that hold anything.


@pytest.fixture(scope="module")
def evil(database: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the shipped policy with mark-up in every text that it shows."""
    path = tmp_path_factory.mktemp("evil") / "riskplan.db"
    path.write_bytes(database.read_bytes())
    columns = {
        "documents": ("title", "publisher", "version", "document_date"),
        "policies": ("effective_on", "approved_on", "pre_approval_allowance"),
        "products": ("name",), "substances": ("name",), "policy_criteria": ("text", "label"),
        "drug_classes": ("name",), "class_members": ("generic_name", "brand_name"),
        "policy_history": ("action",), "policy_warnings": ("name",), "quantity_limits": ("unit",),
        "findings": ("message", "derived"), "finding_rules": ("title", "meaning"),
        "statements": ("text", "kind"), "indications": ("text",), "concepts": ("name",),
        "template_fields": ("name",), "risks": ("name",),
    }  # fmt: skip
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, names in columns.items():
            for name in names:
                connection.execute(f"update {table} set {name} = coalesce({name}, '') || ?", [EVIL])
        connection.execute(
            "update policy_criteria set text = text || ' more' where phase = 'renewal'"
        )
        connection.execute("update documents set source_url = 'javascript:alert(1)'")
        connection.execute(
            "update policy_criteria set parameters = json_object('odd<b>', ?, 'of', json_array(?))"
            " where kind <> 'group'", [EVIL, EVIL],
        )  # fmt: skip
        refill_search(connection)
    return Site(path).page(XPOVIO)


def test_mark_up_in_any_field_is_shown_as_text(evil: str) -> None:
    assert "<script>alert" not in evil
    assert "<b>" not in evil
    assert "{{7*7}}" in evil
    assert "49" not in plain(part(evil, "facts"))
    assert "javascript:" not in evil
    shown = str(escape(EVIL))
    assert evil.count(shown) > 200
    assert "odd&lt;b&gt;" in evil


def test_an_evil_id_has_its_page(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    name = 'a.b/c "<d>'
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "insert into policies (id, document_id, product_id) values (?, ?, ?)",
            [name, "xpovio-prior-approval", "xpovio"],
        )
        connection.execute(
            "insert into policy_criteria (id, policy_id, phase, ordinal, kind, text, document_id,"
            " char_start, char_end, quote)"
            " values (?, ?, 'initial', 1, 'other', 'Alone', ?, 0, 1, ' ')",
            [name, name, "xpovio-prior-approval"],
        )
    page = Site(path).page("/riskplan/policies/a~2Eb~2Fc+~22~3Cd~3E")
    assert "1 Alone" not in plain(part(page, "initial"))
    assert "Alone other source" in plain(part(page, "initial"))
    assert 'id="criterion-a~2Eb~2Fc+~22~3Cd~3E"' in page


# Words.


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, []),
        ({"minimum_age": 18}, ["lowest age: 18 years"]),
        ({"minimum_age": 6, "maximum_age": 17}, ["lowest age: 6 years", "highest age: 17 years"]),
        ({"minimum_age_months": 1}, ["lowest age: 1 month"]),
        ({"minimum_count": 2, "of": "prior therapies"}, ["prior therapies: at least 2"]),
        ({"minimum_count": 2}, ["number: at least 2"]),
        ({"class": "foos", "minimum_count": 1, "appendix": 1}, ["foos: at least 1"]),
        ({"class": "foos"}, ["class: foos"]),
        ({"with": ["a", "b"]}, ["together with all of: a; b"]),
        ({"with_any_of": ["a", "b"]}, ["together with one of: a; b"]),
        ({"none_of": ["a"]}, ["none of: a"]),
        ({"any_of": [{"class": "a", "examples": ["b", "c"]}, {"class": "d"}]},
         ["any of: a (such as b, c); d"]),
        ({"of": "women", "sex": "female", "months_after_last_dose": 6},
         ["who: women", "sex: female", "after the last dose: 6 months"]),
        ({"diagnosis": "D", "abbreviation": "D"}, []),
        ({"operator_stated": False}, []),
        ({"what_comes_next": {"deep": [1, 2.5]}}, ["what comes next: deep: 1; 2.5"]),
        ({"odd": None}, ["odd: none"]),
    ],
)  # fmt: skip
def test_parameters_in_words(parameters: dict[str, Any], words: list[str]) -> None:
    assert [f"{one.name}: {one.value}" for one in derived(parameters)] == words


def test_a_class_is_linked_where_it_is_named() -> None:
    (one,) = derived({"class": "foos", "minimum_count": 2, "class_id": "x-foos"})
    assert one.class_id == "x-foos"
    assert derived({"with": ["a"], "class_id": "x-foos"})[0].class_id is None


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("2024-07-01", "1 July 2024"), ("2019-07", "July 2019"), ("2024", "2024"), ("", ""),
        (None, ""), ("2024-13-01", "2024-13-01"), ("soon", "soon"), ("1-2-3-4", "1-2-3-4"),
    ],
)  # fmt: skip
def test_dates_in_words(printed: str | None, words: str) -> None:
    assert day(printed) == words


def test_values_in_words() -> None:
    assert said(True) == "yes"
    assert said([1, "a"]) == "1; a"
