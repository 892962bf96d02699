"""The label matrix across medicines: a row for each concept, or name without one, with counts."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from typing import Any

from ingest.site.labels.scope import GAP_NAMES, Scope, sections_of
from ingest.site.pages import dicts
from ingest.site.search.lexicon.query_words import plain

ROWS = 50
NAME = "lower(trim(r.name))"
UNNAMED = "not exists (select 1 from risk_concepts m where m.risk_id = r.id)"
KEYS = (
    "select 'concept' as kind, c.id as key, c.name as title, count(*) as concerns "
    "from risk_concepts m {risks} join concepts c on c.id = m.concept_id {where} group by c.id "
    "union all "
    f"select 'name', {NAME}, min(r.name), count(*) from risks r "
    f"where {UNNAMED} and {{condition}} group by {NAME} "
    "order by concerns desc, title collate nocase, key"
)
MEMBERS = (
    "select 'concept ' || m.concept_id as of, {columns} "
    "from json_each(?) k join risk_concepts m on m.concept_id = k.value "
    "join risks r on r.id = m.risk_id where {where} "
    "union all "
    f"select 'name ' || {NAME}, {{columns}} from risks r "
    f"where {NAME} in (select value from json_each(?)) and {UNNAMED} and {{where}}"
)
PRODUCTS = (
    "select of, count(distinct product_id) as products, min(id) as risk_id "
    "from ({members}) group by of"
)
ALIKE = (
    "select of, category, smpc_sections, pl_sections, count(*) as concerns "
    "from ({members}) group by 1, 2, 3, 4"
)
"""The concerns that are alike in all that is counted: so their citations need not be read again."""


def across(
    connection: sqlite3.Connection, scope: Scope, page: int, rows: int = ROWS
) -> dict[str, Any]:
    """One page of the rows, those of most concerns first, with what there is in all."""
    keys = _keys(connection, scope)
    pages = max(1, -(-len(keys) // rows))
    page = min(page, pages)
    shown = keys[(page - 1) * rows : page * rows]
    _count(connection, scope, shown)
    return {
        "columns": sections_of(connection, {name for one in shown for name in one["sections"]}),
        "rows": shown,
        "total": len(keys),
        "page": page,
        "pages": pages,
        "across_gaps": GAP_NAMES,
    }


def _keys(connection: sqlite3.Connection, scope: Scope) -> list[dict[str, Any]]:
    narrowed = bool(scope.conditions)
    sql = KEYS.format(
        risks="join risks r on r.id = m.risk_id" if narrowed else "",
        where=f"where {scope.where}" if narrowed else "",
        condition=scope.where,
    )
    keys = dicts(connection, sql, *scope.values, *scope.values)
    words = plain(scope.kept.get("find", "")).split()
    return [one for one in keys if all(word in plain(one["title"]) for word in words)]


def _count(connection: sqlite3.Connection, scope: Scope, shown: list[dict[str, Any]]) -> None:
    """Put into each row its medicines, categories, sections and gaps, counted."""
    asked = [
        json.dumps([one["key"] for one in shown if one["kind"] == kind])
        for kind in ("concept", "name")
    ]
    values = (asked[0], *scope.values, asked[1], *scope.values)
    rows = {f"{one['kind']} {one['key']}": one for one in shown}
    members = MEMBERS.format(where=scope.where, columns="r.id, r.product_id")
    for row in dicts(connection, PRODUCTS.format(members=members), *values):
        rows[row.pop("of")] |= {**row, "by": Counter(), "sections": Counter(), "gaps": Counter()}
    members = MEMBERS.format(
        where=scope.where, columns="r.category, r.smpc_sections, r.pl_sections"
    )
    for row in dicts(connection, ALIKE.format(members=members), *values):
        _add(rows[row["of"]], row)


def _add(shown: dict[str, Any], alike: dict[str, Any]) -> None:
    smpc = [f"smpc-{number}" for number in json.loads(alike["smpc_sections"])]
    leaflet = [f"pl-{number}" for number in json.loads(alike["pl_sections"])]
    lacking = {
        "no-patient-text": not leaflet,
        "not-in-4.4": "smpc-4.4" not in smpc,
        "not-in-4.8": "smpc-4.8" not in smpc,
    }
    shown["by"][alike["category"]] += alike["concerns"]
    for section in {*smpc, *leaflet}:
        shown["sections"][section] += alike["concerns"]
    for gap in (one for one, lacks in lacking.items() if lacks):
        shown["gaps"][gap] += alike["concerns"]
