"""Files in, text out: one reading order, places that hold, furniture apart, refusals that help."""

from __future__ import annotations

from pathlib import Path

import pytest
from plans import put_nameless_glyphs, put_pdf, put_scan

from ingest.document import Document, Line, Span
from ingest.errors import UnreadableFile
from ingest.pipeline import PACKAGED_SOURCES
from ingest.read_pdf import read_pdf
from ingest.read_text import read_text, text_document

PLAN = PACKAGED_SOURCES / "nexpovio-rmp-summary" / "nexpovio-rmp-summary.pdf"


@pytest.fixture(scope="module")
def plan() -> Document:
    return read_pdf(PLAN, "plan")


def test_every_line_of_the_plan_lies_in_its_text_with_page_and_box(plan: Document) -> None:
    assert len(plan.pages) == 7
    assert [line.span.start for line in plan.lines] == sorted(
        line.span.start for line in plan.lines
    )
    for line in plan.lines:
        words = line.span.of(plan.text)
        assert words == words.strip() != ""
        assert line.page
        assert line.box
        assert line.box.x0 < line.box.x1
        assert line.box.top < line.box.bottom
        assert plan.page_at(line.span.start) == line.page


def test_page_numbers_are_furniture_and_not_text(plan: Document) -> None:
    assert [(item.page, item.text, item.reason) for item in plan.furniture] == [
        (page, f"{page} / 7", "page number") for page in range(1, 8)
    ]
    assert "1 / 7" not in plan.text


def test_a_cell_that_goes_on_over_a_page_is_one_run_of_text(plan: Document) -> None:
    start = (
        plan.text.index("about 16% of the patients".replace(" ", "\n", 1))
        if ("about\n16%" in plan.text)
        else plan.text.index("about 16%")
    )
    before = plan.text.index("Grade ≥3 events considered related to selinexor treatment\nwere")
    assert plan.page_at(start) == 4
    assert plan.page_at(before) == 5
    assert plan.text[start:before].endswith("had Grade ≥3 events.\n")
    cells = {line.cell for line in plan.lines if start <= line.span.start <= before}
    assert len(cells) == 1


def test_labels_come_before_what_they_label_cell_by_cell(plan: Document) -> None:
    label = plan.text.index("Evidence for linking the risk\nto the medicine\nThrombocytopenia was")
    rows = [line for line in plan.lines if line.span.start >= label][:3]
    assert [line.cell and line.cell[2] for line in rows] == [0, 0, 1]


def lines_of(document: Document) -> list[str]:
    return [line.span.of(document.text) for line in document.lines]


def test_a_row_closed_at_the_page_break_goes_on_where_its_first_cell_is_empty(
    tmp_path: Path,
) -> None:
    long = " ".join(f"word{number}" for number in range(1500))
    path = put_pdf(tmp_path / "long.pdf", ["Before", [["Label", long], ["Next", "row"]], "After"])
    document = read_pdf(path, "long")
    assert len(document.pages) >= 3
    inside = [line for line in document.lines if line.cell == (0, 0, 1)]
    assert " ".join(line.span.of(document.text) for line in inside) == long
    assert {line.page for line in inside} >= {1, 2}
    assert lines_of(document)[-3:] == ["Next", "row", "After"]


def test_running_heads_repeated_head_rows_and_stamps_are_furniture(tmp_path: Path) -> None:
    rows = [["Risk", "What is known"]] + [[f"Risk {n}", "text " * 60] for n in range(30)]
    path = put_pdf(
        tmp_path / "heads.pdf", ["Title", rows], repeat=1, head="Fictavel plan, page", stamp="DRAFT"
    )
    document = read_pdf(path, "heads")
    pages = len(document.pages)
    assert pages >= 3
    reasons = {reason: [f.text for f in document.furniture if f.reason == reason] for reason in
               {f.reason for f in document.furniture}}  # fmt: skip
    assert len(reasons["page number"]) == pages
    assert len(reasons["running head or foot"]) == pages
    assert reasons["repeated head row"] == ["Risk", "What is known"] * (pages - 1)
    assert len(reasons["rotated"]) == pages
    assert document.text.count("What is known") == 1
    assert "DRAFT" not in document.text
    assert [line for line in lines_of(document) if line.startswith("Risk ")] == [
        f"Risk {n}" for n in range(30)
    ]


def test_a_text_file_is_kept_to_the_letter_and_paged_at_form_feeds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffOne \r\ntwo\fthree\n\n".encode())
    document = read_text(path, "a")
    assert document.text == "One \r\ntwo\fthree\n\n"
    assert [page.number for page in document.pages] == [1, 2]
    assert document.page_at(document.text.index("two")) == 1
    assert document.page_at(document.text.index("three")) == 2
    assert document.lines[0] == Line(Span(0, 3), 1)


def test_a_text_file_without_form_feeds_has_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One\ntwo\n", encoding="utf-8")
    assert read_text(path, "a").page_at(0) is None


