"""Section II.B in, one box a concern out: its heading, its name, its labelled fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.document import Document, Span, next_starts
from ingest.families.rmp_summary.box_heads import (
    LONGEST_NAME,
    Head,
    box_heads,
    continued,
    without_continued,
)
from ingest.families.rmp_summary.terms import label_pattern, terms
from ingest.vocabulary import Folded, folded_words, heal, phrase_of, phrase_pattern


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
    again: tuple[Span, ...] = ()
    """Where the head is printed again, for example on the next page."""

    def field(self, key: str) -> Field | None:
        """The field of that key; None when the box does not have it."""
        return next((field for field in self.fields if field.key == key), None)


def parse_boxes(
    document: Document, folded: Folded, within: Span, listed: Sequence[tuple[str, str]] = ()
) -> list[Box]:
    """The boxes inside ``within`` (II.A and II.B), in order; each reaches to the next heading.

    A box has a head (see ``box_heads``) and a labelled field before the next heading. So the list
    of II.A is no box, and a box is one even where the heading of II.B is damaged. A head printed
    again over fields that its box has not had goes on with that box.
    """
    text = document.text
    names = {folded_words(name) for _, name in listed}
    starts = [field.label.start for field in parse_fields(document, folded, within)]
    apart = [Head(span, "") for span in subheadings(document, folded, within)]
    heads = [*box_heads(document, folded, within, listed, starts), *apart]
    heads.sort(key=lambda head: (head.label, head.category))
    ends = next_starts([head.label for head in heads], within.end)
    boxes: list[Box] = []
    for head, end in zip(heads, ends, strict=True):
        if not head.category:
            continue
        span = Span(head.label.start, end).strip(text)
        fields = _once(parse_fields(document, folded, Span(head.label.end, span.end)))
        if not fields:
            continue
        whole = head.name or _name(text, head.label.end, fields)
        box = _box(text, folded, head, whole, span, fields)
        again = not head.name and folded_words(whole.of(text)) not in names and boxes
        if again and (part := _printed_again(folded, whole, boxes[-1].name.of(text))):
            short = _box(text, folded, head, part, span, fields)
            box = short if _goes_on(text, boxes[-1], short) else box
        if boxes and _goes_on(text, boxes[-1], box):
            boxes[-1] = _joined(boxes[-1], box)
        else:
            boxes.append(box)
    return boxes


def _box(
    text: str, folded: Folded, head: Head, name: Span, span: Span, fields: tuple[Field, ...]
) -> Box:
    heading = Span(head.label.start, max(head.label.end, name.end)).strip(text)
    return Box(head.category, heading, without_continued(folded, name), span, fields)


def _printed_again(folded: Folded, name: Span, before: str) -> Span | None:
    """The lines of ``name`` that are the name ``before``; words of its last field follow them."""
    pattern = re.compile(rf"{phrase_of(before)}(?:[ \n]?{continued()})?(?=[ ]?\n)")
    first = next(folded.finditer(pattern, name), None)
    return first.span if first and first.span.start == name.start else None


def _goes_on(text: str, before: Box, after: Box) -> bool:
    """Whether the second box has the head of the first and none of its fields."""
    names = {folded_words(heal(box.name.of(text))) for box in (before, after)}
    keys = {field.key for field in before.fields} & {field.key for field in after.fields}
    return len(names) == 1 and not keys and before.category == after.category


def _joined(before: Box, after: Box) -> Box:
    return replace(
        before,
        span=Span(before.span.start, after.span.end),
        fields=(*before.fields, *after.fields),
        again=(*before.again, after.heading),
    )


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
def _longer_label() -> re.Pattern[str]:
    """A label inside a field that ends in a field's own label."""
    phrases = [phrase for phrases in terms()["measure_labels"].values() for phrase in phrases]
    return re.compile("|".join(phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases))


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
