"""A database with all its rows in; concepts, their matches and the search index filled in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from ingest.concepts import Concept, concept_of, known_words, match_name, own_concepts
from ingest.hpo import hpo
from ingest.search_texts import Known, abbreviations_of, initials_of, other_names, vocabulary
from ingest.vocabulary import dictionary
from ingest.words import stem

MATCHED = {
    "risk_concepts": ("risk_id", "select id, name from risks order by id"),
    "risk_factor_concepts": ("risk_factor_id", "select id, factor from risk_factors order by id"),
    "policy_warning_concepts": (
        "policy_warning_id",
        "select id, name from policy_warnings order by id",
    ),
}
"""Tables of matches: the column of the row, and the rows with the names that are matched."""


def fill_search(connection: sqlite3.Connection) -> None:
    """Match names to concepts, then fill the search index and its words."""
    _match(connection)
    rows = _rows(connection)
    known = Known(
        *_medicine_names(connection),
        _concepts_of_risks(connection),
        _long_forms(connection),
        _short_names(connection),
        _brands(connection),
    )
    for row in rows:
        row["also_known_as"], row["related"] = other_names(row, known)
    _insert(connection, "search_index", rows)
    words = vocabulary(rows)
    _insert(
        connection,
        "search_words",
        [{"word": w, "american": us, "rows": count} for w, (us, count) in words.items()],
    )
    here = {stem(word) for word in words}
    others = [word for word, its_stem in known_words().items() if its_stem not in here]
    _insert(connection, "known_words", [{"word": word} for word in others])


def _match(connection: sqlite3.Connection) -> None:
    """The concepts, those of the ontology only where a name means them, and all matches."""
    matches: dict[str, list[dict[str, Any]]] = {}
    concepts: dict[str, Concept] = dict(own_concepts())
    for table, (column, select) in MATCHED.items():
        for row_id, name in connection.execute(select).fetchall():
            best: dict[str, dict[str, Any]] = {}
            for match in match_name(name):
                concepts.setdefault(match.concept_id, concept_of(match.concept_id))
                said = {"method": match.method, "term": match.term}
                row = {column: row_id, "concept_id": match.concept_id, **said}
                best.setdefault(match.concept_id, row)
            matches.setdefault(table, []).extend(best.values())
    _insert(
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
            for one in concepts.values()
        ],
    )
    _insert(connection, "concept_synonyms", list(_synonyms(concepts)))
    _insert(
        connection,
        "broader_concepts",
        [
            {"concept_id": one.id, "broader_id": broader}
            for one in concepts.values()
            for broader in one.broader
        ],
    )
    for table, found in matches.items():
        _insert(connection, table, found)


def _synonyms(concepts: dict[str, Concept]) -> Iterator[dict[str, Any]]:
    for concept in concepts.values():
        seen = {concept.name}
        for term in concept.terms:
            if term.text not in seen:
                seen.add(term.text)
                yield {
                    "concept_id": concept.id,
                    "synonym": term.text,
                    "kind": term.kind,
                    "source": term.source,
                }


def _rows(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    cursor = connection.execute("select * from search_rows")
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


Names = dict[str, tuple[str, ...]]


def _medicine_names(connection: sqlite3.Connection) -> tuple[Names, Names]:
    """For each product the names of all products of its substance; and those of its classes."""
    classes: dict[str, list[str]] = {}
    for row in dictionary("substance_names", ("substance", "name", "kind", "source")):
        classes.setdefault(row["substance"], []).append(row["name"])
    brands: dict[str, list[str]] = {}
    products = connection.execute(
        "select p.id, p.name, s.id, s.name from products p "
        "join substances s on s.id = p.substance_id order by p.id"
    ).fetchall()
    for _, brand, substance_id, _ in products:
        brands.setdefault(substance_id, []).append(brand)
    return (
        {product_id: tuple(brands[substance_id]) for product_id, _, substance_id, _ in products},
        {
            product_id: tuple(classes.get(substance.casefold(), ()))
            for product_id, _, _, substance in products
        },
    )


def _concepts_of_risks(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    rows = connection.execute("select risk_id, concept_id from risk_concepts order by rowid")
    for risk_id, concept_id in rows:
        found.setdefault(risk_id, []).append(concept_id)
    return {risk_id: tuple(ids) for risk_id, ids in found.items()}


def _long_forms(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    rows = connection.execute("select id, text from documents order by id")
    return {document_id: abbreviations_of(text) for document_id, text in rows}


def _brands(connection: sqlite3.Connection) -> Names:
    """For each substance of one word its brands, as the dictionary and the policies have them."""
    found: dict[str, dict[str, None]] = {}
    for row in dictionary("substance_names"):
        if row["kind"].startswith("brand"):
            found.setdefault(row["substance"], {})[row["name"]] = None
    for inn, brand in connection.execute(
        "select lower(generic_name), brand_name from class_members order by id"
    ):
        found.setdefault(inn, {})[brand] = None
    return {inn: tuple(names) for inn, names in sorted(found.items())}


def _short_names(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """For each concern its initials, where its own evidence has them."""
    rows = connection.execute(
        "select r.id, r.name, group_concat(e.text, ' ') from risks r "
        "join evidence e on e.risk_id = r.id group by r.id order by r.id"
    )
    return {risk_id: initials_of(name, text) for risk_id, name, text in rows}


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        columns = ", ".join(rows[0])
        marks = ", ".join(f":{column}" for column in rows[0])
        connection.executemany(f"insert into {table} ({columns}) values ({marks})", rows)
