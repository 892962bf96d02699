"""A text and the words that a search met in, the text with marks around them out.

The marks are two characters that stand in no document; pages make mark-up of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.site.lexicon import Lexicon
from ingest.site.query_words import WORD, plain
from ingest.site.question_words import Unit

OPEN, CLOSE = "\ue000", "\ue001"
"""Marks around the words that were met; they stand in no document."""
MET = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
SNIPPET_WORDS = 28


def unmarked(text: str) -> str:
    """``text`` without the marks around words that were met."""
    return text.replace(OPEN, "").replace(CLOSE, "")


@dataclass(slots=True)
class Marks:
    """What is to be marked: words by their root, by two roots that stand together, by beginnings."""

    lexicon: Lexicon
    single: set[str] = field(default_factory=set)
    pairs: set[str] = field(default_factory=set)
    beginnings: tuple[str, ...] = ()

    def marked(self, text: str) -> str:
        """``text`` with marks."""
        spans = self._spans(text)
        parts, at = [], 0
        for start, end in spans:
            parts += [text[at:start], OPEN, text[start:end], CLOSE]
            at = end
        return "".join([*parts, text[at:]])

    def roots_in(self, text: str) -> set[str]:
        """The roots of the words of ``text``."""
        return {self.lexicon.root(word) for word in WORD.findall(plain(text))}

    def snippet(self, text: str) -> str:
        """The words of ``text`` around those that are marked, a line's worth."""
        words = list(re.finditer(r"\S+", text))
        if len(words) <= SNIPPET_WORDS + 4:
            return self.marked(text)
        starts = [start for start, _ in self._spans(text)]
        places = [
            place for place, word in enumerate(words)
            if any(word.start() <= start < word.end() for start in starts)
        ]  # fmt: skip
        first = _densest(places)
        first = max(0, min(first - 4, len(words) - SNIPPET_WORDS))
        last = min(len(words), first + SNIPPET_WORDS) - 1
        cut = self.marked(text[words[first].start() : words[last].end()])
        before, after = "… " if first else "", " …" if last < len(words) - 1 else ""
        return f"{before}{cut}{after}"

    def _spans(self, text: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        before: tuple[str, int, int] | None = None
        stop, root = self.lexicon.stop, self.lexicon.root
        for match in WORD.finditer(text):
            word = plain(match.group())
            if word in stop:
                continue
            own = root(word)
            here = (own, match.start(), match.end())
            if own in self.single or (self.beginnings and word.startswith(self.beginnings)):
                _add(found, here)
            elif before and self.pairs and " ".join(sorted((before[0], own))) in self.pairs:
                _add(found, before)
                _add(found, here)
            before = here
        return found


def _add(spans: list[tuple[int, int]], word: tuple[str, int, int]) -> None:
    if not spans or spans[-1] != word[1:]:
        spans.append(word[1:])


def _densest(places: list[int]) -> int:
    """Where a snippet begins that has the most of ``places``."""
    best, most = 0, 0
    for at, place in enumerate(places):
        count = sum(1 for other in places[at:] if other < place + SNIPPET_WORDS - 4)
        if count > most:
            best, most = place, count
    return best


def marks_of(lexicon: Lexicon, units: Iterable[Unit], beginnings: tuple[str, ...] = ()) -> Marks:
    """What is to be marked for ``units``: their words, and the words for what they mean."""
    marks = Marks(lexicon, beginnings=beginnings)
    for unit in units:
        marks.single |= {lexicon.root(word) for word in unit.words if word not in lexicon.stop}
        for one in unit.meanings:
            if one.term.startswith("c:"):
                single, pairs = lexicon.marked_by(one.term)
                marks.single |= single
                marks.pairs |= pairs
            elif one.term.startswith("w:"):
                roots = one.term[2:].split()
                if len(roots) == 1:
                    marks.single.add(roots[0])
                else:
                    marks.pairs |= {" ".join(sorted(two)) for two in zip(roots, roots[1:])}
    return marks
