"""A misspelled word in, the words that lead to rows and that it may mean out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingest.site.search.lexicon.lexicon import Lexicon

SHORTEST = 4
"""Letters. What is shorter is as near to any other word as to the one that was meant."""
LONGEST = 40
LONG = 8
"""Letters from which on two may be wrong."""
HEARD = 7
"""Letters from which on three may be wrong in what sounds alike."""
LONGER = 11
"""Letters beyond which four may be wrong in it."""
VOWELS = str.maketrans("", "", "aeiouyhw")
ENDING = re.compile(r"(?:t|s|sh|c)(?:io|u|ia|ea)ns?$")
SILENT = re.compile("^(?:p(?=[nst])|k(?=n)|w(?=r)|g(?=n))")
SOFT = re.compile("c(?=[eiy])")
ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "x": "s", "f": "v", "p": "v", "d": "t"})


def corrections(
    lexicon: Lexicon, word: str, most: int = 3, beside: Sequence[str] = ()
) -> list[str]:
    """The words nearest to ``word``, the likeliest first; none for a known word, and for one of
    English but such as sound alike and are said with a word ``beside`` ("hart failure").

    Likeliest is what is said together with a word ``beside`` ("tumour lisys").

    One letter may be wrong (missing, doubled, exchanged with its neighbour), of eight letters and
    more two; where the words sound alike two, of long words up to four. A word that is two written
    together is parted ("tumorlysis"). Where no word is near, one without the last "s" may be
    ("adisons disease").
    """
    found = _nearest(lexicon, word, most, beside)
    if found or not word.endswith("s") or word in lexicon.roots or word in lexicon.english:
        return found
    return _nearest(lexicon, word[:-1], most, beside)


def _nearest(lexicon: Lexicon, word: str, most: int, beside: Sequence[str]) -> list[str]:
    """The words nearest to ``word`` as it stands."""
    if not SHORTEST <= len(word) <= LONGEST or any(char.isdigit() for char in word):
        return []
    if word in lexicon.roots:
        return []
    words = lexicon.words
    near = [
        (_far(distance, word, found), found)
        for found, distance, _ in process.extract(
            word, words.keys(), scorer=OSA.distance, score_cutoff=4, limit=None
        )
        if distance <= _allowed(lexicon, word, found)
    ]
    roots = [lexicon.root(other) for other in beside if other != word]
    near = [one for one in near if _is_any(lexicon, one[1], roots)]
    near.sort(key=lambda one: (one[0], one[1][0] != word[0], *_unlikely(lexicon, word, one[1])))
    if word in lexicon.english:
        alike = [other for distance, other in near if distance < 1]
        return [one for one in alike if lexicon.parts.go_together(lexicon.root(one), roots)][:most]
    if near:
        closest = near[0][0]
        near.sort(
            key=lambda one: (
                one[0] > closest + 0.5 or not lexicon.parts.go_together(lexicon.root(one[1]), roots)
            )
        )
        found = [other for distance, other in near if distance <= closest + 1]
        return found[:most]
    return _parted(lexicon, word)


def _is_any(lexicon: Lexicon, word: str, beside: Sequence[str]) -> bool:
    """Whether rows have a word, or it means something by itself or with one of the roots beside:
    "stem" does only with its cell."""
    root = lexicon.root(word)
    means = root in lexicon.phrases or root in lexicon.ordered
    return f"w:{root}" in lexicon.terms or means or lexicon.parts.go_together(root, beside)


def is_one_off(word: str, other: str) -> bool:
    """Whether but one letter is wrong in ``word``, if ``other`` was meant."""
    return OSA.distance(word, other) <= 1


def sounds_like(word: str, other: str) -> bool:
    """Whether two words have the same consonants, those that sound alike as one."""
    return _sound(word) == _sound(other)


def _far(distance: int, word: str, other: str) -> float:
    """How far ``other`` is: what sounds alike is nearer by half a letter."""
    return distance - 0.5 if _sound(word) == _sound(other) else distance


def _unlikely(lexicon: Lexicon, word: str, other: str) -> tuple[bool, bool, int, int]:
    """Less for a word that rows have, or that leads to some by itself, and that is as long."""
    rows = lexicon.words[other]
    meanings = lexicon.phrases.get(lexicon.root(other), ())
    leads = any(one.term in lexicon.terms for one in meanings)
    return not leads, rows == 0, -rows, abs(len(word) - len(other))


def _allowed(lexicon: Lexicon, word: str, other: str) -> int:
    """How many letters may be wrong in ``word`` where ``other`` was meant: fewer where that is a
    word of English that no row prints. Stemline is not stealing."""
    alike = _sound(word) == _sound(other)
    if not lexicon.words[other] and other in lexicon.english:
        begins = SILENT.sub("", word)[0] == SILENT.sub("", other)[0]
        return 2 if alike and begins and len(word) >= HEARD else 1
    if word[0] != other[0] and not alike:
        return 1 if len(word) > SHORTEST else 0
    if not alike:
        return 2 if len(word) >= LONG else 1
    return 2 if len(word) < HEARD else 4 if len(word) > LONGER else 3


@lru_cache(maxsize=100_000)
def _sound(word: str) -> str:
    """The consonants of a word, those that sound alike as one, none twice in a row."""
    word = SILENT.sub("", word).replace("ph", "f")
    letters = SOFT.sub("s", ENDING.sub("sn", word)).translate(VOWELS).translate(ALIKE)
    return "".join(one for at, one in enumerate(letters) if at == 0 or letters[at - 1] != one)


def _parted(lexicon: Lexicon, word: str) -> list[str]:
    """Two words written together: such as mean something together, else such as rows have."""
    words = lexicon.words
    cuts = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
    whole = [
        (" ".join(sorted((lexicon.root(a), lexicon.root(b)))) in lexicon.phrases, n, f"{a} {b}")
        for a, b in cuts
        if a in words and b in words
        for n in (
            words[a] * words[b] * all(f"w:{lexicon.root(one)}" in lexicon.terms for one in (a, b)),
        )
    ]
    found = [one for one in whole if one[0] or one[1]]
    return [max(found)[2]] if found else []
