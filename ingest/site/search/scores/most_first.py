"""Hits in, the same out with figures by how large they are, where the largest or the least is asked
for: the first of each concern, then the others."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.meanings import Numbers
from ingest.site.search.lexicon.query_words import plain
from ingest.site.search.scores.unit_degrees import FULLY
from ingest.site.search.scores.unit_weights import MET

FIGURE, EVIDENCE = "figure", "evidence"
"""The kinds of rows that have numbers, one and several."""
PERCENT = "percent"
"""The unit of the figures that can be held against each other."""
AT_LEAST = re.compile(r"\bat (?:the )?(?:least|most)\b")
"""Words for a bound, which ask for no order."""
MOST_SIZED = 200
"""Hits that are put in order of their figures."""


def most_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with figures and evidence in their places by how much they have of what was asked
    for; of equals the figures first, by the largest share or the least."""
    known = answer.lexicon
    said = set(AT_LEAST.sub("", plain(answer.query.text)).split())
    least = not known.groups["lowest"].isdisjoint(said)
    if not answer.has_hits or (not least and known.groups["highest"].isdisjoint(said)):
        return answer
    labels, codes = known.columns["kind"]
    kinds = [labels[code] for code in codes[answer.rows[:MOST_SIZED]].tolist()]
    if not kinds or kinds[0] not in (FIGURE, EVIDENCE):
        return answer
    moved = [at for at, kind in enumerate(kinds) if kind in (FIGURE, EVIDENCE)]
    shares, has = _shares(connection, answer.rows[moved]), _having(answer)

    def sized(at: int) -> _Sized:
        share, concern = shares.get(int(answer.rows[at]), (None, ""))
        size = 0.0 if share is None else share if least else -share
        rank = -int(has[at]), kinds[at] != FIGURE, share is None
        return _Sized(at, rank, size, (rank[0], concern))

    each = sorted(map(sized, moved), key=lambda one: (one.rank, one.size))
    first: dict[tuple[int, str], _Sized] = {}
    for one in each:
        first.setdefault(one.concern, one)
    each.sort(key=lambda one: (one.rank, first[one.concern] is not one))
    order = np.arange(len(answer.rows), dtype=np.int32)
    order[moved] = [one.at for one in each]
    answer.reorder(order)
    return answer


@dataclass(frozen=True, slots=True)
class _Sized:
    """A hit by its place (from 0): how early its ``rank`` is by how much it has of what was asked
    for, its ``size`` the less the earlier it goes, and the ``concern`` it is a figure of among
    those that have as much."""

    at: int
    rank: tuple[int, bool, bool]
    size: float
    concern: tuple[int, str]


def _having(answer: Answer) -> Numbers:
    """How many units of the question each hit has, or is fully of the kind that they ask for."""
    found = np.zeros(len(answer.rows), np.int32)
    for unit, degree in zip(answer.units, answer.degrees, strict=True):
        if degree is not None and not unit.weak:
            found += degree >= (FULLY if unit.topic else MET)
    return found


def _shares(connection: sqlite3.Connection, rows: Numbers) -> dict[int, tuple[float, str]]:
    """The share of patients, and the concern, of those of ``rows`` that are figures of one."""
    marks = ",".join("?" * len(rows))
    sql = (
        "select i.id - 1, f.value, f.risk_id from search_index i join evidence_figures f "
        "on f.id = replace(i.row_path, '/riskplan/evidence_figures/', '') "
        f"where i.id in ({marks}) and f.unit = ? and f.value is not null"
    )
    found = connection.execute(sql, [*(rows + 1).tolist(), PERCENT])
    return {row: (value, concern) for row, value, concern in found}
