"""Figures of a sentence in, those out that only say among how many others were counted."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.families.rmp_summary import figure_patterns as patterns
from ingest.families.rmp_summary.figure_numbers import number
from ingest.families.rmp_summary.figure_patterns import words


def observed_for(flat: str, matches: list[re.Match[str]]) -> dict[int, re.Match[str]]:
    """For figures, by where they begin, the one behind them that says among how many they are.

    "3 events were reported in 2,240 patients": more patients than events were looked at, not
    affected (in "7 events in 5 patients" they were affected). "11% of the 187 cases".
    """
    found = {}
    for first, second in pairwise(matches):
        between = flat[first.end() : second.start()]
        if not second.group("count") or second.group("d5"):
            continue
        counted = patterns.unit(second.group("u5"))
        of = re.fullmatch(r"\s+of\s+(?:the\s+|all\s+|these\s+)?", between)
        if first.group("percent") and not first.group("d2") and of and counted != "patients":
            found[first.start()] = second
        if first.group("count") and not first.group("d5") and counted == "patients":
            verb = rf"(?:(?:was|were|has been|have been)\s+)?(?:(?:{words('happened')})\s+)?"
            where = rf"\s+{verb}(?:in|among|across)\s+(?:a total of\s+|the\s+|all\s+)?"
            more = number(second.group("n5")) > number(first.group("n5"))
            events = patterns.unit(first.group("u5")) != "patients"
            if events and more and re.fullmatch(where, between):
                found[first.start()] = second
    return found
