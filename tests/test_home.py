"""The first page: its numbers are the database's, its questions are answered, its links lead on."""

from __future__ import annotations

import asyncio
import html
import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from datasette.app import Datasette
from datasette.database import Database
from own_pages import Site, empty_copy, links_of, rows_of, words_of

from ingest.server import application
from ingest.site import install

EVIL = """<script>alert(1)</script> "'{{7*7}}'"""


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


def asked(page: str) -> list[tuple[str, str, str]]:
    """The questions of the page: words, path and answer."""
    cards = page.split('<ul class="cards questions">')[1].split("</ul>")[0]
    found = re.findall(r'<h3><a href="([^"]*)">(.*?)</a></h3><p>(.*?)</p>', cards)
    return [(words_of(words), html.unescape(path), words_of(said)) for path, words, said in found]


def test_the_page_says_what_it_is_and_has_a_search_box_with_a_label(site: Site) -> None:
    page = site.main("/")
    assert "each with the words it was read from" in words_of(page)
    assert re.search(r'<form[^>]*action="/-/search"', page)
    assert '<label for="q">Search all that was read</label>' in page
    assert "No medical advice" in words_of(page)
    assert "Human Phenotype Ontology" in words_of(page)
    assert "_memory" not in page


def test_what_is_held_is_counted(site: Site, database: Path) -> None:
    rows = rows_of(site.main("/"))
    with closing(sqlite3.connect(database)) as connection:
        by_category = dict(
            connection.execute("select category, count(*) from risks group by 1").fetchall()
        )
    expected = [str(by_category[name]) for name in ("identified", "potential", "missing")]
    assert rows[1] == ["EU", "1", *expected, "1", "0"]
    assert rows[2] == ["US", "1", "no plan or report here", "0", "1"]
    assert ["NEXPOVIO", "selinexor", "EU", *expected, "0", "1"] in rows


