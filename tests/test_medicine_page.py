"""The page of a medicine: what stands there is what was read, and each part of it leads on."""

from __future__ import annotations

import csv
import html
import io
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from own_pages import Site, links_of, rows_of, words_of

EVIL = """<script>alert(1)</script> "'{{7*7}}'"""
PLAN = "nexpovio-rmp-summary"
NEXPOVIO = "/riskplan/products/nexpovio"
XPOVIO = "/riskplan/products/xpovio"
Changed = Callable[..., Site]


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


@pytest.fixture
def changed(database: Path, tmp_path: Path) -> Changed:
    """The site over a copy of the database in which statements were run."""

    def change(*statements: str) -> Site:
        path = tmp_path / "riskplan.db"
        path.write_bytes(database.read_bytes())
        with closing(sqlite3.connect(path)) as connection, connection:
            for statement in statements:
                connection.execute(statement)
        return Site(path)

    return change


def add_document(document_id: str, day: str | None, product: str = "nexpovio") -> str:
    said = "null" if day is None else f"'{day}'"
    return (
        "insert into documents (id, product_id, family, title, source_file, media_type, sha256,"
        f" text, document_date) values ('{document_id}', '{product}', 'assessment_report',"
        f" 'Report {document_id}', 'x', 'text/plain', '', 'Seizure and more', {said})"
    )


def add_concern(document_id: str, name: str = "Seizure", category: str = "identified") -> str:
    return (
        "insert into risks (id, product_id, category, ordinal, name, document_id, char_start,"
        f" char_end, quote) values ('{document_id}-{name}', 'nexpovio', '{category}', 1, '{name}',"
        f" '{document_id}', 0, 7, 'Seizure')"
    )


def part(page: str, anchor: str) -> str:
    """A section of a page, from its heading to the next of that level."""
    return page.split(f'<h2 id="{anchor}">')[1].split("<h2")[0]


def card(page: str, name: str) -> str:
    """The words of a concern's card."""
    (found,) = (
        one for one in re.findall(r'<li class="concern.*?</li>', page, re.DOTALL)
        if f">{name}</a></h3>" in one
    )  # fmt: skip
    return words_of(found)


def test_the_concerns_stand_in_their_groups(site: Site, database: Path) -> None:
    page = site.main(NEXPOVIO)
    with closing(sqlite3.connect(database)) as connection:
        for category in ("identified", "potential", "missing"):
            listed = connection.execute(
                "select id, name from risks where category = ? order by ordinal", [category]
            ).fetchall()
            shown = re.findall(
                r'<h3><a href="/riskplan/risks/([^"]+)">(.*?)</a></h3>', part(page, category)
            )
            assert [(key, html.unescape(name)) for key, name in shown] == listed


def test_a_card_has_its_figure_with_all_that_narrows_it_down(site: Site) -> None:
    page = site.main(NEXPOVIO)
    assert card(page, "Thrombocytopenia and Bleeding") == (
        "Thrombocytopenia and Bleeding Figure almost 50% Grade ≥3 thrombocytopenia of Grade ≥3 "
        "intensity of whom: the patients with events in completed trials source, page 2 1 more "
        "figure of Thrombocytopenia and Bleeding SmPC 4.2 , 4.8 PL 2 , 4 Additional measures "
        "stated: none source, page 2"
    )
    assert "3 cases (of more than 3,111) ACS related events" in card(
        page, "Acute cerebellar syndrome"
    )
    assert "3 patients Grade 3 Grade 3 events" in card(page, "Tumor lysis syndrome")
    assert "about 30% HM-Pool weight loss" in card(page, "Weight decreased")
    assert "5 more figures" in card(page, "Weight decreased")


def test_a_card_tells_the_states_apart(site: Site) -> None:
    page = site.main(NEXPOVIO)
    said = card(page, "Acute cerebellar syndrome")
    assert "SmPC not stated PL not stated Additional measures stated: none" in said
    assert "Figure evidence: not applicable" in card(
        page, "Use in patients with severe renal impairment"
    )


