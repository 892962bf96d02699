"""The label matrix: its marks are what the tables say, and a gap is no more than a gap."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from own_pages import Site, reading
from plans import PLAN, put_plan
from small_base import empty_base, put_concern, put_document

from ingest import pipeline
from ingest.site.labels.gaps import gaps_of, known_of
from ingest.site.labels.matrix import read_labels
from ingest.site.labels.table_csv import safe
from ingest.site.pages import Asked

EVIL = "<script>alert(1)</script>{{7*7}}\"'"
KNOWN = {"SmPC 4.2": 6, "SmPC 4.4": 6, "SmPC 4.7": 2, "SmPC 4.8": 8, "SmPC 4.9": 1, "SmPC 5.2": 2,
         "PL 2": 7, "PL 4": 8}  # fmt: skip


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


def read(database: Path, **arguments: str) -> dict[str, Any] | None:
    with reading(database) as connection:
        return read_labels(connection, Asked({}, arguments))


def found(database: Path, **arguments: str) -> dict[str, Any]:
    answer = read(database, **arguments)
    assert answer is not None
    return answer


def concerns(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for group in answer["groups"] for one in group["concerns"]}


def said(page: str) -> str:
    shown = page[page.index("<main") : page.index("</main>")]
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", shown)).split())
    return re.sub(r" (?=[,.;:])", "", words)


@pytest.fixture(scope="module")
def small(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two medicines; one with two documents. What each concern cites is told here."""
    path = tmp_path_factory.mktemp("small") / "riskplan.db"
    with closing(empty_base(database, path)) as connection, connection:
        put_document(connection, "one-2020", "one", "One", date="2020-01-01")
        put_document(connection, "one-2022", "one", date="2022-01-01")
        put_document(connection, "two", "two", "Two", text=EVIL)
        put_concern(connection, "one-2020", "Seizure", sections=["smpc-5.2"],
                    concepts=[("seizure", "exact")])  # fmt: skip
        put_concern(connection, "one-2022", "Seizure", sections=["smpc-4.4", "pl-2"],
                    concepts=[("seizure", "exact")])  # fmt: skip
        put_concern(connection, "one-2022", "Use in pregnancy", "missing")
        put_concern(connection, "one-2022", "Nothing stated", routine="not_stated")
        put_concern(connection, "one-2022", "Stated none", "potential", routine="stated_none")
        put_concern(connection, "one-2022", "Section 4", sections=["smpc-4"])
        put_concern(connection, "two", EVIL, "potential")
        put_concern(connection, "two", "=1+1")
        put_concern(connection, "two", "fits", sections=["smpc-4.8"],
                    concepts=[("seizure", "part")])  # fmt: skip
        connection.execute(
            "insert into label_references values ('loose', null, 'smpc-4.8', null, 'two', null, 0,"
            " 5, 'xxxxx')"
        )
    return path


def test_the_known_answers_stand_on_the_page(site: Site) -> None:
    words = said(site.page("/-/labels"))
    for section, number in KNOWN.items():
        assert re.search(rf"{section}\s?×{number}\b", words), section
    assert "12 safety concerns: 7 important identified risks, 3 important potential risks" in words
    assert "No section at all: Acute cerebellar syndrome" in words


def test_every_mark_is_a_citation_and_leads_to_its_words(site: Site, database: Path) -> None:
    page = site.page("/-/labels", product="nexpovio")
    marks = re.findall(r'<td class="cited[^"]*">(.*?)</td>', page, re.DOTALL)
    links = [html.unescape(link) for mark in marks for link in re.findall(r'href="([^"]+)"', mark)]
    with reading(database) as connection:
        rows = connection.execute("select * from label_references where risk_id is not null")
        expected = sorted(
            f"/-/source/{row['document_id']}?start={row['char_start']}&end={row['char_end']}#quote"
            for row in rows
        )
    assert sorted(links) == expected
    for link in links[::5]:
        answer = site.get(link.split("#")[0])
        assert answer.status_code == 200
        assert '<mark id="quote">' in answer.text
    assert len(marks) == sum(KNOWN.values())
    assert all("cited" in said(f"<main>{mark}</main>") for mark in marks)


def test_every_link_of_the_page_leads_somewhere(site: Site) -> None:
    for arguments in ({}, {"across": 1}, {"concept": "neutropenia"}):
        page = site.page("/-/labels", **arguments)
        main = page[page.index("<main") : page.index("</main>")]
        links = {html.unescape(one).split("#")[0] for one in re.findall(r'href="(/[^"]*)"', main)}
        for link in links:
            if not link.startswith(("/-/source/", "/-/static")):
                assert site.get(link).status_code == 200, link


