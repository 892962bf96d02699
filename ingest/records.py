"""Rows that every family may yield, one class a table; the fields are the table's columns.

A Record has a span; ``store`` turns it into document, page, offsets and quote. A Fact speaks of
a document as a whole, or of something that it may not say: it has a span only where stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ingest.document import Record, Span


@dataclass(frozen=True, slots=True)
class Fact:
    """A row without a span of its own, or with one only where the document states it."""

    table: ClassVar[str]


Row = Record | Fact

OUTSIDE = "outside the chapter"
"""Why text was left unread on purpose: it belongs to another part of the file."""


def span_of(row: Row) -> Span | None:
    """The place of a row; None where it has none."""
    span: Span | None = getattr(row, "span", None)
    return span


@dataclass(frozen=True, slots=True)
class Heading(Record):
    """A heading, a box's title, a field's label: it heads the text up to ``body_end``."""

    table: ClassVar[str] = "sections"
    id: str
    key: str
    kind: str
    level: int
    title: str
    body_end: int


@dataclass(frozen=True, slots=True)
class TemplateSentence(Record):
    """A fixed sentence of the template, recognised from data."""

    table: ClassVar[str] = "template_sentences"
    id: str
    key: str


@dataclass(frozen=True, slots=True)
class Outside(Record):
    """Text of the file that is no part of the document its family reads."""

    table: ClassVar[str] = "unread"
    reason: str = OUTSIDE


@dataclass(frozen=True, slots=True)
class Statement(Record):
    """Something a document says that has no table of its own."""

    table: ClassVar[str] = "statements"
    id: str
    kind: str
    text: str
    risk_id: str | None = None
    study_id: str | None = None


@dataclass(frozen=True, slots=True)
class Indication(Record):
    """What the medicine is authorised for, a sentence or a list item each.

    ``lead_id`` is the statement that leads the item's list, and so is of each of its items:
    "Fictavel is indicated for the treatment of pulmonary arterial hypertension:".
    """

    table: ClassVar[str] = "indications"
    id: str
    product_id: str
    ordinal: int
    text: str
    lead_id: str | None = None


@dataclass(frozen=True, slots=True)
class Finding(Record):
    """What a document says against itself, or arithmetic on it; never a correction."""

    table: ClassVar[str] = "findings"
    id: str
    rule: str
    severity: str
    message: str
    derived: str | None = None


@dataclass(frozen=True, slots=True)
class FieldState(Fact):
    """Whether a document states a field: ``stated`` and ``stated_none`` come with their span."""

    table: ClassVar[str] = "field_states"
    id: str
    risk_id: str | None
    field: str
    state: str
    span: Span | None = None
