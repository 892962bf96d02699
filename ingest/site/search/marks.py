"""A text and the words that a search met in, the text with marks around them out.

The marks are two characters that stand in no document; pages make mark-up of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import plain, words_in
from ingest.site.search.lexicon.shown_rows import RowText
from ingest.site.search.question.said_codes import is_code
from ingest.site.search.question.units import LEADING, Unit

OPEN, CLOSE = "\ue000", "\ue001"
"""Marks around the words that were met; they stand in no document."""
MET = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
SNIPPET_WORDS = 28


def unmarked(text: str) -> str:
    """``text`` without the marks around words that were met."""
    return text.replace(OPEN, "").replace(CLOSE, "")


@dataclass
class Marks:
    """What is to be marked: words by their root, two roots side by side, and by beginnings.

    ``asked`` are the roots of words that were typed: snippets are cut around these, if a text has
    any of them."""

    asked: set[str] = field(default_factory=set)
    single: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    beginnings: tuple[str, ...] = ()

    @cached_property
    def _roots(self) -> set[str]:
        """All roots by which words may be marked."""
        return self.single | {second for _, second in self.pairs}

    def marked(self, of: RowText) -> str:
        """A text with marks."""
        return _with_marks(of.text, self._spans(of), 0, len(of.text))

    def snippet(self, of: RowText, words: int = SNIPPET_WORDS) -> str:
        """So many words of a text around those that are marked; a line's worth."""
        text, spans = of.text, self._spans(of)
        if len(text) < words * 6 or len(of.starts) < words + 5:
            return _with_marks(text, spans, 0, len(text))
        starts, ends = of.starts, of.ends
        typed = [(own, start) for own, start, _ in of.places if own in self.asked]
        met = typed or [("", start) for start, _ in spans]
        places = [(own, bisect_right(starts, start) - 1) for own, start in met]
        first = max(0, min(_densest(places, words - 5) - 4, len(starts) - words))
        last = min(len(starts), first + words) - 1
        cut = _with_marks(text, spans, starts[first], ends[last])
        before, after = "… " if first else "", " …" if last < len(starts) - 1 else ""
        return f"{before}{cut}{after}"

    def _spans(self, of: RowText) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        single, pairs = self.single, self.pairs
        before, its = "", (0, 0)
        if not self.beginnings and of.printed.keys().isdisjoint(self._roots):
            return found
        for own, start, end in of.places:
            if own in single:
                found.append((start, end))
            elif (before, own) in pairs:
                if not found or found[-1] != its:
                    found.append(its)
                found.append((start, end))
            elif self.beginnings and plain(of.text[start:end]).startswith(self.beginnings):
                found.append((start, end))
            before, its = own, (start, end)
        return found


def _with_marks(text: str, spans: list[tuple[int, int]], first: int, last: int) -> str:
    """``text`` from ``first`` to ``last`` with marks around the ``spans`` that lie there."""
    parts, at = [], first
    for start, end in spans:
        if first <= start and end <= last:
            parts += [text[at:start], OPEN, text[start:end], CLOSE]
            at = end
    return "".join([*parts, text[at:last]])


def _densest(places: list[tuple[str, int]], reach: int) -> int:
    """Where a snippet begins that has the most different words, and of these the most ``places``,
    up to ``reach`` from it."""
    best, most = 0, (0, 0)
    for at, (_, first) in enumerate(places):
        here = [own for own, place in places[at:] if place <= first + reach]
        if (len(set(here)), len(here)) > most:
            best, most = first, (len(set(here)), len(here))
    return best


def marks_of(
    lexicon: Lexicon,
    units: Iterable[Unit],
    beginnings: tuple[str, ...] = (),
    printed: Set[str] | None = None,
    concepts: Set[str] | None = None,
) -> Marks:
    """What is to be marked for ``units``: their words, but for those of what no row has, and the
    words for what they mean. The 4 of SmPC 4.8 is not that of grade 4.

    ``printed`` are the roots of a row, ``concepts`` the terms of those that it has. Where it prints
    the words, what else these lead to is no reason, nor is another word for it; and the lesser part
    of a phrase is none.
    """
    marks = Marks(beginnings=beginnings)
    units = list(units)
    passed = lexicon.stop.union(*(unit.words for unit in units if unit.absent))
    for unit in units:
        own = {lexicon.root(word) for word in unit.words if word not in passed}
        if printed is None or 2 * len(own & printed) >= len(own):
            marks.asked |= own
        for code in filter(is_code, unit.words):
            marks.pairs |= set(pairwise(map(lexicon.root, words_in(code))))
        said = printed is not None and bool(own) and own <= printed
        for one in unit.meanings:
            is_concept = one.term.startswith("c:")
            if is_concept and concepts is not None and one.term not in concepts:
                continue
            if said and one.told_as in LEADING:
                continue
            if is_concept:
                single, pairs = lexicon.marked_by(one.term)
                marks.single |= set() if said else single
                marks.pairs |= pairs
            elif one.term.startswith("w:"):
                roots = one.term[2:].split()
                if len(roots) == 1:
                    marks.single.add(roots[0])
                else:
                    marks.pairs |= {pair for two in pairwise(roots) for pair in (two, two[::-1])}
    marks.single |= marks.asked
    return marks
