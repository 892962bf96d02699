"""Two medicines or documents side by side: who speaks of the same thing, and nothing hidden."""

from __future__ import annotations

import html
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from own_pages import Site, reading
from small_base import empty_base, put_concern, put_document

from ingest.site.compare.concern_matching import Item, Meaning, Row, matched
from ingest.site.compare.page import read_compare
from ingest.site.pages import Asked

EVIL = "<script>alert(1)</script>{{7*7}}\"'"


@pytest.fixture(scope="module")
def site(database: Path) -> Site:
    return Site(database)


def found(database: Path, **arguments: str) -> dict[str, Any]:
    with reading(database) as connection:
        answer = read_compare(connection, Asked({}, arguments))
    assert answer is not None
    return answer


def said(page: str) -> str:
    shown = page[page.index("<main") : page.index("</main>")]
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", shown)).split())
    return re.sub(r" (?=[,.;:)])", "", words)


def rows(answer: dict[str, Any], kind: str) -> list[tuple[list[str], list[str], list[str]]]:
    """The rows of a kind: their concepts, and the names on each side."""
    return [
        (
            [name for _, name in one["row"].concepts],
            [item.name for item in one["row"].a],
            [item.name for item in one["row"].b],
        )
        for one in answer["rows"][kind]
    ]


def only(answer: dict[str, Any], side: str) -> list[str]:
    return [items[0].name for items in answer["only"][side]]


def item(name: str, *concepts: str, category: str | None = "identified") -> Item:
    """A concern; concepts are ``seizure``, or ``part:seizure``."""
    meanings = tuple(
        Meaning(one.removeprefix("part:"), one.removeprefix("part:"),
                "part" if one.startswith("part:") else "exact", one)
        for one in concepts
    )  # fmt: skip
    return Item(f"{id(concepts)}-{name}", "risks", name, category, "d", None, 0, 1, meanings)


def names(found_rows: list[Row]) -> list[tuple[list[str], list[str]]]:
    return [([x.name for x in row.a], [y.name for y in row.b]) for row in found_rows]


def test_one_concept_is_one_row_whatever_it_is_called() -> None:
    a, b = [item("Seizures", "seizure")], [item("Fits", "seizure"), item("Seizure", "seizure")]
    answer = matched(a, b, {})
    assert names(answer.same) == [(["Seizures"], ["Fits", "Seizure"])]
    assert [answer.part, answer.related, answer.only_a, answer.only_b] == [[], [], [], []]


def test_one_name_without_a_concept_is_one_row() -> None:
    answer = matched([item("Réproduction  / fertility ")], [item("REPRODUCTION / fertility")], {})
    assert len(answer.same) == 1
    assert answer.same[0].concepts == ()


def test_names_that_only_look_alike_are_not_merged() -> None:
    answer = matched([item("Bone pain")], [item("Bone pains")], {})
    assert not answer.same
    assert (len(answer.only_a), len(answer.only_b)) == (1, 1)


def test_a_concept_in_a_part_of_a_name_makes_no_same_concern() -> None:
    a = [item("Thrombocytopenia and bleeding", "part:thrombocytopenia", "part:bleeding")]
    b = [item("Thrombocytopenia", "thrombocytopenia"), item("Bleeding", "bleeding")]
    answer = matched(a, b, {})
    assert not answer.same
    assert names(answer.part) == [
        (["Thrombocytopenia and bleeding"], ["Thrombocytopenia"]),
        (["Thrombocytopenia and bleeding"], ["Bleeding"]),
    ]
    assert not answer.only_a


def test_one_name_with_several_concepts_is_one_row() -> None:
    name = "Osteopenia and osteoporosis"
    both = ("part:osteopenia", "part:osteoporosis")
    answer = matched([item(name, *both)], [item(name, *both)], {})
    assert names(answer.same) == [([name], [name])]
    assert not answer.part


def test_concepts_that_join_the_same_concerns_stand_in_one_row() -> None:
    a = [item("Pregnancy and lactation", "part:pregnancy", "part:lactation")]
    b = [item("Lactation or pregnancy", "part:lactation", "part:pregnancy")]
    [row] = matched(a, b, {}).part
    assert {name for _, name in row.concepts} == {"pregnancy", "lactation"}