def test_a_comparator_stands_on_a_card_only_where_there_is_no_other_and_says_so(
    changed: Changed,
) -> None:
    of = f"where risk_id = '{PLAN}-hyponatraemia'"
    first = f"(select id from evidence_figures {of} order by char_start limit 1)"
    one = changed(f"update evidence_figures set arm = 'comparator' where id = {first}")
    assert "Figure about 16% Grade ≥3" in card(one.main(NEXPOVIO), "Hyponatraemia")
    alone = changed(
        f"delete from evidence_figures {of} and id <> {first}",
        f"update evidence_figures set arm = 'comparator' where id = {first}",
    )
    said = card(alone.main(NEXPOVIO), "Hyponatraemia")
    assert "Figure about 29% comparator HM-Pool" in said
    assert "more figure" not in said


def test_evidence_without_a_number_is_not_evidence_that_is_missing(changed: Changed) -> None:
    site = changed(
        "delete from evidence_figures",
        f"update field_states set state = 'not_stated', quote = null, char_start = null,"
        f" char_end = null, page = null where field = 'evidence' and risk_id = '{PLAN}-fatigue'",
        f"delete from field_states where risk_id = '{PLAN}-hyponatraemia'",
    )
    page = site.main(NEXPOVIO)
    assert "Figure no number in its evidence source" in card(page, "Decreased appetite")
    assert "Figure evidence: not stated" in card(page, "Fatigue")
    assert "Figure evidence: not read" in card(page, "Hyponatraemia")
    assert ["Additional risk minimisation measures", "0", "11", "0", "0", "1"] in rows_of(page)


@pytest.mark.parametrize(
    ("state", "said"),
    [("stated_none", "stated: none"), ("not_stated", "not stated"),
     ("stated", "stated source, page 2 The list is there, but no concern was read from it.")],
)  # fmt: skip
def test_an_empty_group_says_why_it_is_empty(changed: Changed, state: str, said: str) -> None:
    site = changed(
        "delete from risks where category = 'potential'",
        f"update field_states set state = '{state}' where field = 'potential_risks'",
    )
    words = words_of(part(site.main(NEXPOVIO), "potential"))
    assert said in words
    assert words.startswith("Important potential risks 0 ")


def test_the_measures_are_counted(site: Site, database: Path) -> None:
    rows = rows_of(site.main(NEXPOVIO))
    with closing(sqlite3.connect(database)) as connection:
        expected = connection.execute(
            "select t.name, m.kind, count(distinct risk_id) from risk_minimisation_measures m"
            " join measure_tools t on t.id = m.tool group by t.name"
        ).fetchall()
    assert expected
    for name, kind, concerns in expected:
        assert [name, kind, str(concerns)] in rows
    assert ["additional measures stated: none", "additional", "12"] in rows
    assert [
        "Sections of the package leaflet that carry the concern",
        "8",
        "0",
        "4",
        "0",
        "0",
    ] in rows
    assert "restricted medical prescription for 12 of 12" in site.said(NEXPOVIO)


def test_studies_stated_to_be_none_are_told_with_their_words(site: Site) -> None:
    said = words_of(part(site.main(NEXPOVIO), "studies"))
    assert (
        "Studies that are conditions of the authorisation stated: none source, page 7 "
        "There are no studies which are conditions of the marketing authorisation" in said
    )
    assert "Other studies after authorisation stated: none source, page 7" in said
    assert said.count("There are no additional PV activities") == 1


def test_a_study_has_its_milestones_and_concerns(changed: Changed) -> None:
    place = f"'{PLAN}', 7, 0, 7, 'Seizure'"
    site = changed(
        "insert into studies values ('s', 'nexpovio', null, 3, 'stated', 'EUHASS', 'To know more',"
        f" 'planned', {place})",
        f"insert into study_milestones values ('m', 's', 'Final report', '2017-Q2', null, {place})",
        f"insert into study_milestones values ('n', 's', 'Updates', null, null, {place})",
        f"insert into study_concerns values ('c', 's', '{PLAN}-fatigue', null, {place})",
        f"insert into study_concerns values ('d', 's', null, null, {place})",
        f"insert into study_concerns values ('e', 's', null, '{PLAN}-hyponatraemia', {place})",
    )
    said = words_of(part(site.main(NEXPOVIO), "studies"))
    assert "EUHASS obligation not stated , category 3, planned source, page 7 To know more" in said
    assert "Final report: 2017-Q2" in said
    assert "Updates: no date that could be read" in said
    assert (
        "Addresses: Fatigue ; Seizure (no listed concern); Seizure (part of Hyponatraemia )" in said
    )


