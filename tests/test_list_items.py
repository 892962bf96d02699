"""Items of lists: where one ends and the next begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from plans import put_pdf
from test_layouts import BOXES, INTRO, rows_of

from ingest.document import Span
from ingest.list_items import Piece, list_items
from ingest.read_pdf import read_pdf
from ingest.read_text import read_text

HANGING = ("and", "in", "of", "with")


def items(lines: list[str], known: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]
    text = "\n".join(lines)
    spans, start = [], 0
    for line in lines:
        spans.append(Piece(Span(start, start + len(line))))
        start += len(line) + 1
    return [
        item.name.of(text).replace("\n", " ") for item in list_items(text, spans, HANGING, known)
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["• Hepatotoxicity", "• Bleeding"], ["Hepatotoxicity", "Bleeding"]),
        (["\uf0a7 Bleeding", "of any kind"], ["Bleeding of any kind"]),
        (["1. Bleeding", "2. Cancer."], ["Bleeding", "Cancer"]),
        (["Bleeding", "Cancer"], ["Bleeding", "Cancer"]),
        (["Bleeding in", "Children"], ["Bleeding in Children"]),
        (["Reactions (including", "Stevens-Johnson Syndrome)"],
         ["Reactions (including Stevens-Johnson Syndrome)"]),
        (["Liver injury", "(off-label use)"], ["Liver injury (off-label use)"]),
        (["• Infections", "o Sepsis", "o Pneumonia", "• Cancer"], ["Infections", "Cancer"]),
        (["Use with Strong", "Inhibitors"], ["Use with Strong", "Inhibitors"]),
    ],
)  # fmt: skip
def test_items(lines: list[str], expected: list[str]) -> None:
    assert items(lines) == expected


def test_a_name_printed_elsewhere_joins_its_lines() -> None:
    assert items(["Use with Strong", "Inhibitors"], {"use with strong inhibitors"}) == [
        "Use with Strong Inhibitors"
    ]
    assert items(["Bleeding", "events"], {"bleeding"}) == ["Bleeding", "events"]


LONG = "Severe Cutaneous Adverse Reactions after Long Exposure to Direct Sunlight of a Bright Day"


def test_white_between_paragraphs_parts_items_without_marks(tmp_path: Path) -> None:
    listed = [
        ["Important identified risks", [LONG, "Bleeding", LONG.replace("Severe", "Mild")]],
        ["Important potential risks", ["Cancer"]],
        ["Missing information", ["None"]],
    ]
    document = read_pdf(put_pdf(tmp_path / "plan.pdf", [*INTRO, listed]), "plan")
    names = [row.name for row in rows_of(document) if row.table == "risks"]
    assert names == [LONG, "Bleeding", LONG.replace("Severe", "Mild"), "Cancer"]


def test_lines_without_white_between_them_are_items_when_they_end_early(tmp_path: Path) -> None:
    listed = [
        ["Important identified risks", "Hepatotoxicity<br/>Bleeding<br/>Cutaneous Reactions"],
        ["Important potential risks", "None"],
        ["Missing information", "None"],
    ]
    document = read_pdf(put_pdf(tmp_path / "plan.pdf", [*INTRO, listed, *BOXES]), "plan")
    names = [row.name for row in rows_of(document) if row.table == "risks"]
    assert names == ["Hepatotoxicity", "Bleeding", "Cutaneous Reactions"]


@pytest.mark.parametrize(
    "said", ["None", "None identified", "Nil", "Not applicable", "None at this time",
             "There are no important potential risks."],
)  # fmt: skip
def test_a_list_said_to_be_empty_is_stated_none_and_names_no_risk(
    tmp_path: Path, said: str
) -> None:
    listed = [
        ["Important identified risks", "Hepatotoxicity"],
        ["Important potential risks", said],
        ["Missing information", "Use in pregnancy"],
    ]
    document = read_pdf(put_pdf(tmp_path / "plan.pdf", [*INTRO, listed, *BOXES]), "plan")
    rows = rows_of(document)
    assert [row.name for row in rows if row.table == "risks"] == [
        "Hepatotoxicity",
        "Use in pregnancy",
    ]
    states = {
        row.field: row.state for row in rows if row.table == "field_states" and row.risk_id is None
    }
    assert states["potential_risks"] == "stated_none"


def test_a_bare_dash_in_a_list_says_nothing(tmp_path: Path) -> None:
    listed = [
        ["Important identified risks", "Hepatotoxicity"],
        ["Important potential risks", "-"],
        ["Missing information", "None"],
    ]
    document = read_pdf(put_pdf(tmp_path / "plan.pdf", [*INTRO, listed, *BOXES]), "plan")
    rows = rows_of(document)
    assert [row.name for row in rows if row.table == "risks"] == ["Hepatotoxicity"]
    states = {row.field: row.state for row in rows if row.table == "field_states"}
    assert states["potential_risks"] == "not_stated"
    assert states["missing_information"] == "stated_none"


def test_marks_on_lines_of_their_own_stand_before_their_items() -> None:
    """As text extractions of table cells have them: marks first, or each above its item."""
    assert items(["•", "Bleeding", "•", "Cancer"]) == ["Bleeding", "Cancer"]
    assert items(["•", "•", "Bleeding", "in the brain", "Cancer"]) == [
        "Bleeding in the brain",
        "Cancer",
    ]


LISTED_WITH_NOTES = [
    *INTRO[:-1],
    "II.A List of important risks and missing information",
    "Identified risks are concerns for which there is sufficient proof of a link.",
    "Missing information refers to information on the safety that is currently missing.",
    [
        ["Important identified risks", ["Bleeding a", "Liver injury*"]],
        ["Important potential risks", ["Cancer"]],
        ["Missing information", ["Use in pregnancy"]],
    ],
    "a Includes bleeding in the brain.",
    "* Only with other medicines.",
    "Abbreviations: ILD = interstitial lung disease",
]


@pytest.mark.parametrize("as_text", [False, True], ids=["pdf", "text"])
def test_notes_around_the_list_are_no_concerns(tmp_path: Path, as_text: bool) -> None:
    if as_text:
        lines = [
            line
            for block in LISTED_WITH_NOTES
            for line in (
                [block]
                if isinstance(block, str)
                else [text for label, names in block for text in (label, *names)]
            )
        ]
        (tmp_path / "plan.txt").write_text("\n".join(lines), encoding="utf-8")
        document = read_text(tmp_path / "plan.txt", "plan")
    else:
        document = read_pdf(put_pdf(tmp_path / "plan.pdf", LISTED_WITH_NOTES), "plan")
    rows = rows_of(document)
    assert [row.name for row in rows if row.table == "risks"] == [
        "Bleeding",
        "Liver injury",
        "Cancer",
        "Use in pregnancy",
    ]


def test_names_that_semicolons_part_are_concerns_where_each_has_its_box(tmp_path: Path) -> None:
    listed = [
        ["Important identified risks", "Hepatotoxicity; Bleeding"],
        ["Important potential risks", "Cancer; of the skin"],
        ["Missing information", "Use in pregnancy"],
    ]
    document = read_pdf(put_pdf(tmp_path / "plan.pdf", [*INTRO, listed, *BOXES]), "plan")
    names = [row.name for row in rows_of(document) if row.table == "risks"]
    assert names == ["Hepatotoxicity", "Bleeding", "Cancer; of the skin", "Use in pregnancy"]
