"""The page of a policy: its id in, its criteria, limits, packs and history with their sources out.

It shows what was published and decides nothing: whether a payer pays is for the payer to say.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ingest.approval.dose_arithmetic import PackSums, largest, pack_sums, shown
from ingest.approval.joins import is_joined_unsaid
from ingest.site.compare.crosswalk_page import crosswalk_of
from ingest.site.pages import Asked, documents_of, page
from ingest.site.policies.criteria_tree import Node, nodes_of, tree
from ingest.site.policies.policy_changes import changes
from ingest.site.policies.policy_rows import (
    MOST,
    as_printed,
    classes_of,
    criteria_of,
    elsewhere,
    findings_of,
    history_of,
    indications,
    limits_of,
    listed,
    packs_of,
    policy_of,
    statements,
    states_of,
    warnings_of,
)
from ingest.site.policies.policy_words import (
    PHASES,
    anchor,
    class_anchor,
    day,
    derived,
    kind,
    scope,
    unsaid_scope,
)

Row = Mapping[str, Any]


def read(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    """All that templates/policy.html shows of a policy; None where there is no such policy."""
    policy = policy_of(connection, asked.path["policy"])
    if policy is None:
        return None
    document_id = policy["document_id"]
    criteria = criteria_of(connection, policy["id"])
    trees = {phase: tree(rows) for phase, rows in criteria.items()}
    limits, packs = limits_of(connection, policy["id"]), packs_of(connection, policy["id"])
    states = states_of(connection, document_id)
    classes = classes_of(connection, document_id)
    anchors = {one["id"]: class_anchor(one["id"], policy["id"]) for one in classes}
    return {
        "policy": policy,
        "documents": [
            one
            for one in documents_of(connection, policy["product_id"])
            if one["id"] == document_id
        ],
        "address": web_address(policy["source_url"]),
        "phases": {
            phase: checklist(roots, policy["id"], phase, anchors)
            for phase, roots in trees.items()
            if roots
        },
        "counts": {phase: counted(roots) for phase, roots in trees.items()},
        "changes": changes(criteria, policy["id"]) if all(criteria.values()) else None,
        "limits": as_printed(limits),
        "packs": packs_told(packs, limits),
        "classes": with_criteria(classes, trees, policy["id"]),
        "warnings": warnings_of(connection, policy),
        "crosswalk": crosswalk_of(connection, policy["substance_id"]),
        "elsewhere": elsewhere(connection, policy)[:MOST],
        "history": listed(history_of(connection, policy["id"])),
        "states": states,
        "state_of": {row["field"]: row for row in states},
        "findings": listed(findings_of(connection, document_id)),
        "indications": listed(indications(connection, document_id)),
        "statements": by_kind(statements(connection, document_id)),
        **WORDS,
    }


WORDS: dict[str, Any] = {
    "day": day,
    "shown": shown,
    "scope": scope,
    "unsaid_scope": unsaid_scope,
    "phase_words": PHASES,
}
"""What the template says things with."""

policy_page = page("policy.html", read)


def web_address(said: str | None) -> str | None:
    """Where the document was published, unless what is said is no address on the web."""
    return said if said and said.startswith(("https://", "http://")) else None


def counted(roots: Sequence[Node]) -> int:
    """How many criteria a phase has, groups not counted."""
    return sum(node.is_asked for node in nodes_of(roots))


def checklist(
    roots: Sequence[Node], policy_id: str, phase: str, classes: Mapping[str, str]
) -> dict[str, Any]:
    """A phase as the template lists it: its heading and items within items.

    The one group at the root is the heading of the list. ``classes`` are the anchors of the drug
    classes that the page has.
    """
    lone = roots[0] if len(roots) == 1 and roots[0].row["kind"] == "group" else None
    items = lone.children if lone else roots
    return {
        "heading": lone.row if lone else None,
        "operator": lone.row["operator"] if lone else None,
        "under": [item(node, policy_id, phase, classes) for node in items],
    }


def item(node: Node, policy_id: str, phase: str, classes: Mapping[str, str]) -> dict[str, Any]:
    """One criterion with those that hang on it."""
    return {
        "row": node.row,
        "anchor": anchor(node.row["id"], policy_id, phase),
        "is_asked": node.is_asked,
        "kind": kind(node.row),
        "is_joined_unsaid": is_joined_unsaid(node.row, [child.row for child in node.children]),
        "derived": [
            {"of": one, "anchor": classes.get(one.class_id or "")}
            for one in derived(node.parameters)
        ],
        "under": [item(child, policy_id, phase, classes) for child in node.children],
    }


def packs_told(packs: Sequence[Row], limits: Sequence[Row]) -> dict[str, Any]:
    """The dose packs with their sums, and what these say together."""
    sums = pack_sums(packs, limits)
    return {
        "sums": sums[:MOST],
        "more": len(sums[MOST:]),
        "agree": sum(one.agrees for one in sums),
        "fit": sum(all(against.fits for against in one.against) for one in limited(sums)),
        "limited": sum(1 for _ in limited(sums)),
        "total": len(sums),
        "largest": largest(sums),
    }


def limited(sums: Sequence[PackSums]) -> Iterator[PackSums]:
    """The packs for whose strength a limit is printed."""
    return (one for one in sums if one.against)


def with_criteria(
    classes: Sequence[dict[str, Any]], trees: Mapping[str, Sequence[Node]], policy_id: str
) -> list[dict[str, Any]]:
    """Drug classes with the criteria that name them."""
    named: dict[str, list[dict[str, Any]]] = {}
    for phase, roots in trees.items():
        for node in nodes_of(roots):
            where = {"row": node.row, "anchor": anchor(node.row["id"], policy_id, phase)}
            named.setdefault(str(node.parameters.get("class_id")), []).append(where)
    return [
        {
            **one,
            "anchor": class_anchor(one["id"], policy_id),
            "criteria": named.get(one["id"], []),
            "members": listed(one["members"]),
        }
        for one in classes
    ]


def by_kind(statements: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Statements under their kinds, in the order in which the document comes to each."""
    kinds: dict[str, list[dict[str, Any]]] = {}
    for row in statements[:MOST]:
        kinds.setdefault(row["kind"].replace("_", " "), []).append(row)
    return {"kinds": kinds, "total": len(statements), "more": len(statements[MOST:])}
