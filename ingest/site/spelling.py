"""A misspelled word in, the words that lead to rows and that it may mean out."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingest.site.lexicon import Lexicon

SHORTEST = 4
"""Letters. What is shorter is as near to any other word as to the one that was meant."""
LONGEST = 40
LONG = 8
"""Letters from which on two may be wrong."""
VOWELS = str.maketrans("", "", "aeiouyhw")
ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "x": "s", "f": "v", "p": "v", "d": "t"})


def corrections(lexicon: Lexicon, word: str, most: int = 3) -> list[str]:
    """The words nearest to ``word``, the likeliest first; none for a known word.

    One letter may be wrong (missing, doubled, exchanged with its neighbour); of eight letters and
    more, and of fewer where the words sound alike, two. A word that is two written together is
    parted ("tumorlysis").
    """
    if not SHORTEST <= len(word) <= LONGEST or any(char.isdigit() for char in word):
        return []
    if word in lexicon.roots or word in lexicon.english:
        return []
    words = lexicon.words
    near = [
        (distance, found)
        for found, distance, _ in process.extract(
            word, words.keys(), scorer=OSA.distance, score_cutoff=3, limit=60
        )
        if distance <= _allowed(word, found)
    ]
    near.sort(key=lambda one: (one[0], one[1][0] != word[0], words[one[1]] == 0, -words[one[1]]))
    if near:
        closest = near[0][0]
        return [found for distance, found in near if distance <= closest + 1][:most]
    return _parted(word, words)


def _allowed(word: str, other: str) -> int:
    """How many letters may be wrong in ``word`` where ``other`` was meant."""
    if word[0] != other[0]:
        return 1 if len(word) > SHORTEST else 0
    alike = _sound(word) == _sound(other)
    if len(word) >= LONG:
        return 3 if alike and len(word) > LONG else 2
    return 2 if alike and len(word) > 5 else 1


def _sound(word: str) -> str:
    """The consonants of a word, those that sound alike as one, none twice in a row."""
    letters = word.replace("ph", "f").translate(VOWELS).translate(ALIKE)
    return "".join(one for at, one in enumerate(letters) if at == 0 or letters[at - 1] != one)


def _parted(word: str, words: dict[str, int]) -> list[str]:
    cuts = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
    whole = [(words[a] * words[b], f"{a} {b}") for a, b in cuts if words.get(a) and words.get(b)]
    return [max(whole)[1]] if whole else []