def test_a_broader_concept_is_related_and_not_the_same() -> None:
    broader = {"colitis": frozenset({"gut", "body"}), "gut": frozenset({"body"})}
    a, b = [item("Colitis", "colitis")], [item("Gut disorder", "gut")]
    for answer in (matched(a, b, broader), matched(b, a, broader)):
        assert [answer.same, answer.part] == [[], []]
        [row] = answer.related
        assert [name for _, name in row.concepts] == ["colitis", "gut"]
        assert (len(answer.only_a), len(answer.only_b)) == (1, 1)


def test_a_pair_is_in_the_strongest_row_only() -> None:
    broader = {"colitis": frozenset({"gut"})}
    a = [item("Colitis", "colitis", "part:gut")]
    b = [item("Colitis", "colitis", "part:gut")]
    answer = matched(a, b, broader)
    assert len(answer.same) == 1
    assert [answer.part, answer.related] == [[], []]


def test_the_plan_beside_the_policy(database: Path) -> None:
    answer = found(database, a="nexpovio", b="xpovio")
    assert rows(answer, "same") == [(["Hyponatraemia"], ["Hyponatraemia"], ["hyponatremia"])]
    infections = "Severe infections due to Neutropenia"
    assert rows(answer, "part") == [
        (["Thrombocytopenia"], ["Thrombocytopenia and Bleeding"], ["thrombocytopenia"]),
        (["Neutropenia"], [infections], ["neutropenia"]),
        (["Serious infection"], [infections], ["serious infections"]),
    ]
    assert rows(answer, "related") == [
        (["Confusional state", "Neurotoxicity"], ["Confusional state"], ["neurological toxicity"]),
        (["Acute cerebellar syndrome", "Neurotoxicity"], ["Acute cerebellar syndrome"],
         ["neurological toxicity"]),
    ]  # fmt: skip
    assert only(answer, "b") == ["gastrointestinal toxicity", "neurological toxicity",
                                 "embryo-fetal toxicity", "cataract"]  # fmt: skip
    assert answer["counts"] == {
        "a": {"all": 12, "same": 1, "part": 2, "only": 9, "related": 2},
        "b": {"all": 8, "same": 1, "part": 3, "only": 4, "related": 1},
    }


def test_the_page_says_what_only_here_means_and_how_names_were_matched(site: Site) -> None:
    page = said(site.page("/-/compare", a="nexpovio", b="xpovio"))
    assert "does not mean that there is no such risk" in page
    assert "the warnings that the policy repeats, not the concerns of a plan" in page
    assert "Neutropenia: only a part of the name: Neutropenia" in page
    assert "Hyponatraemia: the concept's own name" in page
    assert "Xpovio lists something broader: Neurotoxicity" in page
    assert "about 16%, Grade ≥3" in page
    assert "Additional measures: stated: none" in page


def test_nothing_is_hidden(site: Site, database: Path) -> None:
    page = html.unescape(site.page("/-/compare", a="nexpovio", b="xpovio"))
    with reading(database) as connection:
        ids = [f"/riskplan/risks/{row[0]}" for row in connection.execute("select id from risks")]
        ids += [
            f"/riskplan/policy_warnings/{row[0]}"
            for row in connection.execute("select id from policy_warnings")
        ]
    assert len(ids) == 20
    assert all(f'href="{one}"' in page for one in ids)


def test_every_link_of_the_page_leads_somewhere(site: Site) -> None:
    for arguments in ({"a": "nexpovio", "b": "xpovio"}, {"concept": "neutropenia"}, {}):
        page = site.page("/-/compare", **arguments)
        main = page[page.index("<main") : page.index("</main>")]
        links = {html.unescape(one).split("#")[0] for one in re.findall(r'href="(/[^"]*)"', main)}
        assert links
        sources = [one for one in sorted(links) if one.startswith("/-/source/")]
        for link in [one for one in links if one not in sources] + sources[::6]:
            assert site.get(link).status_code == 200, link


def test_the_figures_are_those_of_the_table(site: Site, database: Path) -> None:
    page = site.page("/-/compare", a="nexpovio", b="xpovio")
    with reading(database) as connection:
        ids = ["hyponatraemia", "thrombocytopenia-and-bleeding",
               "severe-infections-due-to-neutropenia"]  # fmt: skip
        figures = connection.execute(
            "select count(*) from evidence_figures where risk_id in (?, ?, ?)",
            [f"nexpovio-rmp-summary-{one}" for one in ids],
        ).fetchone()[0]
    lists = re.findall(r'<ul class="plainlist figures">(.*?)</ul>', page, re.DOTALL)
    assert sum(one.count("<li>") for one in lists) == figures


