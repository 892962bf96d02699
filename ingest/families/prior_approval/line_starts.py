"""Two lines in a row in, out what the second begins: a sentence, a note, or nothing new."""

from __future__ import annotations

import re
from typing import Any

from ingest.document import Span
from ingest.families.prior_approval.marks import mark_at
from ingest.families.prior_approval.parameters import ABBREVIATION, negates
from ingest.families.prior_approval.scope import LED
from ingest.families.prior_approval.text import PolicyText, any_of, terms

HANGS = re.compile(
    r"(?:[,/(-]|\b(?:and|or|for|with|of|to|in|on|by|the|a|an|than|from|both|either))$",
    re.IGNORECASE,
)
"""The end of a line that its sentence cannot end at."""
SHORT_FORM = re.compile(rf"{ABBREVIATION.pattern}$")
"""The end of a line that a name ends at."""
SIGNS = "*†‡§"
"""Signs that a footnote begins with."""
SAYS = re.compile(r"(?<!\w)(?:is|are|was|were|has|have|had|must|should|will|may|can)(?!\w)")
"""A word that a sentence has and the rest of a name has not."""


def begun(source: PolicyText, last: Span, line: Span) -> dict[str, Any]:
    """What a line begins after ``last``: fields of a piece that are true; none where it goes on."""
    before, words = last.of(source.text), line.of(source.text)
    start, end = source.folded.bounds(line)
    starts = any_of(*terms()["sentence_starts"]).match(source.folded.text, start, end)
    capital = words[0].isupper()
    sentence = capital and bool(starts or _says_for_whom(source.text[line.start :]))
    if HANGS.search(before) or before.endswith(":"):
        return {"doubtful": capital and bool(starts and re.search(r"(?i)\band$", before))}
    if sentence or source.parts(last, line):
        return {"apart": True, "led": True, "sentence": sentence, "capital": capital}
    named = capital and SHORT_FORM.search(before)
    doubtful = bool(named and (SAYS.search(words) or negates(words)))
    return {"doubtful": doubtful, "capital": capital}


def _says_for_whom(words: str) -> bool:
    """Whether ``words`` begin "Females only:", on one line or two."""
    led = LED.match(words)
    return led is not None and "only" in led[0].casefold() and len(led[0].split("\n\n")) < 3


def is_aside(source: PolicyText, last: Span | None, line: Span, body: Span) -> bool:
    """Whether a line begins a note, a footnote or an exemption."""
    words = line.of(source.text)
    if words[0] in SIGNS:
        return True
    if not words[0].isupper() or (last and HANGS.search(last.of(source.text))):
        return False
    later = next(source.lines(Span(line.end, body.end)), None)
    goes_on = later if later and not mark_at(source, later) else line
    start, end = source.folded.bounds(Span(line.start, goes_on.end))
    text = source.folded.text
    begins = any_of(*terms()["aside_starts"]).match(text, start, end)
    return bool(begins or any_of(*terms()["exempts"]).search(text, start, end))
