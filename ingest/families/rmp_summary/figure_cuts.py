"""What happened in, the same out without numbers or cut brackets; none where too little is left."""

from __future__ import annotations

import re

from ingest.families.rmp_summary.figure_events import AFTER, Place, stripped
from ingest.families.rmp_summary.figure_numbers import count, no_one
from ingest.families.rmp_summary.figure_patterns import people, words


def uncompared(flat: str, place: Place) -> Place | None:
    """What happened without a comparison to other numbers behind it: "rash as against none".

    None where it is itself compared to something: "rash as compared to the time before".
    """
    number = rf"(?:(?:with|to|in)\s+)*(?:{no_one(people())}|{count()})"
    compared = rf"(?:{words('as_compared')})\b(?P<number>\s+{number})?"
    found = re.search(
        rf"\b(?:{compared}|(?P<none>(?:{words('compared_to')})\s+{no_one(people())}))",
        flat[slice(*place)],
    )
    if found is None:
        return place
    of_numbers = found.group("number") or found.group("none")
    return stripped(flat, (place[0], place[0] + found.start())) if of_numbers else None


def unbracketed(flat: str, place: Place) -> Place | None:
    """What happened before a bracket that is cut: "were ill (relative risk 1.2" before "; 95% ..)".

    None where the bracket may say what happened, or the words behind it: "Grade 3 (or higher rash".
    """
    opened = _unclosed(flat, place)
    if opened is None:
        return place
    closed = next(
        (at for at in range(place[1], len(flat)) if _unclosed(flat, (opened, at)) is None), None
    )
    statistic = re.compile(rf"[(\[]\s*(?:[\w-]+\s+)?(?:{words('effect')})\b").match(flat, opened)
    ends = rf"\s*;|\s+and\s+(?:in\s+)?{count()}(?!\w)"
    if not (statistic and closed) or not (
        re.match(ends, flat[closed:]) or AFTER.match(flat[closed:])
    ):
        return None
    return stripped(flat, (place[0], opened))


def _unclosed(flat: str, place: Place) -> int | None:
    """Where the first bracket stands that is not closed in ``place``, or not opened there."""
    opened: list[int] = []
    for at in range(*place):
        if flat[at] in "([":
            opened.append(at)
        elif flat[at] in ")]":
            if not opened:
                return at
            opened.pop()
    return opened[0] if opened else None
