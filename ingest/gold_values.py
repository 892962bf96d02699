"""What a gold file expects, and what a database has of the same document, as values by field.

A value is a tuple of words, the thing it belongs to first: ``("Fatigue", "smpc-4.8")``.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

LISTS = {
    "identified_risks": "identified",
    "potential_risks": "potential",
    "missing_information": "missing",
}
"""The state of each list of concerns (``field_states.field``), and the list's category."""
NOT_LISTED = "not listed"
"""Rows that name no listed concern."""
NONE = "none"
NO_TOOL = "no tool"
"""A measure that names nothing by which it works."""
CONCERN_FIELDS = {
    "routine": "routine measures",
    "references": "label references",
    "additional": "additional measures",
    "routine_pharmacovigilance": "routine pharmacovigilance, by concern",
    "additional_pharmacovigilance": "additional pharmacovigilance, by concern",
}
STUDY_FIELDS = ("study categories", "study statuses", "study concerns", "milestones", "due dates")
FIELDS = (
    "facts", "concerns", "order of concerns", *CONCERN_FIELDS.values(), "pharmacovigilance",
    "studies", *STUDY_FIELDS,
)  # fmt: skip

Value = tuple[str, ...]
Values = dict[str, Counter[Value]]
Rows = Callable[[str], list[tuple[Any, ...]]]


def expected_values(gold: Mapping[str, Any]) -> Values:
    """The values of each field that ``gold`` speaks of."""
    values: Values = {}
    if "facts" in gold:
        said = [(kind, one) for kind, ones in gold["facts"].items() for one in _list(ones)]
        values["facts"] = Counter(said)
    if "concerns" in gold:
        values |= _expected_concerns(gold["concerns"])
    if "pharmacovigilance" in gold:
        said = [(kind, state) for kind, state in gold["pharmacovigilance"].items()]
        values["pharmacovigilance"] = Counter(said)
    if "studies" in gold:
        values |= _expected_studies(gold["studies"])
    return values


def _list(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [said]


def _expected_concerns(concerns: Mapping[str, Any]) -> Values:
    values: Values = {field: Counter() for field in ("concerns", "order of concerns")}
    values |= {field: Counter() for field in CONCERN_FIELDS.values()}
    for category, listed in concerns.items():
        if listed == NONE:
            values["concerns"][category, NONE] += 1
            continue
        names = [" ".join(concern["name"].split()) for concern in listed]
        if category != NOT_LISTED:
            values["concerns"].update((category, name) for name in names)
            values["order of concerns"].update(pairwise(names))
        for name, concern in zip(names, listed, strict=True):
            owner = NOT_LISTED if category == NOT_LISTED else name
            for key, field in CONCERN_FIELDS.items():
                values[field].update((owner, one) for one in _list(concern.get(key, [])))
    return values


def _expected_studies(studies: Any) -> Values:
    values: Values = {field: Counter() for field in ("studies", *STUDY_FIELDS)}
    if studies == NONE:
        values["studies"][(NONE,)] += 1
        return values
    for key, study in zip(_study_keys(studies), studies, strict=True):
        values["studies"][(key,)] += 1
        if study.get("category"):
            values["study categories"][key, str(study["category"])] += 1
        if study.get("status"):
            values["study statuses"][key, study["status"]] += 1
        values["study concerns"].update((key, one) for one in study.get("concerns", ()))
        for step in study.get("milestones", ()):
            values["milestones"][key, step["name"]] += 1
            if step.get("due_on"):
                values["due dates"][key, step["name"], str(step["due_on"])] += 1
    return values


def _study_keys(studies: Iterable[Mapping[str, Any]]) -> list[str]:
    """The studies' names; a second study of a name is numbered."""
    keys: list[str] = []
    for study in studies:
        count = sum(key.split(" #")[0] == study["name"] for key in keys)
        keys.append(f"{study['name']} #{count + 1}" if count else study["name"])
    return keys


def found_values(connection: sqlite3.Connection, gold: Mapping[str, Any]) -> Values:
    """What the database has of each field, of the document that ``gold`` is about."""
    values: Values = {field: Counter() for field in FIELDS}

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql, {"document": gold["document"]}).fetchall()

    of = "where document_id = :document"
    values["facts"].update(rows(f"select distinct kind, value from document_facts {of}"))
    _found_concerns(values, rows(f"select category, name from risks {of} order by ordinal"))
    empty = rows(f"select distinct field from field_states {of} and state = 'stated_none'")
    values["concerns"].update((LISTS[field], NONE) for (field,) in empty if field in LISTS)
    owner = f"coalesce((select name from risks where id = risk_id), '{NOT_LISTED}')"
    for kind in ("routine", "additional"):
        values[CONCERN_FIELDS[kind]].update(
            rows(
                f"select distinct {owner}, iif(state = 'stated_none', '{NONE}',"
                f" coalesce(tool, '{NO_TOOL}')) from risk_minimisation_measures"
                f" {of} and kind = '{kind}'"
            )
        )
        state = f"iif(state = 'stated_none', '{NONE}', state)"
        activities = f"from pharmacovigilance_activities {of} and kind = '{kind}'"
        values[CONCERN_FIELDS[f"{kind}_pharmacovigilance"]].update(
            rows(f"select distinct {owner}, {state} {activities} and risk_id is not null")
        )
        values["pharmacovigilance"].update(
            rows(f"select distinct kind, {state} {activities} and risk_id is null")
        )
    values["label references"].update(
        rows(f"select {owner}, label_section_id from label_references {of}")
    )
    _found_studies(values, rows, gold)
    return values


def _found_concerns(values: Values, risks: list[tuple[str, str]]) -> None:
    values["concerns"].update(risks)
    for category in LISTS.values():
        names = [name for of, name in risks if of == category]
        values["order of concerns"].update(pairwise(names))


def _found_studies(values: Values, rows: Rows, gold: Mapping[str, Any]) -> None:
    """The studies under the gold's names: each found one is the first that its name begins with."""
    of = "where document_id = :document"
    studies = [] if gold.get("studies") in (None, NONE) else gold["studies"]
    open_keys = _study_keys(studies)
    begun_by = {
        key: [step["name"] for step in study.get("milestones", ()) if step["name"][-3:] == "..."]
        for key, study in zip(open_keys, studies, strict=True)
    }
    keys: dict[str, str] = {}
    for study_id, name, category, status in rows(
        f"select id, name, category, status from studies {of} order by char_start, id"
    ):
        if name is None:
            values["studies"][(NONE,)] = 1
            continue
        key = next((key for key in open_keys if name.startswith(key.split(" #")[0])), name)
        open_keys = [one for one in open_keys if one != key]
        keys[study_id] = key
        values["studies"][(key,)] += 1
        values["study categories"].update([(key, str(category))] if category else [])
        values["study statuses"].update([(key, status)] if status else [])
    for study_id, name in rows(
        f"select study_id, coalesce((select name from risks where id = risk_id), '{NOT_LISTED}')"
        f" from study_concerns {of}"
    ):
        values["study concerns"][keys[study_id], name] += 1
    for study_id, name, due_on in rows(f"select study_id, name, due_on from study_milestones {of}"):
        key = keys[study_id]
        name = next((begun for begun in begun_by.get(key, ()) if name.startswith(begun[:-3])), name)
        values["milestones"][key, name] += 1
        values["due dates"].update([(key, name, due_on)] if due_on else [])
