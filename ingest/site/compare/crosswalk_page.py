"""The crosswalk of a substance: its plan beside a payer's policy of another place.

An address in, what templates/crosswalk.html shows out. It lays side by side what the documents say
and judges neither.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from datasette.utils import tilde_encode

from ingest.site.compare.crosswalk_rows import Row, indications_of, links_of, monitoring_of
from ingest.site.pages import Asked, dicts

PATH = "/-/crosswalk"
MOST = 200
PAIRS = (
    "select x.substance_id, s.name as substance, x.plan_document_id as plan_id, "
    "x.policy_document_id as policy_id, o.id as policy, "
    "coalesce(plan.title, plan.source_file) as plan_title, plan.document_date as plan_date, "
    "coalesce(doc.title, doc.source_file) as policy_title, doc.document_date as policy_date, "
    "mine.id as plan_product, mine.name as plan_medicine, mine.jurisdiction as here, "
    "theirs.id as policy_product, theirs.name as policy_medicine, theirs.jurisdiction as there, "
    "sum(x.relation in ('same', 'broader', 'narrower')) as matched, "
    "sum(x.relation = 'related') as related, "
    "sum(x.relation = 'none' and x.risk_id is not null) as plan_only, "
    "sum(x.relation = 'none' and x.risk_id is null) as policy_only "
    "from crosswalk x join substances s on s.id = x.substance_id "
    "join documents plan on plan.id = x.plan_document_id "
    "join documents doc on doc.id = x.policy_document_id "
    "join policies o on o.document_id = doc.id "
    "join products mine on mine.id = plan.product_id "
    "join products theirs on theirs.id = doc.product_id "
    "where {} group by x.plan_document_id, x.policy_document_id "
    "order by s.name, x.substance_id, plan.document_date desc, x.plan_document_id, "
    "doc.document_date desc, x.policy_document_id"
)
DOCUMENTS = (
    "select d.id, coalesce(d.title, d.source_file) as title, d.version, d.document_date, "
    "d.publisher from documents d where d.id in (?, ?) order by d.family desc"
)
METHODS = {
    "concept": "one concept",
    "printed_name": "one printed name",
    "curated": "curated",
    "broader_concept": "concepts’ hierarchy",
}
RELATIONS = {
    "same": "the same",
    "broader": "concern is broader",
    "narrower": "concern is narrower",
    "related": "related",
}
ASPECTS = {
    "equal": "equal",
    "different": "different",
    "plan_only": "{here} plan only",
    "policy_only": "{there} policy only",
    "unknown": "not compared",
}
DUTIES = {
    "monitoring": "monitoring",
    "pharmacovigilance": "pharmacovigilance activity",
    "risk_minimisation": "risk minimisation measure",
}


def read_crosswalks(connection: sqlite3.Connection, _: Asked) -> dict[str, Any]:
    """What templates/crosswalks.html shows: every plan that a policy stands beside."""
    return {"pairs": dicts(connection, PAIRS.format("true")), "path_of": path_of}


def read_crosswalk(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    """What templates/crosswalk.html shows; None where the address names what does not exist."""
    substance = connection.execute(
        "select id, name from substances where id = ?", [asked.path["substance"]]
    ).fetchone()
    if substance is None:
        return None
    pairs = dicts(connection, PAIRS.format("x.substance_id = ?"), substance["id"])
    pair = _chosen(pairs, asked)
    if pair is None and (pairs or asked.text("plan") or asked.text("policy")):
        return None
    monitoring = monitoring_of(connection, substance["id"])
    found = {
        "substance": dict(substance),
        "pairs": pairs,
        "pair": pair,
        "monitoring": monitoring[:MOST],
        "more": max(0, len(monitoring) - MOST),
        "data": _data(substance["id"]),
        **WORDS,
    }
    return found if pair is None else {**found, **_sides(connection, pair)}


def path_of(substance_id: str) -> str:
    """The path of a substance's crosswalk."""
    return f"{PATH}/{tilde_encode(substance_id)}"


def crosswalk_of(connection: sqlite3.Connection, substance_id: str) -> str | None:
    """The path of a substance's crosswalk; None where it has none."""
    found = connection.execute(
        "select 1 from crosswalk where substance_id = ? limit 1", [substance_id]
    ).fetchone()
    return path_of(substance_id) if found else None


WORDS = {
    "methods": METHODS,
    "relations": RELATIONS,
    "duty_words": DUTIES,
    "path": PATH,
    "path_of": path_of,
}


def _chosen(pairs: Sequence[Row], asked: Asked) -> Row | None:
    """The pair of documents that is asked for; the first where none is."""
    plan, policy = asked.text("plan", 500), asked.text("policy", 500)
    return next(
        (one for one in pairs if plan in ("", one["plan_id"]) and policy in ("", one["policy_id"])),
        None,
    )


def _sides(connection: sqlite3.Connection, pair: Row) -> dict[str, Any]:
    links = links_of(connection, pair)
    paired = [row for row in links if row["relation"] != "none"]
    alone = [row for row in links if row["relation"] == "none"]
    return {
        "matched": [row for row in paired if row["relation"] != "related"],
        "related": [row for row in paired if row["relation"] == "related"],
        "plan_only": [row for row in alone if row["risk_id"]],
        "policy_only": [row for row in alone if not row["risk_id"]],
        "indications": indications_of(connection, pair),
        "on_paper": True,
        "aspect_words": {name: words.format(**pair) for name, words in ASPECTS.items()},
        "documents": dicts(connection, DOCUMENTS, pair["plan_id"], pair["policy_id"]),
    }


def _data(substance_id: str) -> list[dict[str, str]]:
    """The addresses of the same as JSON and CSV."""
    asked = urlencode({"substance_id": substance_id})
    return [
        {
            "title": title,
            "json": f"/riskplan/{table}.json?{asked}&_shape=objects",
            "csv": f"/riskplan/{table}.csv?{asked}&_size=max",
        }
        for title, table in (
            ("pairs and gaps", "crosswalk_overview"),
            ("gaps alone", "crosswalk_gaps"),
            ("criteria and statements", "crosswalk_criteria"),
            ("indications", "crosswalk_indications"),
            ("what to watch", "monitoring_overview"),
        )
    ]
