"""Sections I and II of a summary by the template's revision 2 in, its rows out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.bullets import SIGN
from ingest.document import Document, Section, Span, gaps
from ingest.families import load_family
from ingest.families.rmp_summary.boxes import Box, first_field, parse_boxes, subheadings
from ingest.families.rmp_summary.checks import check_boxes, no_box_read
from ingest.families.rmp_summary.concerns import Group, list_head, parse_groups
from ingest.families.rmp_summary.denominators import check_figures
from ingest.families.rmp_summary.match_boxes import match_boxes
from ingest.families.rmp_summary.parse_box import parse_box
from ingest.families.rmp_summary.parse_intro import parse_intro
from ingest.families.rmp_summary.parse_studies import parse_studies
from ingest.families.rmp_summary.study_links import addressed
from ingest.plan_records import EvidenceFigure, PharmacovigilanceActivity, Risk, Study
from ingest.records import FieldState, Heading, Row, TemplateSentence
from ingest.template import template_sentences
from ingest.vocabulary import Folded, folded_words, heal, slug

LINES_OF_NAMES = re.compile(rf"[^\s,]\s*\n\s*(?:{SIGN}\s*)?[A-Z]")
"""A second line with a capital: it may be a name of its own over the same box."""


def parse_rev2(document: Document, folded: Folded, sections: dict[str, Section]) -> Iterator[Row]:
    """The rows of sections I and II of the template's revision 2."""
    fixed = list(template_sentences(document, folded, [*sections.values()], "rmp_summary"))
    yield from fixed
    yield from parse_intro(document, sections.get("I"), [row.span for row in fixed])
    concerns = [*_parse_concerns(document, folded, sections["II.A"], sections.get("II.B"), fixed)]
    yield from concerns
    studies = [*parse_studies(document, folded, sections, [row.span for row in fixed])]
    yield from studies
    activities = (row for row in concerns if isinstance(row, PharmacovigilanceActivity))
    yield from addressed(document, activities, [row for row in studies if isinstance(row, Study)])


def _parse_concerns(
    document: Document,
    folded: Folded,
    listing: Section,
    boxed: Section | None,
    fixed: list[TemplateSentence],
) -> Iterator[Row]:
    """II.A and II.B together: the concerns as listed, each with its box."""
    within = Span(listing.body.start, boxed.body.end if boxed else listing.body.end)
    boxes = list(parse_boxes(document, folded, within))
    ends = [listing.body.end, *(box.span.start for box in boxes)]
    if (field := first_field(document, folded, listing.body)) is not None:
        ends.append(field)
    body = Span(listing.body.start, min(ends))
    yield from _list_heads(document, folded, body)
    names = {
        folded_words(name)
        for box in boxes
        if not LINES_OF_NAMES.search(name := box.name.of(document.text))
    }
    groups = list(parse_groups(document, folded, body, names))
    listed = [
        (group.category, heal(item.name.of(document.text)))
        for group in groups
        for item in group.items
    ]
    rest = Span(body.end, within.end)
    boxes = list(parse_boxes(document, folded, rest, listed))
    apart = list(subheadings(document, folded, rest))
    for label in apart:
        yield _label(document, label, "category", rest.end)
    yield from _group_states(document, groups)
    risks: list[Risk] = []
    for group in groups:
        for label in group.labels:
            yield _label(document, label, group.category, body.end)
        risks += _risks(document, group, risks)
    matched = match_boxes(document, boxes, risks)
    known = [*apart, *(row.span for row in fixed)]
    unsure = _box_unread(document, boxed.body if boxed else None, boxes, known)
    figures: list[EvidenceFigure] = []
    for box, risk in matched:
        if risk and not box and unsure:
            yield risk  # what was not read may state its fields
            continue
        for row in parse_box(document, folded, risk, box, fixed):
            figures += [row] if isinstance(row, EvidenceFigure) else []
            yield row
    yield from check_boxes(document, matched)
    if boxed and not boxes and first_field(document, folded, boxed.body) is not None:
        yield no_box_read(document, boxed.heading)
    yield from check_figures(document, figures)


def _list_heads(document: Document, folded: Folded, body: Span) -> Iterator[Heading]:
    for match in folded.finditer(list_head(), body):
        if span := match.group("label"):
            yield _label(document, span, "list-head", body.end)


def _label(document: Document, span: Span, key: str, end: int) -> Heading:
    title = heal(span.of(document.text))
    return Heading(span, f"{document.id}-label-{key}-{span.start}", key, "label", 3, title, end)


def _group_states(document: Document, groups: list[Group]) -> Iterator[FieldState]:
    """One state a category; its label may be printed again, for example after a page break."""
    for category in load_family("rmp_summary").terms["categories"]:
        same = [group for group in groups if group.category == category]
        listed = next((group.labels[0] for group in same if group.items), None)
        none = next((group.none for group in same if group.none), None)
        state = "stated" if listed else "stated_none" if none else "not_stated"
        field = f"{category}_{'information' if category == 'missing' else 'risks'}"
        state_id = f"{document.id}-{slug(field)}-state"
        yield FieldState(state_id, None, field, state, listed or none)


def _risks(document: Document, group: Group, before: list[Risk]) -> Iterator[Risk]:
    taken = {risk.id for risk in before}
    for ordinal, item in enumerate(group.items, len(before) + 1):
        name = heal(item.name.of(document.text))
        risk_id = f"{document.id}-{slug(name) or ordinal}"
        risk_id = risk_id if risk_id not in taken else f"{risk_id}-{ordinal}"
        taken.add(risk_id)
        product = document.facts["product_id"]
        yield Risk(item.span, risk_id, product, group.category, ordinal, name)


def _box_unread(document: Document, body: Span | None, boxes: list[Box], known: list[Span]) -> bool:
    """Whether section II.B has words in no box and in none of the spans ``known``."""
    read = [
        *known,
        *(head for box in boxes for head in (box.heading, *box.again)),
        *(Span(field.label.start, field.body.end) for box in boxes for field in box.fields),
    ]
    left = gaps(body, read) if body else ()
    return any(re.search(r"\w", gap.of(document.text)) for gap in left)