def pdf_bytes(tmp_path: Path, **options: object) -> bytes:
    return put_pdf(tmp_path / "good.pdf", ["Some words"], **options).read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "reason", "remedy"),
    [
        ("a.txt", b"", "empty", "put the document's text in it"),
        ("a.txt", b" \n\t", "empty", "put the document's text in it"),
        ("a.txt", b"caf\xe9", "not UTF-8", "save it as UTF-8"),
        ("a.txt", b"a\nb\0c", "NUL byte in line 2", "save it as text"),
        ("a.pdf", b"", "empty", "fetch the document again"),
        ("a.pdf", b"<html>not found</html>", "not a PDF", "fetch it again"),
        ("a.pdf", b"%PDF-1.4\nrubbish\n%%EOF", "damaged|no pages|no text layer", "fetch|OCR"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_reason_and_remedy(
    tmp_path: Path, name: str, content: bytes, reason: str, remedy: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    reader = read_pdf if name.endswith("pdf") else read_text
    with pytest.raises(UnreadableFile, match=f"{path}: .*(?:{reason}).*(?:{remedy})"):
        reader(path, "a")


def test_a_pdf_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = PLAN.read_bytes()
    path = tmp_path / "cut.pdf"
    for share in (0.05, 0.3, 0.6, 0.9, 0.999):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(UnreadableFile, match=r"cut\.pdf: .*fetch the document again"):
            read_pdf(path, "cut")


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(pdf_bytes(tmp_path, encrypt="secret"))
    with pytest.raises(UnreadableFile, match=r"locked\.pdf: encrypted; .*without a password"):
        read_pdf(path, "locked")


def test_a_pdf_without_a_text_layer_is_refused(tmp_path: Path) -> None:
    path = put_scan(tmp_path / "scan.pdf")
    with pytest.raises(UnreadableFile, match=r"scan\.pdf: no text layer .*OCR"):
        read_pdf(path, "scan")


def test_what_is_said_twice_at_the_top_of_pages_is_no_head_row(tmp_path: Path) -> None:
    """A row that begins a page is a head only where it began the table, and is short."""
    evidence = ["Evidence for linking the risk to the medicine", "Words that fill a page. " * 160]
    rows = [["Important identified risk: Bleeding", ""], evidence, ["Measures", "None"],
            ["Important identified risk: Cancer", ""], evidence, ["Measures", "None"]]  # fmt: skip
    document = read_pdf(put_pdf(tmp_path / "plan.pdf", ["Text.", rows]), "plan")
    assert document.text.split().count("Words") == 320
    assert not [one for one in document.furniture if one.reason == "repeated head row"]


def test_a_watermark_askew_stands_aside_and_breaks_no_line(tmp_path: Path) -> None:
    blocks = ["Words that go on over the whole page. " * 60, [["Risk", "Words of a cell. " * 40]]]
    marked = read_pdf(put_pdf(tmp_path / "marked.pdf", blocks, watermark="DRAFT"), "plan")
    assert marked.text == read_pdf(put_pdf(tmp_path / "bare.pdf", blocks), "plan").text
    assert [(one.text, one.reason) for one in marked.furniture if one.text == "DRAFT"] == [
        ("DRAFT", "rotated")
    ]


@pytest.mark.parametrize("code", ["0000", "0001", "007f"])
def test_a_glyph_without_a_character_is_the_sign_for_an_unknown_one(
    tmp_path: Path, code: str
) -> None:
    path = put_nameless_glyphs(tmp_path / "plan.pdf", "# Rash and bl#ster", "#", code)
    assert read_pdf(path, "plan").text == "\ufffd Rash and bl\ufffdster\n"


def test_of_two_pages_a_line_at_one_height_in_both_margins_is_a_running_head(
    tmp_path: Path,
) -> None:
    blocks = ["Title", "Words that go on over two pages. " * 250]
    document = read_pdf(put_pdf(tmp_path / "plan.pdf", blocks, head="Fictavel v"), "plan")
    assert len(document.pages) == 2
    assert [one.text for one in document.furniture if one.reason == "running head or foot"] == [
        "Fictavel v 1", "Fictavel v 2",
    ]  # fmt: skip
    assert "Fictavel" not in document.text


def paged(*pages: str) -> Document:
    return text_document("\f".join(pages), "plan")


def test_running_heads_and_page_numbers_of_a_text_are_known_and_stay_in_it() -> None:
    document = paged(
        "Fictavel v2\n\nA risk of\n\nCompany Confidential\nPage 1 of 3\n",
        "Fictavel v2\n\nbleeding\n2\n\nCompany Confidential\nPage 2 of 3\n",
        "Fictavel v2\n\nEnd\n\nCompany Confidential\nPage 3 of 3\n",
        "",
    )
    assert [(one.page, one.text, one.reason) for one in document.furniture] == [
        (page, *what)
        for page in (1, 2, 3)
        for what in (
            ("Fictavel v2", "running head or foot"),
            ("Company Confidential", "running head or foot"),
            (f"Page {page} of 3", "page number"),
        )
    ]
    assert all(one.span and one.span.of(document.text) == one.text for one in document.furniture)
    assert document.plain.text.split() == ["A", "risk", "of", "bleeding", "2", "End"]
    assert len(document.plain.text) == len(document.text)
    assert [line for line in lines_of(document) if line] == ["A risk of", "bleeding", "2", "End"]


@pytest.mark.parametrize(
    "pages",
    [
        ("One\nSame end", "Two\nother end"),
        ("a\nAdditional risk minimisation measures: none",) * 2,
        ("a\nSmPC section 4.8", "b\nSmPC section 4.4", "c\nSmPC section 4.6"),
        ("a\n12", "b\n7", "c\n9"),
        ("AND\na", "AND\nb"),
        ("a\n\nNot known", "a\n\nNot known", "a\n\nNot known"),
        ("Rash\nb", "Rash\nb\nc\nd\nRash\ne\nf\ng\nh"),
        ("Summary of risk management plan for Fictavel\na",) * 2,
    ],
)
def test_words_that_pages_happen_to_begin_or_end_with_are_no_furniture(
    pages: tuple[str, ...],
) -> None:
    assert [one.text for one in paged(*pages).furniture if one.text not in {"a", "b"}] == []


def test_page_numbers_alone_count_on() -> None:
    furniture = paged("a\n- 7 -", "b\n- 8 -", "c\n- 9 -").furniture
    assert [(one.text, one.reason) for one in furniture] == [
        (f"- {number} -", "page number") for number in (7, 8, 9)
    ]


def test_a_foot_that_an_extract_put_inside_its_page_is_furniture_there_too() -> None:
    inside = "a\nb\nc\nd\n\nIn confidence\n\ne\nf\ng\nh"
    document = paged("a\n\nIn confidence", inside, "a\n\nIn confidence")
    assert [(one.page, one.text) for one in document.furniture if one.text != "a"] == [
        (page, "In confidence") for page in (1, 2, 3)
    ]
    once_more = paged("a\n\nIn confidence", inside, "b\n\nIn confidence\n\nc\n\nIn confidence")
    assert not once_more.furniture


def unpaged(text: str) -> list[tuple[int, str]]:
    found = text_document(text, "policy")
    assert not found.pages
    assert all(line.page is None for line in found.lines)
    return [(one.page, one.text) for one in found.furniture]


def test_numbered_feet_and_what_repeats_about_them_part_a_text_without_form_feeds() -> None:
    feet = "".join(
        f"Fictavel {text}\n\n5.99.107\n"
        f"Printed in May\nSubject: Fictavel   Page: {n} of 3\nLast review\n"
        for n, text in enumerate(("may be had", "by some", "and not all"), start=1)
    )
    assert unpaged(feet) == [
        (page, words)
        for page in (1, 2, 3)
        for words in (
            "5.99.107",
            "Printed in May",
            f"Subject: Fictavel   Page: {page} of 3",
            "Last review",
        )
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nPage 2 of 5\nb", [(2, "Page 2 of 5")]),
        ("a\n- Page 2 -\nb\n- page 3 -\nc", [(2, "- Page 2 -"), (3, "- page 3 -")]),
        ("a\nFoo - page 2/9\nb\nFoo - page 3/9\nc", [(2, "Foo - page 2/9"), (3, "Foo - page 3/9")]),
        # What stands beside all of few feet, but somewhere else too, or as an item of a list.
        (
            "x\nSame\nPage 1 of 2\ny\nSame\nPage 2 of 2\nSame\n",
            [(1, "Page 1 of 2"), (2, "Page 2 of 2")],
        ),
        (
            "x\na. Same\nPage 1 of 2\ny\na. Same\nPage 2 of 2\n",
            [(1, "Page 1 of 2"), (2, "Page 2 of 2")],
        ),
        ("ALL of the following:\nPage 1 of 1\n", [(1, "Page 1 of 1")]),
        # Numbers that are no pages' numbers.
        ("a\nPage 2\nb", []),
        ("a\nSee page 2\nb\nSee page 3\nc", []),
        ("a\nSee page 2 of 9\nb", []),
        ("a\nPage 3 of 4\nb\nPage 2 of 4\nc", []),
        ("a\nPage 5 of 4\nb", []),
        ("a\n2\nb\n3\nc", []),
    ],
)
def test_what_is_a_numbered_foot_of_a_text_without_form_feeds(
    text: str, expected: list[tuple[int, str]]
) -> None:
    assert unpaged(text) == expected


def test_page_numbers_beside_other_marks_of_pages_are_furniture_too() -> None:
    text = "\n".join(
        f"--- page {page} ---\nWhat stands on it, number {word}.\n{page} / 3"
        for page, word in ((1, "one"), (2, "two"), (3, "three"))
    )
    document = text_document(text, "plan")
    assert [item.text for item in document.furniture if item.text.endswith("/ 3")] == [
        "1 / 3", "2 / 3", "3 / 3",
    ]  # fmt: skip
    lone = text_document("The score was\n2 / 3\nin all of them.", "plan")
    assert not lone.furniture
