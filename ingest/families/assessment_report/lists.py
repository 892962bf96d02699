"""Lines of a list in, the spans of its items out: one item a safety concern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Line, Span
from ingest.families.assessment_report.terms import MARKS, terms

MARK = re.compile(rf"(?:[{re.escape(MARKS)}]|o(?=\s)|\(?\d{{1,2}}[.)])\s+(?=\S)")
NESTED = set("o○◦-–—")
"""Marks of items inside an item, where the items outside bear another mark or none."""


@dataclass(slots=True)
class Item:
    """``name`` is the outermost item without its mark, ``span`` has its nested items too."""

    name: Span
    span: Span
    last: Line


def items(text: str, lines: list[Line]) -> Iterator[Item]:
    """The items of a list, in order; final full stops and colons are left out of the names."""
    edge = max((line.box.x1 for line in lines if line.box), default=0.0)
    item: Item | None = None
    outer = ""
    for line in lines:
        mark = MARK.match(text, line.span.start, line.span.end)
        kind = _kind(mark.group()) if mark else ""
        bare = Span(mark.end() if mark else line.span.start, line.span.end).strip(text)
        if not bare:
            continue
        if item and kind in NESTED and kind != outer:
            item.span = Span(item.span.start, bare.end)
        elif item and not kind and item.span != item.name:
            item.span = Span(item.span.start, bare.end)  # a nested item, wrapped
        elif item and not kind and (outer or _goes_on(text, item, line, edge)):
            item.name = item.span = Span(item.name.start, bare.end)
        else:
            if item:
                yield _trimmed(text, item)
            item, outer = Item(bare, bare, line), kind
        item.last = line
    if item:
        yield _trimmed(text, item)


def _kind(mark: str) -> str:
    """A mark, all numbers alike."""
    return "1" if any(char.isdigit() for char in mark) else mark.strip()


def _goes_on(text: str, item: Item, line: Line, edge: float) -> bool:
    """Whether a line without a mark belongs to the item before it.

    It does when it begins with a small letter or a bracket, or the item ends in a word that
    cannot be the last of a name; and never when its first word had room in the line before.
    """
    words, said = line.span.of(text), item.name.of(text)
    if words[0].islower():
        return True
    if had_room(words, item.last, line, edge):
        return False
    ends = said.rsplit(maxsplit=1)[-1].casefold()
    return words[0] == "(" or ends in terms()["hanging"] or said.endswith((",", "/", "-"))


def had_room(words: str, before: Line, line: Line, edge: float) -> bool:
    """Whether the first word of ``line`` could have stood at the end of ``before``."""
    if before.box is None or line.box is None or before.page != line.page:
        return False
    letter = (line.box.x1 - line.box.x0) / len(words)
    return before.box.x1 + letter * (1 + len(words.split()[0])) < edge


def _trimmed(text: str, item: Item) -> Item:
    end = item.name.start + len(item.name.of(text).rstrip(" .:;,\n"))
    name = Span(item.name.start, end)
    return Item(name, name if item.span == item.name else item.span, item.last)
