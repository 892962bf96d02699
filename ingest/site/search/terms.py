"""A reader's words in, an FTS5 expression out that no spelling of theirs can break."""

from __future__ import annotations

import re

TERM = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
MOST_CHARACTERS = 2000
MOST_TERMS = 32
NOTHING = '""'
"""An expression that is valid and matches no row."""


def fts_query(words: object) -> str:
    """``words`` as an FTS5 expression: all must occur, ``"..."`` is a phrase, ``x*`` a beginning.

    Operators and marks are words like any other; what has no letter or digit is left out. Reads
    the first 2,000 characters and 32 terms. ``None`` and words that hold nothing match no row.
    """
    text = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", str(words or "")[:MOST_CHARACTERS])
    terms = []
    for phrase, star, word in TERM.findall(text):
        term = phrase or word
        if any(char.isalnum() for char in term):
            wide = star or ("*" if word.endswith("*") else "")
            terms.append(f'"{term.rstrip("*")}"{wide}')
    return " ".join(terms[:MOST_TERMS]) or NOTHING
