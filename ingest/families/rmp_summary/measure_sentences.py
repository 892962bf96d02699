"""Sentences among measures in: those that say there are no additional ones, and those that lead up
to a citation, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.document import Span
from ingest.families.rmp_summary.terms import terms
from ingest.plan_words import any_of
from ingest.vocabulary import Folded

LINE = re.compile(r"\n\s*(?=[A-Z])")
WHOLE = frozenset(".;:)")
"""Marks that end what stands before a sentence, beside a number."""


def none_additional(text: str, folded: Folded, field: Span) -> Iterator[Span]:
    """The sentences that say, without a label, that there are no additional measures: "SmPC section
    4.8. No additional risk minimisation measures."

    Not so where a sentence goes on.
    """
    for match in folded.finditer(_sentence(), field):
        span = match.group("said")
        if span and text[span.start].isupper():
            yield span


@cache
def _sentence() -> re.Pattern[str]:
    """What says so, at the beginning of a sentence or a line."""
    said = any_of(tuple(terms()["none_additional_said"]))
    return re.compile(rf"(?m)(?:^[ ]?|(?<=[.;][ \n]))(?P<said>{said})(?=[ ]?[.;]|\s*\Z|[ ]?\n)")


def led_up_to(text: str, measure: int, starts: Sequence[int]) -> Iterator[int]:
    """For each of the ``starts`` of tools where its words begin: at a line that begins a sentence
    which leads up to the tool ("Advice to rest the limb is included in SmPC section 4.4"), behind
    a measure that is whole, or at the tool. ``measure`` is where the first one begins.
    """
    for start in starts:
        before = text[measure:start]
        lines = [line for line in LINE.finditer(before) if _leads(before, line)]
        yield measure + lines[-1].end() if lines else start
        measure = start


def _leads(before: str, line: re.Match[str]) -> bool:
    """Whether what begins at ``line`` is a sentence that goes on behind ``before`` and cites no
    section itself, and what stands before the line is whole."""
    first, sentence = before[: line.start()].rstrip(), before[line.end() :]
    whole = first[-1:].isdigit() or first[-1:] in WHOLE
    balanced = first.count("(") == first.count(")")
    words = sentence.split()
    hangs = bool(words) and (sentence.rstrip()[-1:] == "(" or words[-1].lower() in _leading())
    cites = re.search(r"\d\.\d|\bsections?\b|[.;:]\s", sentence, re.IGNORECASE)
    return whole and balanced and hangs and not cites


@cache
def _leading() -> frozenset[str]:
    return frozenset(terms()["leads_to_citation"])
