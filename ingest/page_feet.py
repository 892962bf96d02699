"""The lines of a text without form feeds in, those that say which page they are of out.

"Page 2 of 5", or "Subject: Xpovio    Page: 2 of 7" in a running head or foot. Pure: no file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.document import Line

SAYS = re.compile(
    r"(?<![^\W_])page\s*:?\s*(?P<number>\d{1,4})(?:\s*(?:/|of)\s*(?P<total>\d{1,4}))?(?!\w)",
    re.IGNORECASE,
)


def page_feet(text: str, lines: Sequence[Line]) -> dict[Line, int]:
    """The lines that number the pages of ``text``, in order, each with the number it prints.

    Their numbers go up by one from each to the next, and nothing else in them differs. A line
    with other words ("see page 3") must tell of how many, and it must come at least twice; so
    must "Page 3" alone. Where several kinds of lines do, the most numerous are meant.
    """
    kinds: dict[tuple[str, str, str], dict[Line, int]] = {}
    for line in lines:
        words = " ".join(line.span.of(text).split())
        if (match := SAYS.search(words)) and (match["total"] or match[0] == words.strip("-–— ")):
            around = (words[: match.start()], match["total"] or "", words[match.end() :])
            kinds.setdefault(around, {})[line] = int(match["number"])
    good = (feet for around, feet in kinds.items() if _counts(feet, around))
    return max(good, key=len, default={})


def _counts(feet: dict[Line, int], around: tuple[str, str, str]) -> bool:
    before, total, after = around
    numbers = [*feet.values()]
    if total and max(numbers) > int(total):
        return False
    on = all(later == number + 1 for number, later in pairwise(numbers))
    alone = not (before + after).strip("-–— ")
    return on and (len(numbers) > 1 or (alone and bool(total)))
