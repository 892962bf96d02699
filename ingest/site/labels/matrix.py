"""The label matrix: safety concerns by the sections of the SmPC and of the leaflet that they cite.

An address in; rows, columns and counts out, of one medicine, document, concept or name.
"""

from __future__ import annotations

import json
import sqlite3
from itertools import groupby
from typing import Any

from ingest.site.labels.across import across
from ingest.site.labels.gaps import gaps_of, known_of
from ingest.site.labels.scope import (
    ALWAYS,
    CATEGORIES,
    GAP_NAMES,
    GAPS,
    SUBJECTS,
    Scope,
    scope_of,
    sections_of,
)
from ingest.site.pages import Asked, dicts, documents_of
from ingest.site.product_choice import product_choice

ROWS = 100
MOST_NAMED = 20
CATEGORY_ORDER = "case r.category when 'identified' then 1 when 'potential' then 2 else 3 end"
CONCERNS = (
    "select r.id, r.name, r.category, r.document_id, r.product_id, r.page, r.char_start, "
    "r.char_end, p.name as product, coalesce(d.title, d.source_file) as document, d.document_date "
    "from risks r join products p on p.id = r.product_id join documents d on d.id = r.document_id "
    f"where {{where}} order by p.name collate nocase, p.id, d.document_date desc, d.id, "
    f"{CATEGORY_ORDER}, r.ordinal, r.id limit ? offset ?"
)
CITED = (
    "select x.label_section_id, count(distinct x.risk_id) from risks r "
    "join label_references x on x.risk_id = r.id where {where} group by 1"
)
BY_CATEGORY = (
    "select r.category, count(*) as concerns, "
    + "".join(f'sum({gap}) as "{name}", ' for name, gap in GAPS.items())
    + "sum(not exists (select 1 from label_references x where x.risk_id = r.id)) as cite_none "
    f"from risks r where {{where}} group by r.category order by {CATEGORY_ORDER}"
)
REFERENCES = (
    "select x.* from json_each(?) asked join label_references x on x.risk_id = asked.value "
    "order by x.risk_id, x.char_start"
)
FINDINGS = (
    "select f.*, u.title from findings f join finding_rules u on u.id = f.rule "
    "where f.document_id in (select value from json_each(?)) and f.rule in ('no_patient_text', "
    "'identified_risk_not_in_4_8', 'potential_risk_in_4_8', 'unknown_label_section') "
    "order by f.document_id, f.char_start, f.id limit 31"
)


