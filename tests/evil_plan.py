"""A plan whose every field holds mark-up, scripts and template syntax, put into a database."""

from __future__ import annotations

import re
import sqlite3

EVIL = "<script>alert(1)</script>{{77*9901}}\"><b onload='x'>${77*9901} & co"
"""What must come out of every page as text."""
SIGNS = re.compile(r"<script|<b>|<b\s|\sstyle=|\son\w+=['\"]|javascript:|762377")
"""What stands on no page whose texts are escaped; the number is what a template would compute."""
RISK = "evil\"><b>'.%/risk"
"""An id with all that an address could trip over."""


def add_evil_plan(connection: sqlite3.Connection) -> None:
    """One medicine, one document, one concern and a row of every table that hangs on it."""
    (substance,) = connection.execute("select id from substances limit 1").fetchone()
    row(connection, "products", id="evil", name=EVIL, substance_id=substance, jurisdiction=EVIL)
    row(
        connection, "documents", id="evil", product_id="evil", family="rmp_summary", title=EVIL,
        publisher=EVIL, version=EVIL, document_date=EVIL, source_url="javascript:alert(1)",
        source_file=EVIL, media_type="text/plain", sha256="", text=EVIL, note=EVIL,
    )  # fmt: skip
    place = {
        "document_id": "evil", "page": 1, "char_start": 0, "char_end": len(EVIL), "quote": EVIL,
    }  # fmt: skip
    row(
        connection, "risks", id=RISK, product_id="evil", category="identified", ordinal=1,
        name=EVIL, heading=EVIL, summary_start=0, summary_end=len(EVIL), **place,
    )  # fmt: skip
    hung = {"risk_id": RISK, **place}
    row(connection, "evidence", id="evil-evidence", text=EVIL, **hung)
    for number, change in enumerate(
        ({}, {"qualifier": "at_least", "value_max": 8.0}, {"unit": "cases"}, {"arm": "comparator"})
    ):
        said = {"unit": "percent", "value": 7.0, "qualifier": "exactly", "basis": EVIL} | change
        row(
            connection, "evidence_figures", id=f"evil-figure-{number}", outcome=EVIL, grade=EVIL,
            evidence_id="evil-evidence", population=EVIL, attribution="related", **said, **hung,
        )  # fmt: skip
    row(
        connection, "risk_factors", id="evil-factor", ordinal=1, factor=EVIL, role="confounder",
        **hung,
    )  # fmt: skip
    row(
        connection, "risk_minimisation_measures", id="evil-measure", kind="additional",
        state="stated", text=EVIL, audience='["<b>"]', **hung,
    )  # fmt: skip
    row(connection, "label_references", id="evil-label", label_section_id="smpc-4.4", **hung)
    row(
        connection, "pharmacovigilance_activities", id="evil-activity", product_id="evil",
        kind="routine", state="stated", text=EVIL, **hung,
    )  # fmt: skip
    row(
        connection, "studies", id="evil-study", product_id="evil", state="stated", name=EVIL,
        purpose=EVIL, **place,
    )  # fmt: skip
    row(connection, "study_concerns", id="evil-concern", study_id="evil-study", **hung)
    row(connection, "statements", id="evil-statement", kind=EVIL, text=EVIL, **hung)
    row(connection, "field_states", id="evil-state", field="evidence", state="stated", **hung)
    row(
        connection, "findings", id="evil-finding", rule="name_differs", severity="note",
        message=EVIL, derived=EVIL, **place,
    )  # fmt: skip
    row(
        connection, "concepts", id=EVIL, name=EVIL, kind=EVIL, terminology=EVIL, version=EVIL,
        hpo_id=EVIL,
    )  # fmt: skip
    row(
        connection, "concept_synonyms", concept_id=EVIL, synonym=EVIL, kind="lay", is_narrower=0,
        source=EVIL,
    )  # fmt: skip
    row(connection, "risk_concepts", risk_id=RISK, concept_id=EVIL, method="part", term=EVIL)
    connection.execute("update builds set fingerprint = fingerprint || ' evil'")


def row(connection: sqlite3.Connection, table: str, **values: object) -> None:
    """Insert a row."""
    connection.execute(
        f"insert into {table} ({', '.join(values)}) values ({', '.join('?' * len(values))})",
        list(values.values()),
    )