def test_the_gaps_are_those_of_the_named_query_and_of_the_findings(
    site: Site, database: Path
) -> None:
    rows = concerns(found(database, product="nexpovio"))
    query = site.get("/riskplan/missing_patient_information.json", _shape="objects").json()["rows"]
    lacking = {
        name
        for name, one in rows.items()
        if any("no leaflet section" in gap["names"] for gap in one["gaps"])
    }
    assert lacking == {row["name"] for row in query}
    filtered = concerns(found(database, product="nexpovio", gap="no-patient-text"))
    assert set(filtered) == lacking
    flagged = {
        gap["finding"]: name for name, one in rows.items() for gap in one["gaps"] if gap["finding"]
    }
    with reading(database) as connection:
        rules = ("no_patient_text", "identified_risk_not_in_4_8")
        rows_found = connection.execute("select id from findings where rule in (?, ?)", rules)
        assert set(flagged) == {row["id"] for row in rows_found}
    assert set(flagged.values()) == {"Acute cerebellar syndrome"}


def test_a_gap_of_missing_information_or_of_a_potential_risk_is_no_error(database: Path) -> None:
    rows = concerns(found(database, product="nexpovio"))
    [gap] = rows["Use in patients with severe renal impairment"]["gaps"]
    assert gap["names"] == ["no leaflet section", "not in 4.4", "not in 4.8"]
    assert gap["reading"] == "missing information: not expected by itself"
    by_name = {name: gap for gap in rows["Medication error"]["gaps"] for name in gap["names"]}
    assert by_name["not in 4.8"]["reading"].startswith("expected: a potential risk")
    assert "for patients" in by_name["no leaflet section"]["reading"]
    assert [one["text"] for one in rows["Medication error"]["others"]] == ["Labelling"]
    assert rows["Hyponatraemia"]["gaps"] == []


def test_what_is_not_stated_is_not_called_a_gap_of_the_label(small: Path) -> None:
    rows = concerns(found(small, document="one-2022"))
    [unstated] = rows["Nothing stated"]["gaps"]
    assert unstated["reading"] == "its routine measures are not stated in this document"
    [none] = rows["Stated none"]["gaps"]
    assert none["reading"] == "routine measures are stated: none"
    readings = {name: gap["reading"] for gap in rows["Section 4"]["gaps"] for name in gap["names"]}
    assert readings["not in 4.4"] == readings["not in 4.8"] == "section 4 is cited as a whole"


def test_an_identified_risk_that_does_not_cite_4_8_leads_to_its_finding(tmp_path: Path) -> None:
    plan = PLAN.replace("SmPC sections 4.4 and 4.8, PL section 4", "SmPC section 4.4")
    put_plan(tmp_path / "sources", text=plan)
    path = tmp_path / "riskplan.db"
    pipeline.build([tmp_path / "sources"], path)
    rows = concerns(found(path))
    with reading(path) as connection:
        rules = dict(connection.execute("select id, rule from findings").fetchall())
    gaps = {name: gap for gap in rows["Hepatotoxicity"]["gaps"] for name in gap["names"]}
    assert rules[gaps["not in 4.8"]["finding"]] == "identified_risk_not_in_4_8"
    assert rules[gaps["no leaflet section"]["finding"]] == "no_patient_text"
    assert all(gap["finding"] is None for gap in rows["Use in pregnancy"]["gaps"])


def test_a_measure_that_cites_a_section_again_is_none_that_cites_no_section(
    tmp_path: Path,
) -> None:
    measures = ("SmPC section 4.4", "Monthly tests are advised in SmPC section 4.4", "Labelling")
    listed = "".join(f"\n• {one}" for one in measures)
    plan = PLAN.replace(" SmPC sections 4.4 and 4.8, PL section 4", listed)
    put_plan(tmp_path / "sources", text=plan)
    path = tmp_path / "riskplan.db"
    pipeline.build([tmp_path / "sources"], path)
    with reading(path) as connection:
        [(risk,)] = connection.execute("select id from risks where name = 'Hepatotoxicity'")
        cited = connection.execute(
            "select count(*) from label_references where risk_id = ?", [risk]
        )
        assert tuple(cited.fetchone()) == (1,)
        known = known_of(connection, json.dumps([risk]))
    assert [one["text"] for one in known[risk]["others"]] == ["Labelling"]


def test_a_finding_of_a_whole_document_is_of_important_risks_with_measures_only() -> None:
    known = {"category": "missing", "routine": "stated", "no_patient_text": "d-no-patient-text",
             "not_in_4_8": None, "has_smpc": 1, "others": []}  # fmt: skip
    assert all(gap["finding"] is None for gap in gaps_of(known, set()))
    [leaflet, *_] = gaps_of({**known, "category": "identified"}, set())
    assert leaflet["finding"] == "d-no-patient-text"
    unstated = {**known, "category": "identified", "routine": "not_stated"}
    assert all(gap["finding"] is None for gap in gaps_of(unstated, set()))


