"""Rows of the search index in, what is known of each as numbers out.

What ranks and counts hits is read for all rows at once, so it stands together, column by column.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from ingest.vocabulary import dictionary

Row = Mapping[str, Any]


def columns(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows of ``search_columns``: kind, category, product and weight of every row, as numbers
    into their labels."""
    found = []
    for name in ("kind", "category", "product_id", "weight"):
        labels: dict[str, int] = {"": 0}
        values = (str(row[name] or "") for row in rows)
        codes = array("H", (labels.setdefault(value, len(labels)) for value in values))
        found.append(
            {"name": name, "labels": json.dumps(list(labels)), "codes": little_endian(codes)}
        )
    return found


def beside(rows: Sequence[Row]) -> dict[str, Any]:
    """The row of ``search_beside``: what every row belongs to, as a number."""
    numbers: dict[tuple[str | None, ...], int] = {}
    belongs_to = (numbers.setdefault(_belongs_to(row), len(numbers)) for row in rows)
    return {"belongs_to": little_endian(array("I", belongs_to))}


def _belongs_to(row: Row) -> tuple[str | None, ...]:
    """The concern that a row is or hangs on; without one, its document and its kind."""
    if row["risk_id"] is not None:
        return (row["risk_id"],)
    return row["document_id"], row["kind"]


def little_endian(numbers: array[int]) -> bytes:
    """Numbers as bytes, the least first whatever the machine has first."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


@cache
def weight_of(kind: str, aspect: str) -> float:
    """How much rows of a kind and aspect count, whatever is asked; the closest rule holds."""
    has = set(aspect.split())
    rules = [
        row
        for row in dictionary("search_kinds", ("kind", "aspect", "weight", "source"))
        if row["kind"] == kind and set(row["aspect"].split()) <= has
    ]
    return float(max(rules, key=lambda row: len(row["aspect"]))["weight"]) if rules else 1.0
