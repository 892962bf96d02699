"""What is held of some safety concerns to lay side by side: their ids in, their facts out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from ingest.site.numbers.figure_words import amount, count, qualities
from ingest.site.pages import dicts

FIGURES = (
    "select f.* from json_each(?) asked join evidence_figures f on f.risk_id = asked.value "
    "order by f.risk_id, f.char_start, f.id"
)
SECTIONS = (
    "select x.*, l.document, l.number, l.title from json_each(?) asked "
    "join label_references x on x.risk_id = asked.value "
    "join label_sections l on l.id = x.label_section_id order by x.risk_id, l.rowid, x.char_start"
)
STATES = (
    "select f.risk_id, f.field, f.state, f.document_id, f.page, f.char_start, f.char_end "
    "from json_each(?) asked join field_states f on f.risk_id = asked.value"
)
ADDITIONAL = (
    "select m.*, t.name as tool_name from json_each(?) asked "
    "join risk_minimisation_measures m on m.risk_id = asked.value "
    "left join measure_tools t on t.id = m.tool "
    "where m.kind = 'additional' and m.state = 'stated' order by m.risk_id, m.char_start"
)
LEGAL = (
    "select r.id as risk_id, s.id, s.name from json_each(?) asked "
    "join risks r on r.id = asked.value join legal_statuses s on s.id = r.legal_status_id"
)


def facts_of(connection: sqlite3.Connection, risk_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """By the id of each concern its ``figures`` in words, ``sections``, ``states`` of its fields
    by name, ``additional`` measures that are stated, and ``legal`` status or None.
    """
    ids = list(dict.fromkeys(risk_ids))
    asked = json.dumps(ids)
    facts: dict[str, dict[str, Any]] = {
        one: {"figures": [], "sections": [], "states": {}, "additional": [], "legal": None}
        for one in ids
    }
    for row in dicts(connection, FIGURES, asked):
        words = {"amount": amount(row), "count": count(row), "qualities": qualities(row)}
        facts[row["risk_id"]]["figures"].append({**row, **words})
    for row in dicts(connection, SECTIONS, asked):
        facts[row["risk_id"]]["sections"].append(row)
    for row in dicts(connection, STATES, asked):
        facts[row["risk_id"]]["states"][row["field"]] = row
    for row in dicts(connection, ADDITIONAL, asked):
        facts[row["risk_id"]]["additional"].append(row)
    for row in dicts(connection, LEGAL, asked):
        facts[row["risk_id"]]["legal"] = row
    return facts
