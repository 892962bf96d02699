"""A field in, the words that say there is nothing in it out: "None proposed", "No routine ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Span
from ingest.families.rmp_summary.measure_lines import first_measure
from ingest.families.rmp_summary.terms import none_measures, said_pattern
from ingest.label_citations import documents, parse_citations
from ingest.measure_tools import is_denied, kind_of_tool, tools_named
from ingest.vocabulary import Folded

MARKS = ".,;:&"
"""What parts words that are listed, and is none of them."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Words that say there is nothing.

    ``state`` is ``stated_none`` or ``not_applicable``, ``rest`` what goes on after the words,
    ``below`` what follows from the next line on that is a measure.
    """

    span: Span
    state: str
    rest: Span | None
    below: Span | None = None


def none_stated(text: str, folded: Folded, content: Span, kind: str) -> Nothing | None:
    """What says that there are no measures of ``kind``, at the beginning of ``content``.

    "None" alone, with a sentence after it, or with measures in lines below it. It is none no more
    where the sentence goes on with a tool ("None; however a patient card is provided") or with
    words that take something out.
    """
    found = nothing_first(text, folded, content, none_measures(kind))
    if found is None or found.rest is None:
        return found
    is_line = _is_next_line(text, found.span, found.rest)
    measure = first_measure(text, folded, Span(found.span.end, content.end))
    below = Span(measure, content.end) if measure else None
    rest = Span(found.rest.start, below.start if below else found.rest.end).strip(text, MARKS)
    if is_line or not rest:
        return Nothing(found.span, found.state, None, below)
    live = (tool for place, tool in tools_named(folded, rest) if not is_denied(folded, place, rest))
    if any(_takes_back(folded, rest, kind, tool) for tool in live):
        return None
    return Nothing(found.span, found.state, rest, below)


def _takes_back(folded: Folded, rest: Span, kind: str, tool: str) -> bool:
    """Whether a tool that words name after a "none" is one of ``kind`` after all; a document is
    only where a section of it is cited."""
    is_cited = tool not in documents() or any(parse_citations(folded, rest, tool, alone=True))
    return is_cited and (kind != "additional" or kind_of_tool(tool) == kind)


def _is_next_line(text: str, span: Span, rest: Span) -> bool:
    """Whether what is said behind ``span`` begins anew in a line below it."""
    return "\n" in text[span.end : rest.start] and not rest.of(text)[0].islower()


def nothing_first(
    text: str, folded: Folded, content: Span, patterns: Iterable[tuple[str, re.Pattern[str]]]
) -> Nothing | None:
    """What says by one of ``patterns`` (each with its state) at the beginning of ``content`` that
    there is nothing; None where words behind it take something out."""
    at, end = folded.bounds(content)
    found = [
        (match.end(), state)
        for state, pattern in patterns
        if (match := pattern.match(folded.text, at, end))
    ]
    if not found:
        return None
    stop, state = max(found)
    mark = re.compile(r"\s*[.;](?!\w)").match(folded.text, stop, end)
    span = folded.span(at, mark.end() if mark else stop).strip(text)
    rest = Span(span.end, content.end).strip(text, MARKS)
    if not rest:
        return Nothing(span, state, None)
    if not re.search(r"\w", span.of(text)):
        return None  # a bullet, after which something is said
    if not _is_next_line(text, span, rest) and any(
        folded.finditer(said_pattern("none_unless"), rest)
    ):
        return None
    return Nothing(span, state, rest)
