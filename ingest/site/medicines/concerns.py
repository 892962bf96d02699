"""The safety concerns of a document as cards: a document and its field states in, groups out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from ingest.site.medicines.listed import CATEGORIES
from ingest.site.numbers.figure_words import amount, count, qualities
from ingest.site.numbers.figures import KEY_FIRST
from ingest.site.pages import dicts, row_path, source_of

MOST_CONCERNS = 60
TITLES = {
    "identified": "Important identified risks",
    "potential": "Important potential risks",
    "missing": "Missing information",
}
LISTS = {
    "identified": "identified_risks",
    "potential": "potential_risks",
    "missing": "missing_information",
}
"""The template's field with the list of each category."""
States = Mapping[str | None, Mapping[str, dict[str, Any]]]
"""By concern, and by None for the document: the state of each field."""


def linked(rows: list[dict[str, Any]], table: str) -> list[dict[str, Any]]:
    """The rows of a table with their path, and the path of the words they were read from.

    A page has hundreds of these, and what is computed here costs its template nothing.
    """
    return [
        row
        | {
            "path": row_path(table, row["id"]),
            "source": None if row["char_start"] is None else source_of(row),
            "where": "source" if row["page"] is None else f"source, page {row['page']}",
        }
        for row in rows
    ]


def states_of(connection: sqlite3.Connection, document_id: str) -> States:
    """The rows of field_states of a document, by concern and field."""
    found: dict[str | None, dict[str, dict[str, Any]]] = {None: {}}
    rows = dicts(
        connection,
        "select s.*, t.name as field_name from field_states s "
        "join template_fields t on t.id = s.field where s.document_id = ? order by t.rowid",
        document_id,
    )
    for row in linked(rows, "field_states"):
        found.setdefault(row["risk_id"], {})[row["field"]] = row
    return found


def concern_groups(
    connection: sqlite3.Connection, document_id: str, states: States
) -> list[dict[str, Any]]:
    """The three groups with their cards in the document's order; ``more`` are not shown."""
    cards: dict[str, list[dict[str, Any]]] = {category: [] for category in CATEGORIES}
    figures = _key_figures(connection, document_id)
    tools = _additional_tools(connection, document_id)
    sections = dict(connection.execute("select id, title from label_sections").fetchall())
    risks = dicts(
        connection,
        "select id, category, name, smpc_sections, pl_sections, document_id, page, char_start, "
        "char_end from risks where document_id = ? order by ordinal, char_start, id",
        document_id,
    )
    for risk in linked(risks, "risks"):
        cards[risk["category"]].append(
            risk
            | {
                "figure": figures.get(risk["id"]),
                "tools": tools.get(risk["id"], []),
                "smpc": _cited("smpc", risk["smpc_sections"], sections),
                "pl": _cited("pl", risk["pl_sections"], sections),
                "states": states.get(risk["id"], {}),
            }
        )
    return [
        {
            "category": category,
            "title": TITLES[category],
            "count": len(cards[category]),
            "cards": cards[category][:MOST_CONCERNS],
            "more": max(0, len(cards[category]) - MOST_CONCERNS),
            "state": states[None].get(LISTS[category]),
            "figures": bool(figures),
        }
        for category in CATEGORIES
    ]


def _key_figures(connection: sqlite3.Connection, document_id: str) -> dict[str, dict[str, Any]]:
    """For each concern the figure that a card shows, in words, and how many more there are."""
    by_risk: dict[str, list[sqlite3.Row]] = {}
    for row in connection.execute(
        "select * from evidence_figures f where document_id = ? and risk_id is not null "
        f"order by {KEY_FIRST}",
        [document_id],
    ):
        by_risk.setdefault(row["risk_id"], []).append(row)
    return {
        risk_id: {
            **linked([dict(rows[0])], "evidence_figures")[0],
            "amount": amount(rows[0]),
            "count": count(rows[0]),
            "qualities": qualities(rows[0]),
            "more": len(rows) - 1,
        }
        for risk_id, rows in by_risk.items()
    }


def _additional_tools(connection: sqlite3.Connection, document_id: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for risk_id, name in connection.execute(
        "select distinct m.risk_id, coalesce(t.name, m.text) "
        "from risk_minimisation_measures m left join measure_tools t on t.id = m.tool "
        "where m.document_id = ? and m.kind = 'additional' and m.state = 'stated'",
        [document_id],
    ):
        found.setdefault(risk_id, []).append(name)
    return found


def _cited(document: str, numbers: str, titles: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {
            "path": row_path("label_sections", f"{document}-{number}"),
            "number": str(number),
            "title": titles.get(f"{document}-{number}", ""),
        }
        for number in json.loads(numbers)
    ]
