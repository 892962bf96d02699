"""A term among other words in, out whether it means there what it means alone.

"Stroke" is a stroke; "heat stroke" and "stroke volume" are none. Which words turn which terms
lies in ``other_senses.csv``; the term ``*`` is any. Only words of the same run count, which nothing
but blanks and hyphens part from the term. Where a row lists the words after which alone a term
keeps its meaning, it is lost after all others but those of ``*``: a wrong concept does harm, a
missing one costs a look. In a name a term is lost too wherever words before it deny or except it,
the term ``**``: "infections other than tuberculosis".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.concepts import Key
from ingest.vocabulary import dictionary
from ingest.words import stems

ANY, DENIED = "*", "**"
ALONE = "-"
"""Stands in ``only_after`` for a term that means its concept beside no other word at all."""

JOINED = re.compile(r"[\s\-\u2010\u2011\u2013'’]*")
"""What stands between words of the same run."""
MOST_BESIDE = 16
"""Words that are read before and behind a term."""


class Phrases:
    """Words or runs of words, by their stems."""

    def __init__(self, *told: str) -> None:
        """Each of ``told`` are phrases as the dictionary has them, between strokes."""
        each = (one for phrases in told for one in phrases.split("|"))
        self._keys = frozenset(stems(one) for one in each if one not in ("", ALONE))
        self._longest = max(map(len, self._keys), default=0)

    def end(self, words: Sequence[str]) -> bool:
        """Whether ``words`` end with one of the phrases."""
        lengths = range(1, min(self._longest, len(words)) + 1)
        return any(tuple(words[-length:]) in self._keys for length in lengths)

    def begin(self, words: Sequence[str]) -> bool:
        """Whether ``words`` begin with one of the phrases."""
        lengths = range(1, min(self._longest, len(words)) + 1)
        return any(tuple(words[:length]) in self._keys for length in lengths)


@dataclass(frozen=True, slots=True)
class Sense:
    """Beside which words a term keeps its meaning: ``limited`` after those of ``only_after``
    alone, ``alone`` beside none.
    """

    limited: bool
    alone: bool
    only_after: Phrases
    not_after: Phrases
    not_before: Phrases


def beside(
    text: str, found: Sequence[re.Match[str]], words: Sequence[str], at: int, length: int
) -> tuple[Sequence[str], Sequence[str]]:
    """The words that stand before and behind ``length`` words, with nothing but blanks and hyphens
    between.
    """
    first, last = at, at + length - 1
    end = min(len(found), last + 1 + MOST_BESIDE) - 1
    while first > max(0, at - MOST_BESIDE) and JOINED.fullmatch(
        text, found[first - 1].end(), found[first].start()
    ):
        first -= 1
    while last < end and JOINED.fullmatch(text, found[last].end(), found[last + 1].start()):
        last += 1
    return words[first:at], words[at + length : last + 1]


def is_denied(before: Sequence[str]) -> bool:
    """Whether words (stems) before a term deny or except what comes behind them."""
    denying = _senses()[(DENIED,)].not_after
    return any(denying.end(before[:end]) for end in range(1, len(before) + 1))


def keeps_its_sense(term: Key, before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether a term means the same between words: stems, in the order of the text."""
    always = _senses()[(ANY,)]
    own = _senses().get(term)
    for sense in (always, own) if own else (always,):
        if sense.not_after.end(before) or sense.not_before.begin(behind):
            return False
    if own is None or not (before or behind):
        return True
    if own.alone:
        return False
    return (
        not (own.limited and before) or own.only_after.end(before) or always.only_after.end(before)
    )


@cache
def no_names() -> frozenset[Key]:
    """Terms that name no concept where a document prints them, nor do words in them: abbreviations
    of several things, what is wider than the concept that it leads to (``no_names.csv``).
    """
    rows = dictionary("no_names", ("term", "other_meaning", "source"))
    return frozenset(stems(row["term"]) for row in rows)


@cache
def _senses() -> dict[Key, Sense]:
    """What ``other_senses.csv`` says, by the stems of each term; rows of one term add up."""
    rows: dict[Key, list[dict[str, str]]] = {}
    columns = ("only_after", "not_after", "not_before")
    for row in dictionary("other_senses", ("term", *columns, "example", "source")):
        for term in row["term"].split("|"):
            rows.setdefault(stems(term) or (term,), []).append(row)
    found = {}
    for key, each in rows.items():
        told = {column: [row[column] for row in each] for column in columns}
        phrases = (Phrases(*told[column]) for column in columns)
        found[key] = Sense(any(told["only_after"]), ALONE in told["only_after"], *phrases)
    return found
