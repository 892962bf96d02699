"""The text of a document in, its own abbreviations with what it says that they mean out."""

from __future__ import annotations

import re

from ingest.words import WORD, words_of

ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z0-9]{1,7})\)")


def abbreviations_of(text: str) -> dict[str, str]:
    """What a document says that its abbreviations mean: "acute cerebellar syndrome (ACS)".

    Taken are the words before the bracket whose first letters are those of the abbreviation.
    """
    found: dict[str, str] = {}
    for match in ABBREVIATION.finditer(text):
        short = match.group(1)
        letters = [char for char in short.lower() if char.isalpha()]
        words = words_of(text[max(0, match.start() - 200) : match.start()])[-len(letters) :]
        if len(letters) > 1 and [word[0] for word in words] == letters:
            found.setdefault(short, " ".join(words))
    return found


def initials_of(name: str, text: str) -> tuple[str, ...]:
    """The initials of ``name`` where ``text`` has them as a word in capitals: ACS."""
    initials = "".join(word[0] for word in words_of(name)).upper()
    return (initials,) if len(initials) > 1 and initials in WORD.findall(text) else ()
