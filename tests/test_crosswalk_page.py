"""The pages of the crosswalk: the shipped pair against its rows, and bases of other shapes."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import pytest
from crosswalk_sources import put_both, put_policy
from html_parts import HtmlParts
from own_pages import Site, empty_copy, links_of, main_of, reading, words_of
from plans import PLAN, put_plan
from test_crosswalk import PAIRS, PLAN_ONLY, POLICY_ONLY

from ingest import pipeline
from ingest.site.compare.crosswalk_page import crosswalk_of, read_crosswalk
from ingest.site.pages import Asked

PATH = "/-/crosswalk/selinexor"


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


@pytest.fixture(scope="module")
def page(site: Site) -> str:
    return main_of(site.page(PATH))


@pytest.fixture(scope="module")
def two_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two plans of one substance with a policy elsewhere, and another substance without one."""
    folder = tmp_path_factory.mktemp("two")
    put_both(folder / "sources")
    put_plan(folder / "sources", "second", PLAN.replace("Malignancy", "Cardiomyopathy"))
    put_policy(folder / "sources", "alone", product="Alone", substance="aloneib")
    pipeline.build([folder / "sources"], folder / "x.db")
    return folder / "x.db"


def part(page: str, start: str, end: str) -> str:
    """What stands between two headings, by their ids."""
    return page[page.index(f'id="{start}"') : page.index(f'id="{end}"')]


def test_every_pair_stands_with_its_relation_reason_and_quotes(database: Path, page: str) -> None:
    said = words_of(part(page, "matched", "plan-only"))
    with reading(database) as connection:
        rows = connection.execute(
            "select * from crosswalk where relation <> 'none' order by id"
        ).fetchall()
    assert len(rows) == len(PAIRS)
    for row in rows:
        assert row["reason"] in said
        assert " ".join(row["risk_quote"].split()) in said
        assert " ".join(row["warning_quote"].split()) in said
        if row["source"]:
            assert f"Source: {row['source']}." in said
        for side, document in (("risk", "plan"), ("warning", "policy")):
            place = f"{row[f'{document}_document_id']}?start={row[f'{side}_char_start']}"
            assert f"/-/source/{place}&amp;end={row[f'{side}_char_end']}#quote" in page


def test_matched_and_related_pairs_stand_apart(page: str) -> None:
    matched, related = part(page, "matched", "related"), part(page, "related", "plan-only")
    for (concern, warning), (relation, _) in PAIRS.items():
        here, there = (related, matched) if relation == "related" else (matched, related)
        assert f">{concern}</a>" in here
        assert f">{concern}</a>" not in there
        assert f">{warning}</a>" in here
        assert f">{warning}</a>" not in there


def test_the_gaps_are_listed_with_their_notes(page: str) -> None:
    plan, policy = part(page, "plan-only", "policy-only"), part(page, "policy-only", "indications")
    for name in PLAN_ONLY:
        assert f">{name}</a>" in plan
        assert f">{name}</a>" not in policy
    for name in POLICY_ONLY:
        assert f">{name}</a>" in policy
        assert f">{name}</a>" not in plan
    assert words_of(plan).count("a policy is not the label") == len(PLAN_ONLY)
    assert words_of(policy).count("may still warn of it") == len(POLICY_ONLY)


def test_measures_label_sections_and_criteria_stand_beside_their_pair(page: str) -> None:
    start = page.index(">Hyponatraemia</a>")
    said = words_of(page[start : page.index("</tbody>", start)])
    assert "SmPC 4.2, 4.4, 4.8; leaflet 2, 4" in said
    assert "routine: Legal status: restricted medical prescription" in said
    assert "additional: stated: none" in said
    assert "standard blood chemistry direct to the concern and the warning" in said
    assert said.count("blood chemistry shows it ( initial , renewal )") == 1


def test_the_indications_stand_side_by_side(page: str) -> None:
    said = words_of(part(page, "indications", "monitoring"))
    asked = "demonstrated disease progression on the last therapy source asked for derived"
    assert f"progression on the last therapy EU plan {asked} US policy no words for it" in said
    assert "No words of this indication of the policy were read as stating it." in said
    assert "EU plan only" in said
    assert "US policy only" in said
    assert "No indication of the plan is for “Diffuse large B-cell lymphoma”." in said
    assert "(DLBCL), not otherwise specified" in said


def test_on_paper_each_source_has_its_place(page: str) -> None:
    sources = re.findall(r'<a class="source"[^>]*>', page)
    assert len(sources) > 40
    assert all(re.search(r'data-place="characters \d+ to \d+"', one) for one in sources)


