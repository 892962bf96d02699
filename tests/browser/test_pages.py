"""What holds for every page: no trouble, no sideways scrolling, scripts off, keyboard, dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from site_pages import OWN, STOCK, SitePage

from browser.chromium import PHONE
from browser.conftest import Opens

MOST_STEPS = 60
"""Steps by Tab from the top of a page; what stands beyond is focused one by one."""
FOCUSABLE = """
() => {
  const all = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')];
  return all.filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility()
    && !(one.type === 'radio' && !one.checked
         && document.querySelector(`input[type=radio][name="${CSS.escape(one.name)}"]:checked`)));
}
"""
LOOK = """
one => [one, ...(one.ownerSVGElement ? one.querySelectorAll('*') : [])].map(part => {
  const style = getComputedStyle(part);
  return [style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0, style.boxShadow,
          style.stroke, style.strokeWidth, style.fill].join();
}).join()
"""
"""What a focus may change: an outline or a shadow; of a drawing the strokes within it."""
FOCUS_EACH = f"""
() => ({FOCUSABLE})().map(one => {{
  const look = {LOOK}, before = (document.activeElement.blur(), look(one));
  one.focus({{focusVisible: true, preventScroll: true}});
  const seen = document.activeElement === one && look(one) !== before;
  return [seen, one.outerHTML.slice(0, 160)];
}})
"""
STEP = f"() => ({FOCUSABLE})().indexOf(document.activeElement)"


def shown(page: Page) -> str:
    """The words that a reader sees on a page."""
    return " ".join(page.inner_text("body").split())


@pytest.mark.parametrize("one", [*OWN, *STOCK], ids=str)
def test_nothing_goes_wrong_on_it(watched: Opens, one: SitePage) -> None:
    made = watched()
    made.open(one.path)
    assert made.troubles == []


@pytest.mark.parametrize("one", OWN, ids=str)
def test_it_shows_all_with_scripts_off(watched: Opens, one: SitePage) -> None:
    page = watched(java_script_enabled=False).open(one.path)
    assert one.shows in " ".join(page.inner_text("main").split())


@pytest.mark.parametrize("one", [*OWN, *STOCK], ids=str)
def test_a_phone_need_not_scroll_it_sideways(watched: Opens, one: SitePage) -> None:
    page = watched(viewport=PHONE).open(one.path)
    wide = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
            .map(one => one.outerHTML.slice(0, 100)).slice(0, 5)"""
    )
    width, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= room, wide


@pytest.mark.parametrize("one", OWN, ids=str)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    watched: Opens, one: SitePage
) -> None:
    page = watched().open(one.path)
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0
    count = page.evaluate(f"({FOCUSABLE})().length")
    reached: list[int] = []
    while len(reached) < min(count, MOST_STEPS):
        page.keyboard.press("Tab")
        at = page.evaluate(STEP)
        reached += [at] if at >= 0 else []
        assert reached == list(range(len(reached)))
    assert len(reached) > 3
    assert [what for seen, what in page.evaluate(FOCUS_EACH) if not seen] == []


@pytest.mark.parametrize("one", OWN, ids=str)
def test_the_skip_link_leads_past_the_header(watched: Opens, one: SitePage) -> None:
    page = watched().open(one.path)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to content"
    box = skip.bounding_box()
    assert box
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("one", [*OWN, *STOCK], ids=str)
def test_it_is_dark_where_the_reader_wants_it(watched: Opens, one: SitePage) -> None:
    page = watched(color_scheme="light").open(one.path)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) != light


@pytest.mark.parametrize("one", OWN, ids=str)
def test_on_paper_it_has_its_words_and_no_navigation(watched: Opens, one: SitePage) -> None:
    page = watched().open(one.path)
    page.emulate_media(media="print")
    assert one.shows in shown(page)
    assert not page.locator("body > .not-footer > header").is_visible()
    assert not page.locator("footer.ft").is_visible()
