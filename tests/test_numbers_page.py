"""The page of numbers: each figure of the tables once, filters that hold, nothing merged."""

from __future__ import annotations

import html
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest
from evil_plan import EVIL, RISK, SIGNS, add_evil_plan
from test_risk_page import Site, dead_links, said

TABLES = ("documents", "products", "risks", "evidence", "evidence_figures", "risk_concepts")


def numbers(site: Site, **arguments: object) -> str:
    return site.page("/-/numbers" + (f"?{urlencode(arguments)}" if arguments else ""))


def rows(page: str) -> list[str]:
    """The rows of the table of figures."""
    if '<table class="plaintable figures">' not in page:
        return []
    table = page.split('<table class="plaintable figures">')[1].split("</table>")[0]
    return table.split("<tbody>")[1].split("<tr>")[1:]


def plotted(page: str) -> int:
    return page.split('class="plot wide"')[1].split("</svg>")[0].count('class="hit"')


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


def copy(database: Path, folder: Path) -> Path:
    path = folder / "riskplan.db"
    path.write_bytes(database.read_bytes())
    return path


def test_the_only_plan_with_figures_is_shown_whole(site: Site) -> None:
    page = numbers(site)
    assert "29 figures : 22 percentages, 7 counts" in said(page)
    assert len(rows(page)) == 29
    assert plotted(page) == 22
    assert numbers(site, product="nexpovio") == page
    assert "Concerns without a figure 2" in said(page)


