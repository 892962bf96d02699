"""A tree of clauses in, where each of them stands in it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.approval.policy import Clause


@dataclass(frozen=True, slots=True)
class Place:
    """Under which clause one hangs, as which of its children, and how these may be joined."""

    above: Clause | None
    ordinal: int
    operators: tuple[str, ...]


def places(clauses: Sequence[Clause], above: Clause | None) -> Iterator[tuple[str, Place]]:
    """Each clause's id and where it stands."""
    operators: tuple[str, ...] = ("all_of",)
    if above:
        operators = ("one_of", "all_of") if above.is_join_open else (above.operator,)
    for ordinal, clause in enumerate(clauses):
        yield clause.id, Place(above, ordinal, operators)
        yield from places(clause.children, clause)


def paths(clause: Clause, above: tuple[Clause, ...]) -> Iterator[tuple[str, tuple[Clause, ...]]]:
    """Each clause's id with all clauses above it and itself."""
    here = (*above, clause)
    yield clause.id, here
    for child in clause.children:
        yield from paths(child, here)
