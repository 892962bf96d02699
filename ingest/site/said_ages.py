"""Words of a question in, an age that is said in years as the word for it out: 84 is elderly."""

from __future__ import annotations

import re

AGED = re.compile(
    r"(?:\b(?:is|am|are|was|age|aged|turned|turning|just|only|nearly|almost)|['’](?:s|m|re))\s+"
    r"(?P<years>\d{1,2})"
    r"(?=\s*(?:$|[,.;:?!)]|years?\b|yrs?\b|yo\b|and\b|but\b|so\b|too\b|with\b|or\b|now\b))"
    r"|\b(?P<old>\d{1,2})[\s-]*(?:years?|yrs?)[\s-]*olds?\b",
    re.IGNORECASE,
)
DECADES = frozenset(("seventies", "eighties", "nineties"))
"""Words for an age of old people: the 80 of a strength is none, so they are no numbers."""
ELDERLY = 65
"""Years. ICH E7 calls those geriatric who are as old as that or older."""
ADULT = 18


def ages_as_words(text: str, words: list[str]) -> list[str]:
    """``words`` of ``text`` with each age of an old or a young person as a word."""
    said = dict.fromkeys(DECADES, "elderly")
    for match in AGED.finditer(text):
        years = match["years"] or match["old"]
        if int(years) >= ELDERLY:
            said[years] = "elderly"
        elif int(years) < ADULT:
            said[years] = "children"
    return [said.get(word, word) for word in words]
