"""Section II.A in, the safety concerns that it lists out, category by category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.bullets import unmarked
from ingest.document import Document, Span, gaps, next_starts
from ingest.families.rmp_summary.terms import is_list_note, is_none_listed, label_pattern, terms
from ingest.list_items import Item, list_items, pieces
from ingest.vocabulary import Folded, folded_words, phrase_pattern


@dataclass(frozen=True, slots=True)
class Group:
    """A category's label in II.A and what is listed under it.

    ``labels`` are two where a text extraction printed the rest of the label in the second line,
    after the first item.
    """

    category: str
    labels: tuple[Span, ...]
    items: tuple[Item, ...]
    none: Span | None
    """Where the list is stated to be empty."""


def parse_groups(
    document: Document, folded: Folded, within: Span, boxed: set[str]
) -> Iterator[Group]:
    """The groups of II.A (the text ``within``) with their items, in the document's order.

    ``boxed`` holds the folded names over the boxes of II.B: two lines that only together make
    one of them are one item that was wrapped without a mark.
    """
    body = Span(_start_of_list(folded, within), within.end)
    text = document.text
    found = sorted((labels, category) for category, labels in _labels(text, folded, body))
    ends = next_starts([labels[0] for labels, _ in found], body.end)
    for (labels, category), end in zip(found, ends, strict=True):
        content = _without_notes(document, labels[0], Span(labels[0].end, end)).strip(text, ":")
        words = " ".join(part.of(text) for part in gaps(content, [*labels[1:]]))
        if not words.strip():
            yield Group(category, labels, (), None)
        elif is_none_listed(words):
            yield Group(category, labels, (), unmarked(text, content, "."))
        else:
            notes = Span(content.end, body.end)
            items = _items(document, content, labels[1:], boxed, notes)
            parted = (part for item in items for part in _parted(text, item, boxed))
            bare = tuple(_without_mark(text, item, notes) for item in parted)
            yield Group(category, labels, bare, None)


def _labels(text: str, folded: Folded, body: Span) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The categories' labels, whole or parted over two lines with an item between the parts."""
    for category, phrases in terms()["categories"].items():
        for match in folded.finditer(label_pattern(phrases), body):
            label = match.group("label")
            if label and not _goes_into_prose(text, label):
                yield category, (label,)
    for category, (first, rest) in terms()["parted_labels"].items():
        head, tail = phrase_pattern(first), phrase_pattern(rest)
        pattern = rf"(?m)^[ ]?(?P<head>{head})[ ](?!{tail})[^\n]+\n[ ]?(?P<tail>{tail})(?=[ \n])"
        for match in folded.finditer(re.compile(pattern), body):
            parts = (match.group("head"), match.group("tail"))
            yield category, tuple(part.strip(text) for part in parts if part)


def _goes_into_prose(text: str, label: Span) -> bool:
    """ "Missing information on use in pregnancy", "Missing information refers to": no label.

    A word in small letters follows on its line, and is not all that does ("none").
    """
    following = re.match(r"[^\S\n]+([a-z][^\n]*)", text[label.end : label.end + 200])
    return following is not None and not is_none_listed(following.group(1))


def _start_of_list(folded: Folded, within: Span) -> int:
    """Where the list begins: after its head if that is printed, else with the section.

    Without a head, prose before the first label might use the labels' words; but a label stands
    at the start of a line, which prose rarely does, and what it wrongly takes shows as unread.
    """
    heads = [match.span.end for match in folded.finditer(list_head(), within)]
    return heads[0] if heads else within.start


def list_head() -> re.Pattern[str]:
    """The head of the table in II.A, on a line of its own."""
    return re.compile(label_pattern(terms()["list_heads"]).pattern + r"(?=[ ]?(?:\n|$))")


def _without_notes(document: Document, label: Span, content: Span) -> Span:
    """``content`` up to the notes below the list: where its table ends, or a note begins."""
    own = document.line_at(label.start)
    for line in document.lines:
        if line.span.start <= content.start or line.span.start >= content.end:
            continue
        outside = own and own.cell and (line.cell is None or line.cell[0] != own.cell[0])
        if outside or is_list_note(line.span.of(document.text)):
            return Span(content.start, line.span.start)
    return content


def _parted(text: str, item: Item, boxed: set[str]) -> Iterator[Item]:
    """An item that semicolons part into names which all have boxes of their own: each by itself."""
    cuts = [match.span() for match in re.finditer(r"\s*;\s*", item.name.of(text))]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), item.name.end - item.name.start]
    names = [
        Span(item.name.start + start, item.name.start + end)
        for start, end in zip(starts, ends, strict=True)
    ]
    if len(names) > 1 and all(folded_words(name.of(text)) in boxed for name in names):
        yield from (Item(name, name) for name in names)
    else:
        yield item


def _without_mark(text: str, item: Item, below: Span) -> Item:
    """An item without the mark of a footnote that stands ``below`` the list: "Bleeding a"."""
    words = item.name.of(text)
    mark = re.search(r"\s(\w)$", words)
    if mark and re.search(rf"(?m)^\s*{re.escape(mark[1])}\s+\S", below.of(text)):
        name = Span(item.name.start, item.name.start + mark.start())
        return Item(name, name if item.span == item.name else item.span)
    return item


def _items(
    document: Document, content: Span, labels: tuple[Span, ...], boxed: set[str], notes: Span
) -> tuple[Item, ...]:
    lines = list(pieces(document, _lines(document.text, content, labels)))
    marks = set(re.findall(r"(?m)^\s*(\w)\s+\S", notes.of(document.text)))
    hanging = [word for word in terms()["hanging"] if word not in marks]
    return tuple(list_items(document.text, lines, hanging, boxed))


def _lines(text: str, content: Span, labels: tuple[Span, ...]) -> Iterator[Span]:
    """The printed lines of ``content`` without what of a label stands in them."""
    breaks = [
        Span(match.start(), match.end())
        for match in re.compile(r"\r?\n|\f").finditer(text, content.start, content.end)
    ]
    for line in gaps(content, sorted([*breaks, *labels])):
        if line := line.strip(text):
            yield line
