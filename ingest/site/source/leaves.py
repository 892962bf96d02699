"""A document in, the leaves that the source reader turns out: its pages, or stretches of its text.

A leaf is one or more runs of the text. What stands on a page of a PDF may be several runs, for a
table's cell that goes on over a page is one run of text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

LEAF = 3000
"""About how many characters of a text without page breaks are shown at once."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page (or stretch) and the parts of the text that stand on it, in the text's order."""

    number: int
    runs: tuple[tuple[int, int], ...]
    read: bool = True

    def holds(self, start: int, end: int) -> bool:
        """Whether any of the characters from ``start`` to ``end`` stand here."""
        return any(first < end and last > start for first, last in self.runs)


class Leaves:
    """All leaves of a document, to be asked what stands where."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        """Of leaves in the order of their numbers, counted from 1."""
        self.all = list(leaves)
        runs = sorted((run, leaf.number) for leaf in leaves for run in leaf.runs)
        self._runs = [(*run, number) for run, number in runs]
        self._starts = [start for start, _, _ in self._runs]

    def numbered(self, number: int) -> Leaf | None:
        """The leaf of this number."""
        return self.all[number - 1] if 1 <= number <= len(self.all) else None

    def at(self, offset: int) -> int:
        """The number of the leaf on which a character stands (of a blank: the one before)."""
        if not self._runs:
            return 1
        return self._runs[max(0, bisect_right(self._starts, offset) - 1)][2]

    def of(self, start: int, end: int) -> list[int]:
        """The numbers of the leaves on which the characters from ``start`` to ``end`` stand."""
        index = max(0, bisect_right(self._starts, start) - 1)
        if self._runs and self._runs[index][0] <= start < end <= self._runs[index][1]:
            return [self._runs[index][2]]
        found: set[int] = set()
        for first, last, number in islice(self._runs, index, None):
            if first >= end:
                break
            if last > start:
                found.add(number)
        return sorted(found)


def text_leaves(text: str) -> Leaves:
    """The pages of a text, parted by form feeds; without any, stretches that end with a line."""
    return Leaves(
        [
            Leaf(number, ((start, end),) if end > start else ())
            for number, (start, end) in enumerate(_stretches(text), 1)
        ]
    )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    paged = "\f" in text
    while start < len(text):
        end = text.find("\f", start) + 1 or len(text) if paged else _end(text, start)
        yield start, end
        start = end
    if text.endswith("\f") or not text:
        yield start, start


def _end(text: str, start: int) -> int:
    """Where a stretch that begins at ``start`` ends: after a paragraph, a line, or anywhere."""
    most = start + LEAF * 5 // 4
    if len(text) <= most:
        return len(text)
    for gap in ("\n\n", "\n"):
        at = text.rfind(gap, start + LEAF // 2, most)
        if at >= 0:
            return at + len(gap)
    return start + LEAF


def page_leaves(pages: Iterable[Any], lines: Iterable[Any]) -> Leaves:
    """The pages of a PDF: each has ``number`` and ``read``, each line its page and place."""
    runs: dict[int, list[tuple[int, int]]] = {}
    last = None
    for line in lines:
        here = runs.setdefault(line["page"], [])
        if line["page"] == last:
            here[-1] = (here[-1][0], line["char_end"])
        else:
            here.append((line["char_start"], line["char_end"]))
        last = line["page"]
    return Leaves(
        [
            Leaf(page["number"], tuple(runs.get(page["number"], ())), bool(page["read"]))
            for page in pages
        ]
    )
