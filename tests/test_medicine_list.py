"""The list of medicines: what is found, counted, paged, and said where there is nothing."""

from __future__ import annotations

import html
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from own_pages import Site, empty_copy, links_of, names_of, rows_of, words_of

EVIL = """<script>alert(1)</script> "'{{7*7}}' é"""


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


@pytest.fixture(scope="module")
def many(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """120 medicines more in FR, one of them with mark-up for its names."""
    path = tmp_path_factory.mktemp("many") / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        for number in range(119):
            connection.execute(
                "insert into substances values (?, ?)", (f"s{number}", f"inn{number}")
            )
            connection.execute(
                "insert into products values (?, ?, ?, 'FR')",
                (f"m{number}", f"Brand {number:03}", f"s{number}"),
            )
        connection.execute("insert into substances values ('evil', ?)", (EVIL,))
        connection.execute("insert into products values ('evil.id/x', ?, 'evil', 'FR')", (EVIL,))
    return Site(path)


def test_the_shipped_medicines_are_listed_with_their_counts(site: Site) -> None:
    page = site.main("/-/medicines")
    assert rows_of(page)[1:] == [
        ["NEXPOVIO", "selinexor", "EU", "7", "3", "2", "0", "1"],
        ["Xpovio", "selinexor", "US", "no plan or report here", "1", "1"],
    ]
    assert "2 medicines" in words_of(page)


def test_every_link_of_the_list_leads_somewhere(site: Site) -> None:
    links = links_of(site.main("/-/medicines"))
    assert "/riskplan/products/nexpovio" in links
    for link in links:
        assert site.get(link).status_code == 200, link


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("nexp", ["NEXPOVIO"]),
        ("POVIO", ["NEXPOVIO", "Xpovio"]),
        ("SELINEXOR", ["NEXPOVIO", "Xpovio"]),
        ("selinexor nexp", ["NEXPOVIO"]),
        ("  ", ["NEXPOVIO", "Xpovio"]),
        ("%", []),
        ("x" * 5000, []),
    ],
)
def test_a_medicine_is_found_by_brand_and_by_substance(
    site: Site, words: str, names: list[str]
) -> None:
    assert names_of(site.main("/-/medicines", q=words)) == names


def test_accents_make_no_difference(site: Site) -> None:
    assert names_of(site.main("/-/medicines", q="Séliñexor")) == ["NEXPOVIO", "Xpovio"]


def test_a_jurisdiction_narrows_the_list(site: Site) -> None:
    assert names_of(site.main("/-/medicines", jurisdiction="US")) == ["Xpovio"]
    assert "all 2" in site.said("/-/medicines", jurisdiction="US")


def test_nothing_found_says_what_is_near(site: Site) -> None:
    said = site.said("/-/medicines", q="nexpovoi")
    assert "No medicine here has “nexpovoi” in its name or substance" in said
    assert "Spelled much like it: NEXPOVIO" in said
    page = site.main("/-/medicines", q="nexpovoi")
    assert "/-/search?q=nexpovoi" in page
    for link in links_of(page):
        assert site.get(link).status_code == 200, link


def test_nothing_found_here_says_where_there_is_some(site: Site) -> None:
    page = site.main("/-/medicines", q="nexpovio", jurisdiction="US")
    assert "1 in EU with these words" in words_of(page)
    assert names_of(site.main("/-/medicines", q="nexpovio", jurisdiction="EU")) == ["NEXPOVIO"]
    said = site.said("/-/medicines", jurisdiction="JP")
    assert "No medicine here is authorised in JP" in said
    assert "1 in EU" in said


def test_the_list_is_paged(many: Site) -> None:
    shown: list[str] = []
    for number in (1, 2, 3):
        page = many.main("/-/medicines", page=number)
        assert f"page {number} of 3" in words_of(page)
        assert ('rel="prev"' in page, 'rel="next"' in page) == (number > 1, number < 3)
        assert len(names_of(page)) == (50 if number < 3 else 22)
        shown += names_of(page)
    assert len(set(shown)) == 122
    assert shown == sorted(shown, key=str.lower)
    assert "Medicines 101 to 122 of 122" in many.said("/-/medicines", page=3)


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "²", "9" * 99, "1.5"])
def test_odd_page_numbers_show_a_page(many: Site, page: str) -> None:
    assert names_of(many.main("/-/medicines", page=page))


def test_paging_keeps_what_was_asked(many: Site) -> None:
    page = many.main("/-/medicines", q="brand", jurisdiction="FR")
    assert "/-/medicines?q=brand&amp;jurisdiction=FR&amp;page=2" in page
    assert "Medicines 1 to 50 of 119 with “brand”, FR" in words_of(page)


def test_names_are_shown_as_text(many: Site) -> None:
    for asked in ({"q": "alert(1)"}, {"q": EVIL}, {"jurisdiction": EVIL}):
        answer = many.get("/-/medicines", **asked)
        assert "<script" not in answer.text
        assert "content-security-policy" in answer.headers
        assert 'style="' not in answer.text
        assert EVIL in html.unescape(answer.text)
    (link,) = [one for one in links_of(many.main("/-/medicines", q="alert")) if "products" in one]
    assert link == "/riskplan/products/evil~2Eid~2Fx"
    assert many.get(link).status_code == 200


def test_a_base_without_medicines_says_so(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "riskplan.db"
    empty_copy(database, path)
    bare = Site(path)
    assert "No medicine has been read" in bare.said("/-/medicines")
    assert "No medicine has been read" in bare.said(
        "/-/medicines", q="x", jurisdiction="EU", page=3
    )


def test_a_medicine_is_counted_by_its_newest_plan(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        for document_id, day, version in (("b", "2020-01-02", "9"), ("a", "2020-01-02", "10.1")):
            connection.execute(
                "insert into documents (id, product_id, family, source_file, media_type, sha256,"
                " text, document_date, version)"
                " values (?, 'nexpovio', 'rmp_summary', 'x', 'text/plain', '', 'Abc', ?, ?)",
                (document_id, day, version),
            )
        connection.execute(
            "insert into risks (id, product_id, category, ordinal, name, document_id, char_start,"
            " char_end, quote) values ('one', 'nexpovio', 'missing', 1, 'Abc', 'a', 0, 3, 'Abc')"
        )
    assert rows_of(Site(path).main("/-/medicines"))[1] == [
        "NEXPOVIO", "selinexor", "EU", "0", "0", "1", "0", "3",
    ]  # fmt: skip
    with closing(sqlite3.connect(path)) as connection:
        counts = "identified, potential, missing, documents"
        found = connection.execute(f"select {counts} from medicines where product_id = 'nexpovio'")
        assert found.fetchall() == [(0, 0, 1, 3)]
