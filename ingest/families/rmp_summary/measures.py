"""Words of a field of risk minimisation measures in, each measure with its tool out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ingest.bullets import LISTED, unmarked
from ingest.document import Span
from ingest.families.rmp_summary.measure_lines import next_citations, supply_lines
from ingest.families.rmp_summary.measure_sentences import LINE, led_up_to
from ingest.families.rmp_summary.said_none import MARKS
from ingest.families.rmp_summary.terms import said_pattern, terms
from ingest.label_citations import (
    LEGAL_STATUS,
    citation_start,
    ends_in_legal_status,
    goes_on,
    legal_status_lines,
)
from ingest.measure_tools import is_denied, kind_of_tool, tools_named
from ingest.sentences import ends_in_abbreviation
from ingest.vocabulary import Folded

END = frozenset(".!?")
LONGEST_STATUS = 200
"""Characters. No legal status in lines of its own is longer."""
PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*(?=[A-Z])")
"""Between paragraphs, the second of which does not go on with a sentence."""


def says_no_tool(folded: Folded, item: Span) -> bool:
    """Whether a measure's words only deny or end the tools that they name."""
    named = list(tools_named(folded, item))
    return bool(named) and all(is_denied(folded, span, item) for span, _ in named)


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
    measure); a piece that names no tool is a measure of none, each paragraph of it one.
    """
    document: str | None = None
    for piece in _paragraphs(text, folded, content):
        named = _beginnings(text, folded, piece)
        if not named and document == "smpc" and goes_on(folded, piece):
            named = [(piece.start, "smpc")]
        document = named[-1][1] if named else document
        later = led_up_to(text, piece.start, [start for start, _ in named[1:]])
        starts = [piece.start, *later, piece.end]
        tools = [tool for _, tool in named] or [None]
        for left, right, tool in zip(starts[:-1], starts[1:], tools, strict=True):
            item = _without_and(text, unmarked(text, Span(left, right), MARKS))
            if item:
                yield item, tool


def _paragraphs(text: str, folded: Folded, content: Span) -> Iterator[Span]:
    """The pieces of ``content``, cut too where a paragraph is whole: behind a sentence that names
    no tool, and behind a legal status, be it in the next line."""
    for piece in listed(text, content):
        start = piece.start
        for line in LINE.finditer(text, piece.start, piece.end):
            before = Span(start, line.start())
            is_paragraph = PARAGRAPH.match(text, line.start(), piece.end) is not None
            if _is_whole(text, folded, before, is_paragraph):
                yield unmarked(text, before, MARKS)
                start = line.end()
        yield Span(start, piece.end)


def _is_whole(text: str, folded: Folded, before: Span, is_paragraph: bool) -> bool:
    """Whether nothing goes on behind ``before``: a legal status that ends it, or a paragraph."""
    line = text.rfind("\n", before.start, max(before.start, before.end - LONGEST_STATUS))
    last = Span(max(before.start, line + 1), before.end)
    if ends_in_legal_status(text, folded, last):
        return True
    named = [tool for _, tool in tools_named(folded, before)] if is_paragraph else []
    if is_paragraph and any(legal_status_lines(text, folded, before)):
        named.append(LEGAL_STATUS)
    if named or not is_paragraph:
        return named[-1:] == [LEGAL_STATUS]
    return before.of(text).rstrip()[-1:] in END and not ends_in_abbreviation(text, before)


def _beginnings(text: str, folded: Folded, piece: Span) -> list[tuple[int, str | None]]:
    """Where measures begin in ``piece``, each with its tool; of one tool twice running the first,
    unless a line begins with the next citation of it.

    A citation begins at its first section ("sections 2 & 4 of the PL"), a legal status at the
    line that it begins. A tool inside a sentence on a routine measure begins none, nor one that
    a programme comes with.
    """
    parts = {span.start for span in _parts(folded, piece)}
    again = set(next_citations(text, folded, piece))
    found = sorted(
        {
            *(
                (citation_start(folded, piece, span), tool)
                for span, tool in tools_named(folded, piece)
            ),
            *((span.start, LEGAL_STATUS) for span in legal_status_lines(text, folded, piece)),
            *again,
        }
    )
    named: list[tuple[int, str | None]] = []
    for start, tool in found:
        if named and tool == named[-1][1] and (start, tool) not in again:
            continue
        if start in parts or (named and _is_same_form(text, named[-1][1], start, tool)):
            continue
        aside = named and kind_of_tool(tool) == "additional" != kind_of_tool(named[0][1])
        if not (aside and _inside_sentence(text[piece.start : start])):
            named.append((start, tool))
    return _with_supply(text, named, supply_lines(text, folded, piece))


def _is_same_form(text: str, before: str | None, start: int, tool: str | None) -> bool:
    """Whether two tools are one thing with two names: "checklist/acknowledgement form"."""
    additional = {kind_of_tool(before), kind_of_tool(tool)} == {"additional"}
    return additional and text[start - 1] == "/"


def _with_supply(
    text: str, named: list[tuple[int, str | None]], supply: Iterable[int]
) -> list[tuple[int, str | None]]:
    """``named`` and the lines of ``supply``, which name no tool and lead up to none."""
    starts = [start for start, _ in named]
    for line in supply:
        behind = next((start for start in starts if start >= line), None)
        if behind is None or (behind > line and text[:behind].rstrip(" ").endswith("\n")):
            named.append((line, None))
    return sorted(named, key=lambda one: one[0])


def own_words(folded: Folded, item: Span) -> Span:
    """The words of a measure up to the first tool that it comes with."""
    return Span(item.start, next((span.start for span in _parts(folded, item)), item.end))


def _parts(folded: Folded, piece: Span) -> Iterator[Span]:
    """The tools that a programme comes with: "a programme with a guide and a checklist".

    What is cited is no part, nor is what stands in other words ("together with") beside it.
    """
    programme, joins, goes_on = (
        said_pattern(f"measure_{key}") for key in ("programmes", "comes_with", "and_with")
    )
    is_part = False
    for (before, _), (span, tool) in pairwise(tools_named(folded, piece)):
        between = folded.text[folded.bounds(before)[1] : folded.bounds(span)[0]].strip()
        opens = any(folded.finditer(programme, before)) and joins.fullmatch(between)
        is_part = bool(opens or (is_part and goes_on.fullmatch(between)))
        is_part = is_part and kind_of_tool(tool) == "additional"
        if is_part:
            yield span


def _inside_sentence(before: str) -> bool:
    """Whether the words before a tool lead up to it: "unless the conditions of the"."""
    words = re.sub(r"(?:\s(?:an?|the))?\s*$", "", before.casefold())
    if re.search(r"(?:^|[.;,:&+/(]|\s(?:and|or))$", words):
        return False
    last = words.split()[-1] if words.split() else ""
    return "\n" not in before[len(words) :] or last in terms()["hanging"]


def _without_and(text: str, item: Span) -> Span:
    """``item`` without an "and" that only joins it to the next."""
    words = item.of(text)
    shorter = re.sub(r"[\s,;]+(?:and|&)$", "", words)
    return Span(item.start, item.start + len(shorter))
