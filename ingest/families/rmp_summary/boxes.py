"""Section II.B in, one box a concern out: its heading, its name, its labelled fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.document import Document, Section, Span
from ingest.families.rmp_summary.terms import label_pattern, terms
from ingest.vocabulary import Folded


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled field of a box: ``body`` is what stands under the label, blanks stripped."""

    key: str
    label: Span
    body: Span


@dataclass(frozen=True, slots=True)
class Box:
    """A summary of one concern. ``heading`` is the whole head, ``name`` the concern in it."""

    category: str
    heading: Span
    name: Span
    span: Span
    fields: tuple[Field, ...]

    def field(self, key: str) -> Field | None:
        """The field of that key; None when the box does not have it."""
        return next((field for field in self.fields if field.key == key), None)


def parse_boxes(document: Document, folded: Folded, section: Section) -> Iterator[Box]:
    """The boxes of II.B in order; each reaches to the next one's heading."""
    heads = [
        (category, label)
        for category in terms()["categories"]
        for match in folded.finditer(_head_pattern(category), section.body)
        if (label := match.group("label"))
    ]
    heads.sort(key=lambda head: head[1])
    ends = [label.start for _, label in heads[1:]] + [section.body.end]
    for (category, label), end in zip(heads, ends, strict=True):
        span = Span(label.start, end).strip(document.text)
        fields = tuple(parse_fields(document, folded, Span(label.end, span.end)))
        name = _name(document.text, label, span, fields)
        yield Box(category, Span(label.start, name.end), name, span, fields)


@cache
def _head_pattern(category: str) -> re.Pattern[str]:
    label = label_pattern(terms()["categories"][category]).pattern
    return re.compile(label + r"[ ]?[:\-][ \n]*(?=\S)")


LONGEST_NAME = 300
"""Characters. What stands between a box's label and its first field is longer only by mishap."""


def _name(text: str, label: Span, span: Span, fields: tuple[Field, ...]) -> Span:
    """The concern over a box: all up to the first field, or else the rest of the line."""
    start = label.end
    until = fields[0].label.start if fields else span.end
    name = Span(start, until).strip(text, ":-–")
    if not fields or name.end - name.start > LONGEST_NAME:
        line_end = text.find("\n", name.start, until)
        name = Span(name.start, line_end if line_end > 0 else until).strip(text)
    return name


def parse_fields(document: Document, folded: Folded, span: Span) -> Iterator[Field]:
    """The labelled fields inside ``span``, in order; each reaches to the next label."""
    found = sorted(
        (label, key)
        for key, phrases in terms()["fields"].items()
        for match in folded.finditer(label_pattern(phrases), span)
        if (label := match.group("label"))
    )
    ends = [label.start for label, _ in found[1:]] + [span.end]
    for (label, key), end in zip(found, ends, strict=True):
        yield Field(key, label, Span(label.end, end).strip(document.text, ":"))
