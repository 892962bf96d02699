"""The site over a built database: pages answer, metadata fits the schema, nothing is unescaped."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import yaml
from conftest import refill_search
from own_pages import Site

from ingest.resources import resource
from ingest.site.cells import cell, highlighted
from ingest.site.passages import passage
from ingest.site.search.terms import fts_query

METADATA = yaml.safe_load(resource("metadata.yml").read_text(encoding="utf-8"))
RISKPLAN = METADATA["databases"]["riskplan"]
QUERIES = RISKPLAN["queries"]
EVIL = "<script>alert(1)</script>"


def schema() -> dict[str, list[str]]:
    """The columns of every table and view, as the SQL files alone make them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for script in sorted(resource("schema").glob("*.sql")):
            connection.executescript(script.read_text(encoding="utf-8"))
        names = connection.execute(
            "select name from sqlite_master where type in ('table', 'view')"
            " and name not like '%\\_fts%' escape '\\'"
        ).fetchall()
        return {
            name: [row[1] for row in connection.execute(f"pragma table_info({name})")]
            for (name,) in names
        }


SCHEMA = schema()
FTS = sorted(
    re.findall(
        r"create virtual table (\w+) using fts5",
        (resource("schema") / "800_search.sql").read_text(encoding="utf-8"),
    )
)


class Pages(Site):
    """The site, asked in-process for rows."""

    def rows(self, path: str, **arguments: object) -> list[dict[str, Any]]:
        answer = self.get(f"{path}.json", _shape="objects", **arguments)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["rows"]
        return found


@pytest.fixture(scope="module")
def pages(database: Path) -> Pages:
    return Pages(database)


