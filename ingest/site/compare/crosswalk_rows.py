"""The rows of the crosswalk of a plan and a policy, each side with its place in its document."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from ingest.site.pages import dicts

Row = dict[str, Any]
PLACE = ("page", "char_start", "char_end", "quote")
LINKS = (
    "select x.*, r.name as concern, r.category, r.smpc_sections, r.pl_sections, "
    "w.name as warning, w.is_boxed, mine.name as risk_concept, theirs.name as warning_concept "
    "from crosswalk x left join risks r on r.id = x.risk_id "
    "left join policy_warnings w on w.id = x.policy_warning_id "
    "left join concepts mine on mine.id = x.risk_concept_id "
    "left join concepts theirs on theirs.id = x.warning_concept_id "
    "where x.plan_document_id = ? and x.policy_document_id = ? "
    "order by case x.relation when 'same' then 1 when 'broader' then 2 when 'narrower' then 3 "
    "else 4 end, r.ordinal, w.ordinal, x.id"
)
MEASURES = (
    "select m.risk_id, m.kind, m.tool, m.state, m.text, m.document_id, m.page, m.char_start, "
    "m.char_end, m.quote from risk_minimisation_measures m where m.document_id = ? "
    "and m.risk_id is not null order by m.char_start, m.id"
)
CRITERIA = "select * from crosswalk_criteria where document_id = ? order by char_start, thing"
INDICATIONS = (
    "select * from crosswalk_indications where plan_document_id = ? and policy_document_id = ? "
    "order by rowid"
)
DUTIES = (
    "select * from monitoring_overview where substance_id = ? "
    "order by document_id, char_start, duty_id, risk_id is null, risk"
)


def links_of(connection: sqlite3.Connection, pair: Mapping[str, Any]) -> list[Row]:
    """The pairs and the gaps, with the measures of the concern and the criteria about either."""
    found = dicts(connection, LINKS, pair["plan_id"], pair["policy_id"])
    measures: dict[str, list[Row]] = defaultdict(list)
    for row in dicts(connection, MEASURES, pair["plan_id"]):
        measures[row["risk_id"]].append(row)
    criteria = _criteria(dicts(connection, CRITERIA, pair["policy_id"]))
    for row in found:
        row["plan"] = _side(row, "risk", row["plan_document_id"])
        row["policy"] = _side(row, "warning", row["policy_document_id"])
        row["smpc"] = json.loads(row["smpc_sections"] or "[]")
        row["pl"] = json.loads(row["pl_sections"] or "[]")
        row["measures"] = measures.get(row["risk_id"], [])
        about = [*criteria.get(row["risk_id"], []), *criteria.get(row["policy_warning_id"], [])]
        row["criteria"] = _distinct(about)
    return found


def _criteria(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["risk_id"] or row["policy_warning_id"]].append(row)
    return found


def _distinct(rows: Iterable[Row]) -> list[Row]:
    """Things of one name and reason once, with each place that asks for them."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        thing = row["thing"] or row["text"]
        told = found.setdefault(
            (thing, row["reason"]), {**row, "thing": thing, "places": {}, "items": {}}
        )
        told["places"][row["row_path"]] = row
        told["items"][row["item"]] = True
    return [
        {**one, "places": list(one["places"].values()), "items": list(one["items"])}
        for one in found.values()
    ]


def _side(row: Row, prefix: str, document_id: str) -> Row | None:
    """The place of one side's quote; None where that side has none."""
    if row[f"{prefix}_quote"] is None:
        return None
    return {"document_id": document_id, **{name: row[f"{prefix}_{name}"] for name in PLACE}}


def indications_of(connection: sqlite3.Connection, pair: Mapping[str, Any]) -> list[Row]:
    """The pairs of indications, each with the rows of its aspects; and those of one side alone."""
    found: dict[tuple[str | None, str | None], Row] = {}
    for row in dicts(connection, INDICATIONS, pair["plan_id"], pair["policy_id"]):
        key = (row["plan_indication_id"], row["policy_indication_id"])
        one = found.setdefault(
            key,
            {
                "plan": _side(row, "plan", row["plan_document_id"]),
                "policy": _side(row, "policy", row["policy_document_id"]),
                "aspects": [],
                "relation": row["relation"] if None in key else None,
                "reason": row["reason"],
                "diagnosis": row["plan_words"] or row["policy_words"],
            },
        )
        if None not in key:
            row["words"] = {which: _words(row, which) for which in ("plan", "policy")}
            one["aspects"].append(row)
    return list(found.values())


def _words(row: Row, which: str) -> Row | None:
    if row[f"{which}_words"] is None:
        return None
    return {
        "document_id": row[f"{which}_document_id"],
        "char_start": row[f"{which}_words_start"],
        "char_end": row[f"{which}_words_end"],
        "quote": row[f"{which}_words"],
        "value": row[f"{which}_value"],
    }


def monitoring_of(connection: sqlite3.Connection, substance_id: str) -> list[Row]:
    """What to watch, once for each document and time, with its places and the risks it is for."""
    found: dict[tuple[object, ...], Row] = {}
    for row in dicts(connection, DUTIES, substance_id):
        key = (row["document_id"], row["kind"], row["state"],
               row["what"] or row["text"], row["said_when"])  # fmt: skip
        told = found.setdefault(key, {**row, "places": {}, "risks": {}})
        told["places"][row["row_path"]] = row
        if row["risk"] is not None:
            told["risks"][row["risk_id"] or row["policy_warning_id"]] = row
    return [
        {**one, "places": list(one["places"].values()), "risks": list(one["risks"].values())}
        for one in found.values()
    ]
