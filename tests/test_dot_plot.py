"""The dot plot: the place of each mark, the words beside it, and that no text is mark-up."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from ingest.site.numbers.dot_marks import kinds, lines
from ingest.site.numbers.dot_plot import NARROW, WIDE, Group, dot_plot, percentage_words
from ingest.site.numbers.figures import with_words

EVIL = "<script>alert(1)</script>\"><b onload='x'> & {{7*7}}"
FIGURE: dict[str, Any] = {
    "unit": "percent", "value": 40.0, "value_max": None, "qualifier": "exactly",
    "numerator": None, "denominator": None, "denominator_qualifier": None,
    "basis": "the patients", "outcome": "neutropenia", "grade": None, "attribution": "any",
    "arm": None, "population": None, "document_id": "plan", "page": 3, "char_start": 14,
    "char_end": 17, "quote": "40%", "evidence_quote": "about 40% of the patients",
    "evidence_start": 8,
}  # fmt: skip


def figure(**changed: object) -> dict[str, Any]:
    return with_words(FIGURE | changed)


def drawn(*figures: dict[str, Any], name: str = "Risk") -> str:
    return str(dot_plot([Group(name, figures)], "Label", lambda path: f"/base{path}"))


def wide(plot: str) -> ElementTree.Element:
    """The wide drawing, which is well formed."""
    return ElementTree.fromstring(plot[plot.index("<svg") : plot.index("</svg>") + 6])


def marks(plot: str, kind: str) -> list[ElementTree.Element]:
    return [one for one in wide(plot).iter() if kind in one.get("class", "").split()]


@pytest.mark.parametrize("value", [0.0, 2.1, 62.2, 100.0])
def test_a_dot_stands_at_its_percentage(value: float) -> None:
    (dot,) = marks(drawn(figure(value=value)), "dot")
    assert float(dot.get("cx", "")) == pytest.approx(320 + 4.2 * value, abs=0.06)


@pytest.mark.parametrize(
    ("changed", "expected", "words"),
    [
        ({}, ["exact"], "40% of the patients"),
        ({"qualifier": "about"}, ["hedged"], "about 40% of the patients"),
        ({"qualifier": "almost"}, ["hedged"], "almost 40% of the patients"),
        ({"qualifier": "at_least"}, ["lower"], "at least 40% of the patients"),
        ({"qualifier": "more_than"}, ["lower"], "more than 40% of the patients"),
        ({"qualifier": "up_to"}, ["upper"], "up to 40% of the patients"),
        ({"qualifier": "less_than"}, ["upper"], "less than 40% of the patients"),
        ({"value_max": 45.0}, ["exact", "range"], "40 to 45% of the patients"),
        ({"arm": "comparator"}, ["exact", "comparator"], "40% of the patients"),
        ({"numerator": 92, "denominator": 230}, ["exact"], "40% (92 of 230) of the patients"),
        ({"basis": None}, ["exact"], "40% (of whom: see its words)"),
    ],
)
def test_how_exact_a_number_is_shows_in_mark_and_words(
    changed: dict[str, Any], expected: list[str], words: str
) -> None:
    one = figure(**changed)
    assert kinds(one) == expected
    assert percentage_words(one) == words
    plot = drawn(one)
    assert words in plot
    assert bool(marks(plot, "filled")) == ("exact" in expected)
    assert bool(marks(plot, "arrow")) == bool({"lower", "upper"} & set(expected))
    assert len(marks(plot, "range")) == ("range" in expected)


def test_arrows_point_away_from_what_is_excluded() -> None:
    (right,) = marks(drawn(figure(qualifier="at_least")), "arrow")
    (left,) = marks(drawn(figure(qualifier="up_to")), "arrow")
    assert float(right.get("points", "").split()[0]) > WIDE.x(40)
    assert float(left.get("points", "").split()[0]) < WIDE.x(40)


def test_comparators_are_diamonds_below_their_own_words() -> None:
    plot = drawn(figure(arm="comparator", outcome="placebo"), figure(outcome="treated"))
    assert [one.tag.split("}")[1] for one in marks(plot, "dot")] == ["circle", "polygon"]
    said = [one.text for one in wide(plot).iter() if one.tag.endswith("}text")]
    assert said.index("treated") < said.index("Comparator: patients who took something else")
    assert said.index("Comparator: patients who took something else") < said.index("placebo")


def test_grades_stand_in_words_and_are_never_merged() -> None:
    plot = drawn(figure(grade="3"), figure(grade=">=3", attribution="related"))
    assert [one.text for one in marks(plot, "quality")] == ["Grade 3", "Grade ≥3 · related"]


def test_counts_are_not_on_the_axis() -> None:
    group = Group("Risk", [figure(unit="cases", value=3.0), figure(unit="patients", value=1.0)])
    assert dot_plot([group], "Label", str) == ""
    assert len(group.counts) == 2
    assert len(marks(drawn(*group.figures, figure()), "dot")) == 1


def test_a_row_is_a_link_that_says_all_and_quotes() -> None:
    plot = drawn(figure(qualifier="about", grade=">=3"))
    (link,) = [one for one in wide(plot).iter() if one.tag.endswith("}a")]
    assert link.get("href") == "/base/-/source/plan?start=14&end=17#quote"
    assert link.get("aria-label") == (
        "neutropenia; about 40% of the patients; Grade ≥3; “40%”: to the source, page 3"
    )
    assert "“about 40% of the patients”" in [one.text for one in link.iter()]
    assert [one.text for one in marks(plot, "said")] == ["“40%”"]


def test_the_narrow_drawing_says_the_same() -> None:
    plot = drawn(figure(outcome="long " * 12), figure(value=99.0))
    both = re.findall(r'aria-label="([^"]*to the source[^"]*)"', plot)
    assert both[:2] == both[2:]
    boxes = [one.get("viewBox", "").split() for one in ElementTree.fromstring(plot)]
    assert [box[2] for box in boxes if box] == [str(WIDE.width), str(NARROW.width)]


def test_the_library_escapes_nothing_so_the_plot_does() -> None:
    one = figure(
        outcome=EVIL, basis=EVIL, population=EVIL, grade=EVIL, quote=EVIL, evidence_quote=EVIL,
        document_id=EVIL, page=EVIL, char_start=0, char_end=9, evidence_start=0, arm="comparator",
    )  # fmt: skip
    groups = [Group(EVIL, [one], EVIL), Group(EVIL, [one])]
    plot = str(dot_plot(groups, EVIL, str))
    tree = ElementTree.fromstring(plot)
    assert {one.tag.split("}")[-1] for one in tree.iter()} == {
        "figure", "figcaption", "svg", "line", "text", "a", "title", "rect", "polygon",
        "circle", "ul", "li",
    }  # fmt: skip
    names = {name for one in tree.iter() for name in one.attrib}
    assert not [name for name in names if name.startswith("on") or name == "style"]


def test_impossible_numbers_stay_on_the_axis() -> None:
    (dot,) = marks(drawn(figure(value=140.0)), "dot")
    assert float(dot.get("cx", "")) == WIDE.right
    assert "140% of the patients" in drawn(figure(value=140.0))


def test_long_words_are_cut_with_an_ellipsis_and_whole_in_the_label() -> None:
    assert lines("word " * 50, 72, 7.2, 2) == ["word word", "word …"]
    assert lines("", 72, 7.2, 2) == []
    assert lines("x" * 40, 72, 7.2, 1)
    assert "word " * 49 in drawn(figure(basis="word " * 50))
