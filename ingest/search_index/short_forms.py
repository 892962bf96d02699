"""The text of a document in, its own abbreviations with what it says that they mean out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ingest.search_index.keys import stop_words
from ingest.words import WORD, stems, words_of

ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z0-9]{1,7})\)")
SEVERAL = re.compile(r"(?<=[A-Z0-9])s$")
"""The ending of more than one of an abbreviation."""

FEW_WORDS = range(3, 6)
"""How many words readers may say the initials of, where no document does."""


def abbreviations_of(text: str) -> dict[str, str]:
    """What a document says that its abbreviations mean: "acute cerebellar syndrome (ACS)".

    Taken are the words before the bracket whose first letters are those of the abbreviation, or of
    one where it stands for several: "adverse reactions (ARs)" is an AR.
    """
    found: dict[str, str] = {}
    for match in ABBREVIATION.finditer(text):
        before = words_of(text[max(0, match.start() - 200) : match.start()])
        for short in dict.fromkeys((match[1], SEVERAL.sub("", match[1]))):
            letters = [char for char in short.lower() if char.isalpha()]
            words = before[-len(letters) :]
            if len(letters) > 1 and [word[0] for word in words] == letters:
                found.setdefault(short, " ".join(words))
                break
    return found


@lru_cache(maxsize=65536)
def words_printed(text: str) -> str:
    """The words of ``text`` as a line with blanks around, so that whole words can be looked for:
    hyphens, line breaks and forms of a word are all one."""
    return f" {' '.join(stems(text))} "


def forms_of(short: str) -> frozenset[str]:
    """An abbreviation, and more than one of it."""
    return frozenset((short, f"{short}s"))


def other_forms(long_forms: Mapping[str, str], text: str) -> list[str]:
    """The abbreviations (the keys of ``long_forms``) for words of ``text``, and for those that are
    in it what they stand for."""
    if not long_forms:
        return []
    printed, words = words_printed(text), set(WORD.findall(text))
    found = []
    for short, long in long_forms.items():
        if words_printed(long) in printed:
            found.append(short)
        elif not words.isdisjoint(forms_of(short)):
            found.append(long)
    return found


def initials_of(name: str, text: str) -> tuple[str, ...]:
    """The initials of ``name`` where ``text`` has them as a word in capitals: ACS."""
    initials = "".join(word[0] for word in words_of(name)).upper()
    return (initials,) if len(initials) > 1 and initials in WORD.findall(text) else ()


def initials_within(name: str) -> dict[str, str]:
    """The initials of three to five words that ``name`` begins or ends with, with these words:
    RCL of "Generation of replication-competent lentivirus"."""
    words = [word for word in words_of(name) if word[0].isalpha() and word not in stop_words()]
    runs = (run for many in FEW_WORDS for run in (words[:many], words[-many:]) if len(run) == many)
    return {"".join(word[0] for word in run): " ".join(run) for run in runs}
