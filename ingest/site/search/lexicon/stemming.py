"""Words in, their stems out; in each thread by a stemmer of its own, as these want."""

from __future__ import annotations

from collections.abc import Collection
from threading import local

import Stemmer


class _Own(local):
    """What each thread has for itself."""

    def __init__(self) -> None:
        self.english = Stemmer.Stemmer("english")
        self.porter = Stemmer.Stemmer("porter")


_own = _Own()


def stem(word: str) -> str:
    """The Snowball stem of a word in small letters."""
    return str(_own.english.stemWord(word))


def stems(words: Collection[str]) -> list[str]:
    """The Snowball stems of several words, in their order."""
    found: list[str] = _own.english.stemWords(list(words))
    return found


def stems_of_full_text(words: Collection[str]) -> list[str]:
    """The stems that FTS5 searches by, those of Porter."""
    found: list[str] = _own.porter.stemWords(list(words))
    return found
