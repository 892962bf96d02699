"""A word, a phrase or a field that a reader typed in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase; ``starred`` stands for all words that begin so, and ``denied`` is what
    stands behind NOT, ``signed`` what stands behind a sign that may mean that.
    """

    words: tuple[str, ...]
    starred: bool = False
    phrase: bool = False
    denied: bool = False
    signed: bool = False

    @property
    def expression(self) -> str:
        """The term in FTS5's language."""
        return f'"{" ".join(self.words)}"{"*" if self.starred else ""}'


@dataclass(frozen=True, slots=True)
class Field:
    """Hits have one of the ``values``; none of them, where it is ``denied``."""

    name: str
    values: tuple[str, ...]
    denied: bool = False
