"""Words in that no row has, where they stand none the less and words like them out."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from itertools import islice, takewhile

from ingest.site.search.lexicon.printed_phrases import places_printing

MOST_ALIKE = 6
MOST_DOCUMENTS = 3
BEGINNING = 5
"""Letters in which a word must begin like another to be offered in its stead."""
ALIKE = 0.6
"""The share of its letters that this must be at least."""
ENDS = re.compile(r"[.!?:][)\"”’]?\s+|\n\s*\n|\n(?=\s*[•▪◦-])")
"""What ends a sentence, or an item, of a text."""
FARTHEST = 200
"""Characters of a sentence that are shown on either side of the words at most."""


@dataclass(frozen=True, slots=True)
class InText:
    """What the text of a document says (``quote``, "…" where its sentence goes on) of words that no
    row has, from ``char_start`` to ``char_end``, and the ``page`` on which it begins, if known."""

    document_id: str
    title: str
    quote: str
    page: int | None
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Absent:
    """What no row has. ``documents`` have it in their text none the less; ``alike`` are words."""

    words: str
    documents: list[InText]
    alike: list[str]


def as_absent(connection: sqlite3.Connection, words: str) -> Absent:
    """What no row has, with the documents that have it in text of which no row was made."""
    each = islice(places_printing(connection, words), MOST_DOCUMENTS)
    printed = [_in_text(connection, *place) for place in each]
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
        printed,
        alike if len(beginning) == BEGINNING else [],
    )


def _in_text(
    connection: sqlite3.Connection, document: str, title: str, text: str, begin: int, end: int
) -> InText:
    """The sentence of a text around what stands from ``begin`` to ``end``."""
    first, last = max(0, begin - FARTHEST), min(len(text), end + FARTHEST)
    ends = [match.end() for match in ENDS.finditer(text, first, begin)]
    after = ENDS.search(text, end, last)
    cut = (not ends and first > 0, after is None and last < len(text))
    start = ends[-1] if ends else (text.find(" ", first, begin) if first else 0)
    start = start if start >= 0 else begin
    stop = after.end() if after else (text.rfind(" ", end, last) if cut[1] else last)
    quote = text[start : max(stop, end)]
    start += len(quote) - len(quote.lstrip())
    sql = "select min(number) from pages where document_id = ? and char_start <= ? and char_end > ?"
    (page,) = connection.execute(sql, [document, start, start]).fetchone()
    quote = quote.strip()
    shown = f"{'… ' if cut[0] else ''}{' '.join(quote.split())}{' …' if cut[1] else ''}"
    return InText(document, title, shown, page, start, start + len(quote))


def _is_alike(words: str, other: str) -> bool:
    """Whether most letters of both are the same from the first on: forms of one stem."""
    both = takewhile(lambda pair: pair[0] == pair[1], zip(words, other, strict=False))
    return len(list(both)) >= ALIKE * max(len(words), len(other))
