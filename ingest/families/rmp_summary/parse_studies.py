"""Section II.C in: post-authorisation studies, or the statement that there are none."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document, Section, Span
from ingest.families.rmp_summary.terms import whole_pattern
from ingest.plan_records import PharmacovigilanceActivity, Study
from ingest.records import FieldState, Row
from ingest.sentences import sentences
from ingest.vocabulary import folded_words, heal

LISTS = {"II.C.1": ("condition", "condition_studies"), "II.C.2": ("other", "other_studies")}
"""The two lists of II.C: the obligation that their studies have, and the field they fill."""


def parse_studies(document: Document, sections: dict[str, Section]) -> Iterator[Row]:
    """One study row for a list stated to be empty; a field_states row for each list."""
    for key, (obligation, field) in LISTS.items():
        section = sections.get(key)
        body = section.body.strip(document.text) if section else None
        none = next(_stated_none(document.text, body), None) if body else None
        state_id = f"{document.id}-{field.replace('_', '-')}-state"
        if none:
            yield from _no_studies(document, none, obligation)
            yield FieldState(state_id, None, field, "stated_none", none)
        elif section and body:
            yield FieldState(state_id, None, field, "stated", section.heading)
        else:
            yield FieldState(state_id, None, field, "not_stated")


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
