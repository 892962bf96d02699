"""The texts of a long file's pages in, the pages that matter out.

A full plan or an assessment report has up to 400 pages, of which few are read: the first step
finds them in quickly read text, the second reads them with places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.vocabulary import fold, phrase_pattern

CONTENTS = re.compile(r"(?m)(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d*[ ]?$")
"""The end of a line in a table of contents: leaders and a page number."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What ``family.yml`` says of the part of a document that its family reads.

    ``starts`` and ``ends`` are headings on lines of their own, ``holds`` is what must follow a
    start within ``within`` pages (so that a contents list is no start), ``cover`` is how many
    pages at the front are read too.
    """

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    holds: tuple[str, ...]
    within: int = 10
    cover: int = 0


def find_pages(texts: Sequence[str], chapter: Chapter) -> set[int]:
    """The pages (counted from 1) of ``chapter`` in a file whose pages have ``texts``.

    All pages when no start is found: then the family's parser says what is missing.
    """
    folded = [fold(text).text for text in texts]
    starts = [n for n, text in enumerate(folded) if _has(text, chapter.starts)]
    for start in starts:
        held = folded[start : start + chapter.within]
        if not any(_has(text, chapter.holds) for text in held):
            continue
        end = next(
            (n for n in range(start + 1, len(folded)) if _has(folded[n], chapter.ends)),
            len(folded) - 1,
        )
        if _has(_after(folded[start], chapter.starts), chapter.ends):
            end = start
        return {n + 1 for n in (*range(chapter.cover), *range(start, end + 1)) if n < len(folded)}
    return set(range(1, len(folded) + 1))


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of ``phrases`` stands on lines of its own, outside a table of contents."""
    return _heading(phrases).search(text) is not None and len(CONTENTS.findall(text)) < 4


def _after(text: str, phrases: tuple[str, ...]) -> str:
    match = _heading(phrases).search(text)
    return text[match.end() :] if match else ""


@cache
def _heading(phrases: tuple[str, ...]) -> re.Pattern[str]:
    titles = "|".join(phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases)
    return re.compile(rf"(?m)^[ ]?(?:{titles})[ ]?[.:]?[ ]?$")
