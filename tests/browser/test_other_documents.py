"""Pages of a fictional medicine with longer words than the documents shipped have, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import fictional
from playwright.sync_api import Browser
from running_site import running

from browser.chromium import PHONE, Watched
from browser.test_pages import LOOKS_WIDER

LISTS = ("/", "/-/medicines", "/-/numbers", "/-/labels", "/-/crosswalk", "/-/search?q=not+covered")
ROWS = """
    select '/riskplan/risks/' || id from risks
    union all select '/riskplan/policies/' || id from policies
    union all select '/riskplan/products/' || id from products
    union all select distinct '/-/crosswalk/' || substance_id from crosswalk
"""


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[str]]]:
    """A database of one fictional medicine, and the addresses of the pages on its rows."""
    folder = tmp_path_factory.mktemp("infection")
    with fictional("quorvanta", folder) as connection:
        yield folder / "riskplan.db", [*LISTS, *(path for (path,) in connection.execute(ROWS))]


def test_a_phone_need_not_scroll_any_page_sideways(
    browser: Browser, paths: tuple[Path, list[str]]
) -> None:
    database, addresses = paths
    wider = {}
    with (
        running(database) as site,
        closing(Watched(browser, site, viewport=PHONE, java_script_enabled=False)) as phone,
    ):
        for address in addresses:
            page = phone.open(address)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wider[address] = page.evaluate(LOOKS_WIDER)
        assert phone.troubles == []
    assert len(addresses) > len(LISTS) + 10
    assert wider == {}
