"""Fictional assessment reports as PDFs: no medicine here exists."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer

Block = str | list[list[str]]
COVER = [
    "12 May 2020", "EMA/CHMP/000002/2020", "Assessment report", "Fictavel",
    "International non-proprietary name: fictinib", "Procedure No. EMEA/H/C/000000/II/0003",
]  # fmt: skip
BREAK = "\f"
"""A block that begins a new page."""


WHOLE_REPORT: list[Block] = [
    "2.6. Risk management plan",
    "The committee agreed to the Risk Management Plan version 3.0, which says:",
    "Safety concerns",
    [
        ["Summary of safety concerns", ""],
        ["Important identified risks", "- Dizziness<br/>o on standing up<br/>- Itching"],
        ["Important potential risks", "Blue toes"],
        ["Missing information", "Use in left-handed patients"],
    ],
    BREAK,
    "Pharmacovigilance plan",
    [
        ["Study and category", "Objectives", "Safety concerns addressed", "Status",
         "Date for submission of interim or final reports"],
        ["Study 7<br/>Category: 3", "To see", "Dizziness and itching", "Ongoing",
         "Protocol submission: July<br/>2013<br/>Final report:<br/>Q1 2019"],
    ],
    [
        ["Safety concern", "Description of activity", "Milestone(s)", "Due Date(s)"],
        ["Blue toes", "A survey of toes.", "Protocol:<br/>Final report:", "June 2013<br/>2016"],
    ],
    BREAK,
    "Risk minimisation measures",
    [
        ["Safety concern", "Routine risk minimisation measures", "Additional measures"],
        ["All", "Prescription only medicine", "None"],
        ["Dizziness<br/>Itching", "SmPC section 4.7, 4.8<br/>PL section 4", "Patient card"],
        ["Use in left-handed patients", "No risk minimisation activities", "None"],
    ],
    "Conclusion",
    "All in all the risk management plan version 3.0 is acceptable.",
    "2.7. Update of the product information",
    "Section 4.8 of the SmPC was updated.",
]  # fmt: skip


def put_report(path: Path, blocks: Sequence[Block], level: bool = False) -> Path:
    """A PDF of a cover and of ``blocks``: paragraphs (strings) and tables (lists of rows).

    Tables have full rulings, or with ``level`` only a rule below each row, drawn column by column.
    A row of one cell spans them all; one that does not fit goes on over the page. Lines in a cell
    are parted by ``<br/>``.
    """
    style = getSampleStyleSheet()["BodyText"]
    style.spaceBefore = 0
    grid = ("LINEBELOW" if level else "GRID", (0, 0), (-1, -1), 0.5, colors.black)

    def furnish(pen: Canvas, _: object) -> None:
        pen.drawString(60, 30, "Assessment report EMA/CHMP/000002/2020")
        pen.drawString(480, 30, f"Page {pen.getPageNumber()}")

    story: list[object] = []
    for block in [*COVER, BREAK, *blocks]:
        if block == BREAK:
            story.append(PageBreak())
        elif isinstance(block, str):
            story += [Paragraph(block, style), Spacer(1, 14)]
        else:
            width = max(len(row) for row in block)
            cells = [
                [Paragraph(cell, style) for cell in row] + [""] * (width - len(row))
                for row in block
            ]
            spans = [("SPAN", (0, n), (-1, n)) for n, row in enumerate(block) if len(row) < width]
            widths = [480 / width] * width
            rules = [grid, ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans]
            story += [
                LongTable(cells, colWidths=widths, style=rules, splitInRow=1),
                Spacer(1, 14),
            ]
    SimpleDocTemplate(str(path), pagesize=A4).build(
        story, onFirstPage=furnish, onLaterPages=furnish
    )
    return path
