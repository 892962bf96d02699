"""What is worth comparing, computed from what is held: pairs of documents, and of medicines."""

from __future__ import annotations

import sqlite3
from itertools import pairwise
from typing import Any

from ingest.site.pages import dicts

MOST = 6
FEW = 12
"""A concept that more concerns than these have says little of two medicines: and counting the
pairs of all that share one would take long where many are held."""
DOCUMENTS = (
    "select d.product_id, p.name as product, d.id, d.document_date, "
    "coalesce(d.title, d.source_file) as title from documents d "
    "join products p on p.id = d.product_id where d.product_id in ("
    "select product_id from documents group by product_id having count(*) > 1 limit 200) "
    "and exists (select 1 from risks r where r.document_id = d.id) "
    "order by p.name collate nocase, p.id, d.document_date, d.id"
)
SUBSTANCES = (
    "select s.name as substance, a.id as a, a.name as a_name, a.jurisdiction as a_in, b.id as b, "
    "b.name as b_name, b.jurisdiction as b_in from products a "
    "join products b on b.substance_id = a.substance_id and b.id > a.id "
    "join substances s on s.id = a.substance_id where {a} and {b} "
    "order by s.name collate nocase, a.name, b.name limit ?"
)
LISTS = (
    "(exists (select 1 from risks r where r.product_id = {0}.id) or exists ("
    "select 1 from policies o join policy_warnings w on w.policy_id = o.id "
    "where o.product_id = {0}.id))"
)
SHARED = (
    "with few as materialized (select concept_id from risk_concepts group by concept_id "
    "having count(*) between 2 and ?), "
    "held as materialized (select distinct f.concept_id, r.product_id from few f "
    "join risk_concepts m on m.concept_id = f.concept_id join risks r on r.id = m.risk_id "
    "where m.method in ('exact', 'synonym')) "
    "select a.product_id as a, b.product_id as b, count(*) as shared from held a "
    "join held b on b.concept_id = a.concept_id and b.product_id > a.product_id "
    "group by 1, 2 order by shared desc, 1, 2 limit ?"
)


def suggestions(connection: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    """Comparisons ready to follow: ``documents`` of one medicine, ``substances`` that several
    medicines have, and medicines that ``shared`` concepts join, those of most first.
    """
    documents = dicts(connection, DOCUMENTS)
    pairs = [
        {**later, "a_document": earlier["id"], "b_document": later["id"],
         "a_date": earlier["document_date"], "b_date": later["document_date"]}
        for earlier, later in pairwise(documents)
        if earlier["product_id"] == later["product_id"]
    ]  # fmt: skip
    same = SUBSTANCES.format(a=LISTS.format("a"), b=LISTS.format("b"))
    shared = dicts(connection, SHARED, FEW, MOST)
    names = dict(connection.execute("select id, name from products").fetchall()) if shared else {}
    return {
        "documents": pairs[:MOST],
        "substances": dicts(connection, same, MOST),
        "shared": [{**one, "a_name": names[one["a"]], "b_name": names[one["b"]]} for one in shared],
    }
