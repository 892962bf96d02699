"""Section II.B in, one box a concern out: its heading, its name, its labelled fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.document import Document, Span, next_starts
from ingest.families.rmp_summary.terms import label_pattern, terms
from ingest.vocabulary import Folded, phrase_of, phrase_pattern


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


def parse_boxes(
    document: Document, folded: Folded, within: Span, listed: Sequence[tuple[str, str]] = ()
) -> Iterator[Box]:
    """The boxes inside ``within`` (II.A and II.B), in order; each reaches to the next heading.

    A box is headed by a category with a name after a colon, or by the bare name of one of the
    concerns ``listed`` (category, name), and has a labelled field before the next heading. So the
    list of II.A is no box, and a box is one even where the heading of II.B is damaged.
    """
    text = document.text
    labels = {
        label: (category, match.span.end)
        for category in terms()["categories"]
        for match in folded.finditer(_head_pattern(category), within)
        if (label := match.group("label"))
    }
    heads = [(label, category) for label, (category, _) in labels.items()]
    named = {
        span: category
        for category, name in listed
        for match in folded.finditer(_named_pattern(name), within)
        if (span := match.group("label"))
        and not any(
            label.end <= span.start and not text[label.end : span.start].strip(" :\n-–")
            for label, _ in heads
        )
    }
    apart = [(span, "") for span in subheadings(document, folded, within)]
    heads = sorted({*heads, *named.items(), *apart})
    ends = next_starts([label for label, _ in heads], within.end)
    for (label, category), end in zip(heads, ends, strict=True):
        if not category:
            continue
        span = Span(label.start, end).strip(text)
        fields = _once(parse_fields(document, folded, Span(label.end, span.end)))
        if fields:
            name = label if label in named else _name(text, labels[label][1], fields)
            yield Box(category, Span(label.start, name.end), name, span, fields)


def subheadings(document: Document, folded: Folded, within: Span) -> Iterator[Span]:
    """Categories as headings of their own over several boxes: alone on a line, with a capital."""
    for phrases in terms()["categories"].values():
        alone = re.compile(label_pattern(phrases).pattern + r"(?=[ ]?(?:\n|\Z))")
        for match in folded.finditer(alone, within):
            label = match.group("label")
            if label and document.text[label.start].isupper():
                yield label


def first_field(document: Document, folded: Folded, within: Span) -> int | None:
    """Where the line before the first field's label begins: the head of a box, known or not."""
    fields = list(parse_fields(document, folded, within))
    if not fields:
        return None
    before = document.text[within.start : fields[0].label.start].rstrip()
    return within.start + max(before.rfind("\n"), 0)


def _once(fields: Iterable[Field]) -> tuple[Field, ...]:
    """The fields up to the first that comes again: it is of another box, whose head is unknown.

    A label that is printed twice, beside the field and at the beginning of it, is one.
    """
    found: list[Field] = []
    for field in fields:
        if found and field.key == found[-1].key and not found[-1].body:
            label = Span(found[-1].label.start, field.label.end)
            found[-1] = Field(field.key, label, field.body)
            continue
        if any(field.key == other.key for other in found):
            break
        found.append(field)
    return tuple(found)


@cache
def _head_pattern(category: str) -> re.Pattern[str]:
    label = label_pattern(terms()["categories"][category]).pattern
    return re.compile(label + r"(?:[ ]?\d{1,2})?[ ]?[:\-][ \n]*(?=\S)")


@cache
def _named_pattern(name: str) -> re.Pattern[str]:
    """A concern's name on lines of its own, a field's label after it."""
    labels = [phrase for phrases in terms()["fields"].values() for phrase in phrases]
    field = label_pattern(labels).pattern.replace("(?P<label>", "(?:").removeprefix("(?m)")
    return re.compile(rf"(?m)^[ ]?(?P<label>{phrase_of(name)})[ ]?[.:]?[ ]?\n(?={field})")


@cache
def _longer_label() -> re.Pattern[str]:
    """A label inside a field that ends in a field's own label."""
    phrases = [phrase for phrases in terms()["measure_labels"].values() for phrase in phrases]
    return re.compile("|".join(phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases))


LONGEST_NAME = 300
"""Characters. What stands between a box's label and its first field is longer only by mishap."""


def _name(text: str, start: int, fields: tuple[Field, ...]) -> Span:
    """The concern over a box: all up to the first field, or the rest of the line if long."""
    until = fields[0].label.start
    name = Span(start, until).strip(text, ":-–")
    if name.end - name.start > LONGEST_NAME:
        line_end = text.find("\n", name.start, until)
        name = Span(name.start, line_end if line_end > 0 else until).strip(text)
    return name


def parse_fields(document: Document, folded: Folded, span: Span) -> Iterator[Field]:
    """The labelled fields inside ``span``, in order; each reaches to the next label.

    A line may begin with what is only the end of a longer label ("Additional" + line break +
    "risk minimisation measures").
    """
    longer = [match.span for match in folded.finditer(_longer_label(), span)]
    found = sorted(
        (label, key)
        for key, phrases in terms()["fields"].items()
        for match in folded.finditer(label_pattern(phrases), span)
        if (label := match.group("label"))
        and not any(whole.start < label.start and whole.covers(label) for whole in longer)
    )
    ends = next_starts([label for label, _ in found], span.end)
    for (label, key), end in zip(found, ends, strict=True):
        yield Field(key, label, Span(label.end, end).strip(document.text, ":"))
