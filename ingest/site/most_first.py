"""Hits in, the same out with figures by how large they are, where the largest or the least is asked
for: the first of each concern, then the others."""

from __future__ import annotations

import re
import sqlite3

import numpy as np

from ingest.site.meanings import Numbers
from ingest.site.query_words import plain
from ingest.site.search_answer import Answer
from ingest.site.unit_degrees import FULLY
from ingest.site.unit_weights import MET

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
    rows = answer.rows[moved]
    shares = _shares(connection, rows)
    has = _having(answer)

    def place(at: int) -> tuple[int, bool, bool, float, int]:
        size, _ = shares.get(int(answer.rows[at]), (None, ""))
        by_size = 0.0 if size is None else size if least else -size
        return -int(has[at]), kinds[at] != FIGURE, size is None, by_size, at

    seen: set[tuple[int, str]] = set()
    again: list[bool] = []
    by_size = sorted(moved, key=place)
    for at in by_size:
        _, concern = shares.get(int(answer.rows[at]), (None, ""))
        again.append((int(has[at]), concern) in seen)
        seen.add((int(has[at]), concern))
    later = dict(zip(by_size, again, strict=True))
    order = np.arange(len(answer.rows), dtype=np.int32)
    order[moved] = sorted(by_size, key=lambda at: (*place(at)[:3], later[at]))
    answer.reorder(order)
    return answer


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
