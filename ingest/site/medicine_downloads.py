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
    "quantity_limits",
    "dose_packs",
    "drug_classes",
    "class_members",
    "policy_history",
    "policy_warnings",
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
    found = [_download(connection, table, "product_id", [product_id]) for table in BY_PRODUCT]
    found += [_download(connection, table, "document_id", document_ids) for table in BY_DOCUMENT]
    return sorted((one for one in found if one.rows), key=lambda one: one.table)


def _download(
    connection: sqlite3.Connection, table: str, column: str, values: list[str]
) -> Download:
    counted = "risks" if table == "risk_overview" else table  # the view has a row per concern
    (rows,) = connection.execute(
        f"select count(*) from {counted} where {column} in (select value from json_each(?))",
        [json.dumps(values)],
    ).fetchone()
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
