"""The pages of a text in, which of their lines are furniture out: page numbers, running heads.

A text has no heights, so what counts is how often a line ends or begins a page, and that it
stands nowhere else. Where no form feeds part pages, page numbers that say so do. Pure: no file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ingest.document import Furniture, Line
from ingest.page_feet import page_feet, page_numbers
from ingest.page_layout import PAGE_NUMBER
from ingest.vocabulary import dictionary, fold, phrase_pattern

EDGE = 4
"""How many lines of a page, at its top and at its foot, may be furniture."""
DEEPEST = 20
"""How many may be where the first of them all are, and the next stand at one place on each page."""
LETTERHEAD = 12
"""Lines that may stand above the running head on the first page."""
ALIKE = 3
"""Lines in which a head is the same on the first page and on another."""
SURE = re.compile(r"\W*page\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
"""A page number that says so, so that it need not go on counting on other pages."""
FILE_NUMBER = re.compile(r"\d{1,3}(?:\.\d{2,4}){2,}")
"""A document's own number, or a date: 5.21.107."""
NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
WORD = re.compile(r"[^\W\d_]{3}")
ITEM = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{2,5})[.)]|[•▪◦○●■*–-])\s")
"""The start of a list's item, which is no foot of a text without form feeds."""


def text_furniture(text: str, lines: Sequence[Line]) -> Iterator[Furniture]:
    """The furniture among the ``lines`` of ``text``, in order; none where nothing parts its pages.

    From a page's first line down, and from its last line up, a line is furniture as long as it
    is a page number or a running head or foot: one that stands at the same edge of two pages in
    five and of at least three (of both, where there are two), its page number counting on, and
    nowhere inside a page. An extract may put a foot into the middle of its page: what stands
    once on each page, alone, and at the edge of two, is furniture there too. Words that plans
    and policies repeat themselves (``no_furniture.csv``) are none.
    """
    pages: dict[int, list[Line]] = {}
    for line in lines:
        if line.page is not None and line.span:
            pages.setdefault(line.page, []).append(line)
    if pages:
        lone = _once_a_page(text, lines, len(pages)) if len(pages) > 2 else set()
        found = _at_edges(text, pages, lone)
    else:
        found = _around_feet(text, lines)
    yield from (found[start] for start in sorted(found))


def _around_feet(text: str, lines: Sequence[Line]) -> dict[int, Furniture]:
    """The furniture of a text without form feeds: its page numbers, and what repeats about them.

    A line belongs to them where it stands at the same place, all lines between counted, above or
    below three in five of them (of all, where there are two), and nowhere else. No item of a list
    does.
    """
    feet = page_feet(text, lines)
    printed = [line for line in lines if line.span]
    found = {
        line.span.start: _furniture(replace(line, page=page), text) for line, page in feet.items()
    }
    least = max(2, min(3, len(feet)), len(feet) * 3 / 5)
    said = Counter(" ".join(line.span.of(text).split()) for line in printed)
    for step in (-1, 1):
        left = {at: feet[line] for at, line in enumerate(printed) if line in feet}
        for far in range(1, EDGE + 1):
            here = {
                at: replace(printed[at + step * far], page=page)
                for at, page in left.items()
                if 0 <= at + step * far < len(printed)
            }
            keys = {
                at: set() if ITEM.match(line.span.of(text)) else _keys(line, text)
                for at, line in here.items()
            }
            counted = Counter(key for known in keys.values() for key in known)
            often = {key for key, count in counted.items() if count >= least and said[key] <= count}
            left = {at: page for at, page in left.items() if keys.get(at, set()) & often}
            for at in left:
                found[here[at].span.start] = _furniture(here[at], text)
    for line, page in page_numbers(text, lines).items():
        found.setdefault(line.span.start, _furniture(replace(line, page=page), text))
    return found


def _at_edges(text: str, pages: Mapping[int, list[Line]], lone: set[str]) -> dict[int, Furniture]:
    """The furniture of a text in pages, by where it starts."""
    keys = {line: _keys(line, text) for page in pages.values() for line in page}
    tops = _below_letterhead([*pages.values()], keys)
    inside = {key for page in tops for line in page[EDGE:-EDGE] for key in keys[line]}
    whole = [tops, [page[::-1] for page in pages.values()]]
    edges = [[page[:EDGE] for page in edge] for edge in whole]
    least = max(min(3, max(2, len(pages))), len(pages) * 2 / 5)
    found: dict[int, Furniture] = {}
    for edge in edges:
        counted = Counter(key for page in edge for key in {k for x in page for k in keys[x]})
        often = {key for key, times in counted.items() if times >= least} - inside
        reached = (line for page in edge for line in _of_page(page, text, keys, often | lone))
        ends = {
            key
            for key, times in Counter(key for line in reached for key in keys[line] & lone).items()
            if times > 1
        }
        for line in keys if ends else ():
            if ends & keys[line]:
                found[line.span.start] = _furniture(line, text)
        for page in edge:
            for one in _of_page(page, text, keys, often):
                found[one.span.start] = _furniture(one, text)
    found |= _deeper(text, whole, keys, found, least)
    return found


