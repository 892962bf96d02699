"""Words in that no row has, where they stand none the less and words like them out."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import islice, takewhile

from ingest.site.search.lexicon.printed_phrases import documents_printing

MOST_ALIKE = 6
MOST_DOCUMENTS = 3
BEGINNING = 5
"""Letters in which a word must begin like another to be offered in its stead."""
ALIKE = 0.6
"""The share of its letters that this must be at least."""


@dataclass(frozen=True, slots=True)
class Absent:
    """What no row has. ``documents`` have it in their text none the less; ``alike`` are words."""

    words: str
    documents: list[tuple[str, str]]
    alike: list[str]


def as_absent(connection: sqlite3.Connection, words: str) -> Absent:
    """What no row has, with the documents that have it in text of which no row was made."""
    printed = list(islice(documents_printing(connection, words), MOST_DOCUMENTS))
    beginning = words[:BEGINNING]
    begin = connection.execute(
        "select word from search_words where word >= ? and word < ? and word <> ? and rows "
        "and exists (select 1 from search_postings where term = 'w:' || root) "
        "order by rows desc, word",
        [beginning, f"{beginning}\U0010ffff", words],
    )
    alike = [word for (word,) in begin if _is_alike(words, word)][:MOST_ALIKE]
    return Absent(
        words,
        [(str(name), str(title)) for name, title in printed],
        alike if len(beginning) == BEGINNING else [],
    )


def _is_alike(words: str, other: str) -> bool:
    """Whether most letters of both are the same from the first on: forms of one stem."""
    both = takewhile(lambda pair: pair[0] == pair[1], zip(words, other, strict=False))
    return len(list(both)) >= ALIKE * max(len(words), len(other))
