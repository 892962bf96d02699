"""What a number looks like, in figures or in words, and its value; for folded sentences."""

from __future__ import annotations

import re
from functools import cache

from ingest.vocabulary import dictionary

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?![\d.])|\d+(?:[.,]\d+)?)"
JOIN = r"(?:\s*-\s*|\s+)"
AND = rf"{JOIN}(?:and{JOIN})?"


@cache
def _values(kind: str) -> dict[str, float]:
    rows = dictionary("number_words", ("word", "value", "kind"))
    return {row["word"]: float(row["value"]) for row in rows if row["kind"] == kind}


def any_of(words_: list[str]) -> str:
    """Any of the words, the longest first, as alternatives of a pattern."""
    return "|".join(re.escape(word) for word in sorted(words_, key=len, reverse=True))


def shares() -> str:
    """The words for shares ("half"), as alternatives of a pattern."""
    return any_of(list(_values("share")))


def no_one(who: str) -> str:
    """The words for no one, as a pattern: "none", "no patient"; ``who`` is one of the people."""
    alone, before = (any_of(list(_values(kind))) for kind in ("none", "none_before"))
    return rf"(?:(?:{alone})\b|(?:{before})\s+{who})"


@cache
def multiple() -> str:
    """What multiplies the number before it ("hundred", "thousands"), as a pattern."""
    return rf"(?:{any_of(list(_values('multiple')))})s?(?![\w-])"


@cache
def number_word() -> str:
    """A word that is a number or part of one, as a pattern."""
    return rf"(?:(?:{any_of(list(_values('count')))})(?![\w-])|{multiple()})"


@cache
def count() -> str:
    """A whole number in figures or in words, as a pattern: "ninety nine", "one hundred and five".

    What goes on in words that are not read with it ("2 million", "two dozen") is none.
    """
    parts = {word: value for word, value in _values("count").items() if "-" not in word}
    tens = any_of([word for word, value in parts.items() if value >= 20])
    units = any_of([word for word, value in parts.items() if value < 10])
    small = rf"(?:(?:{tens})(?:{JOIN}(?:{units}))?|{any_of(list(parts))})\b"
    hundreds = rf"(?:(?:{small}|\ba){JOIN}hundred\b(?:{AND}{small})?|{small})"
    thousands = rf"(?:{hundreds}|\ba){JOIN}thousand\b(?:,?{AND}{hundreds})?"
    return rf"(?:{NUMBER}|(?>{thousands}|{hundreds}))(?!{JOIN}{multiple()})"


def number(words_: str) -> float:
    """The value of a number in figures or in words."""
    if words_ in _values("share"):
        return _values("share")[words_]
    if words_[0].isdigit():
        thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+", words_)
        return float(words_.replace(",", "" if thousands else "."))
    return _in_words(words_)


def _in_words(words_: str) -> float:
    """The value of a match of ``count``: "two thousand three hundred and forty-five"."""
    total = part = 0.0
    for word in re.findall(r"[a-z]+", words_):
        times = _values("multiple").get(word, 0)
        if times >= 1000:
            total, part = total + (part or 1) * times, 0
        elif times:
            part = (part or 1) * times
        else:
            part += _values("count").get(word, 0)
    return total + part


def goes_on(flat: str, start: int, end: int) -> bool:
    """Whether the number in ``flat[start:end]`` may be the rest of a longer one: "several hundred
    and five", or say a multiple for two: "two or three hundred"."""
    before = flat[:start]
    if re.search(rf"\b{multiple()}(?:,?\s+and)?[\s-]+$", before):
        return True
    many = re.search(rf"[a-z]{JOIN}{multiple()}", flat[start:end])
    short = re.search(rf"\b{count()}\s*(?:-|\bor\b|\bto\b|\band\b)\s*$", before)
    return bool(many and (short or re.match(rf"{count()},?\s+and\s", flat[start:end])))
