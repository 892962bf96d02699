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
    beside: tuple[str, ...] = ()
    """Headings of the part before the chapter that is read beside it, to be compared with it."""


def find_pages(texts: Sequence[str], chapter: Chapter) -> set[int]:
    """The pages (counted from 1) of ``chapter`` in a file whose pages have ``texts``.

    All pages when no start is found: then the family's parser says what is missing.
    """
    folded = [fold(text).text for text in texts]
    for first, page in enumerate(folded):
        for start in chapter_starts(page, chapter):
            held = [page[start.end() :], *folded[first + 1 : first + chapter.within]]
            if not any(_has(text, chapter.holds) for text in held):
                continue
            last = _last_page(folded, first, start, chapter)
            pages = (
                *range(chapter.cover),
                *_beside(folded, first, chapter),
                *range(first, last + 1),
            )
            return {n + 1 for n in pages if n < len(folded)}
    return set(range(1, len(folded) + 1))


MOST_BESIDE = 40
"""Pages. A part that seems to be longer has a heading that was not meant as one."""


def _beside(folded: list[str], first: int, chapter: Chapter) -> range:
    """The pages of the part before the chapter, from its last heading on; none without one."""
    if chapter.beside:
        for page in range(first - 1, max(first - 1 - MOST_BESIDE, -1), -1):
            if _has(folded[page], chapter.beside):
                return range(page, first)
    return range(0)


def _last_page(folded: list[str], first: int, start: re.Match[str], chapter: Chapter) -> int:
    if chapter_end(folded[first], start, chapter) is not None:
        return first
    for page in range(first + 1, len(folded)):
        if chapter_end(folded[page], start, chapter, 0) is not None:
            return page
    return len(folded) - 1


def chapter_starts(text: str, chapter: Chapter) -> list[re.Match[str]]:
    """The headings in folded ``text`` that may begin the chapter; none in a table of contents."""
    return [] if _is_contents(text) else list(_heading(chapter.starts).finditer(text))


def chapter_end(
    text: str, start: re.Match[str], chapter: Chapter, at: int | None = None
) -> int | None:
    """Where the chapter that begins at ``start`` ends in folded ``text``, looked for from ``at``.

    That is at the next heading of ``ends``, or at any heading whose number is the next of the
    chapter's own ("2.7" after "2.6"); None when there is no such heading.
    """
    at = start.end() if at is None else at
    found = [_heading(chapter.ends).search(text, at)]
    if following := _following(start["number"]):
        found.append(re.compile(rf"(?m)^[ ]?{following}\.?[ ][^\W\d]").search(text, at))
    return min((match.start() for match in found if match), default=None)


def _following(number: str | None) -> str | None:
    """The number after a heading's number, as a pattern; None for one of a single part."""
    parts = (number or "").strip(" .").split(".")
    if len(parts) < 2:
        return None
    return re.escape(".".join([*parts[:-1], str(int(parts[-1]) + 1)]))


def _is_contents(text: str) -> bool:
    return len(CONTENTS.findall(text)) >= 4


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of ``phrases`` stands on lines of its own, outside a table of contents."""
    return _heading(phrases).search(text) is not None and not _is_contents(text)


@cache
def _heading(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One of ``phrases`` on lines of its own; a number may stand before it."""
    titles = "|".join(phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases)
    return re.compile(
        rf"(?m)^[ ]?(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*\.?[ ]+)?(?:{titles})[ ]?[.:]?[ ]?$"
    )
