"""A request held against a policy, as its readers do it: by keyboard, without scripts, on paper."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Locator, Page, expect
from site_pages import AUTHORISE, POLICY

from browser.conftest import Opens
from browser.test_journeys import rows

COMPLETE = (
    f"{AUTHORISE}?age=67&diagnosis=DLBCL&prior_lines_of_systemic_therapy=2"
    "&prophylaxis_with=ondansetron&prophylaxis_when=prior+to&prophylaxis_when=during"
    "&monitoring=CBC&monitoring=standard+blood+chemistry&monitoring=body+weight"
    "&sex=male&partner_of_reproductive_potential=no"
    "&strength_mg=20&tablets_per_dose=4&doses_per_week=2"
)


def outcome(page: Page, clause: str) -> Locator:
    """What is said of a clause of a first approval."""
    return page.locator(f"#xpovio-prior-approval-initial-{clause} > .line .outcome")


def test_the_checklist_follows_what_is_entered(page: Page) -> None:
    page.goto(POLICY)
    page.get_by_role("link", name="Hold a request against these criteria").click()
    page.wait_for_url(f"**{AUTHORISE}")
    expect(outcome(page, "age")).to_have_text("? not known")
    page.get_by_label("How old is the patient?").fill("17")
    expect(outcome(page, "age")).to_have_text("✗ not met")
    expect(page.locator("#whole")).to_contain_text("A condition that the policy prints for this")
    page.get_by_label("How old is the patient?").fill("18")
    expect(outcome(page, "age")).to_have_text("✓ met")
    page.get_by_label("carfilzomib (Kyprolis)").check()
    expect(outcome(page, "2-b")).to_have_text("✗ not met")
    page.get_by_label("ixazomib (Ninlaro)").check()
    expect(outcome(page, "2-b")).to_have_text("✓ met")
    assert page.url.endswith(AUTHORISE)


def test_a_request_is_checked_by_keyboard_alone_and_stays_out_of_the_address(page: Page) -> None:
    page.goto(AUTHORISE)
    field = page.get_by_label("How old is the patient?")
    for _ in range(30):
        page.keyboard.press("Tab")
        if field.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.type("16")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(outcome(page, "age")).to_have_text("✗ not met")
    assert "16" not in page.url.split("/", 3)[3]
    expect(page.get_by_label("How old is the patient?")).to_have_value("16")


def test_a_request_needs_no_scripts(watched: Opens) -> None:
    page = watched(java_script_enabled=False).open(AUTHORISE)
    page.get_by_label("How old is the patient?").fill("x")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("alert")).to_contain_text("age: is no number")
    page.get_by_label("How old is the patient?").fill("40")
    page.get_by_label("20 mg: tablets in all").fill("97")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#details")).to_contain_text("97 is 1 more than 96 per 84 days.")
    expect(outcome(page, "age")).to_have_text("✓ met")


def test_what_is_to_be_found_out_leads_to_its_field(page: Page) -> None:
    page.goto(AUTHORISE)
    page.locator("ol.questions a").first.click()
    expect(page.locator(":target")).to_have_class("field")


def test_an_answer_is_printed_with_quotes_and_the_day_of_the_policy(
    page: Page, database: Path
) -> None:
    page.goto(COMPLETE)
    expect(page.locator("#whole")).to_contain_text("Every condition")
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as paper:
        printed = " ".join(one.extract_text() for one in paper.pages)
    words = set(re.findall(r"\w+", printed))
    criteria = "select quote from policy_criteria where phase = 'initial'"
    for (quote,) in rows(database, criteria):
        assert set(re.findall(r"\w+", quote)) <= words, quote
    flat = " ".join(printed.split())
    for said in ("1 July 2024", "no coverage decision", "96 equals the limit of 96 per 84 days",
                 "What was entered"):  # fmt: skip
        assert said in flat
    for left_out in ("Leave out what is not known", "Powered by", "Tables and SQL"):
        assert left_out not in flat


SMALL = {"width": 390, "height": 700}


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_verdict_is_seen_after_the_check(watched: Opens, scripts: bool) -> None:
    page = watched(viewport=SMALL, java_script_enabled=scripts).open(AUTHORISE)
    page.get_by_label("How old is the patient?").fill("17")
    page.get_by_role("button", name="Check").click()
    expect(page).to_have_title(re.compile("^Criteria not met: "))
    expect(page.locator("#whole .outcome").first).to_be_in_viewport()
    expect(page.locator("#whole")).to_contain_text("criteria not met")


def test_the_bar_and_the_title_follow_what_is_entered(watched: Opens) -> None:
    page = watched(viewport=SMALL).open(AUTHORISE)
    bar = page.locator(".send")
    expect(bar).not_to_contain_text("met")
    page.get_by_label("How old is the patient?").fill("17")
    expect(bar).to_contain_text("✗ criteria not met")
    expect(bar).to_be_in_viewport()
    expect(page).to_have_title(re.compile("^Criteria not met: "))
    page.get_by_label("How old is the patient?").fill("x")
    expect(bar).to_contain_text("Error")
    expect(page).to_have_title(re.compile("^Error: "))
    bar.get_by_role("link", name="Error").click()
    expect(page.get_by_role("alert")).to_be_in_viewport()


@pytest.mark.parametrize("viewport", [SMALL, {"width": 1280, "height": 500}])
def test_the_bar_hides_no_field_that_has_the_focus(
    watched: Opens, viewport: dict[str, int]
) -> None:
    page = watched(viewport=viewport).open(AUTHORISE)
    page.get_by_label("How old is the patient?").focus()
    seen, hidden = 0, []
    for _ in range(120):
        page.keyboard.press("Tab")
        told = page.evaluate("""() => {
          const one = document.activeElement, bar = document.querySelector(".send");
          if (!one.closest("form") || bar.contains(one)) return null;
          const [its, bars] = [one.getBoundingClientRect(), bar.getBoundingClientRect()];
          return [one.name || one.textContent, its.bottom <= bars.top];
        }""")
        if told is None:
            break
        seen += 1
        if not told[1]:
            hidden.append(told[0])
    assert seen > 20
    assert hidden == []


@pytest.mark.parametrize("scripts", [True, False])
def test_another_phase_and_json_keep_what_was_entered(watched: Opens, scripts: bool) -> None:
    page = watched(java_script_enabled=scripts).open(AUTHORISE)
    page.get_by_label("How old is the patient?").fill("17")
    page.get_by_label("How many prior therapies has the patient received?").fill("3")
    page.get_by_label("20 mg: tablets in all").fill("97")
    page.get_by_role("button", name="Renewal").click()
    expect(page.get_by_role("button", name="Renewal")).to_have_attribute("aria-current", "true")
    expect(page.get_by_label("How old is the patient?")).to_have_value("17")
    expect(page.get_by_label("20 mg: tablets in all")).to_have_value("97")
    expect(page.locator("#whole")).to_contain_text("the quantity is more than")
    page.get_by_label("How old is the patient?").fill("18")
    page.get_by_label("How old is the patient?").press("Enter")
    page.wait_for_load_state()
    expect(page.get_by_role("button", name="Renewal")).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Initial approval").click()
    prior = page.get_by_label("How many prior therapies has the patient received?")
    expect(prior).to_have_value("3")
    expect(page.get_by_label("How old is the patient?")).to_have_value("18")
    assert "18" not in page.url.split("/", 3)[3]
    page.get_by_role("button", name="the same as JSON").click()
    page.wait_for_url("**.json")
    data = json.loads(page.locator("body").inner_text())
    assert (data["phase"], data["facts"]) == ("initial", {"age": 18, "prior_therapies": 3})
    assert data["quantity"]["answer"] == "not_met"


def test_no_sheet_of_paper_has_stray_words_alone(page: Page) -> None:
    page.goto(COMPLETE)
    for lower in range(0, 900, 30):  # so that the text ends anywhere on a sheet
        page.evaluate("by => document.querySelector('h1').style.marginTop = `${by}px`", lower)
        with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as paper:
            texts = [one.extract_text() for one in paper.pages]
        heads = {text.splitlines()[-1] for text in texts}
        assert not heads & {"What was entered", "Clause by clause", "Quantity", "Together"}
        assert re.search("clause|characters", texts[-1]), lower
        assert "the document alone is authoritative" in " ".join(" ".join(texts).split())


def test_a_problem_leaves_its_field_once_it_is_mended(watched: Opens) -> None:
    page = watched().page
    page.goto(f"{AUTHORISE}?age=old")
    field = page.get_by_label("How old is the patient?")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("40")
    expect(page.locator("#field-age")).not_to_contain_text("This is no number.")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.fill("-")
    expect(page.locator("#field-age")).to_contain_text("This is no number.")
    expect(field).to_have_attribute("aria-invalid", "true")
