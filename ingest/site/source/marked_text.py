"""A stretch of text and the rows read from it in, the text in marked pieces out. No HTML here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple, Protocol


class Place(Protocol):
    """A row and the place of its words."""

    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def about(self) -> bool:
        """Whether it speaks of other rows, which then say better what a piece is."""


class Piece(NamedTuple):
    """Words that the same ``rows`` were read from; ``innermost`` says most of what they are."""

    text: str
    innermost: int | None
    rows: str
    asked: bool


def pieces(
    text: str, start: int, end: int, rows: Iterable[Place], asked: tuple[int, int] | None = None
) -> Iterator[Piece]:
    """The text from ``start`` to ``end``, cut wherever a row or the words asked for begin or end.

    Joined again the pieces are the text.
    """
    here = [row for row in rows if row.start < end and row.end > start and row.end > row.start]
    cuts = {start, end} | {at for row in here for at in (row.start, row.end)} | {*(asked or ())}
    points = sorted(at for at in cuts if start <= at <= end)
    opening: dict[int, list[Place]] = {}
    for row in here:
        opening.setdefault(max(row.start, start), []).append(row)
    active: list[Place] = []
    for first, last in pairwise(points):
        active = [row for row in active if row.end > first] + opening.get(first, [])
        inner = min(active, key=lambda row: (row.about, row.end - row.start), default=None)
        yield Piece(
            text[first:last],
            inner.number if inner else None,
            " ".join(str(number) for number in sorted(row.number for row in active)),
            asked is not None and asked[0] <= first and last <= asked[1],
        )


def grouped(cut: Iterable[Piece]) -> list[tuple[bool, Sequence[Piece]]]:
    """Neighbouring pieces together, those that were asked for apart from the others."""
    return [(asked, list(found)) for asked, found in groupby(cut, key=lambda piece: piece.asked)]
