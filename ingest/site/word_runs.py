"""A number of words in, which of them may be a phrase together out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations


def places_of(count: int, length: int) -> Iterator[tuple[int, ...]]:
    """Runs of ``length`` places, and runs of one more from which one inside is left out."""
    for start in range(count - length + 1):
        yield tuple(range(start, start + length))
    for start in range(count - length):
        run = range(start, start + length + 1)
        for inner in combinations(run[1:-1], length - 2):
            yield (run[0], *inner, run[-1])
