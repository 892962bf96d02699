"""The jurisdictions of products in, what people say for each out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from ingest.vocabulary import dictionary
from ingest.words import words_of

PLACE, OF_ONE = "place", "place-of-"
"""The group of words for places, and how those of all names of one begin."""


def words_of_place(jurisdiction: str) -> tuple[str, ...]:
    """The single words that people say for the jurisdiction of a product, the usual one first; of
    one that no dictionary has, its own name."""
    return tuple(name for name in _names_of(jurisdiction) if " " not in name)


def place_groups(jurisdictions: Iterable[str]) -> list[dict[str, Any]]:
    """Rows of ``search_word_groups``: words for places of the dictionary and for ``jurisdictions``,
    and all names of each place."""
    sources = dict.fromkeys(sorted(set(jurisdictions)), "jurisdiction of a product")
    sources |= {row["jurisdiction"]: row["source"] for row in _places()}
    return [
        {"name": group, "word": name, "source": source}
        for place, source in sources.items()
        for name in _names_of(place)
        for group in (PLACE, f"{OF_ONE}{_names_of(place)[0]}")
        if group != PLACE or " " not in name
    ]


@cache
def _names_of(jurisdiction: str) -> tuple[str, ...]:
    """The names of a place, a single word first: its own words joined where it has no other."""
    own = " ".join(words_of(jurisdiction))
    for row in _places():
        names = row["words"].split("|")
        if own in (" ".join(words_of(row["jurisdiction"])), *names):
            return tuple(names)
    return tuple(dict.fromkeys(one for one in (own.replace(" ", ""), own) if one))


@cache
def _places() -> tuple[dict[str, str], ...]:
    return tuple(dictionary("places", ("jurisdiction", "words", "source")))
