"""Small databases that tests fill by hand: the schema, and medicines with concerns as told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.resources import resource

REFERENCE = ("label_sections", "legal_statuses", "plain_terms", "finding_rules", "template_fields",
             "measure_tools", "broader_concepts", "builds")  # fmt: skip


def empty_base(database: Path, path: Path) -> sqlite3.Connection:
    """A database with the reference tables of a built one, and without any medicine."""
    connection = sqlite3.connect(path)
    for script in sorted(resource("schema").glob("*.sql")):
        connection.executescript(script.read_text(encoding="utf-8"))
    connection.execute("attach ? as built", [str(database)])
    for table in REFERENCE:
        connection.execute(f"insert or ignore into {table} select * from built.{table}")
    connection.execute(
        "insert into concepts select * from built.concepts where terminology = 'riskplan'"
    )
    connection.commit()
    connection.execute("detach built")
    return connection


def put_document(
    connection: sqlite3.Connection,
    document: str,
    product: str,
    name: str | None = None,
    substance: str = "testinib",
    date: str | None = None,
    text: str = "x" * 500,
) -> None:
    """A plan without concerns, and its medicine where there is none yet."""
    connection.execute("insert or ignore into substances values (?, ?)", [substance, substance])
    connection.execute(
        "insert or ignore into products values (?, ?, ?, 'EU')",
        [product, name or product, substance],
    )
    connection.execute(
        "insert into documents (id, product_id, family, title, publisher, language, document_date,"
        " source_file, media_type, sha256, text) values (?, ?, 'rmp_summary', ?, 'Nobody', 'en', ?,"
        " 'plan.txt', 'text/plain', '', ?)",
        [document, product, f"Plan {document}", date, text],
    )


def put_concern(
    connection: sqlite3.Connection,
    document: str,
    name: str,
    category: str = "identified",
    sections: Sequence[str] = (),
    concepts: Iterable[tuple[str, str]] = (),
    routine: str | None = "stated",
) -> str:
    """A concern that cites label sections and means concepts (id, method); its id."""
    (product,) = connection.execute(
        "select product_id from documents where id = ?", [document]
    ).fetchone()
    (ordinal,) = connection.execute("select count(*) + 1 from risks").fetchone()
    risk = f"{document}-{ordinal}"
    place = (document, None, 0, 5, "xxxxx")
    arrays = [
        "[" + ", ".join(f'"{one.split("-")[1]}"' for one in sections if one.startswith(kind)) + "]"
        for kind in ("smpc-", "pl-")
    ]
    connection.execute(
        "insert into risks (id, product_id, category, ordinal, name, smpc_sections, pl_sections,"
        " document_id, page, char_start, char_end, quote) values (?,?,?,?,?,?,?,?,?,?,?,?)",
        [risk, product, category, ordinal, name, *arrays, *place],
    )
    for section in sections:
        connection.execute(
            "insert into label_references values (?,?,?,null,?,?,?,?,?)",
            [f"{risk}-{section}", risk, section, *place],
        )
    for concept, method in concepts:
        connection.execute(
            "insert into risk_concepts values (?,?,?,?)", [risk, concept, method, name]
        )
    if routine is not None:
        connection.execute(
            "insert into field_states values (?,?,'routine_measures',?,?,null,null,null,null)",
            [f"{risk}-routine", risk, routine, document],
        )
    return risk
