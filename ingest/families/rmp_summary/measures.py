"""The field of risk minimisation measures in, measures and the label sections they cite out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.bullets import LISTED, unmarked
from ingest.document import Document, Span, next_starts
from ingest.families.rmp_summary.terms import is_none, terms
from ingest.measure_tools import tools_named
from ingest.vocabulary import Folded, phrase_pattern

MARKS = ".,;:&"


@dataclass(frozen=True, slots=True)
class Measures:
    """What stands under one label: ``items`` are measures, ``none`` that there are none."""

    kind: str
    label: Span
    items: tuple[tuple[Span, str | None], ...]
    """The span of each measure and its tool."""
    none: Span | None


def parse_measures(document: Document, folded: Folded, field: Span) -> Iterator[Measures]:
    """The parts of the field by label ("Routine ... measures:", "Additional ... measures:")."""
    labels = sorted(
        (span, kind)
        for kind in terms()["measure_labels"]
        for match in folded.finditer(_label_pattern(kind), field)
        if (span := match.group("label"))
    )
    ends = next_starts([span for span, _ in labels], field.end)
    for (label, kind), end in zip(labels, ends, strict=True):
        content = Span(label.end, end).strip(document.text, ":")
        first = Span(content.start, _line_end(document.text, content)).strip(document.text)
        if not content:
            yield Measures(kind, label, (), None)
        elif is_none(first.of(document.text)):
            # What stands below a "none" is no measure; it is left unread.
            yield Measures(kind, label, (), Span(label.start, first.end))
        else:
            yield Measures(kind, label, tuple(measure_items(document.text, folded, content)), None)


def _line_end(text: str, content: Span) -> int:
    found = text.find("\n", content.start, content.end)
    return found if found >= 0 else content.end


@cache
def _label_pattern(kind: str) -> re.Pattern[str]:
    phrases = terms()["measure_labels"][kind]
    joined = "|".join(phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases)
    return re.compile(rf"(?m)(?<!\w)(?P<label>(?:{joined})(?=[ ]?:)|^[ ]?(?:{joined})(?=[ ]?$))")


def listed(text: str, content: Span) -> Iterator[Span]:
    """The pieces of ``content`` between bullets, marks left out; all of it without bullets."""
    cuts = [match.start() for match in LISTED.finditer(text, content.start, content.end)]
    for start, end in pairwise(sorted({content.start, *cuts, content.end})):
        if piece := unmarked(text, Span(start, end), MARKS):
            yield piece


def measure_items(text: str, folded: Folded, content: Span) -> Iterator[tuple[Span, str | None]]:
    """Each measure listed in ``content`` with its tool.

    Cut at bullets, then before each word that names another tool.

    Words before the first tool go with it ("advice on monitoring in SmPC section 4.4" is one
    measure); a piece that names no tool is a measure of none.
    """
    for piece in listed(text, content):
        named = list(tools_named(folded, piece))
        starts = [piece.start, *(span.start for span, _ in named[1:]), piece.end]
        tools: list[str | None] = [tool for _, tool in named] or [None]
        for left, right, tool in zip(starts[:-1], starts[1:], tools, strict=True):
            item = _without_and(text, unmarked(text, Span(left, right), MARKS))
            if item:
                yield item, tool


def _without_and(text: str, item: Span) -> Span:
    """``item`` without an "and" that only joins it to the next."""
    words = item.of(text)
    shorter = re.sub(r"[\s,;]+(?:and|&)$", "", words)
    return Span(item.start, item.start + len(shorter))
