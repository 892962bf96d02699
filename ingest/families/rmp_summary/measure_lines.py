"""Measures as printed in, the lines out at which one of them begins though no other tool is named:
the next citation, a legal status, words on prescription and supply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.document import Span
from ingest.families.rmp_summary.terms import hangs, label_pattern, terms
from ingest.label_citations import citing_lines, legal_status_lines, parse_citations
from ingest.vocabulary import Folded

STOP = re.compile(r"[.;](?=\s)")


def first_measure(text: str, folded: Folded, within: Span) -> int | None:
    """Where the first line begins that is a legal status or a citation."""
    starts = [span.start for span in legal_status_lines(text, folded, within)]
    starts += [start for start, _ in citing_lines(text, folded, within)]
    return min(starts, default=None)


def next_citations(text: str, folded: Folded, piece: Span) -> Iterator[tuple[int, str]]:
    """The lines that begin with a citation behind one that is whole, each with its tool.

    "SmPC section 4.2" + "SmPC section 4.4, where advice is given"; not where the line before goes
    on ("as recommended in the"), or leads up to it with a sentence that itself cites nothing.
    """
    measure = piece.start
    for start, tool in sorted(citing_lines(text, folded, piece)):
        before = Span(measure, start)
        if start > measure and _is_whole(text, folded, before, tool):
            measure = start
            yield start, tool


def _is_whole(text: str, folded: Folded, before: Span, tool: str) -> bool:
    words = before.of(text).rstrip()
    stops = [stop.end() for stop in STOP.finditer(words)]
    last = Span(before.start + (stops[-1] if stops else 0), before.end)
    cites = any(parse_citations(folded, last, tool, alone=True))
    goes_on = hangs(words) or words.split()[-1].casefold() in _leads_to_name()
    return cites and not goes_on and words.count("(") == words.count(")")


@cache
def _leads_to_name() -> frozenset[str]:
    return frozenset([*terms()["leads_to_name"], *terms()["leads_to_citation"]])


def supply_lines(text: str, folded: Folded, piece: Span) -> Iterator[int]:
    """Where a line begins with words on prescription and supply: "Prescriptions for women ..."."""
    for match in folded.finditer(label_pattern(terms()["measure_line_begins"]), piece):
        label = match.group("label")
        if label and text[label.start].isupper():
            yield label.start