def test_the_sections_that_matter_are_columns_even_where_none_cites_them(small: Path) -> None:
    columns = {one["id"]: one["concerns"] for one in found(small, document="one-2020")["columns"]}
    assert columns == {"smpc-4.4": 0, "smpc-4.8": 0, "smpc-5.2": 1, "pl-2": 0, "pl-4": 0}


def test_titles_of_sections_stand_in_the_head(site: Site) -> None:
    page = site.page("/-/labels")
    head = page[page.index("<thead>") : page.index("</thead>")]
    assert "Special warnings and precautions for use" in head
    assert "Possible side effects" in head
    assert head.count('scope="col"') == len(KNOWN) + 2
    assert "does not mean that the label says nothing" in said(page)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ({"section": "smpc-4.9"}, {"Medication error"}),
        ({"section": "pl-4", "category": "potential"}, {"Tumor lysis syndrome"}),
        ({"gap": "not-in-4.4", "category": "identified"},
         {"Thrombocytopenia and Bleeding", "Fatigue"}),
        ({"gap": "not-in-4.8", "category": "potential"},
         {"Acute cerebellar syndrome", "Medication error"}),
        ({"gap": "not-in-4.8", "category": "identified"}, set()),
    ],
)  # fmt: skip
def test_filters_narrow_down(
    site: Site, database: Path, arguments: dict[str, str], names: set[str]
) -> None:
    assert set(concerns(found(database, **arguments))) == names
    page = site.page("/-/labels", **arguments)
    assert all(name in page for name in names)
    assert ("No concern fits this choice" in page) is (not names)


@pytest.mark.parametrize(
    "arguments",
    [{"product": "nothing"}, {"document": "nothing"}, {"concept": "nothing"}, {"category": "bad"},
     {"section": "smpc-99"}, {"gap": "bad"}, {"product": "xpovio", "document": "one"},
     {"product": "xpovio", "document": "nexpovio-rmp-summary"}, {"across": "1", "gap": "bad"}],
)  # fmt: skip
def test_what_does_not_exist_is_404(site: Site, arguments: dict[str, str]) -> None:
    assert site.get("/-/labels", **arguments).status_code == 404
    assert site.get("/-/labels.csv", **arguments).status_code == 404


def test_a_medicine_without_a_plan_has_no_concern(site: Site) -> None:
    assert "No concern fits this choice" in site.page("/-/labels", product="xpovio")


def test_documents_of_one_medicine_stand_apart(small: Path) -> None:
    page = Site(small).page("/-/labels", product="one")
    assert "Of 2 documents" in page
    assert "/-/labels?document=one-2020" in page
    chosen = Site(small).page("/-/labels", document="one-2020")
    assert "An extract of Plan one-2020, 2020-01-01 (Nobody). The document alone" in said(chosen)
    assert '<input type="hidden" name="document" value="one-2020">' in chosen
    assert '<select id="product"' not in chosen
    rows = [group["document"]["document_id"] for group in found(small, product="one")["groups"]]
    assert rows[0] == "one-2022"
    assert rows[-1] == "one-2020"
    assert set(concerns(found(small, document="one-2020"))) == {"Seizure"}


def test_a_citation_without_a_concern_is_told(small: Path) -> None:
    assert "1 citation that hangs on no listed concern" in said(
        Site(small).page("/-/labels", product="two")
    )


def test_across_medicines_counts_equal_the_tables(database: Path, small: Path) -> None:
    for path in (database, small):
        answer = found(path, across="1")
        with reading(path) as connection:
            for row in answer["rows"]:
                where, value = (
                    ("r.id in (select risk_id from risk_concepts where concept_id = ?)", row["key"])
                    if row["kind"] == "concept"
                    else ("lower(trim(r.name)) = ?", row["key"])
                )
                sql = f"select count(*), count(distinct product_id) from risks r where {where}"
                assert tuple(connection.execute(sql, [value]).fetchone()) == (
                    row["concerns"],
                    row["products"],
                )
                for section in (*row["sections"], "smpc-4.4", "smpc-4.8", "pl-2"):
                    cited = connection.execute(
                        "select count(*) from risks r join label_references x on x.risk_id = r.id"
                        f" where {where} and x.label_section_id = ?",
                        [value, section],
                    ).fetchone()[0]
                    assert row["sections"][section] == cited, (row["title"], section)
                gaps = found(path, **{row["kind"]: row["title"] if row["kind"] == "name" else
                                      row["key"]})["gaps"]  # fmt: skip
                assert {one["id"]: one["concerns"] for one in gaps} == {
                    one["id"]: row["gaps"][one["id"]] for one in gaps
                }


