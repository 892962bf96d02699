"""Who asks for risks without a section asks for those that do not cite it."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.result import look_up


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("important identified risks without SmPC 4.4", "smpc-4.4"),
        ("risks without section 4.4", "smpc-4.4"),
        ("risks not in package leaflet section 2", "pl-2"),
        ("which risks are not in section 4.8", "smpc-4.8"),
        ("which risks do not cite PL 4", "pl-4"),
    ],
)
def test_concerns_that_do_not_cite_it_come_first(
    connection: sqlite3.Connection, text: str, section: str
) -> None:
    hits = look_up(connection, text).hits
    assert all(hit.row.kind == "risk" and "no citation read of" in hit.why for hit in hits)
    sql = "select risk_id from label_references where label_section_id = ?"
    citing = {risk for (risk,) in connection.execute(sql, [section])}
    every = {risk for (risk,) in connection.execute("select id from risks")}
    found = {hit.row.row_path.rsplit("/", 1)[1] for hit in hits}
    assert found == every - citing


def test_a_section_that_is_asked_for_is_not_denied(connection: sqlite3.Connection) -> None:
    for text in ("SmPC 4.4", "which risks are in section 4.8", "no fatigue, section 4.8"):
        assert not any("no citation read of" in hit.why for hit in look_up(connection, text).hits)
