"""Section VI.2 of the template's revision 1 in: a summary for the public, with its concerns."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document, Section, Span, gaps, next_starts
from ingest.families.rmp_summary.checks import check_figures
from ingest.families.rmp_summary.parse_box import STATES, evidence_rows
from ingest.families.rmp_summary.risk_grids import Entries, Entry, read_entries
from ingest.families.rmp_summary.terms import label_pattern, terms, whole_pattern
from ingest.plan_records import EvidenceFigure, Risk, RiskMinimisationMeasure
from ingest.records import FieldState, Heading, Row, Statement
from ingest.sentences import sentences
from ingest.template import template_sentences
from ingest.vocabulary import Folded, folded_words, heal, slug

PROSE = {
    "VI.2.1": "background",
    "VI.2.2": "benefit",
    "VI.2.3": "unknown_benefit",
    "VI.2.5": "measures",
    "VI.2.6": "development_plan",
    "VI.2.7": "plan_change",
}
"""The kind of statement that the prose of each section is."""


def parse_rev1(document: Document, folded: Folded, sections: dict[str, Section]) -> Iterator[Row]:
    """The rows of VI.2.1 to VI.2.7."""
    fixed = list(template_sentences(document, folded, [*sections.values()], "rmp_summary"))
    yield from fixed
    known = [row.span for row in fixed]
    for key, kind in PROSE.items():
        if key in sections:
            yield from _prose(document, sections[key].body, known, kind)
    yield from _concerns(document, folded, sections["VI.2.4"])


def _prose(document: Document, body: Span, known: list[Span], kind: str) -> Iterator[Row]:
    ruled = [line.span for line in document.lines if line.cell and body.covers(line.span)]
    for gap in gaps(body, sorted([*known, *ruled])):
        for sentence in sentences(document.text, gap):
            text = heal(sentence.of(document.text))
            if whole_pattern("no_additional_measures").fullmatch(folded_words(text)):
                measure_id = f"{document.id}-no-additional-measures"
                yield RiskMinimisationMeasure(
                    sentence, measure_id, None, "additional", None, "stated_none", text
                )
                continue
            yield Statement(sentence, f"{document.id}-{slug(kind)}-{sentence.start}", kind, text)


def _concerns(document: Document, folded: Folded, section: Section) -> Iterator[Row]:
    labels = sorted(
        (label, category)
        for category, phrases in terms()["categories"].items()
        for match in folded.finditer(label_pattern(phrases), section.body)
        if (label := match.group("label")) and _alone(document.text, label)
    )
    ends = next_starts([label for label, _ in labels], section.body.end)
    found: dict[str, list[tuple[Span, Entries]]] = {
        category: [] for category in terms()["categories"]
    }
    risks: list[Risk] = []
    figures: list[EvidenceFigure] = []
    for (label, category), end in zip(labels, ends, strict=True):
        under = read_entries(document, folded, Span(label.end, end))
        found[category].append((label, under))
        for span in (label, *under.heads):
            yield _heading(document, span, category if span is label else "column", end)
        for entry in under.entries:
            risks.append(_risk(document, entry, category, risks))
            for row in (risks[-1], *_rows(document, entry, risks[-1])):
                figures += [row] if isinstance(row, EvidenceFigure) else []
                yield row
    for category, groups in found.items():
        yield _state(document, category, groups)
    yield from check_figures(document, figures)


def _alone(text: str, label: Span) -> bool:
    """Whether a category's label has its line (or cell) to itself."""
    line_end = text.find("\n", label.end)
    return not text[label.end : line_end if line_end >= 0 else len(text)].strip(" :.")


def _heading(document: Document, span: Span, key: str, end: int) -> Heading:
    title = heal(span.of(document.text))
    level = 4 if key == "column" else 3
    return Heading(span, f"{document.id}-label-{key}-{span.start}", key, "label", level, title, end)


def _risk(document: Document, entry: Entry, category: str, before: list[Risk]) -> Risk:
    name = heal(entry.name.of(document.text))
    ordinal = len(before) + 1
    risk_id = f"{document.id}-{slug(name) or ordinal}"
    if risk_id in {risk.id for risk in before}:
        risk_id = f"{risk_id}-{ordinal}"
    end = max(span.end for span in (entry.name, entry.known, entry.preventability) if span)
    return Risk(
        entry.name,
        risk_id,
        document.facts["product_id"],
        category,
        ordinal,
        name,
        heading=name,
        summary_start=entry.name.start,
        summary_end=end,
    )


def _rows(document: Document, entry: Entry, risk: Risk) -> Iterator[Row]:
    if entry.known:
        yield from evidence_rows(document, entry.known, f"{risk.id}-evidence", risk.id)
    if entry.preventability:
        text = heal(entry.preventability.of(document.text))
        statement_id = f"{risk.id}-preventability"
        yield Statement(entry.preventability, statement_id, "preventability", text, risk.id)
    for field in STATES:
        span = entry.known if field == "evidence" else None
        state = "stated" if span else "not_stated"
        if risk.category == "missing" and field in STATES[:2] and not span:
            state = "not_applicable"
        yield FieldState(f"{risk.id}-{slug(field)}-state", risk.id, field, state, span)


def _state(document: Document, category: str, groups: list[tuple[Span, Entries]]) -> FieldState:
    field = f"{category}_{'information' if category == 'missing' else 'risks'}"
    state_id = f"{document.id}-{slug(field)}-state"
    listed = next((label for label, under in groups if under.entries), None)
    none = next((under.none for _, under in groups if under.none), None)
    state = "stated" if listed else "stated_none" if none else "not_stated"
    return FieldState(state_id, None, field, state, listed or none)