def test_additional_measures_are_listed(changed: Changed) -> None:
    site = changed(
        "update risk_minimisation_measures set state = 'stated', tool = 'patient_card',"
        f" text = 'A card' where kind = 'additional' and risk_id = '{PLAN}-fatigue'",
        "update field_states set state = 'stated' where field = 'additional_measures'"
        f" and risk_id = '{PLAN}-fatigue'",
    )
    page = site.main(NEXPOVIO)
    assert "A card ( Fatigue )" in words_of(part(page, "measures"))
    assert "Additional measures stated source, page 3 patient card" in card(page, "Fatigue")


def test_findings_come_in_plain_words_with_what_is_derived(site: Site) -> None:
    said = words_of(part(site.main(NEXPOVIO), "findings"))
    assert "note Name printed in two ways" in said
    assert "admit one denominator only: 947 derived 947 source, page 4" in said


def test_every_link_leads_somewhere(site: Site) -> None:
    for path in (NEXPOVIO, XPOVIO):
        links = links_of(site.main(path))
        assert any(link.startswith("/-/source/") for link in links)
        for link in links:
            assert site.get(link).status_code == 200, link


@pytest.mark.parametrize("path", [NEXPOVIO, XPOVIO])
def test_the_downloads_hold_as_many_rows_as_they_say(site: Site, path: str) -> None:
    downloads = part(site.main(path), "downloads")
    rows = rows_of(downloads)[1:]
    files = [link for link in links_of(downloads) if ".csv" in link or ".json" in link]
    assert len(files) == 2 * len(rows) > 20
    for (name, count, _), table, listed in zip(rows, files[::2], files[1::2], strict=True):
        lines = list(csv.reader(io.StringIO(site.get(table).text)))
        assert len(lines) - 1 == int(count), name
        answer = site.get(listed)
        assert len(answer.json()["rows"]) == int(count), name


def test_a_medicine_with_a_policy_alone(site: Site, database: Path) -> None:
    page = site.main(XPOVIO)
    said = words_of(page)
    assert "no risk management plan or assessment report of Xpovio has been read here" in said
    policy = words_of(part(page, "policies"))
    for words in (
        "Minimum age 18 years source", "First approval lasts 12 months source",
        "Renewal lasts 12 months source", "Allowance before approval stated: none source",
        "96 tablets per 84 days (20 mg, 40 mg, 50 mg, 60 mg); for each strength or all together: "
        "not stated source",
    ):  # fmt: skip
        assert words in policy
    with closing(sqlite3.connect(database)) as connection:
        for phase, label in (("initial", "initial approval"), ("renewal", "renewal")):
            (count,) = connection.execute(
                "select count(*) from policy_criteria where phase = ? and kind <> 'group'", [phase]
            ).fetchone()
            assert f"Criteria, {label} {count} " in policy
    assert "/riskplan/policies/xpovio-prior-approval" in links_of(page)
    elsewhere = words_of(part(page, "beside"))
    assert "NEXPOVIO selinexor, EU" in elsewhere
    assert "Important potential risks 3 : Tumor lysis syndrome ; Acute" in elsewhere


def test_a_policy_stands_beside_the_plan_of_its_substance(site: Site) -> None:
    elsewhere = words_of(part(site.main(NEXPOVIO), "beside"))
    assert "Xpovio selinexor, US" in elsewhere
    assert "Minimum age 18 years" in elsewhere
    assert "What stands here is what those documents say, not those of NEXPOVIO" in elsewhere


def test_a_policy_without_values_says_so(changed: Changed) -> None:
    site = changed(
        "update policies set minimum_age = null, renewal_months = null",
        "update field_states set state = 'not_stated', quote = null, char_start = null,"
        " char_end = null where field = 'minimum_age'",
        "delete from field_states where field = 'renewal_months'",
        "delete from quantity_limits",
    )
    policy = words_of(part(site.main(XPOVIO), "policies"))
    assert "Minimum age not stated First approval" in policy
    assert "Renewal lasts not read" in policy
    assert "Quantity limit stated source" in policy


