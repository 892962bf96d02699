"""A sentence about risk factors in, the words out that say where its lists stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.families.rmp_summary.factor_words import aside, words
from ingest.vocabulary import dictionary, phrase_pattern

NONE = re.compile(
    r"(?:^|[,;.]\s*)(?:(?:although|but|and|while|whereas)\s+)?"
    r"(?:there\s+(?:are|is|were|was)\s+)?no\s[^,;.]*$"
)
"""What denies all that follows: "no risk factors are known"."""
SUBJECT = ("before", "plain subject")
"""Sides of cues whose list is the subject before them."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Where a list is announced in a sentence, and what its items are."""

    start: int
    end: int
    role: str
    before: bool
    plain: bool
    """Whether its subject is read but as a plain list (``factor_subjects.py``)."""


@cache
def _patterns() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    return [
        (re.compile(rf"(?<!\w){phrase_pattern(row['cue'])}(?!\w)"), row)
        for row in dictionary("factor_cues", ("cue", "side", "role", "needs"))
    ]


@cache
def _denied() -> str:
    """What denies what follows, as a pattern: "not", "not considered to be"."""
    held = rf"(?:(?:{words('held_to_be')})\s+(?:to\s+be\s+|as\s+)?)?"
    return rf"\b(?:not|never|no\s+longer)\s+(?:\w+ly\s+)?{held}$"


def cues_of(flat: str) -> Iterator[Cue]:
    """The cues of a sentence in order; of two that overlap the longer one counts."""
    found = [
        (match.start(), match.end(), row)
        for pattern, row in _patterns()
        for match in pattern.finditer(flat)
    ]
    found.sort(key=lambda cue: (cue[0], -cue[1]))
    roles: set[str] = set()
    reached = -1
    for start, end, row in found:
        if start < reached or (row["needs"] and row["needs"] not in roles):
            continue
        if row["side"] in SUBJECT and roles:
            reached = end
            continue
        if re.search(rf"\b(?:which|that|who)\s+(?:(?:{words('beside_verb')})\s+)?$", flat[:start]):
            continue  # a clause about the list, not a new one
        if re.search(_denied(), flat[:start]):
            continue  # "is not increased in"
        if flat.startswith("-", end):
            continue  # "increase the risk-benefit balance"
        if NONE.search(flat[:start]):
            continue  # "no risk factors are known"
        reached = end
        if row["side"] == "outcome":
            continue
        roles.add(row["role"])
        said_too = re.compile(aside()).match(flat, end)
        end = said_too.end() if said_too else end
        yield Cue(start, end, row["role"], row["side"] in SUBJECT, row["side"] == "plain subject")
