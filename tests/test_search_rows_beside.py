"""What is known of the rows beside each that may be a hit."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

from ingest.site.search.lexicon.meanings import Numbers
from ingest.site.search.lexicon.reading import lexicon
from ingest.site.search.order.rows_beside import beside

PATHS = (
    "risks/nexpovio-rmp-summary-hyponatraemia",
    "evidence/nexpovio-rmp-summary-hyponatraemia-evidence",
    "risks/nexpovio-rmp-summary-fatigue",
    "policy_warnings/xpovio-prior-approval-warning-cataract",
    "policy_warnings/xpovio-prior-approval-warning-neutropenia",
)


@pytest.fixture(scope="module")
def rows(connection: sqlite3.Connection) -> Numbers:
    """The places of ``PATHS`` in the index, from 0."""
    sql = "select id - 1 from search_index where row_path = ?"
    each = [connection.execute(sql, [f"/riskplan/{path}"]).fetchone()[0] for path in PATHS]
    return np.array(each, np.int32)


def test_rows_have_what_others_of_their_concern_or_kind_have(
    connection: sqlite3.Connection, rows: Numbers
) -> None:
    shares = np.array([0.9, 0.4, 0.7, 0.2, 0.1], np.float32)
    fits = np.array([0.1, 0.2, 0.3, 0.5, 0.6], np.float32)
    order, by_fit = np.array([0, 2, 1, 3, 4]), np.array([4, 3, 2, 1, 0])
    found = beside(lexicon(connection), rows, shares, fits, order, by_fit)
    assert found.share.tolist() == pytest.approx([0.4, 0.9, 0, 0.1, 0.2])
    assert found.fit.tolist() == pytest.approx([0.2, 0.1, 0, 0.6, 0.5])
    assert found.of_first.tolist() == [1, 1, 0, 0, 0]
    assert found.of_fittest.tolist() == [0, 0, 0, 1, 1]
    assert found.place.tolist() == [1, 1, 0.5, 1, 0.5]
    assert found.place_by_fit.tolist() == [0.5, 1, 1, 0.5, 1]


def test_a_row_by_itself_has_nothing_beside_it(
    connection: sqlite3.Connection, rows: Numbers
) -> None:
    one, nothing = np.ones(1, np.float32), np.zeros(1, np.int32)
    found = beside(lexicon(connection), rows[:1], one, one, nothing, nothing)
    assert (found.share[0], found.fit[0], found.place[0], found.place_by_fit[0]) == (0, 0, 1, 1)
