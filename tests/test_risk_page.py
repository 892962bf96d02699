"""The page of a safety concern: its numbers equal the tables, its links lead somewhere."""

from __future__ import annotations

import html
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from evil_plan import RISK, SIGNS, add_evil_plan, row
from hypothesis import given
from hypothesis import strategies as st
from own_pages import Site, main_of, words_of

from ingest.site.medicines.evidence_text import pieces
from ingest.site.pages import row_path

PLAN = "/riskplan/risks/nexpovio-rmp-summary-"
NAMES = (
    "thrombocytopenia-and-bleeding", "severe-infections-due-to-neutropenia", "fatigue",
    "decreased-appetite", "weight-decreased", "hyponatraemia", "confusional-state",
    "tumor-lysis-syndrome", "acute-cerebellar-syndrome", "medication-error",
    "use-in-patients-with-severe-renal-impairment",
    "use-in-patients-with-severe-hepatic-impairment",
)  # fmt: skip


def said(page: str) -> str:
    """What a page says in its main part, without mark-up."""
    return words_of(main_of(page))


def section(page: str, anchor: str) -> str:
    """The part of a page that the heading ``anchor`` names."""
    start = page.index(f'aria-labelledby="{anchor}"')
    return page[start : page.index("</section>", start)]


def dead_links(site: Site, page: str) -> Iterator[str]:
    """Addresses of a page that lead nowhere; anchors that it does not have."""
    ids = Counter(re.findall(r'\sid="([^"]*)"', page))
    yield from (f"#{name} twice" for name, times in ids.items() if times > 1)
    for address in sorted({html.unescape(one) for one in re.findall(r'href="([^"]*)"', page)}):
        if address.startswith("#"):
            if address[1:] not in ids:
                yield address
        elif urlsplit(address).netloc in ("", "localhost"):
            where = urlsplit(address)
            path = where.path + (f"?{where.query}" if where.query else "")
            if site.get(path).status_code not in (200, 302):
                yield address


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


