"""A question in, the runs of letters that likeness of questions is measured by out.

Runs of three to five letters of each word, with a blank before and after it, tell a misspelt or
inflected word from another one: "pregnant" and "pregnancy" share most of theirs.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from functools import lru_cache

import numpy as np

from ingest.words import words_of

SHORTEST, LONGEST = 3, 5
"""Letters of a run."""
MEDICINE = "x"
"""Stands for the name of a medicine, as it does in EMA's templates."""
Hashes = np.ndarray[tuple[int], np.dtype[np.uint32]]
Counts = np.ndarray[tuple[int], np.dtype[np.float32]]
NAMES = re.compile(r"\w+")


def without_names(text: str, medicines: frozenset[str]) -> str:
    """``text`` with an X for each word (plain) that ``medicines`` has."""
    return NAMES.sub(
        lambda found: MEDICINE.upper() if found[0].casefold() in medicines else found[0], text
    )


def grams(text: str) -> tuple[Hashes, Counts]:
    """The runs of ``text`` as sorted numbers, and for each 1 + the logarithm of how often it is."""
    found = Counter[int]()
    for word in words_of(text):
        found.update(_of_word(word))
    hashes = np.array(sorted(found), np.uint32)
    counts = np.array([found[one] for one in hashes.tolist()], np.float32)
    return hashes, 1 + np.log(counts)


@lru_cache(maxsize=16384)
def _of_word(word: str) -> tuple[int, ...]:
    spaced = f" {word} "
    return tuple(
        zlib.crc32(spaced[at : at + long].encode())
        for long in range(SHORTEST, min(LONGEST, len(spaced)) + 1)
        for at in range(len(spaced) - long + 1)
    )
