"""What a search goes by in, the words and terms of it that are of one sort out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import cached_property

from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.query_words import any_of_words

PLACE, OF_ONE_PLACE = "place", "place-of-"
"""The group of words for places, and how those of the names of one begin
(ingest/search_index/places.py)."""


class WordLists:
    """Words for places and numbers, abbreviations, sections of the label, medicines of classes."""

    def __init__(
        self,
        groups: Mapping[str, frozenset[str]],
        phrases: Mapping[str, list[Meaning]],
        roots: Mapping[str, str],
        terms: Set[str],
    ) -> None:
        """``phrases`` and ``roots`` by words; ``terms`` are those that rows have."""
        self.groups = groups
        self.phrases = phrases
        self.roots = roots
        self.terms = terms

    @cached_property
    def places(self) -> frozenset[str]:
        """The single words for places."""
        return self.groups[PLACE]

    @cached_property
    def place_names(self) -> dict[str, str]:
        """The names of places, be they several words, each with the usual word for the place."""
        return {
            name: group.removeprefix(OF_ONE_PLACE)
            for group, names in self.groups.items()
            if group.startswith(OF_ONE_PLACE)
            for name in names
        }

    @cached_property
    def numerals(self) -> dict[str, str]:
        """The words for numbers, with the digits of each."""
        each = self.roots.items()
        return {word: root for word, root in each if root.isdecimal() and word.isalpha()}

    @cached_property
    def numeral(self) -> re.Pattern[str]:
        """A word for a number, in small letters, or the end of a word that has one there."""
        return re.compile(rf"(?:{any_of_words(self.numerals)})(?![^\W\d_])")

    def in_digits(self, text: str) -> str:
        """``text``, in small letters, with its words for numbers in digits."""

        def digits(match: re.Match[str]) -> str:
            before = match.string[match.start() - 1 : match.start()]
            return match[0] if before.isalpha() else self.numerals[match[0]]

        return self.numeral.sub(digits, text)

    @cached_property
    def short_for(self) -> dict[frozenset[str], list[str]]:
        """The single words that stand for several other ones, by the roots of these."""
        found: dict[frozenset[str], list[str]] = {}
        for key, meanings in self.phrases.items():
            for one in meanings if " " not in key else ():
                if one.term.startswith("w:") and " " in one.term:
                    found.setdefault(frozenset(one.term[2:].split()), []).append(key)
        return found

    @cached_property
    def sections(self) -> dict[str, list[str]]:
        """The terms for sections that rows have, by the label (smpc, pl), in their order."""
        found: dict[str, list[str]] = {}
        for term in sorted(self.terms):
            if term.startswith("s:"):
                found.setdefault(term[2:].partition("-")[0], []).append(term)
        return found

    @cached_property
    def members(self) -> list[str]:
        """The roots of the names of medicines of classes."""
        return sorted(term[2:] for term in self.terms if term.startswith("m:"))
