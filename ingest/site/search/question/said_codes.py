"""A question in, the codes that it says out, each as one word: 1918-2 is no 1918 and no 2."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings_here import meant_by
from ingest.site.search.lexicon.query_words import Query, plain, words_in

CODE = re.compile(
    r"(?<![\w./-])(?:[^\W\d_]{1,5}\d*|\d+[^\W\d_]{0,5})"
    r"(?:[-/](?:[^\W\d_]{1,5}\d*|\d+[^\W\d_]{0,5}))+(?![\w/-])"
)
"""What is joined by hyphens or strokes as codes are."""
NUMBER = re.compile(r"\d{3,}")
"""The digits that a code has at least in one of its parts."""
LETTERS = re.compile(r"[^\W\d_]+")
MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


def codes_of(known: Lexicon, query: Query) -> dict[tuple[str, ...], str]:
    """The codes of a question (plain) by their words: "EMEA/H/C/000001", "ABC-627", "1918-2".

    A span of numbers is none (100-200), nor a month (2019-07), nor what a dictionary knows.
    """
    found = {}
    for match in CODE.finditer(query.text):
        parts = re.split("[-/]", match[0])
        if _is_code(known, match[0], parts) and not meant_by(known, words_in(match[0])):
            found[tuple(words_in(match[0]))] = plain(match[0])
    return found


def is_code(word: str) -> bool:
    """Whether a word of a question is a code: no other has a hyphen or a stroke."""
    return "-" in word or "/" in word


def _is_code(known: Lexicon, written: str, parts: Sequence[str]) -> bool:
    """Whether what is ``written`` of ``parts`` that are joined is a code."""
    if not NUMBER.search(written):
        return False
    if all(part.isdecimal() for part in parts):
        first, *others = map(int, parts)
        month = MONTH.fullmatch(written)
        return "/" not in written and len(others) == 1 and others[0] < first and not month
    letters = [one for part in parts for one in LETTERS.findall(part)]
    return all(_is_no_word(known, one) for one in letters)


def _is_no_word(known: Lexicon, letters: str) -> bool:
    """Whether letters are no word of English, nor what is measured or counted: a 100-mg tablet."""
    groups = known.groups
    nouns = groups["measure"] | groups["span"] | groups["short-span"] | groups["counted"]
    return letters.isupper() or not (known.english | nouns).issuperset({plain(letters)})
