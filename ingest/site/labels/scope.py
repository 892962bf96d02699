"""Which safety concerns the label matrix is asked for: an address in, a condition in SQL out."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from ingest.site.pages import Asked

PATH = "/-/labels"
ALWAYS = ("smpc-4.4", "smpc-4.8", "pl-2", "pl-4")
"""Columns that are there even where no concern cites them, so that the gap shows."""
SUBJECTS = ("product", "document", "concept", "name")
FILTERS = ("category", "section", "gap")
CATEGORIES = ("identified", "potential", "missing")
CITES = (
    "exists (select 1 from label_references x where x.risk_id = r.id and x.label_section_id = {})"
)
LEAFLET = (
    "exists (select 1 from label_references x join label_sections l on l.id = x.label_section_id "
    "where x.risk_id = r.id and l.document = 'PL')"
)
GAPS = {
    "no-patient-text": f"not {LEAFLET}",
    "not-in-4.4": "not " + CITES.format("'smpc-4.4'"),
    "not-in-4.8": "not " + CITES.format("'smpc-4.8'"),
}
"""What a concern may lack, as a condition on ``risks r``. The first is what the named query
missing_patient_information selects by."""
GAP_NAMES = {
    "no-patient-text": "no leaflet section",
    "not-in-4.4": "not in 4.4",
    "not-in-4.8": "not in 4.8",
}
DEFAULT = (
    "select id from products p where exists (select 1 from risks r where r.product_id = p.id) "
    "order by name collate nocase, id limit 1"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The concerns asked for: of one medicine, document, concept or name, or across all."""

    kept: dict[str, str]
    across: bool = False
    product: dict[str, Any] | None = None
    document: dict[str, Any] | None = None
    concept: dict[str, Any] | None = None
    name: str = ""
    conditions: tuple[str, ...] = ()
    values: tuple[str, ...] = field(default=())

    @property
    def where(self) -> str:
        """The condition on ``risks r``; always one, so that more can be added with ``and``."""
        return " and ".join(self.conditions) or "1"

    def address(self, path: str = PATH, **changes: str | int) -> str:
        """The address of the same concerns with some arguments changed; empty ones fall away."""
        arguments = {name: str(value) for name, value in {**self.kept, **changes}.items() if value}
        return f"{path}?{urlencode(arguments)}" if arguments else path


def scope_of(connection: sqlite3.Connection, asked: Asked) -> Scope | None:
    """What ``asked`` is about. None where it names something that does not exist.

    Without a subject it is the first medicine that has concerns; without any, all (of none).
    """
    kept = {name: asked.text(name, 2000) for name in (*SUBJECTS, *FILTERS) if asked.text(name)}
    if not _filters_exist(connection, kept):
        return None
    across = asked.text("across") == "1"
    if across:
        kept = {name: value for name, value in kept.items() if name in FILTERS}
        if find := asked.text("find"):
            kept["find"] = find
        kept["across"] = "1"
    elif not any(name in kept for name in SUBJECTS):
        first = connection.execute(DEFAULT).fetchone()
        kept |= {"product": first["id"]} if first else {}
    found = {
        name: _one(connection, f"{name}s", kept[name]) for name in SUBJECTS[:3] if name in kept
    }
    if None in found.values():
        return None
    document, product = found.get("document"), found.get("product")
    if document and product and document["product_id"] != product["id"]:
        return None
    if document and not product:
        product = _one(connection, "products", document["product_id"])
    conditions, values = _conditions(kept)
    return Scope(
        kept, across, product, document, found.get("concept"), kept.get("name", ""),
        conditions, values,
    )  # fmt: skip


def _one(connection: sqlite3.Connection, table: str, row_id: str) -> dict[str, Any] | None:
    columns = "id, coalesce(title, source_file) as name, product_id, document_date, family"
    columns = columns if table == "documents" else "*"
    row = connection.execute(f"select {columns} from {table} where id = ?", [row_id]).fetchone()
    return dict(row) if row else None


def _filters_exist(connection: sqlite3.Connection, kept: dict[str, str]) -> bool:
    section = kept.get("section")
    return (
        kept.get("category", CATEGORIES[0]) in CATEGORIES
        and kept.get("gap", "no-patient-text") in GAPS
        and (not section or _one(connection, "label_sections", section) is not None)
    )


def _conditions(kept: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = {
        "product": "r.product_id = ?",
        "document": "r.document_id = ?",
        "concept": "r.id in (select risk_id from risk_concepts where concept_id = ?)",
        "name": "lower(trim(r.name)) = lower(trim(?))",
        "category": "r.category = ?",
        "section": CITES.format("?"),
    }
    chosen = [name for name in known if name in kept]
    conditions = [known[name] for name in chosen]
    if "gap" in kept:
        conditions.append(GAPS[kept["gap"]])
    return tuple(conditions), tuple(kept[name] for name in chosen)


def sections_of(connection: sqlite3.Connection, cited: set[str]) -> list[dict[str, Any]]:
    """The sections that are ``cited``, and those always shown, in the label's order.

    ``first`` is true of the first section of each document of the label.
    """
    rows = connection.execute(
        "select id, document, number, title from label_sections order by rowid"
    )
    found: list[dict[str, Any]] = []
    for row in rows:
        if row["id"] in cited or row["id"] in ALWAYS:
            first = not found or found[-1]["document"] != row["document"]
            found.append({**dict(row), "first": first})
    return found
