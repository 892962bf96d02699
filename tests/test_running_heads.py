"""Running heads of several lines, on first pages below a letterhead; and where paragraphs begin."""

from __future__ import annotations

import pytest

from ingest.document import Box
from ingest.page_furniture import part_furniture
from ingest.page_layout import Cell, Layout, PrintedLine, Row, apart, usual_white
from ingest.read_text import text_document

LETTERHEAD = "Health Plan of Nowhere\n12 Long Street\nNowhere 1\nPhone 1 23\nFax 1 24\n\n"
LAID_OUT = (
    "7.30.12\n\nSection:     Drugs       Effective Date:        May 1, 2025\n"
    "Subsection:  Skin        Original Policy Date:  May 3, 2019\n"
    "Subject:     Fictavel    Page:                  {} of 4\n\n"
)
LINE_BY_LINE = (
    "7.30.12\n\nSection:\n\nDrugs\n\nEffective Date:\n\nMay 1, 2025\n\nSubsection:\n\nSkin\n\n"
    "Original Policy Date:\n\nMay 3, 2019\n\nSubject:\n\nFictavel\n\nPage:\n\n{} of 4\n\n"
)
PAGES = (
    "Fictavel\n\nBackground\nFictavel is a cream, approved on May 1, 2025. It\nheals.\nIt does.\n",
    "Patient must have ALL of the following:\n1. Rash\n2. Itching\n3. Age 12\n4. Patience\n",
    "5. No burns\n6. A mirror\n7. A towel\n8. Time\n9. Hope\n",
    "Rationale\nSummary\nFictavel is a cream.\nIt heals.\nThat is all.\n",
)


@pytest.mark.parametrize("head", [LAID_OUT, LINE_BY_LINE])
@pytest.mark.parametrize("letterhead", ["", LETTERHEAD])
def test_a_head_of_many_lines_is_furniture_to_its_last(head: str, letterhead: str) -> None:
    pages = [head.format(number) + page for number, page in enumerate(PAGES, 1)]
    document = text_document(letterhead + "\f".join(pages), "policy")
    lines = [line for line in head.split("\n") if line]
    assert [(one.page, one.text) for one in document.furniture] == [
        (page, line.format(page)) for page in (1, 2, 3, 4) for line in lines
    ]


def test_what_stands_under_the_head_of_some_pages_is_none_of_it() -> None:
    pages = ["Fictavel plan\na\nb\nc\nd\nName\n" + page for page in ("x\n", "y\n", "z Name\n")]
    furniture = text_document("\f".join([*pages, "Fictavel plan\nb\nName\nq\n"]), "plan").furniture
    assert {one.text for one in furniture} == {"Fictavel plan"}


def test_a_form_feed_behind_the_last_page_begins_no_other() -> None:
    assert len(text_document("One\n\fTwo\n\f", "plan").pages) == 2
    assert len(text_document("One\n\f\fThree\n", "plan").pages) == 3


def line(page: int, text: str, top: float) -> PrintedLine:
    return PrintedLine(page, text, Box(50, top, 300, top + 10))


def row(page: int, text: str, top: float) -> Row:
    return Row(page, 0, top, (Cell(50, top, 300, top + 12, (line(page, text, top + 1),)),))


def layout(page: int, *blocks: PrintedLine | Row) -> Layout:
    return Layout(page, 800, list(blocks), [])


def test_a_head_goes_on_below_the_margin_while_it_stands_at_one_height() -> None:
    layouts = [
        layout(
            page,
            line(page, "7.30.12", 40),
            row(page, "Section: Drugs", 55),
            row(page, f"Subject: Fictavel Page: {page}", 75),
            line(page, f"Words of page {'abcde'[page]}", 120),
        )
        for page in (1, 2, 3, 4)
    ]
    found = [one.text for one in part_furniture(layouts)]
    assert found.count("7.30.12") == found.count("Section: Drugs") == 4
    assert sum(one.startswith("Subject: ") for one in found) == 4
    assert len(found) == 12


def test_a_table_below_the_head_is_none_of_it() -> None:
    layouts = [
        layout(page, line(page, "Fictavel plan", 40), row(page, "Risk", 80), row(page, "Rash", 95))
        for page in (1, 2, 3)
    ]
    assert {one.text for one in part_furniture(layouts)} == {"Fictavel plan"}


def test_lines_set_wide_are_no_paragraphs_each() -> None:
    wide = [PrintedLine(1, "words", Box(50, top, 500, top + 11)) for top in range(100, 300, 17)]
    usual = usual_white(wide)
    assert round(usual, 2) == round(6 / 11, 2)
    assert not apart(wide[0], wide[1], usual)
    assert apart(wide[0], wide[2], usual)
    assert apart(wide[0], wide[1], usual_white(wide[:3]))  # too few to tell
