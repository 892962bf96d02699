"""The search page, its JSON and its command: what readers type, what they are shown of it."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import own_pages
import pytest
from click.testing import CliRunner
from conftest import refill_search
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plans import put_plan

from ingest import pipeline
from ingest.cli import main
from ingest.site import pages
from ingest.site.search import engine
from ingest.site.search.address import Asked
from ingest.site.search.examples import examples
from ingest.site.search.lexicon import reading as lexicon_module
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.marks import CLOSE, OPEN
from ingest.site.search.page import marked
from ingest.site.search.question.units import Unit
from ingest.site.search.reason_words import reason
from ingest.site.search.result import look_up, without_fields

EVIL = "<script>alert(1)</script>"
HYPONATRAEMIA = "/riskplan/risks/nexpovio-rmp-summary-hyponatraemia"


class Site(own_pages.Site):
    """The site, asked in-process for searches."""

    def page(self, path: str = "/-/search", **arguments: object) -> str:
        return super().page(path, **arguments)

    def said(self, path: str = "/-/search", **arguments: object) -> str:
        return super().said(path, **arguments)

    def json(self, **arguments: object) -> dict[str, Any]:
        answer = self.get("/-/search.json", **arguments)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


@pytest.fixture(scope="module")
def plan_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of one fictional plan."""
    folder = tmp_path_factory.mktemp("plan")
    put_plan(folder / "sources")
    pipeline.build([folder / "sources"], folder / "riskplan.db")
    return folder / "riskplan.db"


