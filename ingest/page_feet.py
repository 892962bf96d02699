"""The lines of a text without form feeds in, those that say which page they are of out.

"Page 2 of 5", or "Subject: Xpovio    Page: 2 of 7" in a running head or foot. Pure: no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.document import Line

SAYS = re.compile(
    r"(?<![^\W_])page\s*:?\s*(?P<number>\d{1,4})(?:\s*(?:/|of)\s*(?P<total>\d{1,4}))?(?!\w)",
    re.IGNORECASE,
)

ALONE = re.compile(r"[-–— ]*(?P<number>\d{1,4})\s*(?:/|of)\s*(?P<total>\d{1,4})[-–— ]*")
"""A line that is a page's number and how many there are: "3 / 9"."""


def page_feet(text: str, lines: Sequence[Line]) -> dict[Line, int]:
    """The lines that number the pages of ``text``, in order, each with the number it prints.

    Their numbers go up by one from each to the next, and nothing else in them differs. A line
    with other words ("see page 3") must tell of how many, and it must come at least twice; so
    must "Page 3" alone. Where several kinds of lines do, the most numerous are meant.
    """
    return max((feet for _, feet in _numbering(text, lines, SAYS)), key=len, default={})


def page_numbers(text: str, lines: Sequence[Line]) -> dict[Line, int]:
    """The lines that are nothing but a page's number and how many there are, whichever number the
    pages: a text may have marks of its own beside those that were printed."""
    return {
        line: number
        for pattern in (SAYS, ALONE)
        for around, feet in _numbering(text, lines, pattern)
        for line, number in feet.items()
        if around[1] and not (around[0] + around[2]).strip("-–— ") and len(feet) > 1
    }


def _numbering(
    text: str, lines: Sequence[Line], pattern: re.Pattern[str]
) -> Iterator[tuple[tuple[str, str, str], dict[Line, int]]]:
    """The kinds of lines that number pages, each with what stands around the number."""
    kinds: dict[tuple[str, str, str], dict[Line, int]] = {}
    for line in lines:
        words = " ".join(line.span.of(text).split())
        match = pattern.search(words) if pattern is SAYS else pattern.fullmatch(words)
        if match and (match["total"] or match[0] == words.strip("-–— ")):
            around = (words[: match.start()], match["total"] or "", words[match.end() :])
            kinds.setdefault(around, {})[line] = int(match["number"])
    yield from ((around, feet) for around, feet in kinds.items() if _counts(feet, around))


def _counts(feet: dict[Line, int], around: tuple[str, str, str]) -> bool:
    before, total, after = around
    numbers = [*feet.values()]
    if total and max(numbers) > int(total):
        return False
    on = all(later == number + 1 for number, later in pairwise(numbers))
    alone = not (before + after).strip("-–— ")
    return on and (len(numbers) > 1 or (alone and bool(total)))
