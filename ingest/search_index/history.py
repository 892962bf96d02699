"""What a policy's history says was changed in, the kinds of rows that it speaks of out.

"Added contraception requirement" is an answer to when contraception was asked for, though it is
no criterion.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.search_index.keys import stop_words
from ingest.search_index.slots import filled
from ingest.vocabulary import dictionary
from ingest.words import root, words_of

FIRST = "first"
"""The aspect of a policy's first entry, which changes nothing."""
SPOKEN_OF = 0.5
"""How much it counts that an entry speaks of a kind of rows."""
TIGHTENED, LOOSENED = "tightened", "loosened"
FROM_TO = re.compile(r"from (\d+)\D{1,20}?to (\d+)")
KINDS = frozenset(
    ("contraception", "limit", "dose-pack", "monitoring", "prophylaxis", "combination",
     "prior-therapy", "drug-class", "age", "duration", "renewal", "boxed-warning", "test-before")
)  # fmt: skip
"""The kinds of rows that entries may speak of."""
LONGEST = 3


def topics_spoken_of(text: str) -> dict[str, float]:
    """The topics whose phrases stand in ``text``, and how much they count there."""
    said = [root(word) for word in words_of(text) if word not in stop_words()]
    found: dict[str, float] = {}
    for length in range(1, LONGEST + 1):
        for at in range(len(said) - length + 1):
            key = " ".join(sorted(said[at : at + length]))
            found |= dict.fromkeys(_topics().get(key, ()), SPOKEN_OF)
    return found


def aspects_of(text: str, aspect: str) -> str:
    """The ``aspect`` of an entry with what its ``text`` tells of it.

    ``review``: it says of no change. ``substantive``: of some, after the first entry.
    ``indication``: of an indication. ``tightened`` and ``loosened``: of more or less that is asked.
    """
    words = set(words_of(text))
    told = [aspect] if aspect else []
    told += ["indication"] if words & _group("widening") else []
    if words <= _group("review-only"):
        told.append("review")
    elif aspect != FIRST:
        told += ["substantive", *_directions(text)]
    return " ".join(told)


def _directions(text: str) -> list[str]:
    """Whether an entry tells that more is asked, less is, or both.

    A longer approval asks for less, as does a lower age or that a requirement is gone.
    """
    told: list[str] = []
    for sentence in text.split(". "):
        words = set(words_of(sentence))
        if words & _group(LOOSENED):
            told.append(LOOSENED)
        elif words & _group(TIGHTENED):
            told.append(TIGHTENED)
        of_age = bool(words & _group("of-age"))
        if of_age or words & _group("of-length"):
            for before, after in FROM_TO.findall(sentence):
                if before != after:
                    is_up = int(after) > int(before)
                    told.append(TIGHTENED if is_up == of_age else LOOSENED)
    return list(dict.fromkeys(told))


def tells_of_approval(text: str) -> bool:
    """Whether a ``text`` tells of an approval: why it is asked for."""
    return not _group("approval").isdisjoint(words_of(text))


@cache
def _group(name: str) -> frozenset[str]:
    rows = dictionary("search_word_groups", ("name", "word", "source"))
    return frozenset(row["word"] for row in rows if row["name"] == name)


@cache
def _topics() -> dict[str, tuple[str, ...]]:
    """The topics by the sorted roots of the phrases for them; phrases with a gap are none."""
    found: dict[str, list[str]] = {}
    for row in dictionary("search_topic_terms", ("topic", "phrase", "source")):
        if row["topic"] in KINDS:
            for said in filled(row["phrase"]):
                words = words_of(said)
                if not any(word in stop_words() for word in words):
                    key = " ".join(sorted(map(root, words)))
                    found.setdefault(key, []).append(f"t:{row['topic']}")
    return {key: tuple(topics) for key, topics in found.items()}
