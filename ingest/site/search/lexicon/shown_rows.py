"""Rows of the index in, what is shown of them out, with their words by their roots.

They are kept, for the same rows are shown again and again.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.site.search.lexicon.query_words import (
    DECIMAL,
    WORD,
    as_decimal,
    decimals_where,
    measured_by,
    plain,
)

if TYPE_CHECKING:
    from ingest.site.search.lexicon.lexicon import Lexicon

MOST_KEPT = 20_000
"""Rows, and words, that are kept for a database."""
BEFORE_DIGITS, MOST_BEFORE = re.compile(r"(?<!\w)([^\W\d_]+)[\s:.]*$"), 20
"""A word before a number, and the letters that are read for it."""
SPACED = re.compile(r"\S+")
COLUMNS = (
    "kind, title, body, printed, product_id, category, document_id, page, row_path, "
    "also_known_as, context"
)
Place = tuple[str, int, int]
"""The root of a word that is no stop word, and where the word stands."""


class KeptRows:
    """The rows of a database that were shown, and the words that stand in them.

    They are kept: what stands in some rows stands in others too.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """The roots of words are those that ``lexicon`` gives them, which keeps these itself."""
        self.rows: dict[int, ShownRow] = {}
        self._lexicon = lexicon
        self._words: dict[str, tuple[str, str]] = {}
        groups = lexicon.groups
        measured = measured_by(groups["per-cent"] | groups["measure"])
        decimal = decimals_where(measured)
        self.no_decimals = re.compile(rf"(?<=\d)\.0(?={measured})")
        self.decimal = re.compile(decimal)
        self.word_or_decimal = re.compile(f"{decimal}|{WORD.pattern}")

    def number(self, match: re.Match[str]) -> str:
        """A number with decimals as it is compared; of a version or a section with all its digits,
        for 1.10 is not 1.1 there."""
        before = BEFORE_DIGITS.search(
            match.string[max(0, match.start() - MOST_BEFORE) : match.start()]
        )
        of_digits = before is not None and plain(before[1]) in self._lexicon.groups["of-digits"]
        return match[0] if of_digits else as_decimal(match[0])

    def found(self, match: re.Match[str]) -> tuple[str, str]:
        """A word or a number in a text as ``word`` gives it."""
        number = self.number(match) if DECIMAL.fullmatch(match[0]) else ""
        return (number, number) if number else self.word(match[0])

    def word(self, printed: str) -> tuple[str, str]:
        """A word as it is compared (plain), and its root; nothing where it is a stop word."""
        found = self._words.get(printed)
        if found is None:
            word = plain(printed)
            found = (word, "" if word in self._lexicon.stop else self._lexicon.root(word))
            if len(self._words) >= MOST_KEPT:
                self._words.clear()
            self._words[printed] = found
        return found


class RowText:
    """A text with its words but for stop words, which are read when they are asked for."""

    def __init__(self, kept: KeptRows, text: str) -> None:
        """``kept`` are those that it is one of."""
        self.text = text
        self._kept = kept

    @cached_property
    def places(self) -> list[Place]:
        """Where the words stand, in their order."""
        found = self._kept.found
        return [
            (root, match.start(), match.end())
            for match in self._kept.word_or_decimal.finditer(self.text)
            if (root := found(match)[1])
        ]

    @cached_property
    def printed(self) -> dict[str, list[str]]:
        """The words (plain) by their roots."""
        found: dict[str, list[str]] = {}
        for word, root in map(self._kept.found, self._words()):
            if root:
                found.setdefault(root, []).append(word)
        return found

    def _words(self) -> Iterator[re.Match[str]]:
        """The words, and the numbers with decimals as a whole too."""
        yield from WORD.finditer(self.text)
        yield from self._kept.decimal.finditer(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where what stands between white space begins."""
        return [match.start() for match in SPACED.finditer(self.text)]

    @cached_property
    def ends(self) -> list[int]:
        """Where what stands between white space ends."""
        return [match.end() for match in SPACED.finditer(self.text)]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the index; ``quote`` is what the document says there.

    ``also_known_as`` are other names, a line each; ``context`` what it stands under or beside.
    """

    kind: str
    title: RowText
    body: RowText
    quote: str | None
    product_id: str | None
    category: str | None
    document_id: str | None
    page: int | None
    row_path: str
    also_known_as: str
    context: str | None


def shown_rows(
    connection: sqlite3.Connection, lexicon: Lexicon, rows: Sequence[int]
) -> list[ShownRow]:
    """The ``rows`` (places in the index, from 0), in their order."""
    rows_kept = lexicon.shown
    kept = rows_kept.rows
    each = ((row, kept.get(row)) for row in rows)
    found = {row: shown for row, shown in each if shown is not None}
    missing = [row + 1 for row in rows if row not in found]
    sql = f"select id - 1, {COLUMNS} from search_index where id in (select value from json_each(?))"
    read = connection.execute(sql, [json.dumps(missing)]) if missing else ()
    for row, kind, title, body, *rest in read:
        texts = RowText(rows_kept, title), RowText(rows_kept, body)
        found[row] = ShownRow(kind, *texts, *rest)
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[row] = found[row]
    return [found[row] for row in rows]
