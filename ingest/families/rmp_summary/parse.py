"""A summary of a risk management plan in, its rows out, whatever layout it follows."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document, Section
from ingest.errors import UnreadableFile
from ingest.families.rmp_summary.document_states import document_states
from ingest.families.rmp_summary.layouts import find_layout, layout_of, outside
from ingest.families.rmp_summary.parse_intro import parse_links
from ingest.families.rmp_summary.parse_rev1 import parse_rev1
from ingest.families.rmp_summary.parse_rev2 import parse_rev2
from ingest.families.rmp_summary.part_v import compare_part_v
from ingest.plan_records import Risk
from ingest.records import Heading, Outside, Row
from ingest.text_columns import side_by_side
from ingest.vocabulary import fold, heal, slug

__all__ = ["layout_of", "parse"]

PARSERS = {"rev1": parse_rev1, "rev2": parse_rev2}


def parse(document: Document) -> Iterator[Row]:
    """The rows of one summary, in reading order within each section.

    In a full plan the text before and after the summary is yielded as outside it. Raises
    MissingSection when there is no list of concerns (II.A; VI.2.4 in the earlier template), and
    UnreadableFile for a text with columns side by side.
    """
    folded = fold(document.text)
    layout, sections = find_layout(document, folded)
    if "II.B" in sections and (mixed := side_by_side(document, sections["II.B"].body)):
        raise UnreadableFile(
            f"{document.id}: from {document.where(mixed.start)} on two columns stand side by side, "
            "so that their words are mixed; give the PDF, or a text that was extracted without "
            "keeping the layout"
        )
    apart = outside(document, sections)
    yield from (Outside(span) for span in apart)
    own = {key: section for key, section in sections.items() if key != "end"}
    yield from (_heading(document, section) for section in own.values())
    rows = [*parse_links(document, list(own.values())), *PARSERS[layout](document, folded, own)]
    yield from rows
    yield from document_states(document, layout, own, rows)
    risks = [row for row in rows if isinstance(row, Risk)]
    for span in apart:
        if span.start < min(section.heading.start for section in own.values()):
            yield from compare_part_v(document, span, risks)


def _heading(document: Document, section: Section) -> Heading:
    return Heading(
        section.heading,
        f"{document.id}-section-{slug(section.key)}",
        section.key,
        "section",
        section.level,
        heal(section.heading.of(document.text)),
        section.body.end,
    )