def test_what_to_watch_says_when_it_is_not_stated(page: str) -> None:
    said = words_of(page[page.index('id="monitoring"') :])
    for thing in ("complete blood count (CBC)", "standard blood chemistry", "body weight",
                  "low platelet counts", "weight loss"):  # fmt: skip
        assert f"{thing} monitoring:" in said
    assert said.count("not stated") == 6
    assert "stated: none pharmacovigilance activity:" in said


def test_a_name_is_told_as_printed_and_as_ema_spells_it(page: str) -> None:
    start = page.index(">hyponatremia</a>")
    assert "means Hyponatraemia derived" in words_of(page[start : start + 900])


def test_every_link_leads_somewhere(site: Site, page: str) -> None:
    links = links_of(page)
    assert len(links) > 60
    for link in links:
        assert site.get(link).status_code == 200, link


def test_the_data_links_give_the_rows_of_the_page(site: Site, page: str) -> None:
    (path,) = [one for one in links_of(page) if "crosswalk_overview.json" in one]
    rows = json.loads(site.get(path).text)["rows"]
    assert {row["substance_id"] for row in rows} == {"selinexor"}
    assert len(rows) == len(PAIRS) + len(PLAN_ONLY) + len(POLICY_ONLY)


def test_other_pages_lead_here(site: Site) -> None:
    for path in ("/riskplan/policies/xpovio-prior-approval", "/riskplan/products/nexpovio",
                 "/riskplan/products/xpovio", "/-/crosswalk"):  # fmt: skip
        assert PATH in {unquote(one).split("?")[0] for one in links_of(main_of(site.page(path)))}
    assert "/-/crosswalk" in links_of(site.page("/"))


def test_what_does_not_exist_is_not_found(site: Site) -> None:
    for path in ("/-/crosswalk/nothing", f"{PATH}?plan=nothing", f"{PATH}?policy=nothing",
                 f"{PATH}?plan=xpovio-prior-approval"):  # fmt: skip
        assert site.get(path).status_code == 404, path


def test_a_plan_is_chosen_by_its_address(two_plans: Path) -> None:
    site = Site(two_plans)
    first = site.said("/-/crosswalk/fictinib")
    assert "Documents 2" in first
    second = site.said("/-/crosswalk/fictinib", plan="second", policy="mockivel-policy")
    assert "“Cardiomyopathy”" in second
    assert "“Malignancy”" not in second
    names = words_of(main_of(site.page("/-/crosswalk")))
    assert names.count("fictinib") >= 2
    assert "aloneib" not in names


def test_a_substance_with_one_side_says_so_and_shows_what_to_watch(two_plans: Path) -> None:
    said = Site(two_plans).said("/-/crosswalk/aloneib")
    assert "There is no plan and policy of different places for aloneib here" in said
    assert "liver function tests" in said
    with reading(two_plans) as connection:
        assert crosswalk_of(connection, "aloneib") is None
    alone = main_of(Site(two_plans).page("/riskplan/products/alone"))
    assert not [one for one in links_of(alone) if "/-/crosswalk/" in one]


def test_a_base_without_medicines_has_an_empty_list(database: Path, tmp_path: Path) -> None:
    empty_copy(database, tmp_path / "empty.db")
    site = Site(tmp_path / "empty.db")
    assert "No substance here has both" in site.said("/-/crosswalk")
    assert site.get(PATH).status_code == 404


def test_whatever_is_printed_is_shown_as_text(two_plans: Path, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>{{7*7}}\"'&"
    path = tmp_path / "evil.db"
    path.write_bytes(two_plans.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, column in (
            ("risks", "name"), ("policy_warnings", "name"), ("substances", "name"),
            ("crosswalk", "reason"), ("crosswalk", "source"), ("crosswalk", "note"),
            ("crosswalk", "risk_quote"), ("crosswalk", "risk_part"),
            ("crosswalk_indications", "plan_words"), ("crosswalk_indications", "aspect"),
            ("crosswalk_indications", "policy_quote"), ("duties", "thing"),
            ("duties", "said_when"), ("duty_risks", "reason"), ("policy_criteria", "text"),
            ("documents", "title"), ("products", "name"), ("products", "jurisdiction"),
        ):  # fmt: skip
            connection.execute(f"update {table} set {column} = ?", [evil])
    html = Site(path).page("/-/crosswalk/fictinib")
    assert "<script>alert" not in html
    assert "49" not in words_of(main_of(html))
    assert "<script>alert(1)</script>{{7*7}}" in words_of(html)
    assert not [tag for tag, said in HtmlParts(html).tags if "style" in said]


def test_a_page_asks_few_questions(database: Path) -> None:
    with reading(database) as connection:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        assert read_crosswalk(connection, Asked({"substance": "selinexor"}))
    assert len(asked) <= 10