def _deeper(
    text: str,
    edges: Sequence[Sequence[Sequence[Line]]],
    keys: Mapping[Line, set[str]],
    known: Mapping[int, Furniture],
    least: float,
) -> dict[int, Furniture]:
    """What goes on with a head or a foot that is as long as an edge, up to the last line of it that
    stands nowhere else."""
    said = Counter(key for here in keys.values() for key in here)
    found: dict[int, Furniture] = {}
    for edge in edges:
        left = [page for page in edge if all(line.span.start in known for line in page[:EDGE])]
        between: list[Line] = []
        for far in range(EDGE, DEEPEST):
            left = [page for page in left if len(page) > far]
            counted = Counter(key for page in left for key in keys[page[far]])
            often = {key for key, count in counted.items() if count >= least}
            left = [page for page in left if keys[page[far]] & often]
            between += [page[far] for page in left]
            if any(counted[key] == said[key] for key in often):
                found |= {line.span.start: _furniture(line, text) for line in between}
    return found


def _below_letterhead(pages: list[list[Line]], keys: Mapping[Line, set[str]]) -> list[list[Line]]:
    """The pages, the first from its running head down: where it begins as another page does, below
    what stands on no other."""
    first, *others = pages
    for other in others[:1]:
        head = [keys[line] for line in other[:ALIKE]]
        for start in range(1, LETTERHEAD + 1):
            here = [keys[line] for line in first[start : start + ALIKE]]
            if len(here) == ALIKE and all(a & b for a, b in zip(here, head, strict=True)):
                return [first[start:], *others]
    return pages


def _once_a_page(text: str, lines: Sequence[Line], pages: int) -> set[str]:
    """What stands exactly once on each page, always with white above and below it."""
    printed = [(" ".join(line.span.of(text).split()), line.page) for line in lines]
    counted = Counter(words for words, _ in printed)
    nothing = ("", None)
    alone = {
        here
        for above, here, below in zip(
            [nothing, *printed], printed, [*printed[1:], nothing], strict=False
        )
        if all(not words or page != here[1] for words, page in (above, below))
    }
    places = Counter(words for words, _ in alone)
    return {words for words, count in places.items() if count == counted[words] == pages}


def _of_page(
    edge: list[Line], text: str, keys: Mapping[Line, set[str]], often: set[str]
) -> Iterator[Line]:
    """The furniture at one edge of a page, from its outermost line inwards."""
    left = set(often)
    for line in edge:
        known = keys[line] & left
        if not (known or SURE.fullmatch(line.span.of(text))):
            return
        left -= known  # what a page says twice it says once itself: its title under the same head
        yield line


def _furniture(line: Line, text: str) -> Furniture:
    words = line.span.of(text)
    reason = "page number" if PAGE_NUMBER.fullmatch(words) else "running head or foot"
    return Furniture(line.page or 0, words, reason, None, line.span)


def _keys(line: Line, text: str) -> set[str]:
    """What a line says on any page: its words, and its words without what may be its page's number.

    A number counts from the page that it stands on: the key of "Page 4 of 9" on page 3 is
    "Page #1 of 9". A line without words has keys only where it may be a page's or a document's
    number.
    """
    words = " ".join(line.span.of(text).split())
    numbered = {
        f"{words[: n.start()]}#{int(n.group()) - (line.page or 0)}{words[n.end() :]}"
        for n in NUMBER.finditer(words)
    }
    if not WORD.search(words):
        said = {words} if FILE_NUMBER.fullmatch(words) else set()
        return numbered if PAGE_NUMBER.fullmatch(words) else said
    return set() if _own_words().fullmatch(fold(words).text) else {words} | numbered


@cache
def _own_words() -> re.Pattern[str]:
    rows = dictionary("no_furniture", ("phrase",))
    return re.compile("|".join(f"(?:{phrase_pattern(row['phrase'])})" for row in rows))
