"""Which medicines a form offers: all of a few, or of many those that words find."""

from __future__ import annotations

import sqlite3
from typing import Any

from ingest.site.search.lexicon.query_words import plain

MOST_LISTED = 60
"""Beyond these a list to choose from is of no use, and the reader types a part of a name."""
HELD = (
    "select p.id, p.name, p.jurisdiction, s.name as substance "
    "from products p join substances s on s.id = p.substance_id "
    "where exists (select 1 from risks r where r.product_id = p.id){or_warned} "
    "order by p.name collate nocase, p.id"
)
OR_WARNED = (
    " or exists (select 1 from policies o join policy_warnings w on w.policy_id = o.id "
    "where o.product_id = p.id)"
)


def product_choice(
    connection: sqlite3.Connection, find: str = "", *, warned: bool = False
) -> dict[str, Any]:
    """The medicines to choose among: those with safety concerns, or ``warned`` of by a policy.

    ``products`` is empty where they are too many to list; ``matches`` are those whose name or
    substance has ``find``, ``more`` how many further ones have it.
    """
    held = [dict(row) for row in connection.execute(HELD.format(or_warned=OR_WARNED * warned))]
    words = plain(find).split()
    named = [(one, plain(f"{one['name']} {one['substance']}")) for one in held if words]
    matches = [one for one, name in named if all(word in name for word in words)]
    return {
        "total": len(held),
        "products": held if len(held) <= MOST_LISTED else [],
        "find": find,
        "matches": matches[:MOST_LISTED],
        "more": max(0, len(matches) - MOST_LISTED),
    }
