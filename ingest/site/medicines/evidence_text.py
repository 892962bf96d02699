"""The evidence and its figures in, the text in pieces out: which words are those of which figure.

The text is the document's own slice. White space is folded and words that a line break parted at a
hyphen are joined only after the pieces are cut, so that no mark moves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

PARTED = re.compile(r"(?<=\w)-(\s+)(?!(?:and|or|to)\b)(?=\w)|(\u00ad\s*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, the numbers of the figures that they belong to, and those that begin or end here."""

    text: str
    figures: tuple[int, ...] = ()
    begin: tuple[int, ...] = ()
    end: tuple[int, ...] = ()


def pieces(text: str, start: int, figures: Sequence[Mapping[str, Any]]) -> list[Piece]:
    """``text``, which begins at ``start`` of its document, cut where a figure begins or ends.

    Figures are numbered from 1 in their order; one whose place is not in the text has no piece.
    """
    places = {
        number: (one["char_start"] - start, one["char_end"] - start)
        for number, one in enumerate(figures, 1)
        if start <= one["char_start"] < one["char_end"] <= start + len(text)
    }
    cuts = sorted({0, len(text), *(offset for place in places.values() for offset in place)})
    dropped = _dropped(text)
    return [
        Piece(
            _folded(text, first, last, dropped),
            tuple(number for number, (a, b) in places.items() if a <= first and last <= b),
            tuple(number for number, (a, _) in places.items() if a == first),
            tuple(number for number, (_, b) in places.items() if b == last),
        )
        for first, last in pairwise(cuts)
    ]


def _dropped(text: str) -> set[int]:
    """The offsets of what only the breaking of lines put into the text."""
    return {
        offset
        for found in PARTED.finditer(text)
        for group in (1, 2)
        for offset in range(*found.span(group))
    }


def _folded(text: str, first: int, last: int, dropped: set[int]) -> str:
    kept = "".join(text[at] for at in range(first, last) if at not in dropped)
    return re.sub(r"\s+", " ", kept)
