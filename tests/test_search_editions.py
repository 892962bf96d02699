"""Several documents on one medicine: which a hit is of, the latest first, and what has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import own_pages
import pytest
from plans import PLAN, put_plan

from ingest import pipeline
from ingest.search_listing import search_lines
from ingest.site.search.engine import search
from ingest.site.search.hits import shown
from ingest.site.search.lexicon.editions import are_in_order
from ingest.site.search.lexicon.reading import lexicon
from ingest.site.search.result import look_up
from ingest.site.search.told.side_by_side import SideBySide, beside_in_words

FIRST = PLAN.replace("Malignancy", "Cataract")
SECOND = (
    PLAN.replace("Malignancy", "Hepatotoxicity", 1)
    .replace(
        "Important identified risks Hepatotoxicity", "Important identified risks Malignancy", 1
    )
    .replace("Important potential risk: Malignancy", "Important potential risk: Hepatotoxicity")
    .replace(
        "Important identified risk: Hepatotoxicity", "Important identified risk: Malignancy", 1
    )
)
Build = Callable[..., Path]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Builds a base of plans: their texts by what is said of each in its source, and of which
    medicine it is."""

    def built(**plans: tuple[str, ...]) -> Path:
        folder = tmp_path_factory.mktemp("editions")
        for name, (text, said, *of) in plans.items():
            brand, substance = of or ("Fictavel", "fictinib")
            here = put_plan(folder / "sources", name, text.replace("Fictavel", brand))
            source = (here / "source.yml").read_text(encoding="utf-8")
            source = source.replace("Fictavel", brand).replace("fictinib", substance)
            (here / "source.yml").write_text(source + said, encoding="utf-8")
        pipeline.build([folder / "sources"], folder / "made.db")
        return folder / "made.db"

    return built


@pytest.fixture(scope="module")
def file(build: Build) -> Path:
    """The second plan lists malignancy for cataract, and hepatotoxicity as a potential risk."""
    return build(
        earlier=(FIRST, "date: 2013-05-01\nversion: '1.0'\n"),
        later=(SECOND, "date: 2019-02-01\nversion: '2.0'\n"),
    )


@pytest.fixture
def two(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file)) as made:
        yield made


def beside(connection: sqlite3.Connection, query: str) -> SideBySide | None:
    return look_up(connection, query).side_by_side


def test_a_hit_says_of_which_document_it_is(two: sqlite3.Connection) -> None:
    editions = lexicon(two).editions
    assert editions.shown("later") == "version 2.0 of 2019-02-01"
    assert editions.shown("earlier") == "version 1.0 of 2013-05-01, not the latest held"
    assert editions.shown(None) == ""


def test_pages_and_terminals_say_it(file: Path) -> None:
    page = own_pages.Site(file).said("/-/search", q="hepatotoxicity")
    assert "version 2.0 of 2019-02-01" in page
    assert "version 1.0 of 2013-05-01, not the latest held" in page
    lines = list(search_lines(file, "hepatotoxicity", 20, as_json=False))
    assert any("fictavel  version 2.0 of 2019-02-01" in line for line in lines)


def test_of_documents_that_say_no_dates_none_is_the_latest(build: Build) -> None:
    made = build(one=(FIRST, ""), other=(SECOND, "date: 2019-02-01\n"), third=(PLAN, ""))
    with closing(sqlite3.connect(made)) as connection:
        editions = lexicon(connection).editions
        assert [editions.shown(name) for name in ("one", "other", "third")] == [
            "one", "of 2019-02-01", "third",
        ]  # fmt: skip
        assert not editions.later
        assert beside(connection, "what changed") is None


def test_the_only_document_on_a_medicine_needs_no_name(connection: sqlite3.Connection) -> None:
    assert not lexicon(connection).editions.told


def test_the_latest_goes_first_among_rows_that_have_as_much(two: sqlite3.Connection) -> None:
    for query in ("hepatotoxicity", "important identified risks", "use in pregnancy"):
        found = [hit.row for hit in shown(two, search(two, query), 0, 20)]
        risks = [row.document_id for row in found if row.kind == "risk"]
        assert risks.index("later") == 0, query
    asked = [hit.row for hit in shown(two, search(two, "hepatotoxicity 2013"), 0, 20)]
    assert asked[0].document_id == "earlier"