def read_labels(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    """What templates/labels.html shows; None where the address names what does not exist."""
    named = any(asked.text(name) for name in ("across", *SUBJECTS))
    chosen = product_choice(connection, "" if named else asked.text("find"))
    if len(chosen["matches"]) == 1:
        asked = Asked(asked.path, {**asked.arguments, "product": chosen["matches"][0]["id"]})
    choosing = bool(chosen["find"]) and len(chosen["matches"]) != 1
    scope = scope_of(connection, asked)
    if scope is None:
        return None
    page = asked.number("page", 1)
    if choosing:
        shown, scope = {}, Scope({})
    elif scope.across:
        shown = across(connection, scope, page)
    else:
        shown = matrix(connection, scope, page)
    return {
        "scope": scope,
        "choice": chosen,
        "choosing": choosing,
        "categories": CATEGORIES,
        "gap_names": GAP_NAMES,
        "all_sections": _cited_anywhere(connection),
        "documents": _read_here(connection, scope),
        **shown,
    }


def _read_here(connection: sqlite3.Connection, scope: Scope) -> list[dict[str, Any]]:
    """The documents that the page is an extract of, where they are of one medicine."""
    if not scope.product:
        return []
    documents = documents_of(connection, scope.product["id"])
    return [one for one in documents if not scope.document or one["id"] == scope.document["id"]]


def matrix(
    connection: sqlite3.Connection, scope: Scope, page: int = 1, rows: int = ROWS
) -> dict[str, Any]:
    """Columns, counts and one page of the rows of the concerns in ``scope``."""
    by_category = dicts(connection, BY_CATEGORY.format(where=scope.where), *scope.values)
    total = sum(row["concerns"] for row in by_category)
    page = min(page, max(1, -(-total // rows)))
    concerns = dicts(
        connection, CONCERNS.format(where=scope.where), *scope.values, rows, (page - 1) * rows
    )
    columns = columns_of(connection, scope)
    _put_references(connection, concerns)
    documents = json.dumps(sorted({one["document_id"] for one in concerns}))
    return {
        "columns": columns,
        "heads": _heads(columns),
        "total": total,
        "groups": _groups(concerns),
        "by_category": by_category,
        "gaps": _gap_counts(by_category),
        "nothing": _cite_nothing(connection, scope),
        "nothing_total": sum(row["cite_none"] for row in by_category),
        "unlisted": _unlisted(connection, scope),
        "findings": dicts(connection, FINDINGS, documents),
        "page": page,
        "pages": max(1, -(-total // rows)),
        "siblings": _documents(connection, scope),
    }


def columns_of(connection: sqlite3.Connection, scope: Scope) -> list[dict[str, Any]]:
    """The sections that are cited in ``scope``, and those always shown, in the label's order."""
    cited = dict(connection.execute(CITED.format(where=scope.where), scope.values).fetchall())
    return [
        {**one, "concerns": cited.get(one["id"], 0)} for one in sections_of(connection, set(cited))
    ]


def _put_references(connection: sqlite3.Connection, concerns: list[dict[str, Any]]) -> None:
    ids = json.dumps([one["id"] for one in concerns])
    cited: dict[str, dict[str, list[dict[str, Any]]]] = {one["id"]: {} for one in concerns}
    for row in dicts(connection, REFERENCES, ids):
        cited[row["risk_id"]].setdefault(row["label_section_id"], []).append(row)
    known = known_of(connection, ids)
    for one in concerns:
        one["cited"] = cited[one["id"]]
        one["gaps"] = gaps_of(known[one["id"]], one["cited"])
        leaflet = any(section.startswith("pl-") for section in one["cited"])
        one["others"] = [] if leaflet else known[one["id"]]["others"]


def _groups(concerns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The concerns of one document and category together, in the order they stand in."""
    return [
        {"category": rows[0]["category"], "document": rows[0], "concerns": rows}
        for _, found in groupby(concerns, lambda one: (one["document_id"], one["category"]))
        if (rows := list(found))
    ]


def _heads(columns: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """How many columns each document of the label has."""
    return [(name, len(list(own))) for name, own in groupby(columns, lambda one: one["document"])]


def _gap_counts(by_category: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each gap how many concerns have it, by category."""
    return [
        {
            "id": gap,
            "name": name,
            "concerns": sum(row[gap] for row in by_category),
            "by": [(row["category"], row[gap]) for row in by_category if row[gap]],
        }
        for gap, name in GAP_NAMES.items()
    ]


def _cite_nothing(connection: sqlite3.Connection, scope: Scope) -> list[dict[str, Any]]:
    none = "not exists (select 1 from label_references x where x.risk_id = r.id)"
    sql = (
        f"select r.id, r.name from risks r where {scope.where} and {none} "
        "order by r.ordinal, r.id limit ?"
    )
    return dicts(connection, sql, *scope.values, MOST_NAMED)


def _unlisted(connection: sqlite3.Connection, scope: Scope) -> list[dict[str, Any]]:
    """Citations of the medicine's documents that hang on no listed concern."""
    if not scope.product:
        return []
    sql = (
        "select x.*, l.document, l.number from label_references x "
        "join label_sections l on l.id = x.label_section_id "
        "join documents d on d.id = x.document_id "
        "where x.risk_id is null and d.product_id = ? order by x.document_id, x.char_start"
    )
    found = dicts(connection, sql, scope.product["id"])
    document = scope.document
    return [one for one in found if not document or one["document_id"] == document["id"]]


def _documents(connection: sqlite3.Connection, scope: Scope) -> list[dict[str, Any]]:
    """The documents of the medicine that list concerns."""
    if not scope.product:
        return []
    sql = (
        "select d.id, coalesce(d.title, d.source_file) as title, d.document_date from documents d "
        "where d.product_id = ? and exists (select 1 from risks r where r.document_id = d.id) "
        "order by d.document_date desc, d.id"
    )
    return dicts(connection, sql, scope.product["id"])


def _cited_anywhere(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    return [
        one
        for one in dicts(
            connection,
            "select id, document, number, title, exists (select 1 from label_references x "
            "where x.label_section_id = l.id) as cited from label_sections l order by l.rowid",
        )
        if one["cited"] or one["id"] in ALWAYS
    ]
