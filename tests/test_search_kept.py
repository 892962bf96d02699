"""The JSON of a search that is asked for again: the same, without a search."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import own_pages
import pytest

from ingest.site.search import page
from ingest.site.search.kept import Kept
from ingest.site.settings import DATABASE

ADDRESS = "/-/search.json"


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of each search that was made."""
    made: list[str] = []

    def look_up(connection: Any, text: str, start: int) -> Any:
        made.append(text)
        return own(connection, text, start)

    own = page.look_up
    monkeypatch.setattr(page, "look_up", look_up)
    return made


def test_what_is_asked_for_again_is_not_searched_again(database: Path, searched: list[str]) -> None:
    site = own_pages.Site(database)
    first, again = (site.get(ADDRESS, q="low sodium") for _ in range(2))
    assert first.json()["hits"]
    assert (again.content, again.headers) == (first.content, first.headers)
    assert searched == ["low sodium"]


@pytest.mark.parametrize("other", [{"page": 2}, {"kind": "risk"}, {"q": "Fatigue"}])
def test_another_page_or_filter_is_another_search(
    database: Path, searched: list[str], other: dict[str, Any]
) -> None:
    site = own_pages.Site(database)
    first, second = (site.get(ADDRESS, **{"q": "fatigue", **said}) for said in ({}, other))
    assert len(searched) == 2
    assert second.content != first.content


def test_another_site_searches_by_itself(database: Path, searched: list[str]) -> None:
    for _ in range(2):
        own_pages.Site(database).get(ADDRESS, q="fatigue")
    assert len(searched) == 2


def test_of_a_database_that_may_be_written_to_nothing_is_kept(
    database: Path, searched: list[str]
) -> None:
    site = own_pages.Site(database)
    site.site.databases[DATABASE].is_mutable = True
    for _ in range(2):
        site.get(ADDRESS, q="fatigue")
    assert len(searched) == 2


def test_a_search_that_was_stopped_is_made_again(database: Path) -> None:
    site = own_pages.Site(database)
    longest, site.site.sql_time_limit_ms = site.site.sql_time_limit_ms, 0
    assert site.get(ADDRESS, q="fatigue").status_code == 503
    site.site.sql_time_limit_ms = longest
    assert site.get(ADDRESS, q="fatigue").json()["hits"]


def test_who_may_not_see_the_database_is_not_given_what_others_asked(database: Path) -> None:
    site = own_pages.Site(database)
    assert site.get(ADDRESS, q="fatigue").status_code == 200
    site.site._metadata_local["allow"] = {"id": "nobody"}
    assert site.get(ADDRESS, q="fatigue").status_code == 403


def test_what_was_not_asked_for_the_longest_goes_first() -> None:
    kept = Kept(8)
    for asked in "abc":
        kept.keep(asked, asked)
    assert kept.text("a") == "a"
    kept.keep("d", "d")
    kept.keep("d", "d")
    kept.keep("e", "e")
    assert [kept.text(asked) for asked in "abcde"] == ["a", None, "c", "d", "e"]
    kept.keep("f", "f" * 8)
    assert [kept.text(asked) for asked in "acdef"] == [None] * 5