@pytest.mark.parametrize(
    "query",
    [
        "which risks were removed",
        "what changed in Fictavel",
        "what is new for fictinib since 2013",
        "what did the newer Fictavel plan drop",
        "compare the fictavel plans",
        "Fictavel 2013 and 2019",
    ],
)
def test_what_has_changed_is_told(two: sqlite3.Connection, query: str) -> None:
    found = beside(two, query)
    assert found is not None
    assert found.names == (
        "Fictavel version 1.0 of 2013-05-01",
        "Fictavel version 2.0 of 2019-02-01",
    )
    assert found.address == {
        "a": "fictavel", "a_document": "earlier", "b": "fictavel", "b_document": "later",
    }  # fmt: skip
    assert found.alone == (("Cataract",), ("Malignancy",))
    assert found.moved == ("Hepatotoxicity (important identified risk, important potential risk)",)


def test_what_became_of_risks_is_not_told_as_unspoken_of(two: sqlite3.Connection) -> None:
    assert not look_up(two, "which risks were removed").absent
    told = [one.words for one in look_up(two, "which risks were removed glucagon").absent]
    assert "glucagon" in told


@pytest.mark.parametrize(
    "query",
    [
        "hepatotoxicity", "malignancy 2019", "Fictavel versus glucagon", "new onset malignancy",
        "hepatotoxicity changes", "category:potential what changed",
    ],
)  # fmt: skip
def test_who_asks_for_no_comparison_gets_none(two: sqlite3.Connection, query: str) -> None:
    assert beside(two, query) is None


def test_three_plans_are_compared_by_the_years_that_are_named_or_the_latest(build: Build) -> None:
    made = build(
        a=(FIRST, "date: 2013-05-01\n"),
        b=(SECOND, "date: 2019-02-01\n"),
        c=(FIRST, "date: 2021-02-01\n"),
    )
    with closing(sqlite3.connect(made)) as connection:
        for query, documents in {
            "what changed": ("b", "c"),
            "changes from 2013 to 2019": ("a", "b"),
            "what changed since 2013": ("a", "c"),
            "what changed in 2019": ("a", "b"),
            "which risks were new in 2021": ("b", "c"),
            "what changed in 2013": ("a", "b"),
        }.items():
            found = beside(connection, query)
            assert found is not None
            assert (found.address["a_document"], found.address["b_document"]) == documents
        found = beside(connection, "what changed since 2013")
        assert found is not None
        assert beside_in_words(found) == [
            ("listed by Fictavel of 2013-05-01 alone", "none"),
            ("listed by Fictavel of 2021-02-01 alone", "none"),
            ("listed by both", "Hepatotoxicity, Cataract, Use in pregnancy"),
        ]


@pytest.mark.parametrize(
    "query",
    [
        "Nexpovio vs Xpovio",
        "difference between nexpovio and xpovio warnings",
        "which EU risks are not in the US policy",
        "eu vs us selinexor",
        "risks in the RMP not in the policy",
    ],
)
def test_two_medicines_are_laid_side_by_side(connection: sqlite3.Connection, query: str) -> None:
    found = beside(connection, query)
    assert found is not None
    assert found.address == {"a": "nexpovio", "b": "xpovio"}
    plan, policy = found.alone
    assert "Fatigue" in plan
    assert "cataract" in policy
    assert "Confusional state (related: neurological toxicity)" in plan
    assert not any("yponatr" in name or "hrombocytopenia" in name for name in (*plan, *policy))


@pytest.mark.parametrize(
    "query",
    [
        "fatigue", "Xpovio nausea", "tell us about the European plan", "Nexpovio fatigue",
        "tell us about the european plan", "new primary cancers with selinexor",
        "fatigue vs nausea in selinexor", "selinexor and mood changes",
    ],
)  # fmt: skip
def test_one_medicine_is_held_against_none(connection: sqlite3.Connection, query: str) -> None:
    assert beside(connection, query) is None


