"""A cell of a table of measures in, what stands in it out, under the label that it bears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.bullets import SIGN, unmarked
from ingest.document import Span, next_starts
from ingest.families.assessment_report.terms import compiled
from ingest.measure_tools import tools_named
from ingest.plan_context import Context
from ingest.plan_words import is_none

STRIP = "•·▪●○◦\uf0a7\uf0b7*–—-.,;:&"
BULLETS = re.compile(rf"(?:^|\n)\s*{SIGN}\s")
FIELDS = {
    "measures": ("routine_measures", "additional_measures"),
    "pharmacovigilance": ("routine_pharmacovigilance", "additional_pharmacovigilance"),
}
"""The columns that hold two fields, each under a label of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a cell: ``none`` where it states that there is nothing."""

    field: str
    label: Span | None
    span: Span
    none: bool


def parts_of(context: Context, role: str, cell: Span) -> Iterator[Part]:
    """The fields of a cell. In a column of two fields what no label heads is left out."""
    if role not in FIELDS:
        yield _part(context, role, None, cell)
        return
    labels = sorted(
        (match.span, field)
        for field in FIELDS[role]
        for match in context.folded.finditer(
            compiled(f"cell_labels.{field}", r"(?m)(?<!\w){}(?=[ ]?(?::|$))"), cell
        )
    )
    ends = next_starts([label for label, _ in labels], cell.end)
    for (label, field), end in zip(labels, ends, strict=True):
        if content := Span(label.end, end).strip(context.text, ":"):
            yield _part(context, field, label, content)


def _part(context: Context, field: str, label: Span | None, span: Span) -> Part:
    none = is_none(span.of(context.text))
    return Part(field, label, _bare(context.text, span) or span, none)


def measures_of(context: Context, span: Span) -> Iterator[tuple[Span, str | None]]:
    """The measures in a field, each with its tool: cut at bullets, and before another tool.

    Words before the first tool go with it; a piece that names no tool is a measure of none.
    A bullet under a line that names a tool is part of what that line announces.
    """
    text = context.text
    cuts = [match.start() for match in BULLETS.finditer(text, span.start, span.end)]
    bounds = sorted({span.start, *cuts, span.end})
    before: tuple[Span, str | None] | None = None
    for start, end in pairwise(bounds):
        for item, tool in _tools(context, _bare(text, Span(start, end))):
            if before and tool is None and before[1]:
                before = (Span(before[0].start, item.end), before[1])
                continue
            if before:
                yield before
            before = (item, tool)
    if before:
        yield before


def _tools(context: Context, piece: Span) -> Iterator[tuple[Span, str | None]]:
    if not piece:
        return
    named = list(tools_named(context.folded, piece))
    starts = [piece.start, *(_lead(context, piece, span) for span, _ in named[1:]), piece.end]
    tools: list[str | None] = [tool for _, tool in named] or [None]
    for left, right, tool in zip(starts[:-1], starts[1:], tools, strict=True):
        words = _bare(context.text, Span(left, right)).of(context.text)
        shorter = re.sub(r"[\s,;]+(?:and|&)$", "", words)
        item = _bare(context.text, Span(left, right))
        if shorter:
            yield Span(item.start, item.start + len(shorter)), tool


def _lead(context: Context, piece: Span, tool: Span) -> int:
    """Where a measure begins that names its tool: "section 4.4 of the" stands before."""
    before = context.text[piece.start : tool.start]
    lead = re.search(r"(?i)(?<!\w)sections?\s[^;\n]*?\b(?:of|in)\s+(?:the\s+)?(?:\w+\s+)?$", before)
    return piece.start + lead.start() if lead else tool.start


def _bare(text: str, span: Span) -> Span:
    """``span`` without marks and stops at its ends."""
    return unmarked(text, span.strip(text, STRIP)).strip(text, STRIP)
