"""A document in, the layout of the template that it follows out, with its sections.

The headings of each layout are data (family.yml). ``rev2`` is the template since 2017 (II.A list,
II.B boxes, II.C plan), ``rev1`` the one before it (VI.2 Elements for a public summary).
"""

from __future__ import annotations

from ingest.document import Document, Section, Span
from ingest.errors import MissingSection
from ingest.families import heading_rules, load_family
from ingest.families.rmp_summary.terms import terms
from ingest.sections import find_sections
from ingest.vocabulary import Folded, fold


def find_layout(document: Document, folded: Folded) -> tuple[str, dict[str, Section]]:
    """The revision whose required sections the document has, and all its sections by key.

    Raises MissingSection, that of the current template, when it has those of none.
    """
    current = load_family("rmp_summary").headings
    try:
        return "rev2", _by_key(find_sections(document, folded, current))
    except MissingSection as missing:
        for revision, rules in terms()["earlier_layouts"].items():
            try:
                return revision, _by_key(find_sections(document, folded, heading_rules(rules)))
            except MissingSection:
                continue
        raise missing from None


def _by_key(sections: list[Section]) -> dict[str, Section]:
    return {section.key: section for section in sections}


def outside(document: Document, sections: dict[str, Section]) -> list[Span]:
    """The text before the summary's title and after its end: other parts of a full plan."""
    starts = [sections[key].heading.start for key in ("VI.2", "VI", "title") if key in sections]
    ends = [sections[key].heading.start for key in ("end",) if key in sections]
    spans = [Span(0, starts[0])] if starts else []
    spans += [Span(end, len(document.text)) for end in ends]
    return [bare for span in spans if (bare := span.strip(document.text))]


def layout_of(document: Document) -> str:
    """``rev1`` or ``rev2``, and how it is printed: in ruled tables, as text, or inside a plan.

    Raises MissingSection as ``find_layout`` does.
    """
    revision, sections = find_layout(document, fold(document.text))
    if outside(document, sections) and any(not page.read for page in document.pages):
        return f"{revision}_part_vi"
    ruled = any(line.cell for line in document.lines)
    return f"{revision}_{'tables' if ruled else 'text'}"
