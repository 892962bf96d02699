"""Rows of a policy's criteria in, the tree that they are out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
"""A row of policy_criteria."""


@dataclass(frozen=True, slots=True)
class Node:
    """A criterion, or a group of them, with those that hang on it in their order."""

    row: Row
    parameters: dict[str, Any]
    children: tuple[Node, ...]

    @property
    def is_asked(self) -> bool:
        """Whether it is a condition itself; a group only says how others are joined."""
        return bool(self.row["kind"] != "group")


def tree(rows: Sequence[Row]) -> tuple[Node, ...]:
    """The roots among ``rows``; one whose parent is not among them is a root too."""
    ids = {row["id"] for row in rows}
    below: dict[str | None, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row["ordinal"]):
        parent = row["parent_id"] if row["parent_id"] in ids else None
        below.setdefault(parent, []).append(row)

    def nodes(parent: str | None) -> tuple[Node, ...]:
        return tuple(
            Node(row, parameters_of(row), nodes(row["id"])) for row in below.get(parent, ())
        )

    return nodes(None)


def nodes_of(roots: Sequence[Node]) -> Iterator[Node]:
    """All nodes in reading order."""
    for node in roots:
        yield node
        yield from nodes_of(node.children)


def parameters_of(row: Row) -> dict[str, Any]:
    """What a machine can test of a criterion; empty for anything but a JSON object."""
    found = json.loads(row["parameters"])
    return found if isinstance(found, dict) else {}
