"""Section II.B in, one box a concern out: its heading, its name, its labelled fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.document import Document, Span, next_starts
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


def parse_boxes(document: Document, folded: Folded, within: Span) -> Iterator[Box]:
    """The boxes inside ``within`` (II.A and II.B), in order; each reaches to the next heading.

    A box is a category with a name after a colon, and a labelled field before the next category.
    So the list of II.A is no box, and a box is one even where the heading of II.B is damaged.
    """
    heads = sorted(
        (label, category)
        for category in terms()["categories"]
        for match in folded.finditer(_head_pattern(category), within)
        if (label := match.group("label"))
    )
    ends = next_starts([label for label, _ in heads], within.end)
    for (label, category), end in zip(heads, ends, strict=True):
        span = Span(label.start, end).strip(document.text)
        fields = tuple(parse_fields(document, folded, Span(label.end, span.end)))
        if fields:
            name = _name(document.text, label, fields)
            yield Box(category, Span(label.start, name.end), name, span, fields)


@cache
def _head_pattern(category: str) -> re.Pattern[str]:
    label = label_pattern(terms()["categories"][category]).pattern
    return re.compile(label + r"[ ]?[:\-][ \n]*(?=\S)")


LONGEST_NAME = 300
"""Characters. What stands between a box's label and its first field is longer only by mishap."""


def _name(text: str, label: Span, fields: tuple[Field, ...]) -> Span:
    """The concern over a box: all up to the first field, or the rest of the line if long."""
    until = fields[0].label.start
    name = Span(label.end, until).strip(text, ":-–")
    if name.end - name.start > LONGEST_NAME:
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
    ends = next_starts([label for label, _ in found], span.end)
    for (label, key), end in zip(found, ends, strict=True):
        yield Field(key, label, Span(label.end, end).strip(document.text, ":"))