def test_across_medicines_a_concept_joins_what_they_list(small: Path) -> None:
    [seizure] = [row for row in found(small, across="1")["rows"] if row["key"] == "seizure"]
    assert (seizure["concerns"], seizure["products"]) == (3, 2)
    assert seizure["sections"] == {"smpc-5.2": 1, "smpc-4.4": 1, "pl-2": 1, "smpc-4.8": 1}
    listed = [
        one["product"]
        for group in found(small, concept="seizure")["groups"]
        for one in group["concerns"]
    ]
    assert listed == ["One", "One", "Two"]


def test_across_medicines_is_paged_searched_and_narrowed(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "riskplan.db"
    with closing(empty_base(database, path)) as connection, connection:
        for number in range(70):
            put_document(connection, f"d{number}", f"p{number}", f"Product {number:02}")
            put_concern(connection, f"d{number}", f"Concern {number:02}", sections=["smpc-4.4"])
    site = Site(path)
    first, second = found(path, across="1"), found(path, across="1", page="2")
    assert (first["total"], first["pages"]) == (70, 2)
    assert (len(first["rows"]), len(second["rows"])) == (50, 20)
    assert not {one["key"] for one in first["rows"]} & {one["key"] for one in second["rows"]}
    assert [one["title"] for one in found(path, across="1", find="concern 03")["rows"]] == [
        "Concern 03"
    ]
    assert found(path, across="1", gap="not-in-4.4")["total"] == 0
    page = site.page("/-/labels")
    assert '<select id="product"' not in page
    assert "Product 00" in page
    hits = site.page("/-/labels", find="product 6")
    assert [f'?product=p{number}"' in hits for number in (6, 16, 61, 7)] == [
        True,
        True,
        True,
        False,
    ]
    assert "Concern 06" not in hits
    assert "Concern 06" in site.page("/-/labels", find="product 06")
    assert "No medicine with safety concerns has" in site.page("/-/labels", find="zzz")


def test_many_concerns_are_paged(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "riskplan.db"
    with closing(empty_base(database, path)) as connection, connection:
        put_document(connection, "d", "p")
        for number in range(230):
            put_concern(connection, "d", f"Concern {number:03}")
    answers = [found(path, page=page) for page in ("1", "2", "3", "99")]
    assert [len(concerns(one)) for one in answers] == [100, 100, 30, 30]
    assert answers[0]["total"] == 230
    page = Site(path).page("/-/labels", page="2")
    assert 'rel="prev"' in page
    assert 'rel="next"' in page
    text = Site(path).get("/-/labels.csv").text
    assert len(list(csv.reader(io.StringIO(text)))) == 231


def test_the_csv_is_the_matrix(site: Site, database: Path) -> None:
    answer = site.get("/-/labels.csv", product="nexpovio")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {name: sum(row[name] == "cited" for row in rows) for name in KNOWN} == KNOWN
    assert [row["concern"] for row in rows] == list(concerns(found(database)))
    assert sum(row["no leaflet section"] == "yes" for row in rows) == 4
    for row in rows[:2]:
        assert site.get(row["row"]).status_code == 200


def test_the_csv_across_medicines_has_all_rows(site: Site, database: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(site.get("/-/labels.csv", across="1").text)))
    assert len(rows) == found(database, across="1")["total"]
    [hyponatraemia] = [row for row in rows if row["concern"] == "Hyponatraemia"]
    assert hyponatraemia["SmPC 4.8"] == "1"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_a_formula_in_a_name_stays_text_in_the_csv(small: Path) -> None:
    rows = csv.DictReader(io.StringIO(Site(small).get("/-/labels.csv", product="two").text))
    names = [row["concern"] for row in rows]
    assert "'=1+1" in names
    assert EVIL in names


@pytest.mark.parametrize(
    "arguments", [{"product": "two"}, {"across": 1}, {"name": EVIL}, {"find": EVIL}]
)
def test_names_are_shown_as_text(small: Path, arguments: dict[str, object]) -> None:
    page = Site(small).page("/-/labels", **arguments)
    assert "<script" not in page
    assert "alert(1)49" not in page
    assert "&lt;script&gt;" in page


def test_without_any_plan_the_page_says_so(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "riskplan.db"
    empty_base(database, path).close()
    site = Site(path)
    assert "No plan with safety concerns is held here" in site.page("/-/labels")
    assert "No concern fits this choice" in site.page("/-/labels", across=1)
    assert site.get("/-/labels.csv").status_code == 200
