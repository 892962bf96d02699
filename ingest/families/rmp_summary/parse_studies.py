"""Section II.C in: post-authorisation studies, or the statement that there are none."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.bullets import LISTED, unmarked
from ingest.document import Document, Section, Span, gaps
from ingest.families.rmp_summary.studies_by_purpose import Planned, is_head, of_purposes, planned
from ingest.families.rmp_summary.study_links import category_of
from ingest.families.rmp_summary.study_milestones import listed_milestones, milestones
from ingest.families.rmp_summary.terms import label_pattern, terms, whole_pattern
from ingest.grids import grids
from ingest.plan_records import PharmacovigilanceActivity, Study, StudyMilestone
from ingest.records import FieldState, Heading, Row
from ingest.sentences import sentences
from ingest.vocabulary import Folded, folded_words, heal, slug

LISTS = {"II.C.1": ("condition", "condition_studies"), "II.C.2": ("other", "other_studies")}
"""The two lists of II.C: the obligation that their studies have, and the field they fill."""


def parse_studies(
    document: Document, folded: Folded, sections: dict[str, Section], known: list[Span]
) -> Iterator[Row]:
    """The studies of both lists, or one row for a list stated to be empty; a state for each list.

    ``known`` are the template's sentences.
    """
    for key, (obligation, field) in LISTS.items():
        section = sections.get(key)
        body = section.body.strip(document.text) if section else None
        none = next(_stated_none(document.text, body), None) if body else None
        state_id = f"{document.id}-{field.replace('_', '-')}-state"
        studies = list(_planned(document, folded, body, known)) if body and not none else []
        if none:
            yield from _no_studies(document, none, obligation)
            yield FieldState(state_id, None, field, "stated_none", none)
            continue
        if body:
            yield from _labels(document, folded, body)
        for number, study in enumerate(studies, 1):
            row = _study(document, study, obligation, number)
            yield row
            yield from _steps(document, row.id, study)
        state, place = ("stated", section.heading) if section and body else ("not_stated", None)
        yield FieldState(state_id, None, field, state, place)


def _stated_none(text: str, body: Span) -> Iterator[Span]:
    for sentence in sentences(text, body):
        if whole_pattern("no_studies").fullmatch(folded_words(sentence.of(text))):
            yield sentence


def _no_studies(document: Document, none: Span, obligation: str) -> Iterator[Row]:
    product = document.facts["product_id"]
    study_id = f"{document.id}-no-{obligation}-studies"
    yield Study(none, study_id, product, obligation, None, "stated_none", None, None)
    said = document.text[none.start : none.end]
    if whole_pattern("no_activities").match(folded_words(said)):
        yield PharmacovigilanceActivity(
            none,
            f"{document.id}-no-additional-pharmacovigilance",
            product,
            None,
            "additional",
            "stated_none",
            heal(said),
        )


def _study(document: Document, study: Planned, obligation: str, number: int) -> Study:
    name = heal(study.name.of(document.text))
    study_id = f"{document.id}-{obligation}-study-{number}-{slug(name)[:40].strip('-')}"
    product = document.facts["product_id"]
    purpose = heal(study.purpose.of(document.text)) if study.purpose else None
    category = category_of(name, study.span.of(document.text))
    return Study(study.span, study_id, product, obligation, category, "stated", name, purpose)


def _steps(document: Document, study_id: str, study: Planned) -> Iterator[StudyMilestone]:
    """What is due of a study, each step and date once."""
    found: list[StudyMilestone] = []
    if study.purpose:
        found += milestones(document, study_id, study.purpose)
    if study.milestones:
        found += listed_milestones(document, study_id, study.milestones)
    steps: dict[str, StudyMilestone] = {}
    for step in found:
        steps.setdefault(step.id, step)
    yield from steps.values()


def _labels(document: Document, folded: Folded, body: Span) -> Iterator[Heading]:
    for key in ("study_name", "study_purpose"):
        for match in folded.finditer(label_pattern(terms()[key]), body):
            if label := match.group("label"):
                title = heal(label.of(document.text))
                label_id = f"{document.id}-label-{slug(key)}-{label.start}"
                yield Heading(label, label_id, key, "label", 4, title, body.end)


def _planned(
    document: Document, folded: Folded, body: Span, known: list[Span]
) -> Iterator[Planned]:
    """Studies in a grid, under "Purpose of the study:", or as list items; prose is none.

    A grid without heads of columns may have its labels in the cells.
    """
    ruled = list(grids(document, body))
    if found := [one for grid in ruled for one in _of_rows(document.text, grid.rows)]:
        yield from found
        return
    for gap in gaps(body, known):
        purposes = [
            label
            for match in folded.finditer(label_pattern(terms()["study_purpose"]), gap)
            if (label := match.group("label"))
        ]
        if purposes:
            yield from of_purposes(document.text, folded, gap, purposes)
        elif not ruled and LISTED.search(document.text, gap.start, gap.end):
            cuts = [m.start() for m in LISTED.finditer(document.text, gap.start, gap.end)]
            for start, end in zip(cuts, [*cuts[1:], gap.end], strict=True):
                yield Planned(unmarked(document.text, Span(start, end), ".;"), None)


def _of_rows(text: str, rows: tuple[tuple[Span | None, ...], ...]) -> Iterator[Planned]:
    columns: dict[str, int] = {}
    for row in rows:
        heads = {
            key: number
            for number, cell in enumerate(row)
            for key in ("study_name", "study_purpose")
            if cell and is_head(cell.of(text), key)
        }
        if heads:
            columns = heads
        elif "study_name" in columns and (name := row[columns["study_name"]]):
            purpose = row[columns["study_purpose"]] if "study_purpose" in columns else None
            yield planned(text, name, purpose)