@pytest.fixture(scope="module")
def evil_site(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same database with one risk that has mark-up wherever text may stand."""
    path = tmp_path_factory.mktemp("evil") / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        (substance,) = connection.execute("select id from substances limit 1").fetchone()
        connection.execute("insert into products values (?, ?, ?, 'EU')", [EVIL, EVIL, substance])
        connection.execute(
            "insert into documents (id, product_id, family, title, publisher, language,"
            " source_file, media_type, sha256, text)"
            " values (?, ?, 'rmp_summary', ?, ?, 'en', ?, 'text/plain', '', ?)",
            [EVIL, EVIL, EVIL, EVIL, EVIL, f"{EVIL} zymotic"],
        )
        connection.execute(
            "insert into risks (id, product_id, category, ordinal, name, heading, document_id,"
            " char_start, char_end, quote) values (?, ?, 'identified', 1, ?, ?, ?, 0, ?, ?)",
            ['"><b>', EVIL, f"{EVIL} zymotic", EVIL, EVIL, len(EVIL), EVIL],
        )
        refill_search(connection)
    return Site(path)


@pytest.mark.parametrize(
    "words",
    ["hyponatremia", "hyponatraemia", "low sodium", "HYPONATREMIA ", "hiponatremia",
     "low blood sodium levels"],
)  # fmt: skip
def test_the_risk_is_first_in_whatever_words(site: Site, words: str) -> None:
    found = site.json(q=words)
    assert found["level"] == "all"
    assert found["hits"][0]["row_path"] == HYPONATRAEMIA


@pytest.mark.parametrize(
    "words", ["hospitalisation", "does selinexor cause hyponatraemia", "kidney"]
)
def test_a_facet_leaves_as_many_hits_as_it_says(site: Site, words: str) -> None:
    found = site.json(q=words)
    keys = {"kind": "kind", "category": "category", "product": "product_id"}
    assert sum(map(len, found["facets"].values())) > 3
    for name, values in found["facets"].items():
        for one in values:
            inside = site.json(q=words, **{name: one["value"]})
            assert inside["total"] == one["count"]
            assert {hit[keys[name]] for hit in inside["hits"]} == {one["value"]}


def test_fields_and_filters_are_both_to_hold(site: Site) -> None:
    narrow = site.json(q="fatigue section:4.4")
    filtered = site.json(q="fatigue", section="4.4")
    assert filtered["fields"] == narrow["fields"] == {"section": "4.4"}
    assert filtered["hits"] == narrow["hits"]
    (own,) = [
        one["count"]
        for one in site.json(q="product:selinexor")["facets"]["product"]
        if one["value"] == "nexpovio"
    ]
    assert site.json(q="product:selinexor", product="nexpovio")["total"] == own
    assert site.json(q="product:nexpovio fatigue", product="xpovio")["hits"] == []


def test_a_filter_with_two_values_means_either(site: Site) -> None:
    either = site.get("/-/search.json?q=&kind=risk&kind=study").json()
    assert either["fields"] == {"kind": "risk or study"}
    each = [site.json(q="", kind=kind)["total"] for kind in ("risk", "study")]
    assert either["total"] == sum(each)


def test_words_that_do_not_stand_together_as_written_are_told_in_json(site: Site) -> None:
    assert site.json(q="fatigue AND dizziness")["as_words"]
    assert not site.json(q="fatigue dizziness")["as_words"]
    assert "potential" in site.json(q="zzqx category:foo")["known"]["category"]
    assert "smpc-4.4" in site.json(q="section:9.9")["known"]["section"]
    assert site.json(q="does selinexor cause hyponatraemia kind:figure")["level"] == "all"


def test_the_json_has_what_the_page_has(site: Site) -> None:
    found = site.json(q="hyponatremia")
    assert set(found) == {"query", "fields", "level", "mended", "absent", "related", "untold",
                          "in_label", "only_named", "not_there", "apart", "explained",
                          "side_by_side", "unstated", "in_part", "as_words", "lacking", "known",
                          "says_nothing", "total", "more", "without", "unread", "cut", "in_text",
                          "alike", "unfiltered", "read_as", "uncounted",
                          "facets", "facets_more", "hits", "near", "next"}  # fmt: skip
    assert found["total"] == sum(one["count"] for one in found["facets"]["kind"])
    assert len(found["hits"]) == 20
    page = html.unescape(site.page(q="hyponatremia"))
    for hit in found["hits"]:
        assert f'<a href="{hit["row_path"]}">' in page
        assert hit["why"]
        assert hit["why"] in page


def test_pages_of_hits_follow_one_another(site: Site) -> None:
    arguments: dict[str, object] = {"q": "product:nexpovio"}
    first = site.json(**arguments)
    seen = [hit["row_path"] for hit in first["hits"]]
    following = first["next"]
    while following:
        answer = site.get(following).json()
        seen += [hit["row_path"] for hit in answer["hits"]]
        following = answer["next"]
    assert len(seen) == len(set(seen)) == first["total"]
    assert 'rel="next"' in site.page(**arguments)
    assert 'rel="prev"' in site.page(**arguments, page=2)
    assert "Hits 21 to 40 of" in site.said(**arguments, page=2)


def test_the_json_is_open_to_other_sites(site: Site) -> None:
    answer = site.get("/-/search.json", q="sodium")
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 400, "999", "1e3", ""])
def test_any_page_number_is_answered(site: Site, page: str) -> None:
    assert site.get("/-/search", q="sodium", page=page).status_code == 200
    assert site.get("/-/search.json", q="sodium", page=page).status_code == 200


def test_facets_narrow_down_and_their_chips_are_taken_away(site: Site) -> None:
    page = site.page(q="hyponatremia")
    links = [html.unescape(link) for link in re.findall(r'<li><a href="([^"]+)">factor</a>', page)]
    assert [parse_qs(urlsplit(link).query) for link in links] == [
        {"q": ["hyponatremia"], "kind": ["factor"]}
    ]
    narrow = site.get(links[0]).text
    kinds = {hit["kind"] for hit in site.json(q="hyponatremia", kind="factor")["hits"]}
    assert kinds == {"factor"}
    (away,) = re.findall(r'<a href="([^"]+)" aria-label="Remove kind: factor">', narrow)
    assert parse_qs(urlsplit(html.unescape(away)).query) == {"q": ["hyponatremia"]}


def test_asking_anew_keeps_the_filters(site: Site) -> None:
    page = site.page(q="hyponatremia kind:risk", product="nexpovio")
    form = page[page.index('<form class="front-search"') : page.index("</form>", page.index("q"))]
    assert re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', form) == [
        ("product", "nexpovio")
    ]


def test_hits_have_a_heading_of_their_own(site: Site) -> None:
    main = site.main("/-/search", q="hyponatremia")
    section = main[main.index("<section") :]
    assert '<section class="hits" aria-labelledby="hits">' in section
    assert re.findall(r"<h[1-6][^>]*>", section)[0] == '<h2 id="hits">'


def test_behind_the_last_page_that_one_is_offered(site: Site) -> None:
    total = site.json(q="hyponatremia")["total"]
    page = site.page(q="hyponatremia", page=900)
    (before,) = re.findall(r'<a href="([^"]+)" rel="prev">The last page</a>', page)
    assert parse_qs(urlsplit(html.unescape(before)).query)["page"] == [str(-(-total // 20))]
    assert "<ol" not in page


def test_hits_that_are_too_many_to_be_listed_are_counted(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {words: Site(database).json(q=words) for words in ("fatigue", '"fatigue"')}
    monkeypatch.setattr(engine, "MOST_RANKED", 20)
    for words, all_of_it in whole.items():
        found = Site(database).json(q=words)
        assert (found["more"], all_of_it["more"]) == (True, False)
        assert found["total"] == all_of_it["total"] > 20
        assert found["facets"] == all_of_it["facets"]
    said = Site(database).said(q='"fatigue"')
    assert f"Hits 1 to 20 of {found['total']}; the first 20 are listed" in said
    assert found["next"] is None


def test_hits_that_are_all_listed_are_not_more(site: Site) -> None:
    found = site.json(q="kind:risk")
    assert (found["total"], found["more"]) == (12, False)
    assert "are listed" not in site.said(q="kind:risk")


def test_a_field_among_the_words_is_a_chip_too(site: Site) -> None:
    page = site.page(q="category:potential product:nexpovio")
    (away,) = re.findall(r'<a href="([^"]+)" aria-label="Remove category: potential">', page)
    assert parse_qs(urlsplit(html.unescape(away)).query) == {"q": ["product:nexpovio"]}


def test_facet_counts_are_the_hits_there_are(site: Site) -> None:
    found = site.json(q="sodium")
    for name, counts in found["facets"].items():
        for one in counts:
            assert site.json(q="sodium", **{name: one["value"]})["total"] == one["count"], one


def test_a_quote_mark_left_open_does_not_swallow_the_filters(site: Site) -> None:
    assert site.json(q='"hyponatraemia', kind="risk")["fields"] == {"kind": "risk"}
    assert site.json(q="x" * 3000, kind='ri"sk')["fields"] == {"kind": "risk"}


def test_mended_spelling_is_said_and_may_be_refused(site: Site) -> None:
    said = site.said(q="hiponatremia")
    assert "Showing hits for hyponatremia ; nothing has “hiponatremia”." in said
    page = html.unescape(site.page(q="hiponatremia"))
    assert urlencode({"q": '"hiponatremia"'}) in page
    exactly = site.json(q='"hiponatremia"')
    assert (exactly["level"], exactly["hits"]) == ("none", [])
    assert "Did you mean hyponatremia" in site.said(q='"hiponatremia"')


def test_what_no_document_speaks_of_is_said_and_no_hit(site: Site) -> None:
    found = site.json(q="myocarditis")
    assert (found["total"], found["hits"], found["absent"]) == (0, [], ["myocarditis"])
    said = site.said(q="myocarditis")
    assert "No document here speaks of myocarditis ." in said
    assert "What the base holds" in said
    assert "Confusional state" in said


def test_a_row_of_another_name_of_the_substance_is_told_to_be(site: Site) -> None:
    hits = site.json(q="xpovio infections")["hits"]
    assert {hit["product_id"] for hit in hits} == {"nexpovio", "xpovio"}
    for hit in hits:
        sibling = "of the substance of xpovio" in hit["why"]
        assert sibling == (hit["product_id"] == "nexpovio"), hit["why"]
        assert "without: xpovio" not in hit["why"]
    assert not any("of the substance" in hit["why"] for hit in site.json(q="selinexor")["hits"])


def test_hits_that_lack_a_word_say_so(site: Site) -> None:
    hits = site.json(q="is it safe in children with asthma")["hits"]
    assert hits
    assert all(hit["partial"] and "asthma" in hit["why"].partition("without: ")[2] for hit in hits)


@pytest.mark.parametrize("words", ["myocarditis", "price per month"])
def test_what_is_only_near_is_no_hit(site: Site, words: str) -> None:
    found = site.json(q=words)
    assert found["level"] == "near"
    assert found["hits"] == []
    assert found["facets"] == {"kind": [], "category": [], "product": []}
    assert found["near"]
    assert all(hit["partial"] for hit in found["near"])
    page = site.page(q=words)
    assert 'class="hits"' not in page
    assert "; near to it:" in page


def test_a_word_that_stands_in_a_text_is_not_called_absent(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update documents set text = text || ' myocarditis' where rowid = 1")
        connection.execute("insert into documents_fts (documents_fts) values ('rebuild')")
    said = Site(path).said(q="myocarditis")
    assert "No document here speaks of" not in said
    assert "No row was made of words that say myocarditis" in said


def test_an_unknown_value_of_a_field_is_told_the_known_ones(site: Site) -> None:
    said = site.said(q="kind:nonsense hyponatraemia")
    assert "There is no such kind; there are: activity," in said
    assert "Without its fields the search has" in said
    assert "There is no such product; there are: nexpovio, xpovio." in site.said(q="product:zz")
    there = 'kind:"dose pack" category:"important potential risk" zzqx'
    assert "There is no such" not in site.said(q=there)
    assert "There is no such category" in site.said(q="category:important zzqx")


@pytest.mark.parametrize("base", ["database", "policies_database", "plan_database"])
def test_each_example_of_the_empty_page_has_hits(request: Any, base: str) -> None:
    site = Site(request.getfixturevalue(base))
    page = html.unescape(site.page())
    said = re.findall(r"<dt><a[^>]*>([^<]*)</a></dt><dd>", page[page.index("What one can ask") :])
    assert said
    for words in said:
        assert site.json(q=words)["level"] == "all", words


def test_the_examples_are_of_what_the_base_holds(plan_database: Path) -> None:
    with closing(sqlite3.connect(plan_database)) as connection:
        said = [words for words, _ in examples(connection)]
    assert "what makes hepatotoxicity more likely?" in said
    assert "category:potential product:fictavel" in said


@pytest.mark.parametrize("words", ["the", "who", "AND", "?!", "kind:risk the"])
def test_words_that_say_nothing_to_look_for_are_told_to(site: Site, words: str) -> None:
    found = site.json(q=words)
    assert (found["level"], found["says_nothing"]) == ("none", True)
    said = site.said(q=words)
    assert f"“{words}” says nothing to look for" in said
    assert "No row has" not in said
    assert "What one can ask" in said


def test_a_word_that_no_row_has_is_something_to_look_for(site: Site) -> None:
    assert not site.json(q="zzqx")["says_nothing"]
    assert not site.json(q="")["says_nothing"]


def test_the_page_is_usable_without_a_mouse_or_a_script(site: Site) -> None:
    for words in ("", "hyponatremia", "myocarditis", "safe in asthma"):
        page = site.page(q=words)
        assert page.count("<h1") == 1
        assert '<label for="q">' in page
        assert 'role="search"' in page
        assert page.count("<main") == 1
        main_part = page[page.index("<main") : page.index("</main>")]
        assert "<script" not in main_part
        assert "onclick" not in main_part


def test_links_from_every_page_lead_to_the_search(site: Site) -> None:
    for path in ("/", "/riskplan/risks", "/-/search"):
        assert '<a href="/-/search">Search</a>' in site.get(path).text


@pytest.mark.parametrize(
    "words",
    [EVIL, "zymotic", f'"{EVIL}"', '"><img src=x onerror=alert(1)>', f"kind:{EVIL} zymotic",
     "safe zymotic asthma", f"product:{EVIL}", f'category:"{EVIL}"'],
)  # fmt: skip
def test_text_of_rows_and_readers_is_escaped(evil_site: Site, words: str) -> None:
    for arguments in ({"q": words}, {"q": words, "kind": words}, {"q": "zymotic", "product": EVIL}):
        page = evil_site.page(**arguments)
        assert EVIL not in page
        assert "<img" not in page
        assert '"><b>' not in page


def test_marks_become_mark_up_and_all_else_is_escaped() -> None:
    text = f"<b> {OPEN}a&b{CLOSE} {OPEN}c"
    assert marked(text) == "&lt;b&gt; <mark>a&amp;b</mark> c"


def unit(*roots: str, said: str = "", kind: str = "lay", term: str = "c:x") -> Any:
    """A unit of a question with, where something is said, the best of its meanings in a row."""
    meaning = Meaning(term, 1.0, said, kind, "HPO") if said else None
    return Unit(roots or ("zz",), roots, (meaning,) if meaning else ()), meaning


def printed(text: str) -> dict[str, list[str]]:
    """The words of a text by their roots; "renal/kidney" is a word and its root."""
    pairs = (word.partition("/") for word in text.split())
    return {root or word: [word] for word, _, root in pairs}


@pytest.mark.parametrize(
    ("name", "text", "met", "said"),
    [
        ("renal/kidney", "x", [unit("kidney")], "in its name as: renal"),
        ("x", "died/death", [unit("death")], "in its text as: died"),
        ("nauseas/nausea", "x", [unit("nausea")], "in its name"),
        ("nausea", "x", [unit("nausea")], "in its name"),
        ("x", "x nausea", [unit("nausea")], "in its text"),
        ("low x", "sodium x", [unit("low"), unit("sodium")], "in its name, in its text"),
        ("low x", "sodium x", [unit("low", "sodium")], "in its name and text"),
        ("x", "y", [unit("low", said="low sodium")], "also known as: low sodium (HPO, lay)"),
        ("low", "y", [unit("low", said="low sodium")], "in its name"),
        ("x", "y", [unit(said="nausea", kind="related")], "related to: nausea (riskplan, related)"),
        (
            "x",
            "y",
            [unit(said="who", kind="topic", term="t:risk-factor")],
            "asked for: risk factor",
        ),
        ("x", "y", [unit(said="driving", term="s:smpc-4.7")], "label section: driving"),
        ("x", "y", [unit("nausea")], ""),
    ],
)
def test_the_reason_covers_the_words_that_were_met(
    name: str, text: str, met: list[Any], said: str
) -> None:
    best = dict(met)
    assert reason(list(best), printed(name), printed(text), best.get) == said


def test_a_row_without_a_place_in_a_document_has_no_quote(site: Site) -> None:
    hits = site.json(q="kind:label_section")["hits"] + site.json(q="kind:medicine")["hits"]
    assert hits
    assert all(hit["quote"] is None for hit in hits)


def test_quotes_are_the_words_of_the_document(site: Site, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        texts = dict(connection.execute("select id, text from documents").fetchall())
    hits = site.json(q="low sodium")["hits"]
    assert {hit["kind"] for hit in hits if not hit["document_id"]} <= {"label_section"}
    quoted = [hit for hit in hits if hit["document_id"]]
    assert quoted
    assert all(hit["quote"] in texts[hit["document_id"]] for hit in quoted)


def test_a_search_over_the_time_limit_is_a_page_that_says_so(database: Path) -> None:
    slow = Site(database)
    slow.site.sql_time_limit_ms = 0
    page, stopped = (slow.get(path, q="hyponatraemia") for path in ("/-/search", "/-/search.json"))
    assert "Try fewer words" in page.text
    assert stopped.json()["level"] == "stopped"
    assert "hits" not in stopped.json()
    for answer in (page, stopped):
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


@pytest.mark.parametrize(
    "words",
    ['"', '""', "(((", "AND", "NOT", "a AND", "(a OR", "*", "hypo**", "a:b", "kind:", 'kind:"',
     "category:", 'category:"important potential"', "section:", "section:99", "NEAR(a b)",
     "title:a", "{title}:a", "^a", "a\0b", "'; drop table risks; --", "\ud7ff", "🙂",
     "\ue000a\ue001", "a" * 10_000, "a " * 5_000, '"a ' * 3_000, "(" * 5_000, "a OR " * 2_000,
     "kind:risk " * 900, "፩፩፩፩", "፩ and a half years", "she is twenty ፩", "take ፩ for 7 days"],
)  # fmt: skip
def test_broken_syntax_is_no_error(site: Site, words: str) -> None:
    site.page(q=words)
    site.json(q=words)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=10_000) | st.text(alphabet='ab"()*: ANDORT-é\0', max_size=200))
def test_no_text_is_an_error(site: Site, words: str) -> None:
    words = words.encode(errors="replace").decode()
    assert site.get("/-/search", q=words, kind=words[:50]).status_code == 200


def test_much_is_cut_and_it_is_said(site: Site) -> None:
    assert "reads the first 2,000 characters and 32 words" in site.said(q="sodium " * 50)
    assert "reads the first" not in site.said(q="low sodium")
    assert "reads the first" not in site.said(q=" OR ".join(["sodium"] * 32))


@pytest.mark.parametrize(
    ("words", "only", "left"),
    [
        ("kind:risk low  sodium", None, "low sodium"),
        ('a category:"important potential" kind:risk', "category", "a kind:risk"),
        ('"kind:risk" b', None, '"kind:risk" b'),
    ],
)
def test_fields_are_taken_out_of_the_words(words: str, only: str | None, left: str) -> None:
    assert without_fields(words, only) == left


def test_another_spelling_takes_the_place_of_the_whole_word_only() -> None:
    asked = Asked('Natrium natriums "natrium"', {"kind": ["risk"]}, 3)
    assert asked.with_word("natrium", "sodium") == Asked(
        "sodium natriums sodium", {"kind": ["risk"]}
    )


@pytest.mark.parametrize(
    ("words", "exactly", "mended"),
    [
        ("fátige on nexpovio", '"fatige" on nexpovio', "fatigue on nexpovio"),
        ("fatige2", '"fatige"2', "fatigue2"),
        ("fa\u0301tige", '"fatige"', "fatigue"),
        ("FATIGE", '"fatige"', "fatigue"),
    ],
)
def test_links_of_a_misspelled_word_lead_to_other_searches(
    site: Site, words: str, exactly: str, mended: str
) -> None:
    assert site.json(q=words)["mended"] == {"fatige": ["fatigue"]}
    asked = Asked(words, {})
    assert asked.exactly(["fatige"]).words == exactly
    assert asked.with_word("fatige", "fatigue").words == mended
    assert site.json(q=mended)["mended"] == {}


def test_a_word_in_a_phrase_is_mended_within_its_quotation_marks() -> None:
    assert Asked('"low sodim" now', {}).with_word("sodim", "sodium").words == '"low sodium" now'


def run(*words: str) -> Any:
    return CliRunner().invoke(main, list(words))


def test_the_command_gives_json(database: Path) -> None:
    result = run("search", "low sodium", "--json", "--database", str(database))
    assert result.exit_code == 0
    hits = json.loads(result.stdout)
    assert list(hits[0]) == [
        "kind",
        "title",
        "product_id",
        "row_path",
        "page",
        "quote",
        "text",
        "why",
        "partial",
    ]
    assert hits[0]["row_path"] == HYPONATRAEMIA
    assert len(hits) == 20
    few = run("search", "low", "sodium", "--json", "--limit", "3", "--database", str(database))
    assert json.loads(few.stdout) == hits[:3]


@pytest.mark.parametrize("words", ["myocarditis", "zzqx", "", "is it safe with asthma", '"'])
def test_the_command_without_hits_is_no_failure(database: Path, words: str) -> None:
    result = run("search", words, "--json", "--database", str(database))
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    told = run("search", words, "--database", str(database))
    assert told.exit_code == 0
    assert "The base holds:" in told.output
    assert "NEXPOVIO (selinexor, EU)" in told.output


def test_the_command_tells_a_hit_and_its_quote(database: Path) -> None:
    lines = run("search", "hiponatremia", "--limit", "2", "--database", str(database)).output
    first, hit, quote, *_ = lines.splitlines()
    assert first == 'Nothing has "hiponatremia": showing hits for hyponatremia.'
    assert hit == "risk  Hyponatraemia  nexpovio  page 2  in its name as: hyponatraemia"
    assert quote == "    Hyponatraemia"
    assert lines.splitlines()[-1].endswith("hits; the first 2")


def test_the_command_builds_nothing(tmp_path: Path) -> None:
    for words in (("search", "x"), ("evaluate-search", "--queries", __file__)):
        result = run(*words, "--database", str(tmp_path / "none.db"))
        assert result.exit_code == 1
    assert (
        "make it with: riskplan build"
        in run("search", "x", "--database", str(tmp_path / "none.db")).output
    )
    assert list(tmp_path.iterdir()) == []


def test_a_search_is_measured_beside_two_plain_ones(database: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.csv"
    queries.write_text(
        "query,kind,expected\n"
        "low sodium,lay,risks/nexpovio-rmp-summary-hyponatraemia=3\n"
        "zzqx,unanswerable,\n",
        encoding="utf-8",
    )
    result = run("evaluate-search", "--queries", str(queries), "--database", str(database))
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[:2] == [
        "riskplan",
        "kind                queries  nDCG@10    MRR  recall@5  zero hits   near  claims",
    ]
    assert lines[2].split() == ["lay", "1", "1.000", "1.000", "1.000", "0.000", "0.000", "-"]
    assert lines[3].split() == ["unanswerable", "1", "-", "-", "-", "1.000", "0.000", "0.000"]
    assert result.output.count("recall@5") == 3
    assert "sodium" not in result.output


def test_a_missing_file_of_queries_is_named(database: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none.csv"
    result = run("evaluate-search", "--queries", str(missing), "--database", str(database))
    assert result.exit_code == 1
    assert f"{missing}: no such file; name one with --queries" in result.output


def test_a_page_of_results_is_one_search(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        first, second = (look_up(connection, "sodium", start, 5) for start in (0, 5))
    assert first.total == second.total
    assert not {hit.row.row_path for hit in first.hits} & {hit.row.row_path for hit in second.hits}


def test_reading_what_searches_go_by_is_no_part_of_the_time_of_a_search(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "riskplan.db"
    path.write_bytes(database.read_bytes())
    limited, read_limited = [0], []
    real = lexicon_module._read

    @contextmanager
    def limit(*_: object) -> Iterator[None]:
        limited[0] += 1
        yield
        limited[0] -= 1

    def read(connection: sqlite3.Connection) -> object:
        read_limited.append(limited[0])
        return real(connection)

    monkeypatch.setattr(pages, "sqlite_timelimit", limit)
    monkeypatch.setattr(lexicon_module, "_read", read)
    assert Site(path).json(q="fatigue")["level"] == "all"
    assert read_limited == [0]
