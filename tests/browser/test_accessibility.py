"""axe-core on every page, light and dark, wide and narrow: no serious finding, none critical."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from site_pages import OWN, STOCK, SitePage

from browser.chromium import DESKTOP, PHONE
from browser.conftest import Opens

GRAVE = {"serious", "critical"}


WITH_SCHEME = ["color-contrast", "link-in-text-block"]
"""The rules whose findings a dark scheme may change: the others are asked in the light alone."""


def findings(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe-core finds of weight, a line for each kind, with the elements below it."""
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    violations: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(found => found.violations)", options
    )
    return [
        f"{one['impact']}: {one['id']} ({one['help']})"
        + "".join(
            f"\n    {' '.join(map(str, node['target']))}\n      {node['html'][:160]}"
            f"\n      {' '.join((node.get('failureSummary') or '').split())[:300]}"
            for node in one["nodes"][:4]
        )
        + (f"\n    and {len(one['nodes']) - 4} more" if len(one["nodes"]) > 4 else "")
        for one in violations
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize("one", [*OWN, *STOCK], ids=str)
def test_axe_finds_nothing_serious(watched: Opens, one: SitePage) -> None:
    page = watched(bypass_csp=True).open(one.path)
    page.evaluate(AXE_SCRIPT)
    told = []
    for width in (DESKTOP, PHONE):
        for scheme in ("light", "dark"):
            page.set_viewport_size(width)
            page.emulate_media(color_scheme=scheme)
            for finding in findings(page, WITH_SCHEME if scheme == "dark" else None):
                told.append(f"{width['width']} px, {scheme}: {finding}")
    assert not told, f"{one.path}\n" + "\n".join(told)
