"""Printed lines of a list in, its items out: what is wrapped, what is nested, what is next.

An item goes on in the next line where the words say so (a small letter, an open bracket, a word
that ends no name), where the marks say so, or where the page does: in the white between lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.bullets import BULLET, NESTED, SIGN, kind_of
from ingest.document import Box, Document, Span
from ingest.vocabulary import folded_words

ALONE = re.compile(rf"{SIGN}|o")
"""A mark that a text extraction printed on a line of its own."""
FOOTNOTE_MARKS = "*†‡§"
SAME = 0.25
"""Lines of one item are this close, in line heights, to the closest two lines of the list."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a list (or what is left of it beside a label), and where it is printed."""

    span: Span
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """``name`` is the outermost item without its mark, ``span`` has its nested items too."""

    name: Span
    span: Span


def pieces(document: Document, spans: Iterable[Span]) -> Iterator[Piece]:
    """``spans`` (each within one printed line) with the places of their lines."""
    for span in spans:
        line = document.line_at(span.start)
        yield Piece(span, line.page, line.box) if line else Piece(span)


def list_items(
    text: str, lines: list[Piece], hanging: Collection[str], known: Collection[str] = ()
) -> Iterator[Item]:
    """The items of a list, marks and final stops and colons left out of their names.

    ``hanging`` are words that end no name; ``known`` are names (folded) that the document prints
    elsewhere: lines that only together make one of them are one item.
    """
    reader = _Reader(text, lines, hanging, known)
    item: Item | None = None
    before: Piece | None = None
    outer = ""
    waiting: list[str] = []  # marks printed on lines of their own, before their items
    for line in lines:
        if ALONE.fullmatch(line.span.of(text)):
            waiting.append(line.span.of(text))
            continue
        bullet = BULLET.match(text, line.span.start, line.span.end)
        mark = kind_of(bullet.group()) if bullet else ""
        if waiting and not mark and not (item and reader.must_go_on(item.name, line)):
            mark = kind_of(waiting.pop(0))
        bare = Span(bullet.end() if bullet else line.span.start, line.span.end).strip(text)
        if not bare:
            continue
        nested = item is not None and item.span != item.name
        if item and ((mark in NESTED and mark != outer) or (nested and not mark)):
            item = Item(item.name, Span(item.span.start, bare.end))
        elif item and before and not mark and (outer or reader.goes_on(item.name, before, line)):
            item = Item(*[Span(item.name.start, bare.end)] * 2)
        else:
            if item:
                yield _trimmed(text, item)
            item, outer = Item(bare, bare), mark
        before = line
    if item:
        yield _trimmed(text, item)


class _Reader:
    """What can be told of a list as a whole, for each of its lines without a mark."""

    def __init__(
        self, text: str, lines: list[Piece], hanging: Collection[str], known: Collection[str]
    ) -> None:
        self.text, self.hanging, self.known = text, hanging, known
        self.edge = max((line.box.x1 for line in lines if line.box), default=0.0)
        whites = [white for a, b in pairwise(lines) if (white := _white(a, b)) is not None]
        self.least, self.most = min(whites, default=0.0), max(whites, default=0.0)

    def goes_on(self, name: Span, before: Piece, line: Piece) -> bool:
        """Whether ``line``, which has no mark, belongs to the item that so far is ``name``."""
        words, said = line.span.of(self.text), name.of(self.text)
        both = folded_words(Span(name.start, line.span.end).of(self.text))
        if both in self.known or any(other.startswith(f"{both} ") for other in self.known):
            return True
        if folded_words(said) in self.known:
            return False
        if self.must_go_on(name, line):
            return True
        return self._close(before, line) and not self._had_room(words, before, line)

    def must_go_on(self, name: Span, line: Piece) -> bool:
        """Whether the words leave no choice: a small letter, an open bracket, a hanging word."""
        words, said = line.span.of(self.text), name.of(self.text)
        last = said.rsplit(maxsplit=1)[-1].casefold()
        return (
            words[0].islower()
            or words[0] == "("
            or last in self.hanging
            or said.count("(") > said.count(")")
            or said.endswith((",", "/", "-"))
        )

    def _had_room(self, words: str, before: Piece, line: Piece) -> bool:
        """Whether the first word of ``line`` could have stood at the end of ``before``."""
        if before.box is None or line.box is None or before.page != line.page:
            return False
        letter = (line.box.x1 - line.box.x0) / len(words)
        return before.box.x1 + letter * (1 + len(words.split()[0])) < self.edge

    def _close(self, before: Piece, line: Piece) -> bool:
        """Whether a list that has more white between its items has less here."""
        white = _white(before, line)
        height = line.box.bottom - line.box.top if line.box else 0.0
        return (
            white is not None
            and self.most - self.least > SAME * height
            and white - self.least < SAME * height / 2
        )


def _white(above: Piece, below: Piece) -> float | None:
    """The white between two lines of a page; None where they are not one below the other."""
    if above.box is None or below.box is None or above.page != below.page:
        return None
    white = below.box.top - above.box.bottom
    return white if white > -(below.box.bottom - below.box.top) / 2 else None


def _trimmed(text: str, item: Item) -> Item:
    bare = item.name.of(text).rstrip(f" .:;,\n{FOOTNOTE_MARKS}")
    name = Span(item.name.start, item.name.start + len(bare))
    return Item(name, name if item.span == item.name else item.span)
