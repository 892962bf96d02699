"""The figures of a sentence and their events in, the event of each where they stand in a row.

"Rash and fever were reported in 21 and 13 patients": each count has its own event, in order; so
it is in "21 and 13 patients had rash and fever, respectively". Where the numbers and the events do
not go together one by one, or the events follow and it is not said that they do, no figure has an
event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.families.rmp_summary.figure_events import Place, stripped

PARTS = re.compile(r"\s*,\s+(?:and/or\s+|and\s+|or\s+)?|\s+(?:and/or|and|or)\s+")
NEXT = re.compile(r"[\s,]*(?:and|or)?\s*")


@dataclass(frozen=True, slots=True)
class InRow:
    """Where a figure stands, where the words about it end, and the event found for it."""

    place: Place
    end: int
    outcome: Place | None


def events_in_row(flat: str, figures: Sequence[InRow]) -> Iterator[Place | None]:
    """The event of each figure, in the order printed."""
    row: list[InRow] = []
    before: InRow | None = None
    for figure in figures:
        if row and not _next_in_row(flat, row[-1], figure):
            yield from _shared_out(flat, row, before)
            row, before = [], row[-1]
        row.append(figure)
    yield from _shared_out(flat, row, before)


def _next_in_row(flat: str, before: InRow, figure: InRow) -> bool:
    between = flat[before.place[1] : figure.place[0]]
    return before.outcome == figure.outcome is not None and NEXT.fullmatch(between) is not None


def _shared_out(flat: str, row: list[InRow], before: InRow | None) -> Iterator[Place | None]:
    outcome = row[0].outcome if row else None
    if len(row) < 2 or outcome is None:
        yield from (figure.outcome for figure in row)
        return
    events = list(_parts(flat, outcome))
    if len(events) == 1:
        yield from [outcome] * len(row)
    elif before and before.outcome == outcome:  # "in 6% of men, against 2% and 4% on placebo"
        yield from [None] * len(row)
    elif len(events) == len(row) and _go_together(flat, row, outcome):
        yield from events
    else:
        yield from [None] * len(row)


def _go_together(flat: str, row: list[InRow], outcome: Place) -> bool:
    """Whether numbers in a row and the events before or after them are in the same order."""
    rest = flat[max(row[-1].place[1], outcome[1]) : row[-1].end]
    if outcome[0] >= row[-1].place[1]:
        return re.match(r"[\s,]*respectively\b", rest) is not None
    return re.search(r"\b(?:and|or|versus|vs|compared)\b", rest) is None


def _parts(flat: str, place: Place) -> Iterator[Place]:
    at = place[0]
    for join in PARTS.finditer(flat, *place):
        yield stripped(flat, (at, join.start()))
        at = join.end()
    yield stripped(flat, (at, place[1]))
