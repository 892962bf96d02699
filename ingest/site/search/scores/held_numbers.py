"""A question in, the numbers of what a container holds out, with what prints them: a blister with
four tablets is none of a carton with four."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import any_of_words

CONTAINERS, HOLDING = "container", "holding"
"""The groups of words for what holds, and of those that stand between that and what it holds."""


def held_numbers(known: Lexicon, said: str) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Each number of what a container holds in ``said`` (in digits), with the words for it and a
    pattern for rows, which may print how strong that is: "each blister has 4 20 mg tablets"."""
    groups = known.groups
    containers, counted = any_of_words(groups[CONTAINERS]), any_of_words(groups["counted"])
    between = rf"(?:{any_of_words(groups[HOLDING])})"
    strength = rf"(?:\s+\d[\d.,]*\s*(?:{any_of_words(groups['measure'])}))?"
    many = rf"(?<![\w.,])(?P<many>\d+){strength}\s+(?P<of>{counted})"
    holds = rf"\b(?P<container>{containers})(?:\s+{between}){{1,3}}\s+{many}\b"
    held = rf"{many}(?:\s+{between}){{1,4}}\s+(?P<container>{containers})\b"
    for asked in (holds, held):
        for match in re.finditer(asked, said):
            same = {one for one in groups[CONTAINERS] if _is(known, one, match["container"])}
            names, nouns = any_of_words(same), _forms(match["of"])
            number = rf"(?<![\d.,]){match['many']}{strength}\s+{nouns}"
            printed = rf"\b(?:{names})(?:\s+{between}){{1,3}}\s+{number}\b"
            inside = rf"{number}(?:\s+{between}){{1,4}}\s+(?:{names})\b"
            yield match["many"], match[0], re.compile(rf"{printed}|{inside}")


def _is(known: Lexicon, one: str, other: str) -> bool:
    return known.root(one) == known.root(other)


def _forms(noun: str) -> str:
    """A pattern for one and several of a noun."""
    return re.escape(noun.removesuffix("s")) + "s?"
