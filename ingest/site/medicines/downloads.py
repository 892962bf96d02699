"""A medicine in, the addresses of its rows out: each table as JSON and as CSV, cut to it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from urllib.parse import urlencode

from ingest.site.settings import DATABASE

BY_PRODUCT = (
    "documents",
    "risks",
    "indications",
    "pharmacovigilance_activities",
    "studies",
    "policies",
)
BY_DOCUMENT = (
    "risk_overview",
    "evidence",
    "evidence_figures",
    "risk_factors",
    "risk_minimisation_measures",
    "label_references",
    "study_milestones",
    "study_concerns",
    "document_facts",
    "field_states",
    "findings",
    "statements",
    "policy_criteria",
    "policy_drugs",
    "pre_approval_allowances",
    "quantity_limits",
    "dose_packs",
    "drug_classes",
    "class_members",
    "policy_history",
    "policy_warnings",
)
TABLES = dict(
    sorted(
        [(table, "product_id") for table in BY_PRODUCT]
        + [(table, "document_id") for table in BY_DOCUMENT]
    )
)
"""The column that says of each table's rows whose they are."""
COUNTED = {"risk_overview": "risks"}
"""Views that have a row for each of a table's: the table is counted faster."""
COUNTS = "select " + ", ".join(
    f"(select count(*) from {COUNTED.get(table, table)} "
    f"where {column} in (select value from json_each(:{column})))"
    for table, column in TABLES.items()
)


@dataclass(frozen=True, slots=True)
class Download:
    """A table with the rows of one medicine, and where each form of them is."""

    table: str
    name: str
    rows: int
    page: str
    csv: str
    json: str


def downloads(
    connection: sqlite3.Connection, product_id: str, document_ids: list[str]
) -> list[Download]:
    """The tables that have rows of the medicine, by name."""
    rows = connection.execute(
        COUNTS, {"product_id": json.dumps([product_id]), "document_id": json.dumps(document_ids)}
    ).fetchone()
    values = {"product_id": [product_id], "document_id": document_ids}
    return [
        _download(table, count, column, values[column])
        for (table, column), count in zip(TABLES.items(), rows, strict=True)
        if count
    ]


def _download(table: str, rows: int, column: str, values: list[str]) -> Download:
    chosen = {column: values[0]} if len(values) == 1 else {f"{column}__in": json.dumps(values)}
    path = f"/{DATABASE}/{table}"
    return Download(
        table,
        table.replace("_", " "),
        rows,
        f"{path}?{urlencode(chosen)}",
        f"{path}.csv?{urlencode({**chosen, '_stream': 'on'})}",
        f"{path}.json?{urlencode({**chosen, '_shape': 'objects', '_size': 'max'})}",
    )
