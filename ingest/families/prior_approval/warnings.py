"""A sentence in, the warnings that it lists out.

Xpovio also contains warnings for: thrombocytopenia, neutropenia, cataract and serious infections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Span
from ingest.families.prior_approval.records import PolicyWarning
from ingest.families.prior_approval.text import PolicyText, any_of, terms

BETWEEN = re.compile(r"\([^()]*\)|(?P<at>[,;]\s*(?P<and>and\s+)?)")
LAST = re.compile(r"\s+and\s+")
CITATION = re.compile(r"\s*(?:\(\d[\d,\s\-–]*\))?\s*\.?\s*$")


def lead_in(source: PolicyText, sentence: Span) -> Span | None:
    """The words up to the list's first name; None for a sentence that lists no warnings."""
    titles = terms()["labels"]["policy_warnings"]["titles"]
    match = next(source.find(any_of(*titles), sentence), None)
    if match is None:
        return None
    colon = re.compile(r"\s*:").match(source.text, match.span.end, sentence.end)
    return Span(sentence.start, colon.end() if colon else match.span.end).strip(source.text)


def policy_warnings(source: PolicyText, sentence: Span, lead: Span) -> Iterator[PolicyWarning]:
    """A row a name, in printed order."""
    citation = CITATION.search(source.text, lead.end, sentence.end)
    listed = Span(lead.end, citation.start() if citation else sentence.end)
    for ordinal, name in enumerate(_names(source.text, listed), start=1):
        words = source.healed(name)
        row_id = source.id("warning", words)
        yield PolicyWarning(name, row_id, source.document.id, ordinal, words)


def _names(text: str, listed: Span) -> Iterator[Span]:
    """The names of a list: parted by commas, the last two by "and" (after a comma or without)."""
    cuts = [match for match in BETWEEN.finditer(text, listed.start, listed.end) if match["at"]]
    if not (cuts and cuts[-1]["and"]):
        start = cuts[-1].end() if cuts else listed.start
        cuts += [*LAST.finditer(text, start, listed.end)][-1:]
    starts = [listed.start, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), listed.end]
    for start, end in zip(starts, ends, strict=True):
        if name := Span(start, end).strip(text):
            yield name
