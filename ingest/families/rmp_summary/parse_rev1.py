"""Section VI.2 of the template's revision 1 in: a summary for the public, with its concerns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Document, Section, Span, gaps, next_starts
from ingest.families.rmp_summary.denominators import check_figures
from ingest.families.rmp_summary.evidence import evidence_rows
from ingest.families.rmp_summary.parse_box import STATES
from ingest.families.rmp_summary.rev1_measures import Rev1Measures
from ingest.families.rmp_summary.rev1_studies import Rev1Studies
from ingest.families.rmp_summary.risk_grids import Entries, Entry, read_entries
from ingest.families.rmp_summary.terms import label_pattern, terms
from ingest.grids import grids
from ingest.plan_records import Evidence, EvidenceFigure, Risk
from ingest.records import FieldState, Heading, Row, Statement
from ingest.sentences import sentences
from ingest.template import template_sentences
from ingest.vocabulary import Folded, folded_words, heal, phrase_pattern, slug

PROSE = {
    "title": "introduction",
    "VI.2": "introduction",
    "VI.2.1": "background",
    "VI.2.2": "benefit",
    "VI.2.3": "unknown_benefit",
    "VI.2.6": "development_plan",
    "VI.2.6.studies": "development_plan",
    "VI.2.6.conditions": "development_plan",
    "VI.2.7": "plan_change",
    "VI.2.7.changes": "plan_change",
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
    yield from _changes(document, [sections[key] for key in PROSE if key in sections])
    risks, rows = _concerns(document, folded, sections["VI.2.4"])
    yield from rows
    measures = Rev1Measures(document, folded, risks)
    if "VI.2.5" in sections:
        yield from measures.rows(sections["VI.2.5"], known)
    studies = Rev1Studies(document, folded, sections, risks)
    yield from studies.rows()
    said = {
        "additional_measures": measures.states,
        "additional_pharmacovigilance": {
            risk: ("stated", span) for risk, span in studies.addressed.items()
        },
    }
    yield from _risk_states(risks, rows, said)


def _prose(document: Document, body: Span, known: list[Span], kind: str) -> Iterator[Row]:
    """The sentences of a section outside its tables; an address is a statement already."""
    ruled = [line.span for line in document.lines if line.cell and body.covers(line.span)]
    for gap in gaps(body, sorted([*known, *ruled])):
        for sentence in sentences(document.text, gap):
            text = heal(sentence.of(document.text))
            yield Statement(sentence, f"{document.id}-{slug(kind)}-{sentence.start}", kind, text)


def _changes(document: Document, sections: list[Section]) -> Iterator[Row]:
    """The rows of the table of changes to the plan, each a statement."""
    heads = re.compile("|".join(phrase_pattern(p) for p in terms()["rev1_change_columns"]))
    for section in sections:
        if PROSE[section.key] != "plan_change":
            continue
        for grid in grids(document, section.body):
            for row in grid.rows:
                cells = [cell for cell in row if cell]
                if all(heads.fullmatch(folded_words(cell.of(document.text))) for cell in cells):
                    for cell in cells:
                        yield _heading(document, cell, "column", section.body.end)
                    continue
                whole = Span(cells[0].start, cells[-1].end)
                said = heal(whole.of(document.text))
                statement_id = f"{document.id}-plan-change-{whole.start}"
                yield Statement(whole, statement_id, "plan_change", said)


def _concerns(document: Document, folded: Folded, section: Section) -> tuple[list[Risk], list[Row]]:
    """The concerns of VI.2.4, and all its rows: theirs, labels, states of the lists."""
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
    rows: list[Row] = []
    for (label, category), end in zip(labels, ends, strict=True):
        under = read_entries(document, folded, Span(label.end, end))
        found[category].append((label, under))
        rows.append(_heading(document, label, category, end))
        rows += [_heading(document, head, "column", end) for head in under.heads]
        for entry in under.entries:
            risks.append(_risk(document, entry, category, risks))
            rows += [risks[-1], *_rows(document, entry, risks[-1])]
    rows += [
        state for category, groups in found.items() for state in _state(document, category, groups)
    ]
    figures = [row for row in rows if isinstance(row, EvidenceFigure)]
    return risks, [*rows, *check_figures(document, figures)]


def _risk_states(
    risks: list[Risk], rows: list[Row], said: dict[str, dict[str, tuple[str, Span]]]
) -> Iterator[FieldState]:
    """A state for each field of each concern; ``said`` has what is stated, by field and concern."""
    evidence = {
        row.risk_id: ("stated", row.span)
        for row in rows
        if isinstance(row, Evidence) and row.risk_id
    }
    said = {"evidence": evidence, **said}
    for risk in risks:
        for field in STATES:
            unsaid: tuple[str, Span | None] = ("not_applicable", None)
            if field in said:
                unsaid = ("not_stated", None)
            state = said.get(field, {}).get(risk.id, unsaid)
            yield FieldState(f"{risk.id}-{slug(field)}-state", risk.id, field, *state)


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


def _state(
    document: Document, category: str, groups: list[tuple[Span, Entries]]
) -> Iterator[FieldState]:
    """The state of a category's list; none where there is text under its label that is not read."""
    field = f"{category}_{'information' if category == 'missing' else 'risks'}"
    state_id = f"{document.id}-{slug(field)}-state"
    listed = next((label for label, under in groups if under.entries), None)
    none = next((under.none for _, under in groups if under.none), None)
    if groups and not (listed or none):
        return
    state = "stated" if listed else "stated_none" if none else "not_stated"
    yield FieldState(state_id, None, field, state, listed or none)
