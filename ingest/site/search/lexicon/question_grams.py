"""A question in, the runs of letters that likeness of questions is measured by out.

Runs of three to five letters of each word, with a blank before and after it, tell a misspelt or
inflected word from another one: "pregnant" and "pregnancy" share most of theirs.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

import numpy as np

from ingest.site.search.lexicon.query_words import WORD, plain

MEDICINE = "\x00"
"""Stands for the name of a medicine; no question has it, whatever was typed."""
WORDS = re.compile(f"{WORD.pattern}|{MEDICINE}")
SHORTEST, LONGEST = 3, 5
"""Letters of a run."""
EVEN = 0.5
"""How far runs of long words count less, from 0 to 1."""
Hashes = np.ndarray[tuple[int], np.dtype[np.uint32]]
Counts = np.ndarray[tuple[int], np.dtype[np.float32]]


def grams(text: str) -> tuple[Hashes, Counts]:
    """The runs of ``text`` as sorted numbers, and how much each counts.

    A long word counts no more than a short one: what is asked about a thing shall not be drowned by
    its name.
    """
    found = dict[int, float]()
    for word in WORDS.findall(plain(text)):
        own = _of_word(word)
        for one in own:
            found[one] = found.get(one, 0.0) + len(own) ** -EVEN
    hashes = np.array(sorted(found), np.uint32)
    return hashes, np.array([found[one] for one in hashes.tolist()], np.float32)


@lru_cache(maxsize=16384)
def _of_word(word: str) -> tuple[int, ...]:
    spaced = f" {word} "
    return tuple(
        zlib.crc32(spaced[at : at + long].encode())
        for long in range(SHORTEST, min(LONGEST, len(spaced)) + 1)
        for at in range(len(spaced) - long + 1)
    )
