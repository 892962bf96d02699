"""What holds for every page: no trouble, no sideways scrolling, scripts off, keyboard, dark."""

from __future__ import annotations

import pytest
from site_pages import OWN, STOCK, SitePage

from browser.chromium import PHONE, Watched
from browser.conftest import Opens

MOST_STEPS = 40
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


LOOKS_WIDER = """
() => [...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => one.outerHTML.slice(0, 100)).slice(0, 5)
"""


@pytest.fixture(scope="module", params=[*OWN, *STOCK], ids=str)
def one(request: pytest.FixtureRequest) -> SitePage:
    """Each page of the site; the tests below share one visit on a desktop, and one on a phone."""
    found: SitePage = request.param
    return found


@pytest.fixture(scope="module")
def desk(one: SitePage, watched: Opens) -> Watched:
    made = watched()
    made.open(one.path)
    return made


@pytest.fixture(scope="module")
def phone(one: SitePage, watched: Opens) -> Watched:
    """A phone with scripts off."""
    made = watched(viewport=PHONE, java_script_enabled=False)
    made.open(one.path)
    return made


def test_nothing_goes_wrong_on_it(desk: Watched, phone: Watched) -> None:
    assert desk.troubles == phone.troubles == []


def test_it_shows_all_with_scripts_off(phone: Watched, one: SitePage) -> None:
    assert one.shows in " ".join(phone.page.inner_text("main").split())


def test_a_phone_need_not_scroll_it_sideways(phone: Watched) -> None:
    width, room = phone.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= room, phone.page.evaluate(LOOKS_WIDER)


def test_the_first_step_is_a_link_past_the_header(desk: Watched) -> None:
    page = desk.page
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to content"
    place = skip.bounding_box()
    assert place
    assert place["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_keyboard_reaches_everything_and_shows_where_it_is(desk: Watched) -> None:
    page = desk.page
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0
    each = page.evaluate(FOCUS_EACH)
    assert len(each) > 3
    assert [what for seen, what in each if not seen] == []
    page.locator(".skip").first.focus()
    reached = [0]
    while len(reached) < min(len(each), MOST_STEPS):
        page.keyboard.press("Tab")
        at = page.evaluate(STEP)
        reached += [at] if at >= 0 else []
        assert reached == list(range(len(reached)))


def test_it_is_dark_where_the_reader_wants_it(desk: Watched) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    desk.page.emulate_media(color_scheme="dark")
    dark = desk.page.evaluate(ground)
    desk.page.emulate_media(color_scheme="light")
    assert desk.page.evaluate(ground) != dark


def test_on_paper_it_has_its_words_and_no_navigation(desk: Watched, one: SitePage) -> None:
    desk.page.emulate_media(media="print")
    assert one.shows in " ".join(desk.page.inner_text("main").split())
    assert not desk.page.locator("body > .not-footer > header").is_visible()
    assert not desk.page.locator("footer.ft").is_visible()
    desk.page.emulate_media(media="screen")