def test_swapping_sides_swaps_them(site: Site, database: Path) -> None:
    page = site.page("/-/compare", a="nexpovio", b="xpovio")
    [link] = re.findall(r'href="([^"]*)">Swap sides', page)
    assert html.unescape(link) == "/-/compare?a=xpovio&b=nexpovio"
    one, other = (found(database, a=x, b=y) for x, y in (("nexpovio", "xpovio"),
                                                         ("xpovio", "nexpovio")))  # fmt: skip
    assert one["counts"] == {"a": other["counts"]["b"], "b": other["counts"]["a"]}


@pytest.fixture(scope="module")
def small(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A medicine with two documents that differ, and another of the same substance."""
    path = tmp_path_factory.mktemp("small") / "riskplan.db"
    with closing(empty_base(database, path)) as connection, connection:
        put_document(connection, "one-2020", "one", "One", date="2020-01-01")
        put_document(connection, "one-2022", "one", date="2022-01-01")
        put_document(connection, "two", "two", "Two")
        put_concern(connection, "one-2020", "Seizures", "potential", ["smpc-4.4"],
                    [("seizure", "synonym")])  # fmt: skip
        put_concern(connection, "one-2020", "Only before")
        put_concern(connection, "one-2020", "Of no concept", "missing")
        put_concern(connection, "one-2022", "Seizure", "identified", ["smpc-4.8"],
                    [("seizure", "exact")])  # fmt: skip
        put_concern(connection, "one-2022", "Of no concept", "missing")
        put_concern(connection, "two", "Hepatotoxicity", concepts=[("hepatotoxicity", "exact")])
        put_concern(connection, "two", EVIL)
    return path


def test_two_documents_of_one_medicine_tell_what_changed(small: Path) -> None:
    arguments = {"a_document": "one-2020", "b_document": "one-2022"}
    answer = found(small, **arguments)
    assert rows(answer, "same") == [
        (["Seizure"], ["Seizures"], ["Seizure"]),
        ([], ["Of no concept"], ["Of no concept"]),
    ]
    assert (only(answer, "a"), only(answer, "b")) == (["Only before"], [])
    differences = dict(answer["rows"]["same"][0]["differences"])
    assert differences["category"] == (
        "important potential risk in One 2020-01-01, important identified risk in One 2022-01-01"
    )
    assert differences["label sections"] == (
        "SmPC 4.4 cited only in One 2020-01-01; SmPC 4.8 cited only in One 2022-01-01"
    )
    page = said(Site(small).page("/-/compare", **arguments))
    assert "1 in another category: Seizure (important potential risk in One 2020-01-01," in page
    assert "the same name" in page


def test_a_medicine_with_several_documents_shows_all_of_them(small: Path) -> None:
    answer = found(small, a="one", b="two")
    assert answer["counts"]["a"]["all"] == 5
    assert set(only(answer, "a")) == {"Seizure", "Of no concept", "Seizures", "Only before"}
    [twice] = [items for items in answer["only"]["a"] if items[0].name == "Of no concept"]
    assert {one.document_id for one in twice} == {"one-2020", "one-2022"}
    page = Site(small).page("/-/compare", a="one", b="two")
    assert "counted in each" in page
    assert "2020-01-01" in page
    assert '<select id="a_document"' in page


def test_a_state_is_never_left_out(small: Path) -> None:
    page = said(Site(small).page("/-/compare", a_document="one-2020", b_document="one-2022"))
    assert "Leaflet: not read" in page
    assert "evidence not read" in page


def test_comparing_a_thing_with_itself_says_so(small: Path) -> None:
    assert "Both sides are the same" in Site(small).page("/-/compare", a="one", b="one")


@pytest.mark.parametrize(
    "arguments",
    [{"a": "nothing"}, {"a": "nexpovio", "b": "nothing"}, {"concept": "nothing"},
     {"a_document": "nothing"}, {"a": "xpovio", "a_document": "nexpovio-rmp-summary"}],
)  # fmt: skip
def test_what_does_not_exist_is_404(site: Site, arguments: dict[str, str]) -> None:
    assert site.get("/-/compare", **arguments).status_code == 404


def test_the_chooser_offers_what_is_held(site: Site, small: Path) -> None:
    page = site.page("/-/compare")
    assert "/-/compare?a=nexpovio&amp;b=xpovio" in page.replace("&#38;", "&amp;")
    assert page.count('<option value="nexpovio"') == 2
    suggestions = found(small)["suggestions"]
    assert [(one["a_document"], one["b_document"]) for one in suggestions["documents"]] == [
        ("one-2020", "one-2022")
    ]
    assert [(one["a"], one["b"]) for one in suggestions["substances"]] == [("one", "two")]
    assert "choose below" in site.page("/-/compare", a="nexpovio")


def test_medicines_that_share_concepts_are_offered(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "riskplan.db"
    with closing(empty_base(database, path)) as connection, connection:
        for product, concepts in {"p": ["seizure", "fall"], "q": ["seizure", "fall"],
                                  "r": ["seizure"]}.items():  # fmt: skip
            put_document(connection, product, product, substance=product)
            for one in concepts:
                put_concern(connection, product, one, concepts=[(one, "exact")])
    shared = [(one["a"], one["b"], one["shared"]) for one in found(path)["suggestions"]["shared"]]
    assert shared == [("p", "q", 2), ("p", "r", 1), ("q", "r", 1)]


def test_many_medicines_are_found_by_name(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "riskplan.db"
    with closing(empty_base(database, path)) as connection, connection:
        for number in range(70):
            put_document(connection, f"d{number}", f"p{number}", f"Product {number:02}")
            put_concern(connection, f"d{number}", f"Concern {number % 3}")
    site = Site(path)
    assert "<select" not in site.page("/-/compare")
    page = site.page("/-/compare", find="product 07", a="p1")
    assert "/-/compare?a=p1&amp;b=p7" in page
    assert "/-/compare?a=p7" in page
    pair = site.page("/-/compare", a="p1", b="p7")
    assert "In both" in pair
    assert 'name="find"' in pair


def test_hundreds_of_concerns_are_cut_and_all_of_them_can_be_shown(
    tmp_path: Path, database: Path
) -> None:
    path = tmp_path / "riskplan.db"
    with closing(empty_base(database, path)) as connection, connection:
        for product in ("p", "q"):
            put_document(connection, product, product)
            for number in range(130):
                put_concern(connection, product, f"Both {number}")
                put_concern(connection, product, f"Only {product} {number}")
    site = Site(path)
    page = site.page("/-/compare", a="p", b="q")
    assert page.count("and 30 more") == 3
    [link, *_] = re.findall(r'href="([^"]*most=2000)"', page)
    everything = site.get(html.unescape(link)).text
    assert "Both 129" in everything
    assert "Only q 129" in everything


def test_a_concept_over_all_medicines(site: Site, database: Path, small: Path) -> None:
    page = said(site.page("/-/compare", concept="neutropenia"))
    assert "2 of 2 medicines held list it, in 2 places: 1 as identified risk" in page
    assert "only a part of the name: Neutropenia" in page
    assert "about 25%" in page
    assert "None of the 2 medicines held lists it." in said(
        site.page("/-/compare", concept="pyrexia")
    )
    answer = found(small, concept="seizure")
    assert [(one["product"], one["name"]) for one in answer["rows"]] == [
        ("One", "Seizure"), ("One", "Seizures"),
    ]  # fmt: skip
    assert answer["counts"]["identified"] == answer["counts"]["potential"] == 1
    related = {one["id"] for one in found(database, concept="neurotoxicity")["related"]}
    assert related == {"acute-cerebellar-syndrome", "confusional-state"}


def test_a_concept_of_many_medicines_is_paged(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "riskplan.db"
    with closing(empty_base(database, path)) as connection, connection:
        for number in range(60):
            put_document(connection, f"d{number}", f"p{number}", f"Product {number:02}")
            put_concern(connection, f"d{number}", "Seizure", concepts=[("seizure", "exact")])
    first, second = (found(path, concept="seizure", page=page) for page in ("1", "2"))
    assert (len(first["rows"]), len(second["rows"])) == (50, 10)
    assert 'rel="next"' in Site(path).page("/-/compare", concept="seizure")


@pytest.mark.parametrize("arguments", [{"a": "one", "b": "two"}, {"find": EVIL}])
def test_names_are_shown_as_text(small: Path, arguments: dict[str, object]) -> None:
    page = Site(small).page("/-/compare", **arguments)
    assert "<script" not in page
    assert "alert(1)49" not in page
    if "a" in arguments:
        assert "&lt;script&gt;" in page


def test_without_any_medicine_the_page_says_so(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "riskplan.db"
    empty_base(database, path).close()
    assert "is held here" in Site(path).page("/-/compare")
