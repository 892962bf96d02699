"""Text in, the words that a search index sees out; and each word in its other spellings.

The words are those of SQLite's tokenizer unicode61: runs of letters and digits, without case and
accents. Spellings lie in ``spelling_rules.csv``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import Stemmer

from ingest.vocabulary import dictionary

WORD = re.compile(r"[^\W_]+")
DECIMAL = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d+|\d+,\d{1,2}|0,\d+)(?![.,]?\d)"
)
"""A number with decimals, by a point or a comma; 3,111 are thousands."""
ENDING_ZEROS = re.compile(r"(?<=\.\d)(\d*?)0+$")
NOT = re.compile(r"(?i)(?<=\w)n['’]t\b")
APART = "="
"""Before the forms of a word that means something else than its stem (allowance, allow)."""
PLACES = {"start": r"^{}", "end": r"{}$", "inside": r"{}", "word": r"^{}$"}


def plain(text: str) -> str:
    """``text`` without case and accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def words_of(text: str) -> list[str]:
    """The words of ``text`` in order."""
    return WORD.findall(plain(text))


def as_decimal(number: str) -> str:
    """A number with decimals by a point, without the zeros that end it: 62,20 is 62.2."""
    by_point = number.replace(",", "" if "." in number else ".")
    return ENDING_ZEROS.sub(r"\1", by_point)


def said_words(text: str) -> list[str]:
    """The words of what people say, where "doesn't" is "does not"."""
    return words_of(NOT.sub(" not", text) if "n" in text else text)


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """A word (plain) in its American spelling, which is the form that words are compared in."""
    for british, pattern, replacement, traps in _rules():
        if british in word and word not in traps:
            word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word (plain) without plural ending, in American spelling: what names are compared by."""
    word = american(word)
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """What searches compare a word (plain) by: its stem, or what its whole family has in common.

    Stems are those of Snowball's English stemmer, of the word in its American spelling; families
    (die, death, fatal) lie in ``word_families.csv``.
    """
    found = _family().get(word)
    if found is None:
        own = str(_stemmer().stemWord(american(word)))
        found = _family_by_stem().get(own, own)
    return found


def roots(text: str) -> list[str]:
    """The roots of the words of ``text`` in order."""
    return [root(word) for word in words_of(text)]


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@cache
def _family() -> dict[str, str]:
    """For each form that is written out the root of its family."""
    found: dict[str, str] = {}
    for row in dictionary("word_families", ("word", "forms", "source")):
        name = str(_stemmer().stemWord(american(row["word"])))
        if row["forms"].startswith(APART):
            name = row["word"]
        found |= dict.fromkeys((row["word"], *row["forms"].removeprefix(APART).split("|")), name)
    return found


def family_words() -> set[str]:
    """All forms of words that families are written out for."""
    return set(_family())


@cache
def _family_by_stem() -> dict[str, str]:
    stems = {str(_stemmer().stemWord(american(form))): name for form, name in _family().items()}
    apart = {row["word"] for row in dictionary("word_families") if row["forms"].startswith(APART)}
    return {one: name for one, name in stems.items() if name not in apart}


@lru_cache(maxsize=65536)
def stems(text: str) -> tuple[str, ...]:
    """The words of ``text`` as names are compared by."""
    return tuple(stem(word) for word in words_of(text))


def other_spellings(word: str) -> list[str]:
    """A word (plain) as it is spelled on the other side of the Atlantic; often nothing.

    American spellings follow from rules. The British ones do not (a doctor is no "doctour"), so
    they are those of the words that the dictionaries have.
    """
    there = american(word)
    return [there] if there != word else list(_british().get(word, ()))


@cache
def _rules() -> list[tuple[str, re.Pattern[str], str, frozenset[str]]]:
    columns = ("british", "american", "kind", "except")
    return [
        (
            row["british"],
            re.compile(PLACES[row["kind"]].format(re.escape(row["british"]))),
            row["american"],
            frozenset(row["except"].split("|")),
        )
        for row in dictionary("spelling_rules", columns)
    ]


@cache
def _british() -> dict[str, tuple[str, ...]]:
    """Known British words by their American spelling."""
    printed = [row["example_british"] for row in dictionary("spelling_rules")]
    printed += [row["name"] for row in dictionary("concepts")]
    printed += [row["term"] for row in dictionary("concept_terms")]
    found: dict[str, set[str]] = {}
    for word in {word for text in printed for word in words_of(text)}:
        if (there := american(word)) != word:
            found.setdefault(there, set()).add(word)
    return {there: tuple(sorted(words)) for there, words in found.items()}
