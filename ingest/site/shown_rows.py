"""Rows of the index in, what is shown of them out, with their words by their roots.

They are kept, for the same rows are shown again and again.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.site.query_words import WORD, plain

if TYPE_CHECKING:
    from ingest.site.lexicon import Lexicon

MOST_KEPT = 20_000
"""Rows that are kept for a database."""
SPACED = re.compile(r"\S+")
COLUMNS = (
    "kind, title, body, printed, product_id, category, document_id, page, row_path, "
    "also_known_as, context"
)
Place = tuple[str, int, int]
"""The root of a word that is no stop word, and where the word stands."""


class RowText:
    """A text with its words but for stop words.

    ``places`` say where they stand; ``printed`` are the words (plain) by their roots.
    """

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        """The roots of the words are those that ``lexicon`` gives them."""
        self.text = text
        self.places: list[Place] = []
        self.printed: dict[str, list[str]] = {}
        for match in WORD.finditer(text):
            if (word := plain(match.group())) not in lexicon.stop:
                root = lexicon.root(word)
                self.places.append((root, match.start(), match.end()))
                self.printed.setdefault(root, []).append(word)

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
    kept = lexicon.shown
    found = {row: kept[row] for row in rows if row in kept}
    missing = [row + 1 for row in rows if row not in found]
    sql = f"select id - 1, {COLUMNS} from search_index where id in (select value from json_each(?))"
    read = connection.execute(sql, [json.dumps(missing)]) if missing else ()
    for row, kind, title, body, *rest in read:
        found[row] = ShownRow(kind, RowText(lexicon, title), RowText(lexicon, body), *rest)
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[row] = found[row]
    return [found[row] for row in rows]