def test_the_note_leads_to_the_comparison(file: Path) -> None:
    site = own_pages.Site(file)
    page = site.page("/-/search", q="which risks were removed")
    said = site.said("/-/search", q="which risks were removed")
    link = "/-/compare?a=fictavel&amp;a_document=earlier&amp;b=fictavel&amp;b_document=later"
    assert f'href="{link}"' in page
    assert "listed by Fictavel version 1.0 of 2013-05-01 alone: Cataract" in said
    assert site.get(link.replace("&amp;", "&")).status_code == 200
    lines = list(search_lines(file, "which risks were removed", 20, as_json=False))
    assert "    listed by Fictavel version 1.0 of 2013-05-01 alone: Cataract" in lines
    told = site.get("/-/search.json", q="which risks were removed").json()["side_by_side"]
    assert told["alone"] == [["Cataract"], ["Malignancy"]]
    assert site.get("/-/search.json", q="hepatotoxicity").json()["side_by_side"] is None


EMPTY = (
    "Important identified risks None\nImportant potential risks None\nMissing information None\n"
)


def test_of_a_plan_that_lists_none_all_is_gone(build: Build) -> None:
    listing_none = PLAN[: PLAN.index("Important identified risks")] + EMPTY
    made = build(a=(FIRST, "date: 2013-05-01\n"), b=(listing_none, "date: 2019-02-01\n"))
    with closing(sqlite3.connect(made)) as connection:
        for query in (
            "what changed since 2013",
            "what changed in 2013",
            "which risks were removed",
        ):
            found = beside(connection, query)
            assert found is not None
            assert found.alone == (("Hepatotoxicity", "Cataract", "Use in pregnancy"), ())


def test_cases_of_one_concept_are_told_as_the_same_in_part(build: Build) -> None:
    one, other = "Multidrug resistance", "Antibiotic resistance"
    first, second = (PLAN.replace("Malignancy", name) for name in (one, other))
    made = build(a=(first, "date: 2013-05-01\n"), b=(second, "date: 2019-02-01\n"))
    with closing(sqlite3.connect(made)) as connection:
        found = beside(connection, "what changed")
    assert found is not None
    assert (found.alone, found.in_part) == (((), ()), (f"{one} and {other}",))
    assert ("the same in part", f"{one} and {other}") in beside_in_words(found)


def test_what_no_row_has_is_told_beside_a_word_of_change(two: sqlite3.Connection) -> None:
    told = [one.words for one in look_up(two, "no longer removed spleen").absent]
    assert any("spleen" in words for words in told)


def test_the_longest_name_of_a_medicine_counts(build: Build) -> None:
    made = build(
        a=(FIRST, "date: 2013-05-01\n"),
        b=(SECOND, "date: 2019-02-01\n"),
        c=(PLAN, "", "Fictavel Mix", "mixinib"),
        d=(PLAN, "date: 2020-02-01\n", "Otheril Krka", "otherinib"),
        e=(PLAN, "", "Change", "changinib"),
        f=(PLAN, "", "Risk", "riskinib"),
    )
    with closing(sqlite3.connect(made)) as connection:
        found = beside(connection, "what changed in Fictavel")
        assert found is not None
        assert (found.address["a_document"], found.address["b_document"]) == ("a", "b")
        found = beside(connection, "otheril versus Fictavel")
        assert found is not None
        assert found.address == {"a": "fictavel", "a_document": "b", "b": "otheril-krka"}
        assert found.names == ("Fictavel of 2019-02-01", "Otheril Krka")
        found = beside(connection, "Fictavel Mix versus otheril")
        assert found is not None
        assert found.address == {"a": "fictavel-mix", "b": "otheril-krka"}
        assert beside(connection, "risk of change") is None


@pytest.mark.parametrize(
    ("dates", "known"),
    [
        (("1 May 2021", "23 January 2013"), False),
        (("2019-02-01", "2019-02"), False),
        (("2019-02-01", "2019"), False),
        (("2019-02-01", ""), False),
        (("2019-02", "2013-05-01"), True),
        (("2019-02-01", "2019-02-01"), True),
    ],
)
def test_an_order_is_known_of_dates_that_tell_it(dates: tuple[str, ...], known: bool) -> None:
    assert are_in_order(dates) is known


def test_a_row_that_lacks_the_thing_goes_before_none_that_has_it(build: Build) -> None:
    made = build(
        a=(PLAN.replace("Malignancy", "Cataract"), "date: 2013-05-01\n"),
        b=(PLAN.replace("Malignancy", "Eye disorders"), "date: 2021-05-01\n"),
    )
    with closing(sqlite3.connect(made)) as connection:
        hits = look_up(connection, "important potential risk of cataract").hits
    assert hits[0].row.title.text == "Cataract"
