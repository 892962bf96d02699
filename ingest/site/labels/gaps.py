"""What a safety concern does not cite, and how that is to be read: never more than is known.

Whether a lack is worth a word is decided when a document is read, by the finding rules; here it is
only told whether one of them found it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from typing import Any

from ingest.site.labels.scope import GAP_NAMES
from ingest.site.pages import dicts

KNOWN = """
    select
        r.id, r.category,
        (
            select state from field_states f
            where f.risk_id = r.id and f.field = 'routine_measures'
        ) as routine,
        exists (
            select 1 from risk_minimisation_measures m
            where m.risk_id = r.id and m.kind = 'routine' and m.tool = 'smpc'
        ) as has_smpc,
        coalesce(
            (
                select id from findings
                where id = r.id || '-no-patient-text' and rule = 'no_patient_text'
            ),
            (
                select id from findings
                where id = r.document_id || '-no-patient-text' and rule = 'no_patient_text'
            )
        ) as no_patient_text,
        (
            select id from findings
            where id = r.id || '-not-in-4-8' and rule = 'identified_risk_not_in_4_8'
        ) as not_in_4_8
    from json_each(?) asked join risks r on r.id = asked.value
"""
OTHERS = """
    select m.risk_id, m.text, m.document_id, m.page, m.char_start, m.char_end
    from json_each(?) asked
    join risk_minimisation_measures m on m.risk_id = asked.value
    where m.state = 'stated' and m.tool is not 'legal_status'
    and m.label_sections is null
    order by m.risk_id, m.char_start
"""
EXPECTED = "missing information: not expected by itself"
UNSTATED = {
    None: "its routine measures were not read",
    "not_stated": "its routine measures are not stated in this document",
    "stated_none": "routine measures are stated: none",
    "not_applicable": "the document has no field for its routine measures",
}


def known_of(connection: sqlite3.Connection, risk_ids: str) -> dict[str, dict[str, Any]]:
    """By the id of a concern what there is to know about its gaps; the ids are a JSON array."""
    known = {row["id"]: {**row, "others": []} for row in dicts(connection, KNOWN, risk_ids)}
    for row in dicts(connection, OTHERS, risk_ids):
        known[row["risk_id"]]["others"].append(row)
    return known


def gaps_of(known: Mapping[str, Any], cited: Collection[str]) -> list[dict[str, Any]]:
    """What a concern that cites ``cited`` does not cite, those of one reading together.

    Each has ``names`` (what is not cited), ``reading``, and the id of the ``finding`` that says so.
    """
    readings: dict[tuple[str, str | None], list[str]] = {}
    leaflet = any(section.startswith("pl-") for section in cited)
    lacking = [
        ("no-patient-text", leaflet, _no_leaflet),
        ("not-in-4.4", "smpc-4.4" in cited, _not_in_4_4),
        ("not-in-4.8", "smpc-4.8" in cited, _not_in_4_8),
    ]
    for gap, there, read in lacking:
        if not there:
            reading = _general(known) or read(known, cited)
            readings.setdefault(reading, []).append(GAP_NAMES[gap])
    return [
        {"names": names, "reading": reading, "finding": finding}
        for (reading, finding), names in readings.items()
    ]


Reading = tuple[str, str | None]


def _general(known: Mapping[str, Any]) -> Reading | None:
    if known["routine"] != "stated":
        return UNSTATED[known["routine"]], None
    return (EXPECTED, None) if known["category"] == "missing" else None


def _no_leaflet(known: Mapping[str, Any], _: Collection[str]) -> Reading:
    if known["no_patient_text"]:
        return "no text for patients among its measures", known["no_patient_text"]
    return "a measure is for patients or may be, without a section of the leaflet", None


def _not_in_4_4(_: Mapping[str, Any], cited: Collection[str]) -> Reading:
    if "smpc-4" in cited:
        return "section 4 is cited as a whole", None
    return "", None


def _not_in_4_8(known: Mapping[str, Any], cited: Collection[str]) -> Reading:
    if "smpc-4" in cited:
        return "section 4 is cited as a whole", None
    if known["not_in_4_8"]:
        return "an identified risk, whose measures cite other sections", known["not_in_4_8"]
    if known["category"] == "potential":
        return "expected: a potential risk is no established adverse reaction", None
    if known["has_smpc"]:
        return "unclear: the SmPC is named without all of its sections", None
    return "no measure of it is the SmPC", None
