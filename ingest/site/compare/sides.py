"""The two sides of a comparison: a medicine or one of its documents in, what it lists out."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.site.compare.concern_matching import Item, Meaning
from ingest.site.pages import Asked, dicts

PRODUCT = (
    "select p.id, p.name, p.jurisdiction, s.id as substance_id, s.name as substance "
    "from products p join substances s on s.id = p.substance_id where p.id = ?"
)
DOCUMENTS = (
    "select d.id, coalesce(d.title, d.source_file) as title, d.family, d.publisher, d.version, "
    "d.document_date, d.product_id from documents d where d.product_id = ? and ("
    "exists (select 1 from risks r where r.document_id = d.id) "
    "or exists (select 1 from policy_warnings w where w.document_id = d.id)) "
    "order by d.document_date desc, d.id"
)
CONCERNS = (
    "select r.id, 'risks' as 'table', r.name, r.category, r.document_id, r.page, r.char_start, "
    "r.char_end from risks r where r.document_id in (select value from json_each(?)) "
    "and r.product_id = ? order by "
    "case r.category when 'identified' then 1 when 'potential' then 2 else 3 end, r.ordinal, r.id"
)
WARNINGS = (
    "select w.id, 'policy_warnings' as 'table', w.name, null as category, w.document_id, w.page, "
    "w.char_start, w.char_end, w.is_boxed from policy_warnings w "
    "where w.document_id in (select value from json_each(?)) order by w.ordinal, w.id"
)
MEANINGS = (
    "select m.{key} as item, c.id, c.name, m.method, m.term from json_each(?) asked "
    "join {table} m on m.{key} = asked.value join concepts c on c.id = m.concept_id "
    "order by m.method, c.name"
)
BROADER = (
    "with recursive wider (concept_id, broader_id) as ("
    "select b.concept_id, b.broader_id from json_each(?) asked "
    "join broader_concepts b on b.concept_id = asked.value "
    "union select w.concept_id, b.broader_id from wider w "
    "join broader_concepts b on b.concept_id = w.broader_id) select * from wider"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: a medicine, its documents that list something, the one chosen, and the items."""

    product: dict[str, Any]
    documents: list[dict[str, Any]]
    document: dict[str, Any] | None
    items: tuple[Item, ...]

    @property
    def concerns(self) -> list[Item]:
        """The safety concerns of a plan among the items."""
        return [one for one in self.items if one.table == "risks"]

    @property
    def warnings(self) -> list[Item]:
        """The warnings of a policy among the items."""
        return [one for one in self.items if one.table == "policy_warnings"]

    def titles(self) -> dict[str, dict[str, Any]]:
        """The documents by their ids."""
        return {one["id"]: one for one in self.documents}


def side_of(connection: sqlite3.Connection, asked: Asked, which: str) -> Side | None:
    """The side ``which`` (a or b) of an address; None where it names what does not exist.

    A document alone says which medicine it is about.
    """
    product_id = asked.text(which, 500)
    document_id = asked.text(f"{which}_document", 500)
    if document_id:
        owner = connection.execute(
            "select product_id from documents where id = ?", [document_id]
        ).fetchone()
        if owner is None or product_id not in ("", owner["product_id"]):
            return None
        product_id = owner["product_id"]
    found = dicts(connection, PRODUCT, product_id)
    if not found:
        return None
    documents = dicts(connection, DOCUMENTS, product_id)
    chosen = next((one for one in documents if one["id"] == document_id), None)
    if document_id and chosen is None:  # one that lists nothing, such as a policy without warnings
        chosen = _document(connection, document_id)
        documents.append(chosen)
    read = [chosen] if chosen else documents
    return Side(
        found[0], documents, chosen, items_of(connection, product_id, [one["id"] for one in read])
    )


def _document(connection: sqlite3.Connection, document_id: str) -> dict[str, Any]:
    sql = (
        "select id, coalesce(title, source_file) as title, family, publisher, version, "
        "document_date, product_id from documents where id = ?"
    )
    return dicts(connection, sql, document_id)[0]


def items_of(
    connection: sqlite3.Connection, product_id: str, documents: Sequence[str]
) -> tuple[Item, ...]:
    """The concerns of a medicine and the warnings that documents (by their ids) list."""
    asked = json.dumps(documents)
    concerns = dicts(connection, CONCERNS, asked, product_id)
    warnings = dicts(connection, WARNINGS, asked)
    meanings = {
        "risks": meanings_of(connection, [one["id"] for one in concerns]),
        "policy_warnings": meanings_of(
            connection, [one["id"] for one in warnings],
            "policy_warning_concepts", "policy_warning_id",
        ),
    }  # fmt: skip
    return tuple(
        Item(**one, meanings=tuple(meanings[one["table"]][one["id"]]))
        for one in (*concerns, *warnings)
    )


def meanings_of(
    connection: sqlite3.Connection,
    ids: Sequence[str],
    table: str = "risk_concepts",
    key: str = "risk_id",
) -> dict[str, list[Meaning]]:
    """By the ids of concerns, or of rows of another such table, the concepts their names mean."""
    found: dict[str, list[Meaning]] = defaultdict(list)
    sql = MEANINGS.format(table=table, key=key)
    for item, *meaning in connection.execute(sql, [json.dumps(ids)]):
        found[item].append(Meaning(*meaning))
    return found


def broader_of(connection: sqlite3.Connection, items: Sequence[Item]) -> dict[str, frozenset[str]]:
    """For each concept of the items all that are wider, at whatever distance."""
    ids = sorted({meaning.concept_id for one in items for meaning in one.meanings})
    found: dict[str, set[str]] = defaultdict(set)
    for concept_id, broader_id in connection.execute(BROADER, [json.dumps(ids)]):
        found[concept_id].add(broader_id)
    return {concept: frozenset(wider) for concept, wider in found.items()}
