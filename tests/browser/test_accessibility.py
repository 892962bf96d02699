"""axe-core on every page, light and dark, wide and narrow: no serious finding, none critical.

Contrast, by far the slowest to find out, is asked again at the other width only where a colour on
the page depends on the width.
"""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from site_pages import OWN, STOCK, SitePage

from browser.chromium import DESKTOP, PHONE
from browser.conftest import Opens

GRAVE = {"serious", "critical"}


ALL_BUT_COLOURS = {"color-contrast": {"enabled": False}, "link-in-text-block": {"enabled": False}}
COLOURS = """
() => [...document.body.querySelectorAll('*')].map(one => {
  const style = getComputedStyle(one);
  return [style.color, style.backgroundColor, style.opacity].join();
}).join(';')
"""


def findings(page: Page, rules: dict[str, dict[str, bool]]) -> list[str]:
    """What axe-core finds of weight, a line for each kind, with the elements below it."""
    violations: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run({resultTypes: ['violations'], rules}).then(found => found.violations)",
        rules,
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
    told, seen = [], set()
    for width in (DESKTOP, PHONE):
        for scheme in ("light", "dark"):
            page.set_viewport_size(width)
            page.emulate_media(color_scheme=scheme)
            colours = page.evaluate(COLOURS)
            rules = ALL_BUT_COLOURS if colours in seen else {}
            seen.add(colours)
            for finding in findings(page, rules):
                told.append(f"{width['width']} px, {scheme}: {finding}")
    assert not told, f"{one.path}\n" + "\n".join(told)


def test_axe_would_find_what_is_wrong(watched: Opens) -> None:
    page = watched(bypass_csp=True).page
    page.set_content("<html><p style='color: #aaa; background: #fff'>faint</p><input></html>")
    page.evaluate(AXE_SCRIPT)
    told = "\n".join(findings(page, {}))
    assert "color-contrast" in told
    assert "critical: label" in told
    assert "color-contrast" not in "\n".join(findings(page, ALL_BUT_COLOURS))
