"""Parts of a query between which operators stand in, the rows that meet them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ingest.site.search.lexicon.meanings import Numbers
from ingest.site.search.lexicon.query_term import Field, Term

OPERATORS = frozenset({"AND", "OR", "NOT"})
JOINING = frozenset({"AND", "OR"})
BEGINNING, ENDING = frozenset({"(", "NOT"}), frozenset({")", "AND", "OR"})
"""What AND and OR cannot stand behind, or before."""
DEEPEST = 32
"""Brackets within brackets that are read."""
Part = Term | str


def cleaned(parts: Sequence[Part]) -> list[Part]:
    """The parts without operators that stand beside nothing and brackets around nothing; without
    any brackets where no operator is left: words in brackets are words."""
    found, before = _paired(parts), -1
    while len(found) != before:
        before = len(found)
        found = _without_dangling(_without_empty(found))
    return found if OPERATORS.intersection(map(_sign, found)) else [*filter(_is_term, found)]


def with_denied(parts: Sequence[Part | Field]) -> list[Part | Field]:
    """The parts where each term behind NOT is denied, up to the next operator outside of brackets
    that open behind it, and each field that stands in such brackets."""
    found: list[Part | Field] = []
    depth, denied = 0, -1
    for part in parts:
        if not isinstance(part, str):
            behind = denied >= 0 if isinstance(part, Term) else part.denied or 0 <= denied < depth
            found.append(replace(part, denied=behind))
            continue
        depth += {"(": 1, ")": -1}.get(part, 0)
        if depth < denied or (depth == denied and part in OPERATORS):
            denied = -1
        if part == "NOT" and denied < 0:
            denied = depth
        found.append(part)
    return found


def meeting(
    parts: Sequence[Part], rows_of: Callable[[Term], Numbers], everything: Numbers
) -> Numbers:
    """The rows that meet cleaned ``parts``: those of ``rows_of`` each term, of ``everything``
    there is. What stands side by side binds most, then NOT, AND, OR. A NOT in front is all, but."""
    return _Reading(parts, rows_of, everything).either()


def _sign(part: Part) -> str:
    return part if isinstance(part, str) else ""


def _is_term(part: Part) -> bool:
    return isinstance(part, Term)


def _paired(parts: Sequence[Part]) -> list[Part]:
    """The parts without brackets that are not closed, or not opened."""
    open_: list[int] = []
    kept: set[int] = set()
    for at, part in enumerate(parts):
        if part == "(":
            open_.append(at)
        elif part == ")" and open_:
            opened = open_.pop()
            kept |= {opened, at} if len(open_) < DEEPEST else set()
    return [part for at, part in enumerate(parts) if _sign(part) not in ("(", ")") or at in kept]


def _without_empty(parts: Sequence[Part]) -> list[Part]:
    """The parts without brackets around nothing, and a NOT before these."""
    found: list[Part] = []
    for part in parts:
        if part == ")" and found[-1:] == ["("]:
            found.pop()
            if found[-1:] == ["NOT"]:
                found.pop()
        else:
            found.append(part)
    return found


def _without_dangling(parts: Sequence[Part]) -> list[Part]:
    """The parts without operators that have nothing to join or to deny; NOT does for AND NOT."""
    return [
        part
        for before, part, after in zip(["(", *parts], parts, [*parts[1:], ")"], strict=False)
        if not (
            (part == "NOT" and after == ")")
            or (part == "AND" and after == "NOT")
            or (part in JOINING and (before in BEGINNING or after in ENDING))
        )
    ]


class _Reading:
    """Parts that are read from left to right."""

    def __init__(
        self, parts: Sequence[Part], rows_of: Callable[[Term], Numbers], everything: Numbers
    ) -> None:
        self._left = list(reversed(parts))
        self._rows_of, self._everything = rows_of, everything

    def either(self) -> Numbers:
        found = self._all()
        while self._takes("OR"):
            found = np.union1d(found, self._all())
        return found

    def _all(self) -> Numbers:
        found = self._but()
        while self._takes("AND"):
            found = np.intersect1d(found, self._but(), assume_unique=True)
        return found

    def _but(self) -> Numbers:
        found = self._everything if self._next() == "NOT" else self._side_by_side()
        while self._takes("NOT"):
            denied = self._but() if self._next() == "NOT" else self._side_by_side()
            found = np.setdiff1d(found, denied, assume_unique=True)
        return found

    def _side_by_side(self) -> Numbers:
        found = self._one()
        while self._left and (self._next() == "(" or _is_term(self._left[-1])):
            found = np.intersect1d(found, self._one(), assume_unique=True)
        return found

    def _one(self) -> Numbers:
        part = self._left.pop()
        if isinstance(part, Term):
            return self._rows_of(part)
        found = self.either()
        self._left.pop()
        return found

    def _next(self) -> str:
        return _sign(self._left[-1]) if self._left else ""

    def _takes(self, operator: str) -> bool:
        if self._next() == operator:
            self._left.pop()
            return True
        return False