@pytest.fixture(scope="module")
def evil_pages(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The same database with one document that prints mark-up, and rows that quote it."""
    path = tmp_path_factory.mktemp("evil") / "riskplan.db"
    path.write_bytes(database.read_bytes())
    text = f"Before & after {EVIL} \u27e6{EVIL}\u27e7 the end"
    start, end = text.index(EVIL), text.index(EVIL) + len(EVIL)
    place = ("evil", None, start, end, EVIL)
    with closing(sqlite3.connect(path)) as connection, connection:
        product = connection.execute("select id from products limit 1").fetchone()[0]
        connection.execute(
            "insert into documents (id, product_id, family, title, publisher, language, source_url,"
            " source_file, media_type, sha256, text, note) values ('evil', ?, 'rmp_summary', ?, ?,"
            " 'en', 'javascript:alert(1)', 'evil.txt', 'text/plain', '', ?, ?)",
            (product, EVIL, EVIL, text, EVIL),
        )
        connection.execute(
            "insert into risks (id, product_id, category, ordinal, name, heading, document_id,"
            " page, char_start, char_end, quote)"
            " values ('evil-risk', ?, 'identified', 1, ?, ?, ?, ?, ?, ?, ?)",
            (product, EVIL, EVIL, *place),
        )
        connection.execute(
            "insert into statements (id, kind, text, document_id, page, char_start, char_end,"
            " quote) values ('evil-statement', ?, ?, ?, ?, ?, ?, ?)",
            (EVIL, EVIL, *place),
        )
        refill_search(connection)
    return Pages(path)


@pytest.mark.parametrize("suffix", ["", ".json"])
@pytest.mark.parametrize("name", sorted(SCHEMA))
def test_every_table_and_view_answers(pages: Pages, name: str, suffix: str) -> None:
    answer = pages.get(f"/riskplan/{name}{suffix}")
    assert answer.status_code == 200, answer.text
    if suffix:
        assert answer.json()["suggested_facets"] == []


@pytest.mark.parametrize("suffix", ["", ".json"])
@pytest.mark.parametrize("name", sorted(QUERIES))
def test_every_named_query_answers(pages: Pages, name: str, suffix: str) -> None:
    answer = pages.get(f"/riskplan/{name}{suffix}")
    assert answer.status_code == 200, answer.text
    assert '"ok": false' not in answer.text
    assert "message-error" not in answer.text


@pytest.mark.parametrize("path", ["/", "/riskplan", "/-/metadata.json", "/riskplan.json"])
def test_the_other_pages_answer(pages: Pages, path: str) -> None:
    assert pages.get(path).status_code == 200


def test_every_table_and_column_is_described_and_nothing_else() -> None:
    described = {name: list(about["columns"]) for name, about in RISKPLAN["tables"].items()}
    assert described == SCHEMA
    for name, about in RISKPLAN["tables"].items():
        assert about["description"], name
        assert all(about["columns"].values()), name


def test_metadata_names_only_columns_that_exist() -> None:
    for name, about in RISKPLAN["tables"].items():
        named = [about.get("sort"), about.get("sort_desc"), about.get("label_column")]
        named += about.get("sortable_columns", [])
        named += [f if isinstance(f, str) else f["array"] for f in about.get("facets", [])]
        assert {column for column in named if column} <= {*SCHEMA[name], "rowid"}, name
        if "sortable_columns" in about:
            assert set(SCHEMA[name]) <= set(about["sortable_columns"]), name
        assert 20 <= about.get("size", 25) <= 50


def test_every_named_query_has_a_title_a_description_and_its_parameters() -> None:
    for name, query in QUERIES.items():
        assert query["title"], name
        assert query["description_html"], name
        in_sql = set(re.findall(r"(?<!:):([a-z]+)", query["sql"]))
        assert in_sql == set(query["params"]), name


def test_foreign_keys_lead_to_tables_with_a_label(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        targets = {
            row[2]
            for name in SCHEMA
            for row in connection.execute(f"pragma foreign_key_list({name})")
        }
    for target in targets:
        assert "label_column" in RISKPLAN["tables"][target], target


@pytest.mark.parametrize("name", sorted(SCHEMA))
def test_facets_answer_in_time(pages: Pages, name: str) -> None:
    facets = RISKPLAN["tables"][name].get("facets", [])
    answer = pages.get(f"/riskplan/{name}.json").json()
    expected = {f if isinstance(f, str) else f["array"] for f in facets}
    assert set(answer["facet_results"]) == expected


def test_an_array_facet_counts_label_sections(pages: Pages) -> None:
    answer = pages.get("/riskplan/risk_overview.json").json()
    counts = {f["value"]: f["count"] for f in answer["facet_results"]["smpc_sections"]["results"]}
    assert counts == {"4.2": 6, "4.4": 6, "4.7": 2, "4.8": 8, "4.9": 1, "5.2": 2}


@pytest.mark.parametrize("name", FTS)
def test_datasette_finds_the_full_text_search_of_each_table(pages: Pages, name: str) -> None:
    table = name.removesuffix("_fts")
    page = pages.get(f"/riskplan/{table}").text
    assert 'name="_search"' in page
    assert pages.get(f"/riskplan/{table}.json", _search="nothing-has-this").json()["rows"] == []


def test_a_tables_search_finds_stems(pages: Pages) -> None:
    found = pages.rows("/riskplan/evidence", _search="neutropenias")
    assert "nexpovio-rmp-summary-severe-infections-due-to-neutropenia" in {
        row["risk_id"] for row in found
    }


ODD = [
    *('"', '""', "a AND", "NOT", "(", "*", "a*b", "^x", "title:x", "-", "≥", "'", "NEAR(a b)"),
    *("\0", "a\0b", "x" * 10_000, "word " * 2_000, "", "%", "{a}", "\ud7ff\uffff", "a:b c-d +e"),
]


@pytest.mark.parametrize("words", ODD, ids=range(len(ODD)))
def test_search_survives_odd_input(pages: Pages, words: str) -> None:
    for path in ("/riskplan/search", "/riskplan/search.json"):
        answer = pages.get(path, q=words)
        assert answer.status_code == 200, answer.text
        assert '"ok": false' not in answer.text
        assert "message-error" not in answer.text
    assert pages.get("/riskplan/risks.json", _search=words).status_code == 200


def test_search_puts_the_risk_before_what_hangs_on_it(pages: Pages) -> None:
    found = pages.rows("/riskplan/search", q="hyponatraemia")
    assert (found[0]["kind"], found[0]["title"]) == ("risk", "Hyponatraemia")
    assert any(row["title"] == "Hyponatraemia: evidence" for row in found)
    assert any("⟦" in row["snippet"] for row in found)


def test_search_narrows_down(pages: Pages) -> None:
    found = pages.rows("/riskplan/search", q="selinexor", kind="risk")
    assert len(found) == 12
    assert pages.rows("/riskplan/search", q="selinexor", kind="risk", product="xpovio") == []


def test_search_marks_hits_on_the_page(pages: Pages) -> None:
    assert "<mark>" in pages.get("/riskplan/search", q="hyponatraemia").text


def test_every_row_path_of_the_search_index_leads_to_a_row(pages: Pages, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        paths = connection.execute(
            "select min(row_path) from search_index group by kind"
            " union select row_path from search_index where kind in ('label_section', 'risk')"
        ).fetchall()
    for (path,) in paths:
        assert pages.get(path).status_code == 200, path


def test_search_index_holds_what_search_rows_selects(database: Path) -> None:
    derived = {"also_known_as", "related", "aspect"}
    columns = ", ".join(column for column in SCHEMA["search_rows"] if column not in derived)
    with closing(sqlite3.connect(database)) as connection:
        index = connection.execute(f"select {columns} from search_index order by id").fetchall()
        assert index == connection.execute(f"select {columns} from search_rows").fetchall()
        told = "select aspect from search_{} order by document_id, row_path"
        both = zip(
            *(connection.execute(told.format(one)) for one in ("index", "rows")), strict=True
        )
        assert all(full.startswith(plain) for (full,), (plain,) in both)
        names = "select also_known_as || char(10) || related from search_{} order by {}"
        fuller = connection.execute(names.format("index", "id")).fetchall()
        given = connection.execute(names.format("rows", "document_id, row_path")).fetchall()
    for (found,), (asked,) in zip(fuller, given, strict=True):
        assert set(asked.split("\n")) <= {"", *found.split("\n")}


def test_a_label_section_may_be_asked_for_in_many_ways(pages: Pages) -> None:
    for section in ("4.4", "smpc-4.4", "SmPC 4.4", " SmPC section 4.4 "):
        assert len(pages.rows("/riskplan/risks_by_section", section=section)) == 6, section
    for section in ("pl-2", "PL 2", "PIL section 2"):
        assert len(pages.rows("/riskplan/risks_by_section", section=section)) == 7, section


def test_a_risk_profile_has_every_part_with_its_place(pages: Pages) -> None:
    profile = pages.rows("/riskplan/risk_profile", risk="nexpovio-rmp-summary-hyponatraemia")
    parts = {row["part"] for row in profile}
    assert parts >= {"concern", "evidence", "figure", "factor", "measure", "label section",
                     "legal status", "field", "concept"}  # fmt: skip
    assert profile == pages.rows("/riskplan/risk_profile", risk="hyponatraemia")
    for row in profile:
        assert row["quote"] or row["part"] == "field", row
        assert pages.get(row["row_path"]).status_code == 200


def test_the_leaflet_lacks_some_risks(pages: Pages) -> None:
    names = {row["name"] for row in pages.rows("/riskplan/missing_patient_information")}
    assert "Acute cerebellar syndrome" in names
    assert "Fatigue" not in names


def test_a_criteria_tree_is_indented_in_reading_order(pages: Pages) -> None:
    tree = pages.rows("/riskplan/policy_criteria_tree", phase="initial")
    criteria = [row["criterion"] for row in tree]
    assert criteria[0].startswith("[all of]")
    assert any(line.startswith("    ") for line in criteria)
    assert [row["char_start"] for row in tree[2:]] == sorted(row["char_start"] for row in tree[2:])


def test_where_is_finds_the_rows_read_at_an_offset(pages: Pages) -> None:
    risk = pages.rows("/riskplan/risks", id="nexpovio-rmp-summary-fatigue")[0]
    found = pages.rows(
        "/riskplan/where_is", document=risk["document_id"], offset=risk["char_start"]
    )
    assert ("risks", risk["id"]) in {(row["table_name"], row["row_id"]) for row in found}


def test_a_row_page_shows_the_quote_in_its_source(pages: Pages) -> None:
    page = pages.get("/riskplan/risks/nexpovio-rmp-summary-hyponatraemia").text
    assert '<mark id="quote">Hyponatraemia</mark>' in page
    assert "Weight decreased" in page
    assert "/-/source/nexpovio-rmp-summary?start=" in html.unescape(page)


def test_row_pages_of_every_table_with_quotes_show_them(pages: Pages, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "select table_name, min(row_id), quote from places group by table_name"
        ).fetchall()
    assert rows
    for table, row_id, words in rows:
        page = pages.get(f"/riskplan/{table}/{row_id}")
        assert page.status_code == 200, (table, row_id)
        shown = page.text.split('<mark id="quote">')[1].split("</mark>")[0]
        assert html.unescape(shown) == words, (table, row_id)


def test_the_source_page_shows_context_and_what_was_read_there(pages: Pages) -> None:
    risk = pages.rows("/riskplan/risks", id="nexpovio-rmp-summary-fatigue")[0]
    page = pages.get(
        "/-/source/nexpovio-rmp-summary", start=risk["char_start"], end=risk["char_end"]
    ).text
    marked = page.split('<mark id="quote">')[1].split("</mark>")[0]
    assert re.sub(r"<[^>]*>", "", marked) == "Fatigue"
    assert "/riskplan/risks/nexpovio-rmp-summary-fatigue" in page
    assert f"Page {risk['page']}, characters {risk['char_start']}" in page


def test_the_whole_text_is_given_to_the_letter(pages: Pages, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        text = connection.execute(
            "select text from documents where id = 'xpovio-prior-approval'"
        ).fetchone()[0]
    answer = pages.get("/-/source/xpovio-prior-approval.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == text


@pytest.mark.parametrize(
    "asked",
    ["start=-5&end=-1", "start=99999999&end=999999999", "start=50&end=3", "start=abc", "start=",
     "start=1e9", "end=7", "start=²", "start=" + "9" * 400, "start=0&end=99999999999"],
)  # fmt: skip
def test_the_source_page_clamps_offsets(pages: Pages, asked: str) -> None:
    assert pages.get(f"/-/source/nexpovio-rmp-summary?{quote(asked, safe='=&')}").status_code == 200


def test_the_source_page_of_an_unknown_document_is_404(pages: Pages) -> None:
    assert pages.get("/-/source/nope").status_code == 404
    assert pages.get("/-/source/nope?start=1&end=2").status_code == 404


def test_the_style_sheet_is_where_the_pages_say(pages: Pages) -> None:
    addresses = re.findall(r'href="([^"]+riskplan\.css)"', pages.get("/").text)
    assert addresses
    assert pages.get(addresses[0]).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/", "/riskplan/documents", "/riskplan/risks", "/riskplan/statements", "/riskplan/medicines",
     "/riskplan/risk_overview", "/riskplan/places", "/riskplan/search_index",
     "/riskplan/documents/evil", "/riskplan/risks/evil-risk",
     "/riskplan/statements/evil-statement", "/-/source/evil", "/-/source/evil?start=0&end=99",
     "/-/source/evil?start=15&end=40", "/riskplan/search?q=script",
     "/riskplan/risk_profile?risk=evil-risk", "/riskplan/where_is?document=evil&offset=20",
     "/riskplan/missing_patient_information", "/riskplan/risks?_facet=name",
     "/riskplan?" + urlencode({"sql": "select name as snippet, heading as title, quote as quote,"
                               " '/riskplan/risks/\"><b>' as row_path from risks"}),
     "/riskplan/search?q=%3Cscript%3Ealert(1)%3C/script%3E"],
)  # fmt: skip
def test_text_of_documents_is_escaped(evil_pages: Pages, path: str) -> None:
    answer = evil_pages.get(path)
    assert answer.status_code == 200
    assert EVIL not in answer.text
    assert 'href="javascript:' not in answer.text
    assert '"><b>' not in answer.text


def test_marked_quotes_are_escaped_too(evil_pages: Pages) -> None:
    page = evil_pages.get("/riskplan/risks/evil-risk").text
    assert '<mark id="quote">&lt;script&gt;alert(1)&lt;/script&gt;</mark>' in page


def test_json_is_open_to_other_sites_and_streams(pages: Pages) -> None:
    answer = pages.get("/riskplan/risks.json")
    assert answer.headers["access-control-allow-origin"] == "*"
    lines = pages.get("/riskplan/risks.json", _shape="array", _nl="on").text.splitlines()
    assert [json.loads(line)["category"] for line in lines].count("identified") == 7
    assert len(pages.get("/riskplan/risks.csv", _stream="on").text.splitlines()) >= 13


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("weight loss", '"weight" "loss"'),
        ('"weight loss" grade', '"weight loss" "grade"'),
        ("hypo*", '"hypo"*'),
        ('"weight l"*', '"weight l"*'),
        ('5-HT3 "', '"5-HT3"'),
        ("≥ 3", '"3"'),
        ("AND OR", '"AND" "OR"'),
        ("", '""'),
        (None, '""'),
        ('" *', '""'),
        ("a\0b", '"a" "b"'),
    ],
)
def test_readers_words_become_a_valid_expression(words: str | None, expression: str) -> None:
    assert fts_query(words) == expression


def test_a_passage_is_cut_between_words() -> None:
    found = passage("alpha beta gamma delta epsilon", 11, 16, around=7)
    assert (found.before, found.quote, found.after) == (" beta ", "gamma", " delta ")
    assert found.cut_before
    assert found.cut_after
    whole = passage("short", 0, 5)
    assert (whole.before, whole.quote, whole.after, whole.cut_after) == ("", "short", "", False)


def test_a_passage_beyond_the_text_is_clamped() -> None:
    assert passage("abc", -4, 99).quote == "abc"
    assert (passage("abc", 9, 2).start, passage("abc", 9, 2).end) == (3, 3)


def test_cells_link_and_escape() -> None:
    place = {"document_id": {"value": "a.b", "label": "A"}, "char_start": 3, "char_end": 5}
    assert cell("quote", "<b>", place, str) == (
        '<a class="quote" href="/-/source/a~2Eb?start=3&amp;end=5#quote"'
        ' title="Show in its source">&lt;b&gt;</a>'
    )
    assert cell("quote", "x", {}, str) == "<q>x</q>"
    assert cell("note", "javascript:alert(1)", {}, str) is None
    assert 'href="https://example.org/a&amp;b"' in str(
        cell("source_url", "https://example.org/a&b", {}, str)
    )
    assert cell("smpc_sections", '["4.2"]', {}, str) == (
        '<a href="/riskplan/risks_by_section?section=smpc-4.2">4.2</a>'
    )
    assert highlighted("<i> ⟦a⟧ ⟦") == "&lt;i&gt; <mark>a</mark> ⟦"


@pytest.mark.parametrize(
    ("view", "damage"),
    [
        ("unfaithful_quotes", "update risk_factors set char_start = char_start + 1,"
         " char_end = char_end + 1 where rowid = 1"),
        ("unfaithful_quotes", "update documents set text = 'x' || text where page_count is null"),
        ("unfaithful_pages", "update risks set page = page + 1 where ordinal = 1"),
        ("unfaithful_accounts", "delete from character_accounts where account = 'typed'"),
        ("unfaithful_figures", "update evidence_figures set value = 61 where value = 60"),
        ("unfaithful_figures", "update evidence_figures set value = 101 where value = 50"),
        ("unfaithful_figures", "update evidence_figures set value = 4, quote = 'Six of the 7',"
         " char_end = char_start + 12"),
        ("unfaithful_figures", "update evidence_figures set value = 4, quote = 'Six patients',"
         " char_end = char_start + 12"),
        *(
            ("unfaithful_figures", f"update evidence_figures set value = {value},"
             f" quote = '{quote}', char_end = char_start + {len(quote)}")
            for value, quote in [(10, "Seen often"), (8, "Eighty of 93"), (1, "None of 93"),
                                 (150, "One hundred women"), (1, "Fifty-one men")]
        ),
        ("unmet_expectations", "delete from field_states where field = 'evidence'"),
        ("unmet_expectations", "delete from field_states where field = 'inn'"),
        ("unmet_expectations", "update risks set category = 'potential'"),
        ("unmet_expectations", "update evidence_figures set char_start = 0,"
         " char_end = length(quote) where rowid = 1"),
        ("unmet_expectations", "update policy_criteria set operator = null where kind = 'group'"),
    ],
)  # fmt: skip
def test_each_check_finds_what_it_is_for(
    database: Path, tmp_path: Path, view: str, damage: str
) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(broken)) as connection:
        assert connection.execute(f"select * from {view}").fetchall() == []
        connection.execute(damage)
        assert connection.execute(f"select * from {view}").fetchall()
