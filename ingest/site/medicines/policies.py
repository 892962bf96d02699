"""A medicine's policies in short, and the other medicines of its substance: rows in, dicts out."""

from __future__ import annotations

import sqlite3
from typing import Any

from ingest.site.medicines.concerns import TITLES, linked, states_of
from ingest.site.medicines.listed import CATEGORIES, counted
from ingest.site.pages import dicts
from ingest.site.policies.policy_rows import limits_of
from ingest.site.policies.policy_words import limit_said

MOST_POLICIES = 6
MOST_BESIDE = 6
MOST_NAMES = 12
VALUES = (
    ("minimum_age", "Minimum age", "year"),
    ("initial_months", "First approval lasts", "month"),
    ("renewal_months", "Renewal lasts", "month"),
    ("effective_on", "In effect from", ""),
    ("approved_on", "Approved on", ""),
    ("pre_approval_allowance", "Allowance before approval", ""),
)
BESIDE = """
with kin (id, how) as (
    select id, 'same substance' from substances where id = :substance
    union all
    select substance_id, 'combination with it' from substance_parts
    where part_id = :substance and substance_id <> :substance
    union all
    select part_id, 'part of the combination' from substance_parts
    where substance_id = :substance and part_id <> :substance
)
select p.id, p.name, s.name as substance, p.jurisdiction, k.how
from kin k
join products p on p.substance_id = k.id
join substances s on s.id = p.substance_id
where p.id <> :product
order by k.how <> 'same substance', p.jurisdiction = :jurisdiction, lower(p.name), p.id
"""


def policies(connection: sqlite3.Connection, product_id: str) -> dict[str, Any]:
    """The policies for a medicine, the newest first, each with its values and their states."""
    rows = dicts(
        connection,
        "select o.*, coalesce(d.title, d.source_file) as title, d.publisher "
        "from policies o join documents d on d.id = o.document_id "
        "where o.product_id = ? order by o.effective_on desc, o.id limit ?",
        product_id,
        MOST_POLICIES + 1,
    )
    return {
        "rows": [_policy(connection, row) for row in rows[:MOST_POLICIES]],
        "more": len(rows) > MOST_POLICIES,
    }


def beside(connection: sqlite3.Connection, product: dict[str, Any]) -> dict[str, Any]:
    """Other medicines of the substance, those of other places first, with plan and policies."""
    asked = {
        "product": product["id"],
        "substance": product["substance_id"],
        "jurisdiction": product["jurisdiction"],
    }
    kin = [dict(row) for row in connection.execute(BESIDE, asked)]
    shown = counted(connection, kin[:MOST_BESIDE])
    return {
        "medicines": [
            one
            | {
                "policies": policies(connection, one["id"]),
                "names": _names(connection, one["plan"]) if one["plan"] else [],
            }
            for one in shown
        ],
        "more": len(kin) - len(shown),
    }


def _policy(connection: sqlite3.Connection, row: dict[str, Any]) -> dict[str, Any]:
    states = states_of(connection, row["document_id"])[None]
    criteria = dict(
        connection.execute(
            "select phase, count(*) from policy_criteria where policy_id = ? and kind <> 'group' "
            "group by phase",
            [row["id"]],
        ).fetchall()
    )
    (warnings,) = connection.execute(
        "select count(*) from policy_warnings where policy_id = ?", [row["id"]]
    ).fetchone()
    return row | {
        "values": [
            {"label": label, "value": _value(row[name], unit), "state": states.get(name)}
            for name, label, unit in VALUES
        ],
        "criteria": [
            {
                "phase": phase,
                "count": criteria.get(phase, 0),
                "state": states.get(f"{phase}_criteria"),
            }
            for phase in ("initial", "renewal")
        ],
        "limits": _limits(connection, row["id"]),
        "limits_state": states.get("quantity_limits"),
        "warnings": warnings,
        "warnings_state": states.get("policy_warnings"),
    }


def _value(value: Any, unit: str) -> str | None:
    if value is None or not unit:
        return None if value is None else str(value)
    return f"{value} {unit}{'' if value == 1 else 's'}"


def _limits(connection: sqlite3.Connection, policy_id: str) -> list[dict[str, Any]]:
    """Each limit once, with the strengths that are printed under it."""
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for row in linked(limits_of(connection, policy_id), "quantity_limits"):
        shown = row | {"said": limit_said(row), "strengths": []}
        group = groups.setdefault((row["limit_group"], row["phase"]), shown)
        strength = None if row["strength_mg"] is None else f"{row['strength_mg']:g} mg"
        if row["drug"] or strength:
            group["strengths"].append(" ".join(filter(None, [row["drug"], strength])))
    return list(groups.values())


def _names(connection: sqlite3.Connection, document_id: str) -> list[dict[str, Any]]:
    """The concerns of a plan by category: some names of each."""
    found: dict[str, list[dict[str, Any]]] = {category: [] for category in CATEGORIES}
    rows = dicts(
        connection,
        "select * from risks where document_id = ? order by ordinal, char_start, id",
        document_id,
    )
    for row in linked(rows, "risks"):
        found[row["category"]].append(row)
    return [
        {
            "category": category,
            "title": TITLES[category],
            "count": len(rows),
            "rows": rows[:MOST_NAMES],
            "more": max(0, len(rows) - MOST_NAMES),
        }
        for category, rows in found.items()
    ]
