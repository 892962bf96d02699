"""The field of risk minimisation measures in, measures and the label sections they cite out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.document import Document, Span, next_starts
from ingest.families.rmp_summary.terms import is_none, terms
from ingest.vocabulary import Folded, dictionary, phrase_pattern

MARKS = "•·▪●○◦\uf0a7\uf0b7*–—-.,;:&"
BULLETS = re.compile(r"(?:^|\n)\s*[•·▪●○◦\uf0a7\uf0b7*–—-]\s")


@dataclass(frozen=True, slots=True)
class Measures:
    """What stands under one label: ``items`` are measures, ``none`` that there are none."""

    kind: str
    label: Span
    items: tuple[tuple[Span, str | None], ...]
    """The span of each measure and its tool."""
    none: Span | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A section of the SmPC or the package leaflet, cited at ``span``."""

    label_section_id: str
    span: Span
    known: bool
    """False where the SmPC or the leaflet has no section of that number."""


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
        if not content:
            yield Measures(kind, label, (), None)
        elif is_none(content.of(document.text)):
            yield Measures(kind, label, (), Span(label.start, content.end))
        else:
            yield Measures(kind, label, tuple(_items(document.text, folded, content)), None)


@cache
def _label_pattern(kind: str) -> re.Pattern[str]:
    phrases = terms()["measure_labels"][kind]
    joined = "|".join(phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases)
    return re.compile(rf"(?m)(?<!\w)(?P<label>(?:{joined})(?=[ ]?:)|^[ ]?(?:{joined})(?=[ ]?$))")


def _items(text: str, folded: Folded, content: Span) -> Iterator[tuple[Span, str | None]]:
    """Cut at bullets, then before each word that names another tool.

    Words before the first tool go with it ("advice on monitoring in SmPC section 4.4" is one
    measure); a piece that names no tool is a measure of none.
    """
    cuts = [match.start() for match in BULLETS.finditer(text, content.start, content.end)]
    bounds = sorted({content.start, *cuts, content.end})
    for start, end in pairwise(bounds):
        piece = Span(start, end).strip(text, MARKS)
        if not piece:
            continue
        named = list(_tools(folded, piece))
        starts = [piece.start, *(span.start for span, _ in named[1:]), piece.end]
        tools: list[str | None] = [tool for _, tool in named] or [None]
        for left, right, tool in zip(starts[:-1], starts[1:], tools, strict=True):
            item = _without_and(text, Span(left, right).strip(text, MARKS))
            if item:
                yield item, tool


def _tools(folded: Folded, piece: Span) -> Iterator[tuple[Span, str]]:
    before = None
    for match in folded.finditer(_tool_pattern(), piece):
        tool = match.match.lastgroup
        if tool and tool != before:
            yield match.span, tool
            before = tool


@cache
def _tool_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:"
        + "|".join(
            f"(?P<{row['tool']}>{'|'.join(_wordings(row))})"
            for row in dictionary("measure_tools", ("tool", "wordings"))
        )
        + r")(?!\w)"
    )


def _wordings(row: dict[str, str]) -> list[str]:
    """The wordings of a row, parted at bars outside braces."""
    parts = re.findall(r"(?:\{[^}]*\}|[^|{])+", row["wordings"])
    return [phrase_pattern(part).removeprefix(r"\s*").removesuffix(r"\s*") for part in parts]


def _without_and(text: str, item: Span) -> Span:
    """``item`` without an "and" that only joins it to the next."""
    words = item.of(text)
    shorter = re.sub(r"[\s,;]+(?:and|&)$", "", words)
    return Span(item.start, item.start + len(shorter))


NUMBER = r"\d{1,2}(?:\.\d{1,2})*"
BETWEEN = r"[\s.,;/&]*(?:and|to|-)?[\s,;:]*(?:sections?\s*)?"


def parse_citations(folded: Folded, item: Span, tool: str | None) -> Iterator[Citation]:
    """The label sections that a measure cites, in the order printed.

    Read are ``SmPC sections: 4.2, 4.4``, ``SmPC 4.9``, ``SmPC: section 4.4``, ``SmPC sections 4.2
    4.4``, ``section 4.4. of the SPC``, ``PIL section 2 and 4``, and the like.
    """
    row = _documents().get(tool or "")
    if row is None:
        return
    names = "|".join(_wordings(row))
    lists = re.compile(
        rf"(?<!\w)(?:(?:{names})[\s:,(]*(?:sections?)?[\s:]*(?P<after>{NUMBER}(?:{BETWEEN}{NUMBER})*)"
        rf"|sections?[\s:]*(?P<before>{NUMBER}(?:{BETWEEN}{NUMBER})*)[\s.]*(?:of|in)\s+(?:the\s+)?(?:{names}))"
        r"(?![\d%])"
    )
    for match in folded.finditer(lists, item):
        numbers = match.group("after") or match.group("before")
        if numbers is None:
            continue
        for number in folded.finditer(re.compile(NUMBER), numbers):
            label_section = f"{row['label'].casefold()}-{number.match.group()}"
            yield Citation(label_section, number.span, label_section in _label_sections())


@cache
def _documents() -> dict[str, dict[str, str]]:
    return {row["tool"]: row for row in dictionary("measure_tools") if row["label"]}


@cache
def _label_sections() -> set[str]:
    return {row["id"] for row in dictionary("label_sections")}


def parse_legal_status(folded: Folded, item: Span) -> str | None:
    """The id of the legal status that a measure names; None when it is none that is known."""
    for row in dictionary("legal_statuses", ("id", "wordings")):
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(_wordings(row))})(?!\w)")
        if any(folded.finditer(pattern, item)):
            return row["id"]
    return None
