"""Names and concepts in, the rows out that say what each means, is called and is a case of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from ingest.concepts import Concept, concept_of, own_concepts
from ingest.filling import insert
from ingest.hpo import hpo
from ingest.name_matches import meant_in
from ingest.vocabulary import BESIDE, NARROWER

MATCHED = {
    "risk_concepts": ("risk_id", "select id, name, document_id from risks order by id"),
    "risk_factor_concepts": (
        "risk_factor_id",
        "select id, factor, document_id from risk_factors order by id",
    ),
    "policy_warning_concepts": (
        "policy_warning_id",
        "select id, name, document_id from policy_warnings order by id",
    ),
}
"""Tables of matches: the column of the row, and the rows with the names that are matched."""


def insert_concepts(connection: sqlite3.Connection, concepts: Iterable[Concept]) -> None:
    """Store ``concepts`` with their synonyms and what they are narrower than."""
    concepts = list(concepts)
    insert(
        connection,
        "concepts",
        [
            {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "terminology": one.terminology,
                "version": hpo().version if one.hpo_id else None,
                "hpo_id": one.hpo_id,
            }
            for one in concepts
        ],
    )
    insert(
        connection,
        "concept_synonyms",
        [
            {
                "concept_id": one.id,
                "synonym": text,
                "kind": "related" if term.relation == BESIDE else term.kind,
                "is_narrower": int(term.relation == NARROWER),
                "source": term.source,
            }
            for one in concepts
            for text, term in {term.text: term for term in reversed(one.terms)}.items()
            if text != one.name
        ],
    )
    insert(
        connection,
        "broader_concepts",
        [
            {"concept_id": one.id, "broader_id": broader}
            for one in concepts
            for broader in one.broader
        ],
    )


def match_names(connection: sqlite3.Connection, own: Mapping[str, Mapping[str, str]]) -> None:
    """Store what the names mean, and those concepts of the ontology that they mean.

    ``own`` are the abbreviations of each document with the words that it has for them.
    """
    matches: dict[str, list[dict[str, Any]]] = {}
    meant: dict[str, Concept] = {}
    for table, (column, select) in MATCHED.items():
        for row_id, name, document_id in connection.execute(select).fetchall():
            best: dict[str, dict[str, Any]] = {}
            for match in meant_in(name, own.get(document_id, {}), whole=True):
                meant.setdefault(match.concept_id, concept_of(match.concept_id))
                said = {"method": match.method, "term": match.term}
                row = {column: row_id, "concept_id": match.concept_id, **said}
                best.setdefault(match.concept_id, row)
            matches.setdefault(table, []).extend(best.values())
    insert_concepts(connection, (one for one in meant.values() if one.id not in own_concepts()))
    for table, found in matches.items():
        insert(connection, table, found)