def test_the_newest_document_is_shown_and_others_can_be_chosen(changed: Changed) -> None:
    site = changed(
        add_document("old", "2019-05-01"),
        add_document("new", "2021-05-01"),
        add_concern("old", "Seizure"),
        add_concern("new", "Fall", "potential"),
    )
    page = site.main(NEXPOVIO)
    rows = rows_of(part(page, "documents"))[1:]
    assert [row[0] for row in rows] == [
        "Report new shown below",
        "Report old",
        "Summary of risk management plan for NEXPOVIO (selinexor)",
    ]
    assert [row[4:] for row in rows] == [["0", "1", "0"], ["1", "0", "0"], ["7", "3", "2"]]
    assert "Fall" in card(page, "Fall")
    assert ">Seizure</a></h3>" not in page
    older = site.main(NEXPOVIO, document="old")
    assert "Seizure" in card(older, "Seizure")
    assert "SmPC not read PL not read Additional measures not read" in card(older, "Seizure")
    assert "Hyponatraemia" in card(site.main(NEXPOVIO, document=PLAN), "Hyponatraemia")
    downloads = [link for link in links_of(page) if "risk_overview.json" in link]
    assert len(site.get(downloads[0]).json()["rows"]) == 14
    for link in links_of(page):
        assert site.get(link).status_code == 200, link


@pytest.mark.parametrize(
    "path",
    ["/riskplan/products/nope", f"{NEXPOVIO}?document=nope",
     f"{NEXPOVIO}?document=xpovio-prior-approval", "/riskplan/products/~00"],
)  # fmt: skip
def test_what_is_not_there_is_404(site: Site, path: str) -> None:
    assert site.get(path).status_code == 404


def test_the_json_of_the_row_stays_datasettes(site: Site) -> None:
    answer = site.get(f"{NEXPOVIO}.json", _shape="objects")
    assert answer.json()["rows"][0]["name"] == "NEXPOVIO"


def test_a_medicine_without_documents_has_a_page(changed: Changed) -> None:
    site = changed("insert into products values ('bare', 'Bare', 'selinexor', 'FR')")
    page = site.main("/riskplan/products/bare")
    assert "No document of this medicine has been read" in words_of(page)
    assert "NEXPOVIO" in words_of(part(page, "beside"))
    for link in links_of(page):
        assert site.get(link).status_code == 200, link


def test_a_combination_stands_beside_its_parts(changed: Changed) -> None:
    site = changed(
        "insert into substances values ('both', 'selinexor + x')",
        "insert into substance_parts values ('both', 'selinexor', 1)",
        "insert into products values ('duo', 'Duo', 'both', 'EU')",
    )
    assert "Duo selinexor + x, EU; combination with it" in site.said(NEXPOVIO)
    assert "NEXPOVIO selinexor, EU; part of the combination" in site.said("/riskplan/products/duo")


def test_long_lists_are_cut_and_lead_to_all(changed: Changed) -> None:
    site = changed(
        add_document("long", "2024-01-01"),
        *(add_concern("long", f"Concern {number:03}") for number in range(80)),
    )
    page = site.main(NEXPOVIO)
    assert page.count('<li class="concern') == 60
    assert "Important identified risks 80" in words_of(page)
    assert "and 20 more" in words_of(page)
    assert "/riskplan/risks?document_id=long&category=identified" in links_of(page)


def test_text_of_documents_is_shown_as_text(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, columns in {
            "products": "name jurisdiction", "substances": "name", "indications": "text",
            "documents": "title publisher version document_date source_url layout note",
            "risks": "name", "evidence_figures": "outcome basis population",
            "findings": "message derived", "finding_rules": "title meaning",
            "policies": "pre_approval_allowance effective_on", "quantity_limits": "unit",
            "pharmacovigilance_activities": "text", "document_facts": "value",
            "measure_tools": "name", "legal_statuses": "name", "template_fields": "name",
            "label_sections": "title", "plain_terms": "plain",
        }.items():  # fmt: skip
            for column in columns.split():
                connection.execute(f"update {table} set {column} = ?", [EVIL])
        connection.execute("update builds set fingerprint = 'evil'")
    site = Site(path)
    for address in (NEXPOVIO, XPOVIO):
        answer = site.get(address)
        assert answer.status_code == 200
        assert "<script" not in answer.text
        assert "alert(1)&lt;/script&gt;" in answer.text
        assert 'style="' not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert html.unescape(answer.text).count(EVIL) > 15


@pytest.mark.parametrize("path", [NEXPOVIO, XPOVIO])
def test_addresses_keep_the_base(database: Path, path: str) -> None:
    behind = Site(database)
    behind.site._settings["base_url"] = "/rp/"
    links = links_of(behind.main(path))
    assert len(links) > 50
    assert all(link.startswith("/rp/") for link in links)
