"""A policy's id in, what its page shows out: rows of the database, and nothing of the web."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from ingest.approval.dose_arithmetic import Row
from ingest.site.pages import dicts
from ingest.site.policies.policy_words import limit_said

MOST = 200
"""So many rows of a list are shown; the table has the rest."""
POLICY = """
select o.*, p.name as product, p.jurisdiction, p.substance_id, s.name as substance,
    d.title, d.source_file, d.family, d.publisher, d.version, d.document_date, d.source_url,
    d.media_type, d.page_count,
    (select count(*) from unread u where u.document_id = d.id) as unread
from policies o
join products p on p.id = o.product_id
join substances s on s.id = p.substance_id
join documents d on d.id = o.document_id
where o.id = ?
"""
CLASSES = """
select c.id, c.name, c.document_id, c.page, c.char_start, c.char_end, c.quote
from drug_classes c where c.document_id = ? order by c.char_start, c.id
"""
MEMBERS = """
select m.* from class_members m where m.document_id = ? order by m.char_start, m.id
"""
WARNINGS = """
select w.*, m.concept_id, m.method, m.term, c.name as concept
from policy_warnings w
left join policy_warning_concepts m on m.policy_warning_id = w.id
left join concepts c on c.id = m.concept_id
where w.policy_id = ? order by w.ordinal, w.id, m.concept_id
"""
CONCERNS = """
select distinct m.concept_id, r.id, r.name, r.category, p.name as product, p.jurisdiction,
    d.family, coalesce(d.title, d.source_file) as document
from policy_warnings w
join policy_warning_concepts wm on wm.policy_warning_id = w.id
cross join products p
join risks r on r.product_id = p.id
join risk_concepts m on m.risk_id = r.id and m.concept_id = wm.concept_id
join documents d on d.id = r.document_id
where w.policy_id = ? and p.substance_id = ?
order by p.jurisdiction, p.name, r.document_id, r.category, r.ordinal, r.id
"""
FINDINGS = """
select f.*, r.title, r.meaning from findings f join finding_rules r on r.id = f.rule
where f.document_id = ? order by f.char_start, f.id
"""
STATES = """
select f.*, t.name from field_states f join template_fields t on t.id = f.field
where f.document_id = ? and +f.risk_id is null
order by f.char_start is null, f.char_start, t.name
"""
SAME_SUBSTANCE = """
select id, name, jurisdiction from products
where substance_id = ? and jurisdiction <> ? order by jurisdiction, name, id
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of a list, cut, and how many there are."""

    rows: list[dict[str, Any]]
    total: int

    @property
    def more(self) -> int:
        """How many of them are not shown."""
        return self.total - len(self.rows)


def listed(rows: list[dict[str, Any]]) -> Listed:
    """``rows`` cut to what a page shows."""
    return Listed(rows[:MOST], len(rows))


def policy_of(connection: sqlite3.Connection, policy_id: str) -> dict[str, Any] | None:
    """A policy with its medicine and its document; None where there is no such policy."""
    found = dicts(connection, POLICY, policy_id)
    return found[0] if found else None


def criteria_of(connection: sqlite3.Connection, policy_id: str) -> dict[str, list[dict[str, Any]]]:
    """The criteria of each phase."""
    rows = dicts(connection, "select * from policy_criteria where policy_id = ?", policy_id)
    return {
        phase: [row for row in rows if row["phase"] == phase] for phase in ("initial", "renewal")
    }


def limits_of(connection: sqlite3.Connection, policy_id: str) -> list[dict[str, Any]]:
    """The quantity limits, a row for each strength, with what one of what they count is called."""
    return dicts(
        connection,
        "select quantity_limits.*, singular from quantity_limits join policy_units using (unit) "
        "where policy_id = ? order by phase, char_start, strength_mg, id",
        policy_id,
    )


def as_printed(limits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Limits as they are printed: each with the rows of its strengths."""
    printed: dict[tuple[object, ...], dict[str, Any]] = {}
    names = ("phase", "limit_group", "quantity", "unit", "days")
    for row in limits:
        key = tuple(row[name] for name in names)
        shown = {name: row[name] for name in names} | {"said": limit_said(row), "strengths": []}
        printed.setdefault(key, shown)
        printed[key]["strengths"].append(row)
    return [*printed.values()]


def packs_of(connection: sqlite3.Connection, policy_id: str) -> list[dict[str, Any]]:
    """The dose packs in their order."""
    return dicts(
        connection, "select * from dose_packs where policy_id = ? order by ordinal, id", policy_id
    )


def classes_of(connection: sqlite3.Connection, document_id: str) -> list[dict[str, Any]]:
    """The drug classes of a document, each with its members."""
    classes = dicts(connection, CLASSES, document_id)
    members: dict[str, list[dict[str, Any]]] = {}
    for row in dicts(connection, MEMBERS, document_id):
        members.setdefault(row["class_id"], []).append(row)
    return [{**one, "members": members.get(one["id"], [])} for one in classes]


def history_of(connection: sqlite3.Connection, policy_id: str) -> list[dict[str, Any]]:
    """What was done to the policy, newest first."""
    return dicts(
        connection,
        "select * from policy_history where policy_id = ? order by month desc, char_start desc",
        policy_id,
    )


def warnings_of(connection: sqlite3.Connection, policy: Row) -> list[dict[str, Any]]:
    """The warnings with what they mean, and the concerns of the substance that mean the same."""
    concerns: dict[str, list[dict[str, Any]]] = {}
    for row in dicts(connection, CONCERNS, policy["id"], policy["substance_id"]):
        concerns.setdefault(row["concept_id"], []).append(row)
    found: dict[str, dict[str, Any]] = {}
    for row in dicts(connection, WARNINGS, policy["id"]):
        warning = found.setdefault(row["id"], {**row, "concepts": [], "concerns": {}})
        if row["concept_id"] is not None:
            warning["concepts"].append(row)
            for concern in concerns.get(row["concept_id"], []):
                warning["concerns"][concern["id"]] = concern
    return [{**one, "concerns": [*one["concerns"].values()]} for one in found.values()]


def states_of(connection: sqlite3.Connection, document_id: str) -> list[dict[str, Any]]:
    """What the document says of each field of its kind."""
    return dicts(connection, STATES, document_id)


def findings_of(connection: sqlite3.Connection, document_id: str) -> list[dict[str, Any]]:
    """What the document says against itself, with the rules that found it."""
    return dicts(connection, FINDINGS, document_id)


def statements(connection: sqlite3.Connection, document_id: str) -> list[dict[str, Any]]:
    """The statements of a document, in its order."""
    sql = "select * from statements where document_id = ? order by char_start"
    return dicts(connection, sql, document_id)


def indications(connection: sqlite3.Connection, document_id: str) -> list[dict[str, Any]]:
    """The indications of a document, in its order, each with what leads its list."""
    sql = """
        select i.*, l.text as lead from indications i left join statements l on l.id = i.lead_id
        where i.document_id = ? order by i.char_start
    """
    return dicts(connection, sql, document_id)


def elsewhere(connection: sqlite3.Connection, policy: Row) -> list[dict[str, Any]]:
    """Medicines of the same substance in other jurisdictions."""
    return dicts(connection, SAME_SUBSTANCE, policy["substance_id"], policy["jurisdiction"])
