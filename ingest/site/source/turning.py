"""What an address asks for of a document in, the leaf to be shown and the way to the others out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ingest.site.pages import Asked
from ingest.site.source.leaves import Leaf, Leaves
from ingest.site.source.rows import Place

MOST_LEAVES = 60
"""So many leaves are listed on each; of more the list has those beside it, and is whole below."""
BESIDE = 6
PLACE = """
select char_start, char_end from places
where document_id = ? and table_name = ? and row_id = ?
"""


class Words(NamedTuple):
    """Words asked for: code points ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def meet(self, start: int, end: int) -> bool:
        """Whether any of them stand from ``start`` to ``end``."""
        return start < self.end and end > self.start


class Counts(NamedTuple):
    """How many rows stand on a leaf, and how many stretches of unread words."""

    rows: int = 0
    unread: int = 0


def words_asked_for(
    connection: sqlite3.Connection, asked: Asked, document: str, length: int
) -> tuple[Words | None, bool]:
    """The words that an address asks for, moved into the text; False where it asks in vain.

    ``row=<table>/<id>`` asks for those of a row, ``start`` and ``end`` for themselves.
    """
    named = asked.text("row", 400)
    if named:
        table, _, row_id = named.partition("/")
        found = connection.execute(PLACE, [document, table, row_id]).fetchone()
        return (Words(*found), True) if found else (None, False)
    start, end = _offset(asked.text("start")), _offset(asked.text("end"))
    if start is None or not length:
        return None, True
    start = max(0, min(start, length - 1))
    return Words(start, max(start + 1, min(length, start + 1 if end is None else end))), True


def _offset(said: str) -> int | None:
    """An offset from the address; None when missing or no number. Too big is clamped later."""
    if said.isascii() and said.lstrip("-").isdigit() and len(said) < 16:
        return int(said)
    return None


def counts_of(leaves: Leaves, places: Iterable[Place]) -> dict[int, Counts]:
    """What stands on each leaf, by its number."""
    found = {leaf.number: [0, 0] for leaf in leaves.all}
    for start, end, table, _ in places:
        for number in leaves.of(start, end):
            found[number][table == "unread"] += 1
    return {number: Counts(*counted) for number, counted in found.items()}


def leaf_asked_for(
    asked: Asked, leaves: Leaves, words: Words | None, counts: Mapping[int, Counts]
) -> Leaf | None:
    """The leaf of that number, else of these words, else the first that rows were read from."""
    said = asked.text("page")
    if said:
        numeric = said.isascii() and said.isdigit() and len(said) < 8
        return leaves.numbered(int(said)) if numeric else None
    if words:
        return leaves.numbered(leaves.at(words.start))
    return leaves.numbered(next((at for at, found in counts.items() if found.rows), 1))


def turning(leaves: Leaves, leaf: Leaf, counts: Mapping[int, Counts]) -> dict[str, Any]:
    """The leaf, those beside it, and a list of all: of those not read an entry a stretch."""
    entries: list[dict[str, Any]] = []
    for one in leaves.all:
        if entries and not one.read and not entries[-1]["read"]:
            entries[-1]["last"] = one.number
            continue
        entries.append({"number": one.number, "last": one.number, "read": one.read}
                       | counts[one.number]._asdict())  # fmt: skip
    here = next(at for at, one in enumerate(entries) if one["last"] >= leaf.number)
    near = (
        entries
        if len(entries) <= MOST_LEAVES
        else entries[max(0, here - BESIDE) : here + BESIDE + 1]
    )
    later = (at for at, found in counts.items() if found.unread and at > leaf.number)
    last = leaves.all[-1].number
    return {
        "leaf": leaf,
        "leaf_count": len(leaves.all),
        "leaves": entries,
        "near": near,
        "next_unread": next(later, None),
        "previous": leaf.number - 1 if leaf.number > 1 else None,
        "next": leaf.number + 1 if leaf.number < last else None,
    }
