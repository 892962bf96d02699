"""Numbers of words in, the runs of places that phrases may stand in out; what parts such a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from ingest.site.lexicon import Meaning
from ingest.site.query_words import NOT

JOINS = frozenset(("and", "or"))
"""Words that part two things."""
DENIALS = frozenset(("not", "no", "never", "without", "cannot"))


def places_of(count: int, length: int) -> Iterator[tuple[int, ...]]:
    """Runs of ``length`` places, and runs of one more from which one inside is left out."""
    for start in range(count - length + 1):
        yield tuple(range(start, start + length))
    for start in range(count - length):
        run = range(start, start + length + 1)
        for inner in combinations(run[1:-1], length - 2):
            yield (run[0], *inner, run[-1])


def is_parted(words: Sequence[str], places: Sequence[int], meanings: Iterable[Meaning]) -> bool:
    """Whether an "and" stands between the words at ``places`` that no phrase for them has."""
    said = {word for one in meanings for word in one.said.split()}
    return not (JOINS - said).isdisjoint(words[places[0] : places[-1]])


def held_together(
    meanings: Iterable[Meaning], words: Sequence[str], places: Sequence[int]
) -> list[Meaning]:
    """The meanings of everyday phrases but those that have no "and" where one stands between the
    words at ``places``: muddled and on tablets is not muddled tablets."""
    between = JOINS.intersection(words[places[0] : places[-1]])
    return [
        one
        for one in meanings
        if not between or one.kind != "lay" or not between.isdisjoint(one.said.split())
    ]


def as_denied(meanings: Sequence[Meaning], words: Iterable[str]) -> list[Meaning]:
    """The meanings that need no "not", where the ``words`` of a question have none: blood clots are
    not what is meant by "blood does not clot"."""
    if not DENIALS.isdisjoint(words):
        return list(meanings)
    return [one for one in meanings if DENIALS.isdisjoint(NOT.sub(" not", one.said).split())]