def test_the_questions_have_their_answers(site: Site, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        (section, cited), *_ = connection.execute(
            "select label_section_id, count(distinct risk_id) from label_references group by 1"
            " order by 2 desc, 1 desc"
        ).fetchall()
        (silent,) = connection.execute(
            "select count(*) from risk_overview where pl_sections = '[]'"
        ).fetchone()
        (figures,) = connection.execute("select count(*) from figures_overview").fetchone()
        (criteria,) = connection.execute(
            "select count(*) from policy_criteria where phase = 'renewal' and kind <> 'group'"
        ).fetchone()
    found = asked(site.main("/"))
    most = f"{cited} of 12 cite it, and no section is cited more often: Undesirable effects."
    assert [(path, said.split(" on ")[0].split(". ")[0]) for _, path, said in found] == [
        (f"/riskplan/risks_by_section?section={section}", most),
        ("/riskplan/missing_patient_information",
         f"For {silent} of 12 no section of the leaflet is cited."),
        ("/-/numbers", f"{figures} numbers"),
        ("/riskplan/policies/xpovio-prior-approval#renewal",
         f"{criteria} criteria"),
    ]  # fmt: skip
    counts = [cited, silent]
    for (_, path, _), count in zip(found, counts, strict=False):
        name, _, arguments = path.partition("?")
        answer = site.get(f"{name}.json?_shape=array&{arguments}")
        assert len(answer.json()) == count, path


def test_what_is_not_in_the_rows_is_not_asked(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("delete from policies")
        connection.execute("delete from evidence_figures")
    without = Site(path)
    found = asked(without.main("/"))
    assert len(found) == 4
    words = [question for question, _, _ in found]
    assert not any("renewal" in question or "reported" in question for question in words)
    (factors,) = (one for one in found if "more likely" in one[0])
    hits = without.get(factors[1].replace("/-/search?", "/-/search.json?")).json()["hits"]
    concern = factors[0].removeprefix("What makes ").removesuffix(" more likely?")
    assert {hit["title"].split(":")[0] for hit in hits[:10]} == {concern}
    assert [hit["kind"] for hit in hits[:10]].count("factor") >= 9


def test_every_link_of_the_first_page_leads_somewhere(site: Site) -> None:
    links = links_of(site.main("/"))
    assert {"/riskplan", "/riskplan.db", "/-/medicines", "/riskplan/unfaithful_quotes"} <= set(
        links
    )
    for link in links:
        assert site.get(link).status_code == 200, link


def test_the_examples_of_calls_answer(site: Site) -> None:
    lines = re.findall(r"<code>(curl .*?)</code>", site.main("/"))
    assert len(lines) == 2
    for line in lines:
        program, address = shlex.split(html.unescape(line))
        assert program == "curl"
        asked_for = urlsplit(address)
        assert asked_for.scheme == "http"
        answer = site.get(f"{asked_for.path}?{asked_for.query}")
        assert answer.status_code == 200
        assert "Hyponatraemia" in answer.text


def test_the_newest_documents_stand_with_their_own_dates(site: Site, database: Path) -> None:
    said = site.said("/")
    assert "not by when it was read here. 1 bears no date" in said
    with closing(sqlite3.connect(database)) as connection:
        title, day = connection.execute(
            "select title, document_date from documents where document_date is not null"
        ).fetchone()
    assert f"{day} {title} Xpovio, US; prior-approval policy" in said


def test_the_json_stays_datasettes(site: Site) -> None:
    assert "riskplan" in site.get("/.json").json()


def test_the_page_has_its_policy_and_nothing_inline(site: Site) -> None:
    answer = site.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert 'style="' not in answer.text
    assert " onclick" not in answer.text


def test_names_are_shown_as_text(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update products set name = ?, jurisdiction = ?", (EVIL, EVIL))
        connection.execute("update substances set name = ?", (EVIL,))
        connection.execute("update risks set name = ?", (EVIL,))
        connection.execute("update documents set title = ?, version = ?", (EVIL, EVIL))
        connection.execute("delete from evidence_figures")
        connection.execute("update label_sections set title = ?", (EVIL,))
    answer = Site(path).get("/")
    assert "<script" not in answer.text
    assert html.unescape(answer.text).count(EVIL) >= 8


def test_a_base_without_rows_has_a_first_page(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "riskplan.db"
    empty_copy(database, path)
    bare = Site(path)
    page = bare.main("/")
    assert "No medicine has been read" in words_of(page)
    assert "There is no document yet" in words_of(page)
    assert "Questions to begin with" not in page
    for link in links_of(page):
        assert bare.get(link).status_code == 200, link


def test_many_medicines_are_capped(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "insert into products values (?, ?, 'selinexor', 'EU')",
            [(f"m{number}", f"A {number:04}") for number in range(1500)],
        )
    page = Site(path).main("/")
    assert "The first 20 of 1,502 medicines by name" in words_of(page)
    assert "All 1,502 medicines" in words_of(page)
    assert page.count('<th scope="row">') == 22
    assert len(page) < 45_000


def test_addresses_keep_the_base(database: Path) -> None:
    behind = application(database)
    behind._settings["base_url"] = "/rp/"
    answer = asyncio.run(behind.client.get("/"))
    assert answer.status_code == 200
    page = answer.text[answer.text.index("<main") : answer.text.index('<div class="about">')]
    assert links_of(page)
    assert all(link.startswith("/rp/") for link in links_of(page))


def test_a_site_without_the_database_keeps_datasettes_index(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table notes (id integer primary key)")
    install()
    mine = Datasette([str(path)])
    answer = asyncio.run(mine.client.get("/"))
    assert answer.status_code == 200
    assert "notes" in answer.text
    assert "Questions to begin with" not in answer.text


def test_databases_beside_it_stay_in_reach(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table notes (id integer primary key)")
    both = Site(database)
    both.site.add_database(Database(both.site, path=str(path)), name="mine")
    assert "/mine" in links_of(both.main("/"))


def test_the_chart_draws_of_each_concern_the_percentage_that_its_card_shows(
    site: Site, database: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        drawn = {
            risk_id
            for (risk_id,) in connection.execute(
                "select distinct risk_id from evidence_figures where unit = 'percent'"
            )
        }
    chart = site.main("/").split('id="numbers"')[1].split('id="new"')[0]
    wide = chart[chart.index("<svg") : chart.index("</svg>")]
    places = re.findall(r"/-/source/[^\"#]*start=\d+&amp;end=\d+", wide)
    cards = site.main("/riskplan/products/nexpovio").split('id="measures"')[0]
    assert len(set(places)) == len(drawn) > 5
    assert all(place in cards for place in places)
