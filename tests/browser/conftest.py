"""One Chromium and one running site for all tests here; without Chromium they are skipped.

With RISKPLAN_BROWSER=required in the environment they fail instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from running_site import running

from browser.chromium import HOW_TO_GET_ONE, Watched, installed, launched


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium. Of the package: while Playwright runs, asyncio.run does not, which others use."""
    chromium = installed()
    if chromium is None:
        missing = pytest.fail if os.environ.get("RISKPLAN_BROWSER") == "required" else pytest.skip
        missing(HOW_TO_GET_ONE)
    with launched(chromium) as found:
        yield found


@pytest.fixture(scope="package")
def site(database: Path) -> Iterator[str]:
    """The address of the running site."""
    with running(database) as address:
        yield address


Opens = Callable[..., Watched]


@pytest.fixture(scope="package")
def watched(browser: Browser, site: str) -> Iterator[Opens]:
    """Gives an empty page by the options of Browser.new_context, the same one for the same ones."""
    made: dict[str, Watched] = {}

    def page(**options: Any) -> Watched:
        named = repr(sorted(options.items()))
        if named not in made:
            made[named] = Watched(browser, site, **options)
        return made[named].anew()

    yield page
    for one in made.values():
        one.close()


@pytest.fixture
def page(watched: Opens) -> Page:
    """A page as wide as a desktop's."""
    return watched().page
