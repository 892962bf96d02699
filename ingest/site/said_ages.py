"""Words of a question in, its numbers as rows have them out: ninety-six is 96.

An age that is said in years is the word for it: 84 is elderly.
"""

from __future__ import annotations

import re

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
DECADES = frozenset(("seventies", "eighties", "nineties"))
"""Words for an age of old people: the 80 of a strength is none, so they are no numbers."""
OF_AN_AGE = frozenset(("year", "years", "yr", "yrs", "old", "olds", "y", "o", "yo"))
"""Words that only say that a number is an age."""
ELDERLY = 65
"""Years. ICH E7 calls those geriatric who are as old as that or older."""
ADULT, FIRST_TEEN = 18, 13

TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_digits(words: list[str]) -> list[str]:
    """``words`` where two that say a number together are that number."""
    found: list[str] = []
    for word in words:
        if word in UNITS and found and found[-1] in TENS:
            found[-1] = str(10 * TENS.index(found[-1]) + 20 + UNITS.index(word) + 1)
        else:
            found.append(word)
    return found


def ages_as_words(text: str, words: list[str]) -> list[str]:
    """``words`` of ``text`` with each age of an old or a young person as a word."""
    said = dict.fromkeys(DECADES, "elderly")
    in_years: set[str] = set()
    for word in TEENS[: ADULT - FIRST_TEEN]:
        if re.search(rf"\b(?:is|am|'s|just|only|aged?|turned) {word}\b", text, re.IGNORECASE):
            said[word] = "paediatric"
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
        if word not in OF_AN_AGE or not _is_of_age(words[:at], in_years & said.keys())
    ]


def _is_of_age(before: list[str], ages: set[str]) -> bool:
    """Whether a word after those ``before`` is the rest of one of the ``ages``: "16 year old"."""
    while before and before[-1] in OF_AN_AGE:
        before = before[:-1]
    return bool(before) and before[-1] in ages
