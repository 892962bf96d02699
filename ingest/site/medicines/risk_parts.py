"""What hangs on one safety concern, a function per part: its row in, rows for its page out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.site.pages import dicts

MOST = 100
"""Rows of a part that a page shows before it leads to the table of all of them."""
ROLES = ("risk_factor", "risk_group", "confounder")
FACTORS = "select * from risk_factors where risk_id = ? order by ordinal, char_start, id limit ?"
MEASURES = """
select m.*, t.name as tool_name, t.definition as tool_definition
from risk_minimisation_measures m
left join measure_tools t on t.id = m.tool
where m.risk_id = ?
order by m.kind desc, m.char_start, m.id
limit ?
"""
REFERENCES = """
select x.*, l.document, l.number, l.title
from label_references x
join label_sections l on l.id = x.label_section_id
where x.risk_id = ?
order by l.document desc, cast(l.number as real), x.char_start
limit ?
"""
STATES = """
select f.*, t.name as field_name
from field_states f
left join template_fields t on t.id = f.field
where f.risk_id = ?
order by t.rowid, f.field
limit ?
"""
STATEMENTS = "select * from statements where risk_id = ? order by char_start, id limit ?"
ACTIVITIES = (
    "select * from pharmacovigilance_activities where risk_id = ? order by char_start, id limit ?"
)
ACTIVITIES_OF_ALL = """
select a.*
from pharmacovigilance_activities a
join risks r on r.document_id = a.document_id
where r.id = ? and a.risk_id is null
order by a.char_start, a.id
limit ?
"""
STUDIES = """
select c.id, c.document_id, c.page, c.char_start, c.char_end, c.quote, c.study_id,
    y.name, y.purpose, y.obligation, y.category, y.status, c.part_of
from study_concerns c
join studies y on y.id = c.study_id
where c.risk_id = ?1 or c.part_of = ?1
order by y.char_start, c.char_start
limit ?2
"""
FINDINGS = """
select f.*, r.title, r.meaning
from findings f
join finding_rules r on r.id = f.rule
where f.document_id = ?
order by f.char_start, f.id
"""
PLAN = """
select id, name, category from risks where document_id = ? order by char_start, ordinal, id
"""


def factors(connection: sqlite3.Connection, risk_id: str) -> dict[str, list[dict[str, Any]]]:
    """Factors by their role, roles without any left out."""
    rows = dicts(connection, FACTORS, risk_id, MOST)
    grouped = {role: [one for one in rows if one["role"] == role] for role in ROLES}
    return {role: found for role, found in grouped.items() if found}


def measures(connection: sqlite3.Connection, risk_id: str) -> dict[str, list[dict[str, Any]]]:
    """Routine and additional measures, each with the names of those whom it is for."""
    rows = dicts(connection, MEASURES, risk_id, MOST)
    names = dict(connection.execute("select id, name from audiences").fetchall())
    for row in rows:
        said = json.loads(row["audience"] or "[]")
        row["audiences"] = [names.get(one, one) for one in said] if isinstance(said, list) else []
    return {kind: [r for r in rows if r["kind"] == kind] for kind in ("routine", "additional")}


def references(connection: sqlite3.Connection, risk_id: str) -> dict[str, list[dict[str, Any]]]:
    """Cited sections of the SmPC and of the package leaflet, in the order of their numbers."""
    rows = dicts(connection, REFERENCES, risk_id, MOST)
    return {label: [r for r in rows if r["document"] == label] for label in ("SmPC", "PL")}


def states(connection: sqlite3.Connection, risk_id: str) -> dict[str, dict[str, Any]]:
    """The state of each field of the template, by the field's id, in the template's order."""
    return {row["field"]: row for row in dicts(connection, STATES, risk_id, MOST)}


def statements(connection: sqlite3.Connection, risk_id: str) -> list[dict[str, Any]]:
    """What the document says of the concern besides."""
    return dicts(connection, STATEMENTS, risk_id, MOST)


def activities(connection: sqlite3.Connection, risk_id: str) -> list[dict[str, Any]]:
    """Pharmacovigilance activities that are for this concern."""
    return dicts(connection, ACTIVITIES, risk_id, MOST)


def activities_of_all(connection: sqlite3.Connection, risk_id: str) -> list[dict[str, Any]]:
    """What the plan says of pharmacovigilance activities as a whole, so for this concern too."""
    return dicts(connection, ACTIVITIES_OF_ALL, risk_id, MOST)


def studies(connection: sqlite3.Connection, risk_id: str) -> list[dict[str, Any]]:
    """Studies that are said to address this concern, with the words that say so."""
    return dicts(connection, STUDIES, risk_id, MOST)


def plan(connection: sqlite3.Connection, document_id: str) -> list[dict[str, Any]]:
    """All concerns of a document in its order."""
    return dicts(connection, PLAN, document_id)


def findings(
    connection: sqlite3.Connection,
    risk: Mapping[str, Any],
    concerns: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """Findings that were made on the concern, lie at its name or in its box, or name it."""
    rows = dicts(connection, FINDINGS, risk["document_id"])
    return [row for row in rows if _speaks_of(row, risk, concerns)]


def _speaks_of(
    row: Mapping[str, Any], risk: Mapping[str, Any], concerns: Sequence[Mapping[str, Any]]
) -> bool:
    made_on = [one["id"] for one in concerns if row["id"].startswith(f"{one['id']}-")]
    if made_on and max(made_on, key=len) == risk["id"]:
        return True
    if repr(risk["name"]) in row["message"]:
        return True
    places = [(risk["char_start"], risk["char_end"])]
    if risk["summary_start"] is not None:
        places.append((risk["summary_start"], risk["summary_end"]))
    return any(start <= row["char_start"] and row["char_end"] <= end for start, end in places)
