"""A clause that leaves out what the one before it has said in, what happened in it out."""

from __future__ import annotations

import re
from functools import cache

from ingest.families.rmp_summary.figure_events import (
    AFTER,
    JOIN,
    JOINED,
    Clause,
    Place,
    event_end,
    stripped,
)
from ingest.families.rmp_summary.figure_numbers import count
from ingest.families.rmp_summary.figure_patterns import (
    adjectives,
    among,
    comparator,
    people,
    words,
)


def elliptic_subject(clause: Clause) -> Place | None:
    """The other event of "rash was reported in 9% and fever in 4%"."""
    found = re.compile(
        r"\s*(?:and\s+|or\s+|but\s+)?(?:of\s+)?"
        rf"(?P<what>(?!(?:{words('no_item')}|{words('not_named')})\b)"
        r"[a-z][^,;()%\d]*?)\s+(?:in|for|by)\s*$"
    ).match(clause.flat[: clause.match.start()], clause.start)
    if found is None or re.search(rf"\b(?:{words('verb')}|{people()})\b", found.group("what")):
        return None
    return stripped(clause.flat, found.span("what"))


def elliptic_end(clause: Clause) -> Place | None:
    """How those of a figure ended, whose verb stands before: "8 ended in abortion and 2 (5%) in
    stillbirth"."""
    flat, match = clause.flat, clause.match
    ended = re.search(rf"\b(?:{words('ended')})\s+(?P<how>in|with)\s[^;:]*$", flat[: match.start()])
    if ended is None:
        return None
    of_whom = rf"(?:the|these|those|an?\s+\w+\s+(?:{words('arm')})|{adjectives()}{people()})\b"
    what = rf"\s+{ended['how']}\s+(?P<what>(?!{of_whom}|(?:{words('no_item')})\b)[^;%\d]+)"
    found = re.compile(what).match(flat, match.end(), clause.end)
    if found is None:
        return None
    place = found.span("what")
    return stripped(flat, (place[0], event_end(flat, place)))


def carries_on(clause: Clause, basis: Place | None) -> bool:
    """Whether a clause has no words of its own that could say what happened."""
    flat = clause.flat
    elsewhere = among(clause.match) or clause.match.group("none_among")
    if re.search(r"[;(]\s*$", flat[: clause.start]) or elsewhere:
        return False
    arm = rf"[\s,]*{JOINED}(?:{on_comparator()})?"
    aside = rf"(?:,|\band\b)\s*(?P<said>[^,;%\d]*{comparator()}[^,;%\d]*,\s*(?:and\s+)?)$"
    before = re.search(aside, flat[: clause.start])
    if before and not re.fullmatch(arm, before.group("said")):
        return False  # "and constipation in the placebo arm, in 4%"
    lead = re.fullmatch(arm, flat[clause.start : clause.match.start()])
    told = re.search(r":([^:;,()%\d]*)$", flat[: clause.match.start()])
    if told and not re.fullmatch(arm, told.group(1)):
        return False  # "in 8%: serious in 5%"
    after = flat[max(clause.match.end(), basis[1] if basis else 0) : clause.end]
    # what joins the next figure ends the words on this one: "in 9% of men, 5% of women and"
    after = re.sub(r"[\s,]+(?:and|or|but)\s*$", "", after)
    return lead is not None and AFTER.match(after) is not None


@cache
def on_comparator() -> str:
    """Words that name the comparator's arm and no event: "in the placebo arm of the study it was".

    "In the placebo arm constipation in" names one, as "for constipation on placebo" does.
    """
    clause = rf"\b(?:(?:was|were|is|are|been)\s+(?:{words('happened')})|occurred)\b"
    of_whom = rf"(?:\s+(?:{words('qualifies_people')})\b(?:(?!{clause})[^,;])*)?"
    adjective = rf"(?!(?:{words('no_item')})\b)[\w-]+\s+"
    who = rf"(?:(?:{adjectives()}{people()}|those){of_whom}\s+|(?:{adjective}){{0,2}}?)"
    part = rf"{words('arm')}|{words('setting')}|{people()}"
    told = rf"{words('counting_word')}|{words('mere_verb')}|{words('pronoun')}"
    plus = r"\s+plus(?:\s+[\w-]+){1,2}?"
    more = rf"(?:-[\w-]+|{plus}|\s+(?:{part}|{told}|{JOIN})\b)*"
    return (
        rf"(?:in|with|on|for|among)\s+(?:(?:the|a|an|all|of|{count()})\s+)*{who}{comparator()}{more}"
        rf",?\s*{JOINED}"
    )
