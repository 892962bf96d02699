"""Answers that were given, for when they are asked for again: other tools ask the same often."""

from __future__ import annotations

from collections import OrderedDict
from weakref import WeakKeyDictionary

from datasette.database import Database

MOST_CHARACTERS = 32_000_000
"""How much text is kept of a database: some 2,000 answers of twenty hits."""


class Kept:
    """Texts by what they answer, ``most`` characters of both in all.

    What was not asked for the longest goes first where it is more.
    """

    def __init__(self, most: int) -> None:
        """Keep nothing yet."""
        self._most = most
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._characters = 0

    def text(self, asked: str) -> str | None:
        """What is kept for ``asked``; None for nothing."""
        if asked not in self._texts:
            return None
        self._texts.move_to_end(asked)
        return self._texts[asked]

    def keep(self, asked: str, text: str) -> None:
        """Keep ``text`` for ``asked``; what is kept for it already stays: it is the same."""
        if asked in self._texts:
            return
        self._texts[asked] = text
        self._characters += len(asked) + len(text)
        while self._characters > self._most:
            self._characters -= sum(map(len, self._texts.popitem(last=False)))


_KEPT: WeakKeyDictionary[Database, Kept] = WeakKeyDictionary()


def kept_of(database: Database) -> Kept:
    """What is kept of the answers from ``database``: of one that may be written to nothing."""
    if database not in _KEPT:
        _KEPT[database] = Kept(0 if database.is_mutable else MOST_CHARACTERS)
    return _KEPT[database]