@pytest.fixture(scope="module")
def evil_site(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("evil") / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        add_evil_plan(connection)
    return Site(path)


def test_the_row_page_is_replaced_and_its_json_is_datasettes(site: Site) -> None:
    assert "At a glance" in site.page(f"{PLAN}fatigue")
    answer = site.get(f"{PLAN}fatigue.json?_shape=objects")
    assert answer.json()["rows"][0]["name"] == "Fatigue"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_missing_is_what_the_label_matrix_says(site: Site, name: str) -> None:
    matrix = main_of(site.page("/-/labels"))
    row = matrix[matrix.index(f'<a href="{PLAN}{name}"', matrix.index("<tbody")) :].split("</tr>")[
        0
    ]
    page = site.page(f"{PLAN}{name}")
    card = page[page.index('<div class="gaps">') :].split("</div>")[0]
    listed = re.findall(r"<li>(<strong>.*?)</li>", card)
    assert [words_of(one).lower() for one in listed] == [
        words_of(one).lower() for one in re.findall(r"<p>(<strong>.*?)</p>", row)
    ]


def test_an_unknown_concern_is_404(site: Site) -> None:
    assert site.get("/riskplan/risks/nope").status_code == 404
    assert site.get(row_path("risks", "<b>")).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_every_row_of_its_concern(site: Site, database: Path, name: str) -> None:
    page = site.page(PLAN + name)
    risk_id = f"nexpovio-rmp-summary-{name}"
    with closing(sqlite3.connect(database)) as connection:
        for table, column, anchor in (
            ("risk_factors", "factor", "factors"),
            ("risk_minimisation_measures", "text", "measures"),
            ("statements", "text", "statements"),
        ):
            rows = connection.execute(
                f"select {column}, char_start, char_end from {table} where risk_id = ?", [risk_id]
            ).fetchall()
            shown = html.unescape(section(page, anchor)) if rows else ""
            for words, start, end in rows:
                assert words in shown, words
                assert f"?start={start}&end={end}#quote" in shown
        for (field_name, state) in connection.execute(
            "select t.name, f.state from field_states f join template_fields t on t.id = f.field"
            " where f.risk_id = ?", [risk_id],
        ).fetchall():  # fmt: skip
            words = {"stated_none": "stated: none"}.get(state, state.replace("_", " "))
            table = section(page, "states")
            line = next(one for one in table.split("<tr>") if html.escape(field_name) in one)
            assert f">{words}</span>" in line


def test_every_figure_of_a_concern_is_marked_drawn_and_listed(site: Site, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "select risk_id, count(*), sum(unit = 'percent') from evidence_figures group by 1"
        ).fetchall()
    assert len(rows) == 10
    for risk_id, figures, percentages in rows:
        page = site.page(f"/riskplan/risks/{risk_id}")
        assert page.count('<mark><span id="words-') == figures
        assert page.count('<tr id="figure-') == figures
        wide = page.split('class="plot wide"')[1] if percentages else ""
        assert wide.split("</svg>")[0].count('class="hit"') == percentages
        assert section(page, "figures").count("<li><strong>") == figures - percentages


def test_a_number_keeps_its_hedge_and_whom_it_is_of(site: Site) -> None:
    page = site.page(f"{PLAN}severe-infections-due-to-neutropenia")
    assert "about 25% of the patients" in page
    assert "about 15% of patients with neutropenia" in page
    assert '<span id="words-2"></span>about a quarter<a class="at" href="#figure-2"' in page
    line = page.split('<tr id="figure-2"')[1].split("</tr>")[0]
    assert "about 25%" in line
    assert "<td>related</td>" in line


def test_the_evidence_is_whole_and_folded(site: Site, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        for risk_id, text in connection.execute("select risk_id, text from evidence").fetchall():
            page = site.page(f"/riskplan/risks/{risk_id}")
            shown = page.split('<blockquote class="evidence">')[1].split("</blockquote>")[0]
            shown = re.sub(r'<a class="at".*?</a>', "", shown)
            assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == text


def test_what_is_missing_is_called_out_as_derived(site: Site) -> None:
    cerebellar = said(section_of(site, "acute-cerebellar-syndrome", "label"))
    assert "What is missing derived" in cerebellar
    assert "No leaflet section : no text for patients among its measures" in cerebellar
    assert "Not in 4.4" in cerebellar
    assert "Not in 4.8 : expected: a potential risk is no established adverse" in cerebellar
    hyponatraemia = said(section_of(site, "hyponatraemia", "label"))
    assert "Nothing: the document cites SmPC 4.4 and 4.8 and the leaflet." in hyponatraemia
    fatigue = said(section_of(site, "fatigue", "label"))
    assert "Not in 4.4" in fatigue
    assert "Not in 4.8" not in fatigue
    assert "No leaflet section" not in fatigue


def test_what_is_said_of_all_concerns_is_said_of_each(site: Site) -> None:
    shown = said(section_of(site, "medication-error", "pharmacovigilance"))
    assert "not stated for this concern by itself" in shown
    assert "For the whole plan: There are no additional PV activities ongoing or planned." in shown
    assert "The document says nothing about it" not in shown


def section_of(site: Site, name: str, anchor: str) -> str:
    return f"<main>{section(site.page(PLAN + name), anchor)}</main>"


def test_findings_are_those_of_the_concern_alone(site: Site) -> None:
    expected = {
        "tumor-lysis-syndrome": 2,
        "weight-decreased": 1,
        "acute-cerebellar-syndrome": 1,
    }
    for name in NAMES:
        found = section(site.page(PLAN + name), "findings")
        assert found.count('<span class="tag">note</span>') == expected.get(name, 0), name
    assert "admit one denominator only: 947" in site.page(f"{PLAN}weight-decreased")


def test_a_finding_belongs_to_the_longest_id_that_it_begins_with(
    database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        place = {"document_id": "nexpovio-rmp-summary", "char_start": 0, "char_end": 1}
        row(
            connection, "risks", id="nexpovio-rmp-summary-fatigue-late", product_id="nexpovio",
            category="missing", ordinal=9, name="Late fatigue", quote="x", **place,
        )  # fmt: skip
        row(
            connection, "findings", id="nexpovio-rmp-summary-fatigue-late-no-patient-text",
            rule="no_patient_text", severity="note", message="none", quote="x",
            **place | {"char_start": 4000, "char_end": 4001},
        )  # fmt: skip
    site = Site(path)
    assert "No rule found anything" in site.page(f"{PLAN}fatigue")
    late = site.page(f"{PLAN}fatigue-late")
    assert section(late, "findings").count('<span class="tag">note</span>') == 1
    assert late.count("No state of this field was read.") >= 6


def test_the_same_concept_leads_to_us_warnings(site: Site) -> None:
    page = site.page(f"{PLAN}severe-infections-due-to-neutropenia")
    found = section(page, "elsewhere")
    assert "/riskplan/policy_warnings/xpovio-prior-approval-warning-neutropenia" in found
    assert "the same substance" in found
    assert "/-/compare?concept=neutropenia" in html.unescape(found)
    assert "part: “severe infection”" in said(page)
    assert "HP:0001875" in page


def test_nothing_is_silent(site: Site) -> None:
    renal = said(site.page(f"{PLAN}use-in-patients-with-severe-renal-impairment"))
    assert "not applicable The template has no such field here." in renal
    assert "not stated The document says nothing about it" in renal
    assert "No rule found anything on this concern." in renal


def test_neighbours_follow_the_list_of_the_plan(site: Site) -> None:
    first, last = site.page(PLAN + NAMES[0]), site.page(PLAN + NAMES[-1])
    assert 'rel="prev"' not in first
    assert f'rel="next" href="{PLAN}{NAMES[1]}"' in first
    assert f'rel="prev" href="{PLAN}{NAMES[-2]}"' in last
    assert 'rel="next"' not in last
    assert "12 of 12 in its document" in said(last)


def test_a_page_can_be_cited(site: Site) -> None:
    page = site.page(f"{PLAN}hyponatraemia")
    cited = said(f"<main>{section(page, 'cite')}</main>")
    assert "Hyponatraemia (important identified risk). In: Summary of risk management" in cited
    assert f"Page 2. http://localhost{PLAN}hyponatraemia (riskplan" in cited
    [bib] = re.findall(r'href="(/-/cite/[^"]*)">BibTeX', page)
    entry = site.get(html.unescape(bib)).text
    assert "page 2" in entry
    assert f"{PLAN}hyponatraemia" in entry


def test_columns_have_their_meanings(site: Site) -> None:
    page = said(site.page(f"{PLAN}hyponatraemia"))
    assert "summary_start 10" in page
    assert "Offset where its box in II.B begins, heading included." in page


@pytest.mark.parametrize("name", [NAMES[1], NAMES[8], NAMES[11]])
def test_every_link_leads_to_a_page(site: Site, name: str) -> None:
    dead = dead_links(site, site.page(PLAN + name))
    assert list(dead) == []


def test_a_plan_of_mark_up_is_shown_as_text(evil_site: Site) -> None:
    page = evil_site.page(row_path("risks", RISK))
    assert SIGNS.search(page) is None
    assert page.count("&lt;script&gt;") > 20
    dead = dead_links(evil_site, page)
    assert list(dead) == []


def test_no_page_has_anything_inline(site: Site) -> None:
    for name in NAMES[:2]:
        page = site.page(PLAN + name)
        assert re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", page) is None


def test_pieces_of_nested_and_equal_places() -> None:
    figures = [
        {"char_start": 12, "char_end": 20},
        {"char_start": 14, "char_end": 16},
        {"char_start": 14, "char_end": 16},
        {"char_start": 5, "char_end": 12},
    ]
    found = pieces("ab cdefgh ij", 10, figures)
    assert [one.text for one in found] == ["ab", " c", "de", "fgh ", "ij"]
    assert [one.figures for one in found] == [(), (1,), (1, 2, 3), (1,), ()]
    assert [one.begin for one in found] == [(), (1,), (2, 3), (), ()]
    assert [one.end for one in found] == [(), (), (2, 3), (1,), ()]


def test_words_parted_at_a_hyphen_are_joined_across_pieces() -> None:
    found = pieces("HM-\nPool pre- and\npost", 0, [{"char_start": 4, "char_end": 8}])
    assert [one.text for one in found] == ["HM-", "Pool", " pre- and post"]


@given(
    st.text("ab-  \n\u00ad", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))),
)
def test_pieces_lose_no_letter(text: str, places: list[tuple[int, int]]) -> None:
    figures = [{"char_start": min(one), "char_end": max(one)} for one in places]
    letters = "".join(one.text for one in pieces(text, 0, figures))
    assert re.sub(r"\s|\u00ad", "", letters) == re.sub(r"\s|\u00ad", "", text)
