"""Words found in a sentence in, out whether others turn them: "not", "without", "to help prevent".

Which words do so lies in ``governing_words.csv``. They reach to the end of their clause: a full
stop, a semicolon, a colon, or words such as "who" and "but". A reach that is too long costs a look,
one that is too short would turn "need not be monitored" into a duty. Words that say for whom or in
which case ("patients with", "due to", "if") reach to those that ask for something ("monitor").
"""

from __future__ import annotations

import re
from functools import cache

from ingest.document import Span
from ingest.vocabulary import Folded, dictionary, phrase_pattern

ROLES = (
    "negates", "negates_next", "negates_before", "negates_directly", "purpose", "ends",
    "circumstance", "asks", "longer_name",
)  # fmt: skip
MARKS = r"[.;:](?=\s|$)"
OPENS = re.compile(r"\s*(?:in|for|if|when)\b")
SUBJECT = re.compile(r"[^,]*(?<!\w)(?:should|must|shall|will|needs? to|ha(?:s|ve) to)(?!\w)")


def negated(folded: Folded, span: Span) -> bool:
    """Whether words before those at ``span`` (of the text as printed) deny them."""
    before, _ = _clause(folded, span)
    return bool(
        _words("negates").search(before)
        or re.search(rf"{_words('negates_next').pattern}\s*-?\s*$", before)
    )


def negated_behind(folded: Folded, span: Span) -> bool:
    """Whether words behind those at ``span`` deny them: "blood pressure need not be monitored"."""
    _, after = _clause(folded, span)
    return bool(
        _words("negates_before").search(after)
        or re.match(rf"\s*{_words('negates_directly').pattern}", after)
    )


def for_a_purpose(folded: Folded, span: Span) -> bool:
    """Whether the words at ``span`` say what something is for, or what it causes."""
    before, _ = _clause(folded, span)
    return bool(_words("purpose").search(before))


def of_a_circumstance(folded: Folded, span: Span) -> bool:
    """Whether the words at ``span`` say for whom, why or in which case, and not what is asked for.

    "In patients with anaemia, platelet counts should be monitored" asks for platelet counts: they
    stand behind the comma of a clause of its own, and before "should".
    """
    before, after = _clause(folded, span, re.compile(MARKS))
    asks = list(_words("asks").finditer(before))
    for cue in _words("circumstance").finditer(before):
        subject = OPENS.match(before) and "," in before[cue.end() :] and SUBJECT.match(after)
        asked = any(
            ask.start() >= cue.end() or ask.start() < cue.start() < cue.end() <= ask.end()
            for ask in asks
        )
        if not asked and not subject:
            return True
    return False


def in_a_longer_name(folded: Folded, span: Span) -> bool:
    """Whether the words at ``span`` stand in another name: "calcium channel blocker"."""
    start, end = folded.bounds(span)
    return any(
        match.start() <= start and end <= match.end()
        for match in _words("longer_name").finditer(folded.text)
    )


def _clause(folded: Folded, span: Span, ends: re.Pattern[str] | None = None) -> tuple[str, str]:
    """What stands before and behind the words in their clause."""
    start, end = folded.bounds(span)
    ends = ends or re.compile(rf"{MARKS}|{_words('ends').pattern}")
    before, after = folded.text[:start], folded.text[end:]
    closed = [match.end() for match in ends.finditer(before)]
    opened = ends.search(after)
    return before[closed[-1] if closed else 0 :], after[: opened.start() if opened else None]


@cache
def _words(role: str) -> re.Pattern[str]:
    rows = dictionary("governing_words", ("words", "role", "example", "source"))
    told = "|".join(phrase_pattern(row["words"]) for row in rows if row["role"] == role)
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)")
