"""What readers come for, done as they do it: by keyboard, by mouse, on paper."""

from __future__ import annotations

import io
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Locator, Page, expect
from site_pages import POLICY, RISK

from browser.conftest import Opens

MOST_STEPS = 60


def by_tab(page: Page, wanted: Locator) -> None:
    """Go with Tab to what is wanted."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {wanted} in {MOST_STEPS} steps")


def rows(database: Path, sql: str, *values: object) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql, values).fetchall()


def test_a_risk_is_found_from_the_first_page_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    by_tab(page, page.get_by_label("Search all that was read"))
    page.keyboard.type("low sodium")
    page.keyboard.press("Enter")
    page.wait_for_url("**/-/search?q=low+sodium*")
    by_tab(page, page.locator("ol.hits h3 a").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{RISK}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hyponatraemia")


def test_the_search_needs_no_scripts(watched: Opens) -> None:
    page = watched(java_script_enabled=False).open("/")
    page.get_by_label("Search all that was read").fill("low sodium")
    page.keyboard.press("Enter")
    page.wait_for_url("**/-/search?q=low+sodium*")
    assert page.locator("ol.hits h3 a").first.get_attribute("href") == RISK


def test_a_risk_leads_to_its_words_and_a_box_there_back_to_its_row(page: Page) -> None:
    page.goto(RISK)
    page.locator("main a[href*='/-/source/']").first.click()
    page.wait_for_url("**/-/source/nexpovio-rmp-summary?start=*")
    expect(page.locator(".words-asked blockquote")).to_have_text("Hyponatraemia")
    expect(page.locator("#quote").first).to_be_attached()
    expect(page.locator(".sheet img")).to_have_js_property("complete", True)
    assert page.locator(".sheet img").evaluate("one => one.naturalWidth") > 600
    page.locator(f"svg.overlay a[href='{RISK}']").click()
    page.wait_for_url(f"**{RISK}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hyponatraemia")


def test_each_box_of_a_page_lies_on_it_and_leads_somewhere(page: Page) -> None:
    page.goto("/-/source/nexpovio-rmp-summary?page=2")
    sheet = page.locator(".sheet img").bounding_box()
    assert sheet
    boxes = page.locator("svg.overlay a:visible")
    assert boxes.count() > 10
    for box in boxes.all():
        assert box.get_attribute("href")
        place = box.locator("path").bounding_box()
        assert place
        assert place["x"] >= sheet["x"] - 1
        assert place["x"] + place["width"] <= sheet["x"] + sheet["width"] + 1
        assert place["y"] >= sheet["y"] - 1
        assert place["y"] + place["height"] <= sheet["y"] + sheet["height"] + 1


def test_two_medicines_are_compared(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Compare").click()
    form = page.locator("main form")
    form.locator("select").nth(0).select_option("nexpovio")
    form.locator("select").nth(1).select_option("xpovio")
    form.get_by_role("button").click()
    page.wait_for_url("**/-/compare?*")
    head = page.get_by_role("heading", level=1)
    expect(head).to_contain_text("NEXPOVIO")
    expect(head).to_contain_text("Xpovio")
    expect(page.locator("main")).to_contain_text("Hyponatraemia")


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("category", "potential", "category = 'potential'"),
        ("section", "smpc-4.4", "smpc_sections like '%\"4.4\"%'"),
        ("section", "pl-2", "pl_sections like '%\"2\"%'"),
    ],
)
def test_the_matrix_is_filtered(
    page: Page, database: Path, field: str, value: str, where: str
) -> None:
    page.goto("/-/labels")
    page.locator(f"select[name='{field}']").select_option(value)
    page.locator("main form").get_by_role("button", name="Show").click()
    page.wait_for_url(f"**{field}={value}*")
    wanted = {f"/riskplan/risks/{one}" for (one,) in rows(
        database, f"select id from risks where {where}"
    )}  # fmt: skip
    links = page.locator("main table th a[href*='/riskplan/risks/']")
    found = {link.get_attribute("href") for link in links.all()}
    assert wanted
    assert found == wanted


def test_a_policy_is_printed_with_its_criteria_and_without_navigation(
    page: Page, database: Path
) -> None:
    page.goto(POLICY)
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as paper:
        printed = " ".join(one.extract_text() for one in paper.pages)
    words = set(re.findall(r"\w+", printed))
    for (text,) in rows(database, "select text from policy_criteria"):
        assert set(re.findall(r"\w+", text)) <= words, text
    assert "Tables and SQL" not in printed
    assert "Skip to content" not in printed
    assert "Powered by" not in printed


def test_a_word_of_a_text_leads_to_the_row_that_was_read_from_it(page: Page) -> None:
    page.goto("/-/source/xpovio-prior-approval")
    word = page.locator(".source-text a").filter(has_text="18 years of age or older").first
    address = word.get_attribute("href")
    word.click()
    page.wait_for_url(f"**{address}")
    expect(page.locator("main")).to_contain_text("18 years of age or older")
