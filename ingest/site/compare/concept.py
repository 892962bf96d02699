"""One concept over all medicines: which plans list it, as what, with which figures."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from ingest.site.compare.concern_facts import facts_of
from ingest.site.pages import dicts

ROWS = 50
MOST_RELATED = 30
LISTED = (
    "select 'risks' as 'table', r.id, r.name, r.category, r.document_id, r.page, r.char_start, "
    "r.char_end, 0 as is_boxed, p.id as product_id, p.name as product, p.jurisdiction, "
    "m.method, m.term, "
    "d.document_date, coalesce(d.title, d.source_file) as document from risk_concepts m "
    "join risks r on r.id = m.risk_id join products p on p.id = r.product_id "
    "join documents d on d.id = r.document_id where m.concept_id = :concept "
    "union all "
    "select 'policy_warnings', w.id, w.name, null, w.document_id, w.page, w.char_start, "
    "w.char_end, w.is_boxed, p.id, p.name, p.jurisdiction, m.method, m.term, d.document_date, "
    "coalesce(d.title, d.source_file) from policy_warning_concepts m "
    "join policy_warnings w on w.id = m.policy_warning_id join policies o on o.id = w.policy_id "
    "join products p on p.id = o.product_id join documents d on d.id = w.document_id "
    "where m.concept_id = :concept"
)
PAGE = (
    f"select * from ({LISTED}) order by method not in ('exact', 'synonym'), "
    "product collate nocase, product_id, "
    "document_date desc, document_id, char_start limit :most offset :start"
)
COUNTS = (
    f"select count(*) as listed, count(distinct product_id) as products, "
    "coalesce(sum(category = 'identified'), 0) as identified, "
    "coalesce(sum(category = 'potential'), 0) as potential, "
    "coalesce(sum(category = 'missing'), 0) as missing, "
    "coalesce(sum(category is null), 0) as warnings, "
    f"coalesce(sum(method not in ('exact', 'synonym')), 0) as part from ({LISTED})"
)
RELATED = (
    "select c.id, c.name, b.direction, (select count(*) from risk_concepts m "
    "where m.concept_id = c.id) as concerns from ("
    "select broader_id as id, 'broader' as direction from broader_concepts where concept_id = ? "
    "union all select concept_id, 'narrower' from broader_concepts where broader_id = ?"
    ") b join concepts c on c.id = b.id where concerns > 0 "
    "order by direction, concerns desc, c.name"
)


def concept_over_products(
    connection: sqlite3.Connection, concept_id: str, page: int
) -> dict[str, Any] | None:
    """What the page of a concept shows; None where there is no such concept."""
    concept = connection.execute("select * from concepts where id = ?", [concept_id]).fetchone()
    if concept is None:
        return None
    counts = dict(connection.execute(COUNTS, {"concept": concept_id}).fetchone())
    pages = max(1, -(-counts["listed"] // ROWS))
    page = min(page, pages)
    asked = {"concept": concept_id, "most": ROWS, "start": (page - 1) * ROWS}
    rows = [dict(row) for row in connection.execute(PAGE, asked)]
    (holding,) = connection.execute("select count(*) from products").fetchone()
    related = dicts(connection, RELATED, concept_id, concept_id)
    return {
        "concept": dict(concept),
        "counts": counts,
        "rows": rows,
        "facts": facts_of(connection, [one["id"] for one in rows if one["table"] == "risks"]),
        "page": page,
        "pages": pages,
        "all_products": holding,
        "related": related[:MOST_RELATED],
        "more_related": max(0, len(related) - MOST_RELATED),
        "documents": _documents(connection, rows) if pages == 1 else [],
    }


def _documents(connection: sqlite3.Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids = json.dumps(sorted({one["document_id"] for one in rows}))
    return dicts(
        connection,
        "select d.id, coalesce(d.title, d.source_file) as title, d.version, d.document_date, "
        "d.publisher from json_each(?) asked join documents d on d.id = asked.value order by d.id",
        ids,
    )
