"""Fictional plans for tests, and PDFs made of them: no medicine here exists."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer

HEAD = """Summary of risk management plan for Fictavel (fictinib)

This is a summary of the risk management plan (RMP) for Fictavel.

I. The medicine and what it is used for

Fictavel is authorised for adults with a made-up disease (see SmPC for the full indication). It
contains fictinib as the active substance and it is given by oral route.

II. Risks associated with the medicine and activities to minimise or further characterise the risks

II.A List of important risks and missing information

List of important risks and missing information
"""

LIST = """Important identified risks Hepatotoxicity
Important potential risks Malignancy
Missing information Use in pregnancy
"""

BOXES = """II.B Summary of important risks

Important identified risk: Hepatotoxicity
Evidence for linking the risk to the medicine
Raised transaminases were reported in 12 of 345 patients (3.5%).
Risk factors and risk groups
Risk factors include alcohol use, obesity and pre-existing liver disease.
Risk minimisation measures
Routine risk minimisation measures: SmPC sections 4.4 and 4.8, PL section 4
Additional risk minimisation measures: none

Important potential risk: Malignancy
Evidence for linking the risk to the medicine
No case was reported.
Risk factors and risk groups
None known
Risk minimisation measures
Routine risk minimisation measures: SmPC section 5.3
Additional risk minimisation measures: None

Missing information: Use in pregnancy
Risk minimisation measures
Routine risk minimisation measures: SmPC section 4.6
Additional risk minimisation measures: none
"""

STUDIES = """II.C Post-authorisation development plan

II.C.1 Studies which are conditions of the marketing authorisation

There are no studies which are conditions of the marketing authorisation or specific obligation of
Fictavel.

II.C.2 Other studies in post-authorisation development plan

There are no studies required for Fictavel.
"""

PLAN = f"{HEAD}{LIST}\n{BOXES}\n{STUDIES}"

SOURCE = """file: {file}
family: rmp_summary
product: Fictavel
substance: fictinib
jurisdiction: EU
title: Summary of risk management plan for Fictavel (fictinib)
publisher: Nobody
language: en
"""


def put_plan(folder: Path, name: str = "fictavel-rmp", text: str = PLAN) -> Path:
    """A source folder with a fictional plan in it, as text."""
    here = folder / name
    here.mkdir(parents=True)
    (here / "plan.txt").write_text(text, encoding="utf-8")
    (here / "source.yml").write_text(SOURCE.format(file="plan.txt"), encoding="utf-8")
    return here


def put_scan(path: Path) -> Path:
    """A PDF with a page that has a picture's worth of ink and no text."""
    pen = canvas.Canvas(str(path))
    pen.rect(100, 100, 200, 200, fill=1)
    pen.showPage()
    pen.save()
    return path


def put_nameless_glyphs(path: Path, words: str, nameless: str, code: str) -> Path:
    """A PDF of one line, whose font says of the glyph ``nameless`` that it is U+``code``."""
    table = f"1 beginbfchar <{ord(nameless):02x}> <{code}> endbfchar"
    streams = (f"BT /F 12 Tf 72 700 Td ({words}) Tj ET", table)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        " /Resources << /Font << /F 4 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        *(f"<< /Length {len(text)} >> stream\n{text}\nendstream" for text in streams),
    ]
    written, places = "%PDF-1.4\n", []
    for number, what in enumerate(objects, 1):
        places.append(f"{len(written):010} 00000 n \n")
        written += f"{number} 0 obj {what} endobj\n"
    size = len(objects) + 1
    path.write_text(
        f"{written}xref\n0 {size}\n0000000000 65535 f \n{''.join(places)}"
        f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n",
        encoding="ascii",
        newline="\n",
    )
    return path


def put_pdf(path: Path, blocks: Sequence[object], **options: object) -> Path:
    """A PDF of paragraphs (strings) and ruled tables (lists of rows), cut by page breaks.

    A cell is a paragraph, or a list of several with white between them.

    ``repeat`` head rows are printed again on each page; ``head`` is a running head; ``stamp`` is
    written upright along the margin, ``watermark`` askew over the page; ``encrypt`` is a password;
    ``rulings`` are ``GRID`` unless it says ``BOX``, ``LINEBELOW`` (level ones only) or None. A row
    of one cell goes over all.
    """
    style = getSampleStyleSheet()["BodyText"]
    repeat = int(str(options.get("repeat", 0)))

    def furnish(pen: canvas.Canvas, _: object) -> None:
        if head := options.get("head"):
            pen.drawString(60, A4[1] - 30, f"{head} {pen.getPageNumber()}")
        if stamp := options.get("stamp"):
            pen.saveState()
            pen.rotate(90)
            pen.drawString(300, -20, str(stamp))
            pen.restoreState()
        if watermark := options.get("watermark"):
            pen.saveState()
            pen.translate(150, 250)
            pen.rotate(45)
            pen.setFont("Helvetica", 90)
            pen.drawString(0, 0, str(watermark))
            pen.restoreState()
        pen.drawString(290, 25, f"Page {pen.getPageNumber()}")

    story: list[object] = []
    for block in blocks:
        if isinstance(block, str):
            story += [Paragraph(block, style), Spacer(1, 8)]
            continue
        cells = [
            [
                [Paragraph(part, style) for part in ([cell] if isinstance(cell, str) else cell)]
                for cell in row
            ]
            for row in block
        ]
        grid: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if rulings := options.get("rulings", "GRID"):
            grid.append((rulings, (0, 0), (-1, -1), 0.5, colors.black))
        width = max(map(len, block))
        for number, row in enumerate(cells):
            if len(row) < width:
                grid.append(("SPAN", (0, number), (-1, number)))
                row += [""] * (width - len(row))
        story.append(
            LongTable(
                cells,
                colWidths={1: [450], 2: [150, 300]}.get(width, [450 / width] * width),
                style=grid,
                repeatRows=repeat,
                splitInRow=not repeat,
            )
        )
    SimpleDocTemplate(str(path), pagesize=A4, encrypt=options.get("encrypt")).build(
        story, onFirstPage=furnish, onLaterPages=furnish
    )
    return path
