"""The field of additional pharmacovigilance activities in, each activity out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ingest.document import Span
from ingest.families.rmp_summary.measures import listed
from ingest.families.rmp_summary.said_none import Nothing, nothing_first
from ingest.families.rmp_summary.study_links import CODE, is_generic, kind_of_study
from ingest.families.rmp_summary.terms import hangs, none_activities, said_pattern, terms
from ingest.plan_words import any_of
from ingest.vocabulary import Folded

LINE = re.compile(r"[^\n]+")
MOST_WORDS = 5
"""Words of a name that stands on a line of its own."""


def label_again(folded: Folded, field: Span) -> Span | None:
    """The field's label where its words begin with it once more: the head of the column again."""
    label = any_of(tuple(terms()["fields"]["pharmacovigilance"]))
    start, end = folded.bounds(field)
    again = re.compile(rf"(?:{label})\s*:\s*(?=\S)").match(folded.text, start, end)
    return folded.span(start, again.end()) if again else None


def no_activities(text: str, folded: Folded, field: Span) -> Nothing | None:
    """What says at the beginning of the field that there are none, where no study is named behind
    it: "There are no additional activities. Routine pharmacovigilance is sufficient."."""
    found = nothing_first(text, folded, field, none_activities())
    if found is None or found.rest is None:
        return found
    named = any(folded.finditer(said_pattern("study_kinds"), found.rest))
    coded = any(re.search(r"\d", code) for code in CODE.findall(found.rest.of(text)))
    return None if named or coded else found


def activities(text: str, content: Span) -> Iterator[Span]:
    """Each bullet; without bullets each line where all are names; or each that begins with the
    code of a study, where the first does: "FIC-12: a registry", "Survey FIC-13"; else all of it."""
    for piece in listed(text, content):
        if names := list(_names(text, piece)):
            yield from names
            continue
        lines = _coded_line().finditer(text, piece.start, piece.end)
        starts = [line.start("first") for line in lines]
        starts = [at for at in starts if not hangs(text[piece.start : at])]
        cuts = [piece.start, *starts[1:], piece.end] if starts[:1] == [piece.start] else None
        for start, end in pairwise(cuts or [piece.start, piece.end]):
            yield Span(start, end).strip(text, ";")


def _names(text: str, piece: Span) -> Iterator[Span]:
    """The lines of a piece, if there are several and each is a name with an acronym."""
    lines = [line for line in LINE.finditer(text, piece.start, piece.end) if line[0].strip()]
    if len(lines) > 1 and all(_is_name(line[0].strip()) for line in lines):
        yield from (Span(line.start(), line.end()).strip(text, ";") for line in lines)


def _is_name(line: str) -> bool:
    """Whether a line is short, no sentence, goes on in no other, and has a study's acronym."""
    coded = any(not is_generic(code) for code in CODE.findall(line))
    whole = line[:1].isupper() and line[-1] not in ".,-/" and line.count("(") == line.count(")")
    return coded and whole and len(line.split()) <= MOST_WORDS and not hangs(line)


@cache
def _coded_line() -> re.Pattern[str]:
    """The beginning of a line with the code of a study, be it behind its kind."""
    code = rf"(?=\S*\d){CODE.pattern}|[A-Z]{{3,}}(?=\s\(\S*\d)"
    return re.compile(rf"(?m)^[ ]*(?P<first>(?:{kind_of_study()}\s+)?(?:{code}))")
