"""Tables that rulings do not part, or not all: the same words in the same cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from plans import PLAN, put_pdf
from test_layouts import BOXES, INTRO, LISTED, PLAN_END, records, rows_of, ruled

from ingest.document import Document
from ingest.errors import UnreadableFile
from ingest.gutters import tables_of_gutters
from ingest.read_pdf import read_pdf
from ingest.read_text import read_text


def spanned(blocks: list[object]) -> list[object]:
    """``blocks`` with the heads of boxes over both columns."""
    return [
        [[cell for cell in row if cell] if not row[-1] else row for row in block]
        if isinstance(block, list)
        else block
        for block in blocks
    ]


@pytest.mark.parametrize("rulings", ["LINEBELOW", "BOX", None])
def test_boxes_without_upright_rulings_give_the_same_records(
    tmp_path: Path, rulings: str | None
) -> None:
    blocks = spanned(ruled(PLAN_END))
    whole = read_pdf(put_pdf(tmp_path / "ruled.pdf", blocks), "plan")
    bare = read_pdf(put_pdf(tmp_path / "bare.pdf", blocks, rulings=rulings), "plan")
    assert records(bare) == records(whole)
    assert len(records(bare)["risk_minimisation_measures"]) >= 6


def cells(document: Document) -> list[tuple[int, int, str]]:
    return [(*line.cell[1:], line.span.of(document.text)) for line in document.lines if line.cell]


def read(tmp_path: Path, blocks: list[object]) -> Document:
    return read_pdf(put_pdf(tmp_path / "plan.pdf", blocks, rulings=None), "plan")


def test_labels_on_two_lines_stay_with_their_text(tmp_path: Path) -> None:
    document = read(tmp_path, [*INTRO, LISTED, *spanned(BOXES)])
    words = [line.span.of(document.text) for line in document.lines]
    for label, rest in (("Evidence for linking the risk to", "the medicine"),
                        ("Additional pharmacovigilance", "activities")):  # fmt: skip
        first, second = document.lines[words.index(label)], document.lines[words.index(rest)]
        assert first.cell == second.cell
        assert first.cell
        assert first.cell[2] == 0


@pytest.mark.parametrize(
    "lines",
    [
        ["1.", "2.", "3."],
        ["•", "•", "•"],
        ["II.A", "II.B", "II.C"],
        ["Table 1:", "Table 2:", "Table 3:"],
    ],
)
def test_marks_and_numbers_are_no_column_of_labels(tmp_path: Path, lines: list[str]) -> None:
    table = [[mark, "Words that stand beside a mark or a number."] for mark in lines]
    assert cells(read(tmp_path, ["Text.", table])) == []


def test_running_text_has_no_gutter(tmp_path: Path) -> None:
    prose = "Some words that go on and on over the lines of a paragraph of text. " * 40
    assert cells(read(tmp_path, [prose, prose])) == []


def test_a_contents_list_has_no_gutter(tmp_path: Path) -> None:
    table = [[f"Chapter {n} about something", f"{n}"] for n in range(1, 9)]
    assert cells(read(tmp_path, ["Contents", table])) == []


SIDE_BY_SIDE = """Risk factors and risk groups       Alcohol use; liver disease
Risk minimisation measures         Routine risk minimisation measures:
                                   SmPC section 4.8, PL section 4
Additional pharmacovigilance       FICT-001
activities
"""


def test_a_text_with_columns_side_by_side_is_refused(tmp_path: Path) -> None:
    """Its words are mixed: a patient card could become "patient card Additional ..."."""
    head, tail = PLAN.split("Risk factors and risk groups\n", 1)
    (tmp_path / "plan.txt").write_text(head + SIDE_BY_SIDE + tail, encoding="utf-8")
    document = read_text(tmp_path / "plan.txt", "plan")
    line = head.count("\n") + 1
    with pytest.raises(UnreadableFile, match=f"line {line} on two columns stand side by side"):
        rows_of(document)


def test_a_text_that_is_indented_is_no_table(tmp_path: Path) -> None:
    indented = PLAN.replace("\nRoutine risk", "\n      Routine risk")
    (tmp_path / "plan.txt").write_text(indented, encoding="utf-8")
    assert rows_of(read_text(tmp_path / "plan.txt", "plan"))


def words(*lines: tuple[float, str, str]) -> list[dict[str, object]]:
    """Words at their heights: each line's label at the left margin, its text from 200 on."""
    return [
        {
            "text": word,
            "x0": x + 30.0 * number,
            "x1": x + 30.0 * number + 25,
            "top": top,
            "bottom": top + 11,
        }
        for top, label, text in lines
        for x, said in ((50.0, label), (200.0, text))
        for number, word in enumerate(said.split())
    ]


def test_a_date_beside_text_begins_a_row_whatever_white_is_above_it() -> None:
    lines = words(
        (100, "Date", "Action"),
        (116, "June 2023", "Addition to PA"),
        (138, "September 2023", "Annual review"),
        (154, "1/15/2024", "New age, added"),
        (170, "", "a limit"),
        (186, "June 2024", "Annual review"),
    )
    (table,) = tables_of_gutters(lines, [], 600.0, set())
    assert [round(row[0][1]) for row in table] == [100, 116, 138, 154, 186]
