"""Whatever a document says, in a browser: no script of it runs, and no image of it is asked for.

The pages' own policy is switched off here: it would hide what slips through.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from datasette.utils import tilde_encode
from evil_fields import EVIL, EVIL_ID, SCRIPT
from playwright.sync_api import Browser
from running_site import running
from site_pages import OWN, STOCK, SitePage

from browser.chromium import Watched


@pytest.fixture(scope="module")
def evil(browser: Browser, evil_database: Path) -> Iterator[Watched]:
    with (
        running(evil_database) as address,
        closing(Watched(browser, address, bypass_csp=True)) as made,
    ):
        yield made


def evil_path(path: str) -> str:
    """The address of the same page, for rows whose ids have evil words at their end."""
    there, _, query = path.partition("?")
    parts, asked = there.split("/"), dict(parse_qsl(query))
    if parts[1:3] == ["-", "authorise"]:
        asked = {}  # the facts have evil names there
    if len(parts) == 4 and (
        parts[1] == "riskplan" or parts[2] in ("source", "authorise", "crosswalk")
    ):
        parts[-1] = tilde_encode(parts[-1] + EVIL_ID)
    if "q" in asked:
        asked["q"] = "hyponatraemia script"
    asked |= {name: asked[name] + EVIL_ID for name in ("a", "b") if name in asked}
    return "/".join(parts) + (f"?{urlencode(asked)}" if asked else "")


@pytest.mark.parametrize("one", [*OWN, *STOCK], ids=str)
def test_nothing_of_a_document_runs(evil: Watched, one: SitePage) -> None:
    page = evil.anew().open(evil_path(one.path))
    assert SCRIPT in page.inner_text("body")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert evil.troubles == []


def test_a_script_that_ran_would_be_seen(evil: Watched) -> None:
    evil.anew().open("/-/search").set_content(EVIL)
    evil.page.wait_for_timeout(200)
    assert "dialog: 1" in evil.troubles
