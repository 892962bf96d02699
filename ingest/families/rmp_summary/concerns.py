"""Section II.A in, the safety concerns that it lists out, category by category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.bullets import BULLET, NESTED, kind_of, unmarked
from ingest.document import Document, Span, gaps, next_starts
from ingest.families.rmp_summary.terms import is_none, label_pattern, terms
from ingest.vocabulary import Folded, folded_words


@dataclass(frozen=True, slots=True)
class Item:
    """A concern as listed: ``name`` is the outermost item, ``span`` has its nested items too."""

    name: Span
    span: Span


@dataclass(frozen=True, slots=True)
class Group:
    """A category's label in II.A and what is listed under it."""

    category: str
    label: Span
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
    labels = sorted(
        (label, category)
        for category, phrases in terms()["categories"].items()
        for match in folded.finditer(label_pattern(phrases), body)
        if (label := match.group("label"))
    )
    ends = next_starts([label for label, _ in labels], body.end)
    for (label, category), end in zip(labels, ends, strict=True):
        content = Span(label.end, end).strip(document.text, ":")
        if not content:
            yield Group(category, label, (), None)
        elif is_none(content.of(document.text)):
            yield Group(category, label, (), unmarked(document.text, content, "."))
        else:
            items = tuple(_items(document.text, content, boxed))
            yield Group(category, label, items, None)


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


def _items(text: str, content: Span, boxed: set[str]) -> Iterator[Item]:
    """One item a concern: its mark and a final full stop or colon left out."""
    item: Item | None = None
    outer = ""
    for line in _lines(text, content):
        bullet = BULLET.match(text, line.start, line.end)
        mark = kind_of(bullet.group()) if bullet else ""
        bare = Span(bullet.end() if bullet else line.start, line.end).strip(text)
        if not bare:
            continue
        if item and mark in NESTED and mark != outer:
            item = Item(item.name, Span(item.span.start, bare.end))
        elif item and not mark and item.span != item.name:
            item = Item(item.name, Span(item.span.start, bare.end))  # a nested item, wrapped
        elif item and _goes_on(text, item.name, bare, mark, outer, boxed):
            item = Item(Span(item.name.start, bare.end), Span(item.name.start, bare.end))
        else:
            if item:
                yield _trimmed(text, item)
            item, outer = Item(bare, bare), mark
    if item:
        yield _trimmed(text, item)


def _goes_on(text: str, name: Span, line: Span, mark: str, outer: str, boxed: set[str]) -> bool:
    """Whether ``line`` belongs to the item before it, whose words so far are ``name``.

    It does when only the first line of the item bears a mark; when both together are (or begin)
    the name over a box; or when it begins with a small letter or a bracket, or the item ends in
    a word that cannot be the last of a name.
    """
    if mark:
        return False
    if outer:
        return True
    both = folded_words(Span(name.start, line.end).of(text))
    if both in boxed or any(name_.startswith(f"{both} ") for name_ in boxed):
        return True
    if folded_words(name.of(text)) in boxed:
        return False
    last = name.of(text).rsplit(maxsplit=1)[-1].casefold()
    return line.of(text)[0].islower() or line.of(text)[0] == "(" or last in terms()["hanging"]


def _trimmed(text: str, item: Item) -> Item:
    name = Span(item.name.start, item.name.start + len(item.name.of(text).rstrip(" .:;,\n")))
    return Item(name, name if item.span == item.name else item.span)


def _lines(text: str, content: Span) -> Iterator[Span]:
    breaks = [
        Span(match.start(), match.end())
        for match in re.compile(r"\r?\n|\f").finditer(text, content.start, content.end)
    ]
    for line in gaps(content, breaks):
        if line := line.strip(text):
            yield line