def test_known_numbers_keep_their_words(site: Site) -> None:
    table = rows(numbers(site))
    quarter = next(one for one in table if "<mark>about a quarter</mark>" in one)
    assert "about 25%" in quarter
    assert "<td>related</td>" in quarter
    neutropenia = next(one for one in table if ">patients with neutropenia</td>" in one)
    assert "about 15%" in neutropenia
    assert "Grade ≥3" in neutropenia
    acs = next(one for one in table if "3 cases" in one)
    assert "(of more than 3,111)" in acs
    shown = said(numbers(site))
    assert "almost 50% of the patients with events" in shown


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        ({"grade": ">=3"}, "grade = '>=3'"),
        ({"grade": "3"}, "grade = '3'"),
        ({"grade": "none"}, "grade is null"),
        ({"attribution": "related"}, "attribution = 'related'"),
        ({"attribution": "any"}, "attribution = 'any'"),
        ({"arm": "treatment"}, "arm is null"),
        ({"arm": "comparator"}, "arm = 'comparator'"),
        ({"risk": "nexpovio-rmp-summary-fatigue"}, "risk_id like '%-fatigue'"),
        ({"risk": "FATIGUE"}, "risk_id like '%-fatigue'"),
        ({"concept": "neutropenia"}, "risk_id like '%-neutropenia'"),
        ({"risk": "fatigue", "grade": "3"}, "risk_id like '%-fatigue' and grade = '3'"),
        ({"grade": "2"}, "false"),
        ({"concept": "nope"}, "false"),
    ],
)
def test_a_filter_selects_what_the_table_and_the_data_have(
    site: Site, database: Path, arguments: dict[str, str], where: str
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        (expected,) = connection.execute(
            f"select count(*) from evidence_figures where {where}"
        ).fetchone()
    for product in ({"product": ""}, {"product": "nexpovio"}):
        page = numbers(site, **product, **arguments)
        assert len(rows(page)) == expected
        if not expected:
            assert "No figure fits" in said(page)
            continue
        data = html.unescape(re.findall(r'href="([^"]*figures_overview\.json[^"]*)"', page)[0])
        answer = site.get(f"{data}&_shape=objects")
        assert len(answer.json()["rows"]) == expected


def test_a_grade_is_a_choice_of_its_own_for_each_printed_form(site: Site) -> None:
    options = re.findall(r"<option[^>]*>([^<]*)</option>", numbers(site))
    assert {"Grade 3 (4)", "Grade ≥3 (6)", "no grade (19)"} <= set(options)


def test_what_was_chosen_stays_chosen(site: Site) -> None:
    page = numbers(site, product="nexpovio", grade=">=3", attribution="related", arm="treatment")
    chosen = re.findall(r'<option value="([^"]*)" selected>', page)
    assert [html.unescape(one) for one in chosen] == ["nexpovio", ">=3", "related", "treatment"]


def test_a_medicine_without_figures_and_an_unknown_one_say_so(site: Site) -> None:
    assert "The documents about Xpovio state no figure" in said(numbers(site, product="xpovio"))
    assert "No medicine is called “expo”" in said(numbers(site, product="expo"))
    assert "NEXPOVIO nexpovio" in said(numbers(site, product="xpov"))
    assert "Nor has any a name with these words" in said(numbers(site, product="%_\\"))
    assert "Numbers: NEXPOVIO" in said(numbers(site, product="Nexpovio"))


def test_pages_beyond_the_last_say_so(site: Site) -> None:
    assert "only 1 page" in said(numbers(site, page=7))


def test_every_link_leads_to_a_page(site: Site) -> None:
    dead = dead_links(site, numbers(site, grade="3"))
    assert list(dead) == []
    assert re.search(r"<script|<style|\sstyle=|\son\w+=", numbers(site)) is None


def test_many_figures_are_paged_and_each_is_shown_once(database: Path, tmp_path: Path) -> None:
    path = copy(database, tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for number in range(9):
            connection.execute(
                "insert into products select ?, ?, substance_id, 'EU' from products"
                " where id = 'nexpovio'", [f"x{number}", f"X{number}"],
            )  # fmt: skip
            connection.execute(
                "insert into documents (id, product_id, family, source_file, media_type, sha256,"
                " text) select ?, ?, family, source_file, media_type, '', text from documents"
                " where id = 'nexpovio-rmp-summary'", [f"x{number}", f"x{number}"],
            )  # fmt: skip
            connection.execute(
                "insert into evidence_figures select ? || id, null, evidence_id, unit, value,"
                " value_max, qualifier, numerator, denominator, denominator_qualifier, basis,"
                " outcome, grade, attribution, arm, population, ?, page, char_start, char_end,"
                " quote from evidence_figures where document_id = 'nexpovio-rmp-summary'",
                [f"x{number}", f"x{number}"],
            )  # fmt: skip
    site = Site(path)
    assert "Numbers: NEXPOVIO" in said(numbers(site))
    assert "medicine 1 of 10" in said(numbers(site))
    assert "no listed concern" in said(numbers(site, product="x3"))
    found: list[str] = []
    for number in range(1, 6):
        page = numbers(site, product="", page=number)
        assert "290 figures" in said(page)
        found += re.findall(r'href="/riskplan/evidence_figures/([^"]*)"', page)
    assert len(found) == len(set(found)) == 290


def test_a_plan_of_mark_up_is_shown_as_text(database: Path, tmp_path: Path) -> None:
    path = copy(database, tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        add_evil_plan(connection)
    site = Site(path)
    for arguments in (
        {"product": "evil"}, {"product": EVIL}, {"product": f"{EVIL}x"}, {"product": ""},
        {"risk": RISK}, {"risk": EVIL}, {"concept": EVIL}, {"grade": EVIL}, {"arm": EVIL},
    ):  # fmt: skip
        page = numbers(site, **arguments)
        assert SIGNS.search(page) is None
    page = numbers(site, product="evil")
    assert len(rows(page)) == 4
    assert plotted(page) == 3
    dead = dead_links(site, page)
    assert list(dead) == []


def test_a_database_without_any_plan_has_the_page(database: Path, tmp_path: Path) -> None:
    path = copy(database, tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in TABLES:
            connection.execute(f"delete from {table}")
    site = Site(path)
    assert "No document here states a figure." in said(numbers(site))
    assert site.get("/riskplan/risks/nexpovio-rmp-summary-fatigue").status_code == 404
