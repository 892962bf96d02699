"""Part V of a full plan in, what its tables of measures say otherwise than Part VI out.

Only Part VI feeds the tables: its words are the public's. Both are made of one list of concerns.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.concern_names import Names, without_category
from ingest.document import Document, Span
from ingest.finding_rules import finding
from ingest.plan_records import Risk
from ingest.plan_words import all_concerns, is_none
from ingest.records import Finding
from ingest.table_shapes import shape_of
from ingest.tables import tables
from ingest.vocabulary import heal


def compare_part_v(document: Document, before: Span, risks: list[Risk]) -> Iterator[Finding]:
    """The concerns of Part V's tables (in the text ``before`` Part VI) against those listed."""
    names = Names(risks, before.of(document.text))
    named: set[str] = set()
    for number, (span, category) in enumerate(_concerns(document, before), 1):
        stem = f"{document.id}-part-v-{number}"
        for one in names.named(document.text, span):
            said = heal(one.span.of(document.text)).strip(" .:;")
            if one.risk is None:
                nearest = names.nearest(said)
                derived = f"nearest listed: {nearest.name}" if nearest else None
                message = f"Part V has measures for {said!r}, which Part VI does not list"
                yield finding(one.span, f"{stem}-concern", "part_v_differs", message, derived)
                continue
            named.add(one.risk.id)
            if category and category != one.risk.category:
                message = f"Part VI lists {one.risk.name!r} as {one.risk.category}; Part V calls it"
                yield finding(
                    one.span, f"{stem}-category", "part_v_differs", f"{message} {category}"
                )
    for risk in risks if named else ():
        if risk.id not in named:
            message = f"Part VI lists {risk.name!r}; no table of Part V has measures for it"
            yield finding(risk.span, f"{risk.id}-not-in-part-v", "part_v_differs", message)


def _concerns(document: Document, before: Span) -> Iterator[tuple[Span, str | None]]:
    """The names in the columns of concerns, each with the category that stands before it."""
    for table in tables(document, before):
        shape = shape_of(document.text, table)
        if shape is None or shape.kind != "measures":
            continue
        for row in table.rows[shape.head_rows :]:
            if cell := shape.cell(row, "concern"):
                _, category, name = without_category(document.text, cell.span)
                said = name.of(document.text)
                if not (all_concerns(said) or is_none(said)):
                    yield name, category
