"""Concepts in, the rows out that say what each is called and what it is a case of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ingest.concepts import Concept
from ingest.filling import insert
from ingest.hpo import hpo


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
            {"concept_id": one.id, "synonym": text, "kind": term.kind, "source": term.source}
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
