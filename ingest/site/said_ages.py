"""Words of a question in, its numbers as rows have them out: ninety-six is 96.

An age that is said in years is the word for it: 84 is elderly.
"""

from __future__ import annotations

import re

from ingest.site.lexicon import Lexicon

AGED = re.compile(
    r"(?:\b(?:is|am|are|was|age|aged|turned|turning|just|only|nearly|almost)|['’](?:s|m|re))\s+"
    r"(?P<years>\d{1,2})"
    r"(?=\s*(?:$|[,.;:?!)]|years?\b|yrs?\b|yo\b|and\b|but\b|so\b|too\b|with\b|or\b|now\b))"
    r"|\b(?P<old>\d{1,2})[\s-]*(?:(?:years?|yrs?)[\s-]*olds?|y/?o)\b",
    re.IGNORECASE,
)
IN_DECADE = re.compile(
    r"\bin (?:her|his|my|their|our|your) (?:early |mid |late )?(?P<decade>[789]0)['’]?s\b",
    re.IGNORECASE,
)
ELDERLY = 65
"""Years. ICH E7 calls those geriatric who are as old as that or older."""
ADULT, FIRST_TEEN = 18, 13
IN_WORDS = re.compile(r"\b(?:is|am|'s|just|only|aged?|turned) (?P<years>[a-z]+)\b", re.IGNORECASE)
TENS = frozenset(str(ten) for ten in range(20, 100, 10))


def in_digits(lexicon: Lexicon, words: list[str]) -> list[str]:
    """``words`` where two that say a number together are that number."""
    found: list[str] = []
    for word in words:
        one = lexicon.root(word) if word.isalpha() else ""
        ten = lexicon.root(found[-1]) if found and found[-1].isalpha() else ""
        if len(one) == 1 and one.isdigit() and ten in TENS:
            found[-1] = str(int(ten) + int(one))
        else:
            found.append(word)
    return found


def ages_as_words(lexicon: Lexicon, text: str, words: list[str]) -> list[str]:
    """``words`` of ``text`` with each age of an old or a young person as a word."""
    rest = lexicon.groups["of-an-age"]
    said = dict.fromkeys(lexicon.groups["old-decade"], "elderly")
    in_years: set[str] = set()
    for match in IN_WORDS.finditer(text):
        number = lexicon.root(match["years"].lower())
        if number.isdigit() and FIRST_TEEN <= int(number) < ADULT:
            said[match["years"].lower()] = "paediatric"
    for match in IN_DECADE.finditer(text):
        said |= dict.fromkeys((match["decade"], f"{match['decade']}s"), "elderly")
    for match in AGED.finditer(text):
        years = match["years"] or match["old"]
        in_years |= {years} if match["old"] else set()
        if int(years) >= ELDERLY:
            said[years] = "elderly"
        elif int(years) < ADULT:
            said[years] = "paediatric"
    return [
        said.get(word, word)
        for at, word in enumerate(words)
        if word not in rest or not _is_of_age(rest, words[:at], in_years & said.keys())
    ]


def _is_of_age(rest: frozenset[str], before: list[str], ages: set[str]) -> bool:
    """Whether a word after those ``before`` is the rest of one of the ``ages``: "16 year old"."""
    while before and before[-1] in rest:
        before = before[:-1]
    return bool(before) and before[-1] in ages
