"""Words in, their Snowball stems out; in each thread by a stemmer of its own, as these want."""

from __future__ import annotations

from collections.abc import Collection
from threading import local

import Stemmer


class _Own(local):
    """What each thread has for itself."""

    def __init__(self) -> None:
        self.stemmer = Stemmer.Stemmer("english")


_own = _Own()


def stem(word: str) -> str:
    """The stem of a word in small letters."""
    return str(_own.stemmer.stemWord(word))


def stems(words: Collection[str]) -> list[str]:
    """The stems of several words, in their order."""
    found: list[str] = _own.stemmer.stemWords(list(words))
    return found
