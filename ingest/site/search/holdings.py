"""What the base holds: shown where a search found nothing, or nothing was asked yet."""

from __future__ import annotations

import sqlite3
from typing import Any

MOST_MEDICINES = 8
MOST_CONCERNS = 12


def holdings(connection: sqlite3.Connection) -> dict[str, Any]:
    """What the base holds: some medicines with their concerns, and how many there are of each."""
    medicines = connection.execute(
        "select product_id, product, substance, jurisdiction, row_path, criteria from medicines "
        "where product_id in (select id from products order by name, jurisdiction limit ?) "
        "order by product, jurisdiction",
        [MOST_MEDICINES],
    ).fetchall()
    (products,) = connection.execute("select count(*) from products").fetchone()
    columns = ("product_id", "product", "substance", "jurisdiction", "row_path", "criteria")
    found: list[dict[str, Any]] = [dict(zip(columns, row, strict=True)) for row in medicines]
    for medicine in found:
        concerns = connection.execute(
            "select min('/riskplan/risks/' || id), name, category from risks "
            "where product_id = ? group by lower(name) order by "
            "instr('identified potential missing', min(category)), min(ordinal), name",
            [medicine["product_id"]],
        ).fetchall()
        medicine["concerns"] = [
            {"row_path": path, "name": name, "category": category}
            for path, name, category in concerns[:MOST_CONCERNS]
        ]
        medicine["more_concerns"] = max(0, len(concerns) - MOST_CONCERNS)
    return {"medicines": found, "more_medicines": max(0, products - len(found))}
