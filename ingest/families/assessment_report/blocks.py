"""A document and its chapter's place in; headings, paragraphs and tables in reading order out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document, Line, Span
from ingest.families.assessment_report.terms import compiled, section_of
from ingest.plan_words import category_label
from ingest.tables import Table, explains_categories, table_of
from ingest.vocabulary import folded_words

NOTE = re.compile(r"\s*[*†‡§#]+\s*\w")
LINE = 0.9
"""White between two lines of one paragraph is less than this share of a line's height."""
SAME_SIZE = 0.05
"""Heights of lines in one type differ by less than this share."""


@dataclass(frozen=True, slots=True)
class Title:
    """A heading (its ``key`` is the section it begins), a caption, a category over a list."""

    span: Span
    key: str
    kind: str


@dataclass(slots=True)
class Paragraph:
    """Lines of prose without a blank line between them."""

    section: str
    span: Span
    lines: list[Line]


Block = Title | Paragraph | Table


def blocks(document: Document, chapter: Span) -> Iterator[Block]:
    """What stands in the chapter, in reading order."""
    text, section = document.text, "introduction"
    block: Paragraph | Table | None = None
    for line in _lines(document, chapter):
        table = table_of(text, block if isinstance(block, Table) else None, line)
        if table:
            if block is not table:
                yield from [block] if block else []
            block = table
            table.add(text, line)
            continue
        if title := _title(line, text):
            yield from [block] if block else []
            block = None
            section = title.key if title.kind == "section" else section
            yield title
        elif isinstance(block, Paragraph) and not _parted(text, block.lines, line):
            block.span = Span(block.span.start, line.span.end)
            block.lines.append(line)
        else:
            yield from [block] if block else []
            block = Paragraph(section, line.span, [line])
    if block:
        yield block


def _lines(document: Document, chapter: Span) -> Iterator[Line]:
    for line in document.lines:
        if chapter.covers(line.span) and line.span:
            yield line


def _title(line: Line, text: str) -> Title | None:
    words = line.span.of(text)
    if key := section_of(words):
        return Title(line.span, key, "section")
    if category := category_label(words):
        return Title(line.span, category, "category")
    folded = folded_words(words)
    if compiled("captions", r"{}(?: \w+(?:\.\w+)*)?\s*[:.]\s*\S").match(folded):
        return Title(line.span, "caption", "caption")
    return None


def _parted(text: str, above: list[Line], below: Line) -> bool:
    """Whether a new paragraph begins between the lines ``above`` and ``below``.

    In a PDF it does where a whole line of white stands between them, where a footnote's type
    changes its size, and over a page break where a sentence has ended. In a text file it does at
    a blank line. (Elsewhere a taller line is no sign: it may hold a raised figure.)
    """
    last = above[-1]
    if is_footnote(below.span.of(text)):
        return True
    if last.box is None or below.box is None:
        return text[last.span.end : below.span.start].count("\n") > 1
    if last.page != below.page:
        return last.span.of(text).endswith((".", ":", ";", "!", "?"))
    height = last.box.bottom - last.box.top
    changed = abs(below.box.bottom - below.box.top - height) > SAME_SIZE * height
    if changed and is_footnote(above[0].span.of(text)):
        return True
    return below.box.top - last.box.bottom > LINE * height


def is_footnote(words: str) -> bool:
    """Whether ``words`` begin a footnote: with a mark, or on what the categories are."""
    return bool(NOTE.match(words)) or explains_categories(folded_words(words))
