"""What a document has beside its concerns: a document and its field states in, dicts out."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any
from urllib.parse import urlencode

from ingest.site.medicines.concerns import States, linked
from ingest.site.pages import dicts
from ingest.site.settings import DATABASE

MOST_ROWS = 40
CONCERN_FIELDS = (
    "routine_measures",
    "additional_measures",
    "legal_status",
    "smpc_references",
    "pl_references",
    "additional_pharmacovigilance",
)
STATES = ("stated", "stated_none", "not_stated", "not_applicable")
STUDY_FIELDS = ("condition_studies", "other_studies", "development_plan", "studies")
FACTS = {
    "product": "Medicine as printed",
    "inn": "Active substance",
    "holder": "Marketing authorisation holder",
    "procedure_number": "Procedure number",
    "document_number": "Document number",
    "document_date": "Date as printed",
    "rmp_version": "Version of the plan",
}
PLACE = "document_id, page, char_start, char_end, quote"


def measures(connection: sqlite3.Connection, document_id: str, states: States) -> dict[str, Any]:
    """Which measures how many concerns have, and for how many each field has which state."""
    tools = dicts(
        connection,
        "select m.kind, m.tool, t.name, m.state, count(distinct m.risk_id) as concerns, "
        "count(*) as rows from risk_minimisation_measures m "
        "left join measure_tools t on t.id = m.tool "
        "where m.document_id = ? group by m.kind, m.tool, m.state "
        "order by m.kind desc, concerns desc, m.tool",
        document_id,
    )
    for one in tools:
        chosen = {"document_id": document_id, "kind": one["kind"], "state": one["state"]}
        chosen |= {"tool": one["tool"]} if one["tool"] else {"tool__isnull": "1"}
        one["path"] = f"/{DATABASE}/risk_minimisation_measures?{urlencode(chosen)}"
    concerns = [fields for risk_id, fields in states.items() if risk_id is not None]
    (listed,) = connection.execute(
        "select count(*) from risks where document_id = ?", [document_id]
    ).fetchone()
    return {
        "tools": tools,
        "concerns": listed,
        "fields": [_state_counts(name, concerns, listed) for name in CONCERN_FIELDS],
        "legal": dicts(
            connection,
            "select l.id, l.name, count(*) as concerns from risks r "
            "join legal_statuses l on l.id = r.legal_status_id where r.document_id = ? "
            "group by l.id order by concerns desc, l.id",
            document_id,
        ),
        "additional": _some(
            "risk_minimisation_measures",
            dicts(
                connection,
                "select m.*, r.name as concern from risk_minimisation_measures m "
                "left join risks r on r.id = m.risk_id "
                "where m.document_id = ? and m.kind = 'additional' and m.state = 'stated' "
                "order by m.char_start limit ?",
                document_id,
                MOST_ROWS + 1,
            ),
        ),
    }


def _state_counts(field: str, concerns: list[Any], listed: int) -> dict[str, Any]:
    """For how many concerns a field has each state; ``unread`` for how many it has none."""
    counts = Counter(fields[field]["state"] for fields in concerns if field in fields)
    name = next((fields[field]["field_name"] for fields in concerns if field in fields), field)
    return {
        "field": field,
        "name": name.removesuffix(", or that there are none"),
        "counts": [counts[state] for state in STATES],
        "unread": listed - counts.total(),
    }


def studies(connection: sqlite3.Connection, document_id: str, states: States) -> dict[str, Any]:
    """The studies with milestones and concerns, and what the document's fields say of them."""
    found = dicts(
        connection,
        "select * from studies where document_id = ? order by char_start, id limit ?",
        document_id,
        MOST_ROWS + 1,
    )
    by_id = {one["id"]: one | {"milestones": [], "concerns": []} for one in found}
    milestones = dicts(
        connection,
        "select * from study_milestones where document_id = ? order by char_start, id",
        document_id,
    )
    for milestone in linked(milestones, "study_milestones"):
        if milestone["study_id"] in by_id:
            by_id[milestone["study_id"]]["milestones"].append(milestone)
    for concern in dicts(
        connection,
        "select c.study_id, c.risk_id, c.part_of, coalesce(r.name, c.quote) as name, "
        "w.name as whole from study_concerns c left join risks r on r.id = c.risk_id "
        "left join risks w on w.id = c.part_of "
        "where c.document_id = ? order by c.char_start, c.id",
        document_id,
    ):
        if concern["study_id"] in by_id:
            by_id[concern["study_id"]]["concerns"].append(concern)
    fields = _fields(states, STUDY_FIELDS)
    quoted = {row["char_start"] for row in fields if row["state"] == "stated_none"}
    none = linked([one for one in by_id.values() if one["state"] == "stated_none"], "studies")
    return {
        "fields": fields,
        "named": _some("studies", [one for one in by_id.values() if one["state"] == "stated"]),
        "none": [one for one in none if one["char_start"] not in quoted],
    }


def activities(connection: sqlite3.Connection, document_id: str, states: States) -> dict[str, Any]:
    """The pharmacovigilance activities, and whether the document has a plan for them."""
    return {
        "fields": _fields(states, ("pharmacovigilance_plan",)),
        "rows": _some(
            "pharmacovigilance_activities",
            dicts(
                connection,
                "select a.*, r.name as concern from pharmacovigilance_activities a "
                "left join risks r on r.id = a.risk_id where a.document_id = ? "
                "order by a.char_start, a.id limit ?",
                document_id,
                MOST_ROWS + 1,
            ),
        ),
    }


def indications(connection: sqlite3.Connection, document_id: str, states: States) -> dict[str, Any]:
    """What the medicine is used for, as the document says."""
    return {
        "fields": _fields(states, ("indications",)),
        "rows": _some(
            "indications",
            dicts(
                connection,
                "select i.*, l.text as lead from indications i "
                "left join statements l on l.id = i.lead_id where i.document_id = ? "
                "order by i.ordinal, i.id limit ?",
                document_id,
                MOST_ROWS + 1,
            ),
        ),
    }


def facts(connection: sqlite3.Connection, document_id: str) -> list[dict[str, Any]]:
    """What the document prints of itself."""
    rows = dicts(
        connection,
        f"select id, kind, value, {PLACE} from document_facts where document_id = ? "
        "order by char_start",
        document_id,
    )
    return [row | {"label": FACTS[row["kind"]]} for row in linked(rows, "document_facts")]


def findings(connection: sqlite3.Connection, document_id: str) -> list[dict[str, Any]]:
    """What the document says against itself, by rule, the gravest first; some of each."""
    rows = dicts(
        connection,
        f"select f.id, f.message, f.derived, f.severity, f.rule, r.title, r.meaning, {PLACE} "
        "from findings f join finding_rules r on r.id = f.rule where f.document_id = ? "
        "order by instr('error warning note', f.severity), r.rowid, f.char_start",
        document_id,
    )
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_rule.setdefault(row["rule"], []).append(row)
    return [
        {name: of_rule[0][name] for name in ("rule", "title", "meaning", "severity")}
        | {"count": len(of_rule), **_some("findings", of_rule)}
        for of_rule in by_rule.values()
    ]


def _fields(states: States, names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [states[None][name] for name in names if name in states[None]]


def _some(table: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The first rows of a table, and whether there are more."""
    return {"rows": linked(rows[:MOST_ROWS], table), "more": len(rows) > MOST_ROWS}
