"""A text in, its words by their roots out; kept, for the same rows are shown again and again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.site.query_words import WORD, plain

if TYPE_CHECKING:
    from ingest.site.lexicon import Lexicon

MOST_TEXTS = 20_000
"""Texts whose words are kept for a database."""
SPACED = re.compile(r"\S+")
Place = tuple[str, int, int]
"""The root of a word that is no stop word, and where the word stands."""


@dataclass(frozen=True)
class TextWords:
    """The words of a text but for stop words: where they stand, and as printed by their roots."""

    text: str
    places: tuple[Place, ...]
    printed: dict[str, list[str]]

    @cached_property
    def starts(self) -> list[int]:
        """Where what stands between white space begins."""
        return [match.start() for match in SPACED.finditer(self.text)]

    @cached_property
    def ends(self) -> list[int]:
        """Where what stands between white space ends."""
        return [match.end() for match in SPACED.finditer(self.text)]


def words_of_text(lexicon: Lexicon, text: str) -> TextWords:
    """The words of ``text`` (plain), by the roots that ``lexicon`` gives them."""
    found = lexicon.texts.get(text)
    if found is None:
        places: list[Place] = []
        printed: dict[str, list[str]] = {}
        for match in WORD.finditer(text):
            if (word := plain(match.group())) not in lexicon.stop:
                root = lexicon.root(word)
                places.append((root, match.start(), match.end()))
                printed.setdefault(root, []).append(word)
        found = TextWords(text, tuple(places), printed)
        if len(lexicon.texts) >= MOST_TEXTS:
            lexicon.texts.clear()
        lexicon.texts[text] = found
    return found
