"""The page of a medicine: its id and the document chosen in, all that stands there out.

The values are those of one document at a time, the newest plan or report where none is chosen: a
later document repeats, changes or leaves out what an earlier one says.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette.utils import tilde_encode

from ingest.site.citations import cite_path, in_words
from ingest.site.compare.crosswalk_page import crosswalk_of
from ingest.site.medicines.concerns import concern_groups, states_of
from ingest.site.medicines.downloads import downloads
from ingest.site.medicines.listed import CATEGORIES, NEWEST_FIRST
from ingest.site.medicines.plan import activities, facts, findings, indications, measures, studies
from ingest.site.medicines.policies import beside, policies
from ingest.site.pages import Asked, dicts

PRODUCT = """
select p.id, p.name, p.jurisdiction, p.substance_id, s.name as substance
from products p join substances s on s.id = p.substance_id
where p.id = ?
"""
DOCUMENTS = f"""
select id, coalesce(title, source_file) as title, family, layout, publisher, language, version,
    document_date, source_url, source_file, media_type, sha256, page_count, note, product_id
from documents
where product_id = ?
order by family = 'prior_approval', {NEWEST_FIRST}
"""


def read_medicine(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    """What the page shows; None for an unknown medicine, or a document of another one."""
    product = connection.execute(PRODUCT, [asked.path["product"]]).fetchone()
    if product is None:
        return None
    product = dict(product)
    held = dicts(connection, DOCUMENTS, product["id"])
    wanted = asked.text("document", 1000)
    document = next((one for one in held if wanted in ("", one["id"])), None)
    if wanted and document is None:
        return None
    own = policies(connection, product["id"])
    kin = beside(connection, product)
    found = {
        "product": product,
        "held": _with_counts(connection, held),
        "document": document,
        "is_plan": document is not None and document["family"] != "prior_approval",
        "policies": own,
        "beside": kin,
        "crosswalk": crosswalk_of(connection, product["substance_id"]),
        "downloads": downloads(connection, product["id"], [one["id"] for one in held]),
        "documents": _shown(connection, document, own, kin),
        "cite": cite_path,
    }
    return found | (_of_document(connection, document) if document else {})


def _of_document(connection: sqlite3.Connection, document: dict[str, Any]) -> dict[str, Any]:
    """What one document says."""
    document_id = document["id"]
    states = states_of(connection, document_id)
    return {
        "states": list(states[None].values()),
        "indications": indications(connection, document_id, states),
        "groups": concern_groups(connection, document_id, states),
        "measures": measures(connection, document_id, states),
        "studies": studies(connection, document_id, states),
        "activities": activities(connection, document_id, states),
        "facts": facts(connection, document_id),
        "findings": findings(connection, document_id),
        "cited": in_words(document),
        "whole": f"/-/source/{tilde_encode(document_id)}",
    }


def _with_counts(
    connection: sqlite3.Connection, documents: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The documents with their concerns by category."""
    product_id = documents[0]["product_id"] if documents else None
    counts = {
        (document_id, category): count
        for document_id, category, count in connection.execute(
            "select document_id, category, count(*) from risks where product_id = ? group by 1, 2",
            [product_id],
        )
    }
    return [
        one | {"concerns": [counts.get((one["id"], category), 0) for category in CATEGORIES]}
        for one in documents
    ]


def _shown(
    connection: sqlite3.Connection,
    document: dict[str, Any] | None,
    own: dict[str, Any],
    kin: dict[str, Any],
) -> list[dict[str, Any]]:
    """The documents that the page has values of."""
    ids = [document["id"]] if document else []
    ids += [one["document_id"] for one in own["rows"]]
    for medicine in kin["medicines"]:
        ids += [medicine["plan"]] if medicine["plan"] else []
        ids += [one["document_id"] for one in medicine["policies"]["rows"]]
    unique = list(dict.fromkeys(ids))
    marks = ", ".join("?" * len(unique))
    rows = dicts(
        connection,
        "select id, coalesce(title, source_file) as title, publisher, version, document_date "
        f"from documents where id in ({marks})",
        *unique,
    )
    return sorted(rows, key=lambda row: unique.index(row["id"]))
