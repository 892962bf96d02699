"""A place in a document in, its words with some of the text around them out. No HTML here."""

from __future__ import annotations

import re
from dataclasses import dataclass

AROUND = 400
"""Characters of context on either side of a quote."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote and the text around it; ``cut_before`` and ``cut_after`` say that there is more."""

    before: str
    quote: str
    after: str
    start: int
    end: int
    cut_before: bool
    cut_after: bool

    @property
    def shown_before(self) -> str:
        """``before`` as a page shows it: of blank lines in a row one."""
        return _squeezed(self.before)

    @property
    def shown_after(self) -> str:
        """``after`` as a page shows it: of blank lines in a row one."""
        return _squeezed(self.after)


def passage(text: str, start: int, end: int, around: int = AROUND) -> Passage:
    """The words of ``text`` from ``start`` to ``end`` with about ``around`` characters beside.

    Offsets outside the text are moved to its nearest end. Context begins and ends with a whole
    word, unless a word is longer than the context.
    """
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    first, last = max(0, start - around), min(len(text), end + around)
    before, after = text[first:start], text[end:last]
    if first > 0 and not text[first - 1].isspace():
        before = _from_next_word(before)
    if last < len(text) and not text[last].isspace():
        after = _from_next_word(after[::-1])[::-1]
    return Passage(before, text[start:end], after, start, end, first > 0, last < len(text))


def _squeezed(text: str) -> str:
    return re.sub(r"\n\s*\n", "\n\n", text)


def _from_next_word(text: str) -> str:
    for offset, char in enumerate(text):
        if char.isspace():
            return text[offset:]
    return text
