"""The page of a safety concern, /riskplan/risks/<id>: all that its plan says of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from ingest.site.citations import cite_path
from ingest.site.labels.gaps import gaps_of, known_of
from ingest.site.medicines import risk_concepts, risk_parts
from ingest.site.medicines.evidence_text import pieces
from ingest.site.numbers.dot_plot import Group, dot_plot
from ingest.site.numbers.figures import read_figures
from ingest.site.pages import Asked, dicts, documents_of, read_for, rendered, row_path
from ingest.site.passages import passage
from ingest.site.settings import DATABASE

TEMPLATE = "risk.html"
RISK = """
select r.*, p.name as product, p.jurisdiction, p.substance_id, s.name as substance,
    l.name as legal_status, l.definition as legal_definition, l.source as legal_source
from risks r
join products p on p.id = r.product_id
join substances s on s.id = p.substance_id
left join legal_statuses l on l.id = r.legal_status_id
where r.id = ?
"""


async def risk_page(request: Request, datasette: Datasette) -> Response:
    """The page of a concern. Raises NotFound where there is none of that id."""
    found = await read_for(request, datasette, read_risk)
    path = datasette.urls.path(row_path("risks", found["risk"]["id"]))
    meanings = datasette.metadata("columns", database=DATABASE, table="risks") or {}
    found |= {"permalink": datasette.absolute_url(request, path), "meanings": meanings}
    return await rendered(request, datasette, TEMPLATE, found)


def read_risk(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    """What templates/risk.html shows; None where there is no such concern."""
    risk_id = asked.path["risk"]
    risk = next(iter(dicts(connection, RISK, risk_id)), None)
    if risk is None:
        return None
    cited = risk_parts.references(connection, risk_id)
    measured = risk_parts.measures(connection, risk_id)
    concerns = risk_parts.plan(connection, risk["document_id"])
    concepts = risk_concepts.concepts(connection, risk_id, risk["substance_id"])
    figures = read_figures(
        connection, "where f.risk_id = ? order by f.char_start, f.id limit 200", risk_id
    )
    documents = documents_of(connection, risk["product_id"])
    states = risk_parts.states(connection, risk_id)
    return {
        "risk": risk,
        "columns": dicts(connection, "select * from risks where id = ?", risk_id)[0],
        "documents": [one for one in documents if one["id"] == risk["document_id"]],
        "version": connection.execute("select version from builds").fetchone()[0],
        "passage": _passage(connection, risk),
        "evidence": _evidence(connection, risk_id, figures),
        "figures": figures,
        "groups": [Group(risk["name"], figures)],
        "dot_plot": dot_plot,
        "factors": risk_parts.factors(connection, risk_id),
        "measures": measured,
        "references": cited,
        "cite_paths": {
            form: cite_path(risk["document_id"], form, "risks", risk_id) for form in ("bib", "json")
        },
        "gaps": _gaps(connection, risk_id, cited),
        "states": states,
        "state_of": {field: row["state"] for field, row in states.items()},
        "activities": risk_parts.activities(connection, risk_id),
        "activities_of_all": risk_parts.activities_of_all(connection, risk_id),
        "studies": risk_parts.studies(connection, risk_id),
        "statements": risk_parts.statements(connection, risk_id),
        "findings": risk_parts.findings(connection, risk, concerns),
        "concepts": concepts,
        "methods": risk_concepts.methods(concepts),
        "neighbours": _neighbours(concerns, risk_id),
        "most": risk_parts.MOST,
    }


def _gaps(
    connection: sqlite3.Connection,
    risk_id: str,
    cited: Mapping[str, Sequence[Mapping[str, Any]]],
) -> dict[str, Any]:
    """What the concern does not cite, in the words of the label matrix; measures of no section."""
    known = known_of(connection, json.dumps([risk_id]))[risk_id]
    sections = {one["label_section_id"] for found in cited.values() for one in found}
    return {"lacking": gaps_of(known, sections), "others": known["others"]}


def _evidence(
    connection: sqlite3.Connection, risk_id: str, figures: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The evidence in pieces; figures keep their numbers over all of it."""
    rows = dicts(
        connection, "select * from evidence where risk_id = ? order by char_start", risk_id
    )
    return [row | {"pieces": pieces(row["quote"], row["char_start"], figures)} for row in rows]


def _passage(connection: sqlite3.Connection, risk: Mapping[str, Any]) -> Any:
    (text,) = connection.execute(
        "select text from documents where id = ?", [risk["document_id"]]
    ).fetchone()
    return passage(text, risk["char_start"], risk["char_end"])


def _neighbours(concerns: Sequence[Mapping[str, Any]], risk_id: str) -> dict[str, Any]:
    """The concerns before and after one in its plan, and its place among them."""
    at = next(number for number, one in enumerate(concerns) if one["id"] == risk_id)
    return {
        "before": concerns[at - 1] if at else None,
        "after": concerns[at + 1] if at + 1 < len(concerns) else None,
        "place": at + 1,
        "of": len(concerns),
    }
