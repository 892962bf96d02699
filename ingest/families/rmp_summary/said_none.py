"""A field in, the words that say there is nothing in it out: "None proposed", "No routine ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Span
from ingest.families.rmp_summary.terms import none_measures, said_pattern
from ingest.measure_tools import is_denied, kind_of_tool, tools_named
from ingest.vocabulary import Folded

MARKS = ".,;:&"
"""What parts words that are listed, and is none of them."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Words that say there is nothing.

    ``state`` is ``stated_none`` or ``not_applicable``, ``rest`` what goes on after the words.
    """

    span: Span
    state: str
    rest: Span | None


def none_stated(text: str, folded: Folded, content: Span, kind: str) -> Nothing | None:
    """What says that there are no measures of ``kind``, at the beginning of ``content``.

    "None" alone or with a sentence after it. It is none no more where the sentence goes on with a
    tool ("None; however a patient card is provided") or with words that take something out.
    """
    found = nothing_first(text, folded, content, none_measures(kind))
    if found is None or found.rest is None:
        return found
    rest = found.rest
    if "\n" in text[found.span.end : rest.start] and not rest.of(text)[0].islower():
        return Nothing(found.span, found.state, None)
    live = (tool for place, tool in tools_named(folded, rest) if not is_denied(folded, place, rest))
    if any(kind != "additional" or kind_of_tool(tool) == kind for tool in live):
        return None
    return found


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
    is_line = "\n" in text[span.end : rest.start] and not rest.of(text)[0].islower()
    if not is_line and any(folded.finditer(said_pattern("none_unless"), rest)):
        return None
    return Nothing(span, state, rest)
