"""What every stage speaks of: spans of a text, and the document they lie in. No input or output."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import ClassVar


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: code points ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span in ``text``."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def strip(self, text: str, marks: str = "") -> Span:
        """This span without white space (and without ``marks``) at either end."""
        words = self.of(text)
        drop = f"{marks} \t\n\r\f\v\u00a0\u2009\u202f\u200b"
        left = len(words) - len(words.lstrip(drop))
        right = len(words.rstrip(drop))
        return Span(self.start + left, self.start + max(left, right))

    def __bool__(self) -> bool:
        """False for a span without a character."""
        return self.end > self.start


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line (in a ruled table: a line of one cell) and where it stands."""

    span: Span
    page: int | None = None
    box: Box | None = None
    cell: tuple[int, int, int] | None = None
    """Table, row and column, counted over the document from 0; None outside ruled tables."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its size in points (None for text files, and for pages not read)."""

    number: int
    width: float | None = None
    height: float | None = None
    read: bool = True


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words on a page that are no part of what the document says, such as its page number.

    Those of a PDF have a box and are kept apart from its text; those of a text file have a span.
    """

    page: int
    text: str
    reason: str
    box: Box | None
    span: Span | None = None


@dataclass(frozen=True)
class Document:
    """A source file as read. ``text`` is sacred: nothing ever changes it."""

    id: str
    text: str
    media_type: str
    lines: tuple[Line, ...] = ()
    pages: tuple[Page, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    """What the source's source.yml says of it, such as the product's name."""

    @cached_property
    def plain(self) -> Document:
        """This document with blanks in the place of the furniture in its text: to be read.

        All offsets are the same; quotes are cut from the text itself.
        """
        spans = [item.span for item in self.furniture if item.span]
        if not spans:
            return self
        text = list(self.text)
        for span in spans:
            text[span.start : span.end] = " " * (span.end - span.start)
        return replace(self, text="".join(text))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.span.start for line in self.lines]

    def line_at(self, offset: int) -> Line | None:
        """The line that the character at ``offset`` stands in; None where there are no lines."""
        if not self.lines:
            return None
        return self.lines[max(0, bisect_right(self._line_starts, offset) - 1)]

    def page_at(self, offset: int) -> int | None:
        """The page of the character at ``offset``; None where the file has no page breaks."""
        line = self.line_at(offset)
        return line.page if line else None

    def where(self, offset: int) -> str:
        """A place a person can find: ``page 3, line 41`` (lines counted over the text)."""
        line = f"line {self.text.count(chr(10), 0, offset) + 1}"
        page = self.page_at(offset)
        return line if page is None else f"page {page}, {line}"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that was recognised, and the text it heads (up to the next heading)."""

    key: str
    level: int
    heading: Span
    body: Span


@dataclass(frozen=True, slots=True)
class Record:
    """A claim about a span of a document's text. Families extend it, one class a table."""

    table: ClassVar[str]
    span: Span


def gaps(whole: Span, taken: list[Span]) -> Iterator[Span]:
    """The parts of ``whole`` that none of ``taken`` covers, in order."""
    at = whole.start
    for span in sorted(taken):
        if span.start > at:
            yield Span(at, min(span.start, whole.end))
        at = max(at, span.end)
        if at >= whole.end:
            return
    if at < whole.end:
        yield Span(at, whole.end)


def next_starts(spans: list[Span], end: int) -> list[int]:
    """For each of ``spans``, in order, where the next one starts; for the last one ``end``."""
    return [span.start for span in spans[1:]] + [end] * bool(spans)
