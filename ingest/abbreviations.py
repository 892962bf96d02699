"""An abbreviation and the words before it in, out whether it is short for these."""

from __future__ import annotations

from ingest.words import plain, words_of

MOST_WORDS = 5
"""How many words more than it has letters an abbreviation may be short for."""


def is_short_for(short: str, before: str) -> bool:
    """Whether the letters of ``short`` stand in the words that end ``before``, in their order: the
    first one at the beginning of a word.

    After AS Schwartz and MA Hearst, "A simple algorithm for identifying abbreviation definitions in
    biomedical text", Pacific Symposium on Biocomputing 2003: the letters are looked for from the
    last one backwards.
    """
    letters = [char for char in plain(short) if char.isalnum()]
    words = words_of(before)[-(len(letters) + MOST_WORDS) :]
    line = f" {' '.join(words)}"
    at = len(line)
    for place, letter in reversed(list(enumerate(letters))):
        at = line.rfind(letter if place else f" {letter}", 0, at)
        if at < 0:
            return False
    return bool(letters)
