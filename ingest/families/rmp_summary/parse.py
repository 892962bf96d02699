"""A summary of a risk management plan in, its rows out: one function a section."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document, Section, Span
from ingest.families import load_family
from ingest.families.rmp_summary.boxes import Box, parse_boxes
from ingest.families.rmp_summary.checks import check_boxes, check_figures
from ingest.families.rmp_summary.concerns import Group, list_head, parse_groups
from ingest.families.rmp_summary.parse_box import parse_box
from ingest.families.rmp_summary.parse_intro import parse_intro, parse_links
from ingest.families.rmp_summary.parse_studies import parse_studies
from ingest.families.rmp_summary.records import EvidenceFigure, Risk
from ingest.records import FieldState, Heading, Row
from ingest.sections import find_sections
from ingest.template import template_sentences
from ingest.vocabulary import Folded, fold, folded_words, heal, slug


def parse(document: Document) -> Iterator[Row]:
    """The rows of one summary, in reading order within each section.

    Raises MissingSection when there is no list of concerns (II.A).
    """
    folded = fold(document.text)
    sections = find_sections(document, folded, load_family("rmp_summary").headings)
    by_key = {section.key: section for section in sections}
    for section in sections:
        yield _heading(document, section)
    fixed = list(template_sentences(document, folded, sections, "rmp_summary"))
    yield from fixed
    yield from parse_links(document, sections)
    yield from parse_intro(document, by_key.get("I"), [row.span for row in fixed])
    boxes = list(parse_boxes(document, folded, by_key["II.B"])) if "II.B" in by_key else []
    yield from _parse_concerns(document, folded, by_key["II.A"], boxes)
    yield from parse_studies(document, folded, by_key)


def _heading(document: Document, section: Section) -> Heading:
    title = heal(section.heading.of(document.text))
    key = slug(section.key)
    return Heading(
        section.heading,
        f"{document.id}-section-{key}",
        section.key,
        "section",
        section.level,
        title,
        section.body.end,
    )


def _parse_concerns(
    document: Document, folded: Folded, section: Section, boxes: list[Box]
) -> Iterator[Row]:
    """II.A and II.B together: the concerns as listed, each with its box."""
    for number, match in enumerate(folded.finditer(list_head(), section.body), 1):
        span = match.group("label")
        if span:
            yield _label(document, span, "list-head", f"list-head-{number}", section)
    boxed = {folded_words(box.name.of(document.text)) for box in boxes}
    groups = list(parse_groups(document, folded, section, boxed))
    risks: list[Risk] = []
    for group in groups:
        yield _label(document, group.label, group.category, f"{group.category}-risks", section)
        yield _group_state(document, group)
        risks += _risks(document, group, risks)
    yield from _unsaid_groups(document, groups)
    figures: list[EvidenceFigure] = []
    matched = [(box, _risk_of(box, risks, document)) for box in boxes]
    for risk in risks:
        box = next((box for box, one in matched if one is risk), None)
        for row in parse_box(document, folded, risk, box):
            figures += [row] if isinstance(row, EvidenceFigure) else []
            yield row
    for box, one in matched:
        if one is None:
            yield from parse_box(document, folded, None, box)
    yield from check_boxes(document, risks, matched)
    yield from check_figures(document, figures)


def _label(document: Document, span: Span, key: str, name: str, section: Section) -> Heading:
    title = heal(span.of(document.text))
    return Heading(
        span, f"{document.id}-label-{name}-{span.start}", key, "label", 3, title, section.body.end
    )


def _group_state(document: Document, group: Group) -> FieldState:
    field = f"{group.category}_{'information' if group.category == 'missing' else 'risks'}"
    state_id = f"{document.id}-{slug(field)}-state"
    if group.none:
        return FieldState(state_id, None, field, "stated_none", group.none)
    if not group.items:
        return FieldState(state_id, None, field, "not_stated")
    return FieldState(state_id, None, field, "stated", group.label)


def _unsaid_groups(document: Document, groups: list[Group]) -> Iterator[FieldState]:
    said = {group.category for group in groups}
    for category in load_family("rmp_summary").terms["categories"]:
        if category not in said:
            field = f"{category}_{'information' if category == 'missing' else 'risks'}"
            yield FieldState(f"{document.id}-{slug(field)}-state", None, field, "not_stated")


def _risks(document: Document, group: Group, before: list[Risk]) -> Iterator[Risk]:
    taken = {risk.id for risk in before}
    for ordinal, item in enumerate(group.items, len(before) + 1):
        name = heal(item.of(document.text).split("\n\n")[0])
        risk_id = f"{document.id}-{slug(name) or ordinal}"
        risk_id = risk_id if risk_id not in taken else f"{risk_id}-{ordinal}"
        taken.add(risk_id)
        product = document.facts["product_id"]
        yield Risk(item, risk_id, product, group.category, ordinal, name)


def _risk_of(box: Box, risks: list[Risk], document: Document) -> Risk | None:
    """The listed concern that a box is about: the same name, case and spacing apart.

    Two concerns of one name are told apart by category.
    """
    name = folded_words(heal(box.name.of(document.text))).strip(" .:;")
    same = [risk for risk in risks if folded_words(risk.name) == name]
    return next((risk for risk in same if risk.category == box.category), next(iter(same), None))
