"""Limits for renewal are told from those for a first approval in the search index."""

from __future__ import annotations

from pathlib import Path

from crosswalk_sources import POLICY, put_policy
from own_pages import reading

from ingest import pipeline

RENEWAL = """
Prior-Approval Renewal Limits
Quantity 84 tablets per 84 days

Duration 12 months
"""


def test_a_limit_for_renewal_says_that_it_is_one(tmp_path: Path) -> None:
    put_policy(tmp_path / "sources", text=POLICY + RENEWAL)
    pipeline.build([tmp_path / "sources"], tmp_path / "x.db")
    with reading(tmp_path / "x.db") as connection:
        found = connection.execute(
            "select title, body, aspect from search_index where kind = 'limit' order by aspect"
        ).fetchall()
    amount = "84 tablets per 84 days"
    assert [tuple(row) for row in found] == [
        ("Mockivel: quantity limit", amount, ""),
        ("Mockivel: renewal quantity limit", amount, "renewal"),
    ]
