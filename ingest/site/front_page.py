"""What the first page lists: medicines, questions, tables. Rows and metadata in, a dict out."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from ingest.site.settings import DATABASE

MOST_MEDICINES = 100


async def front_page(datasette: Datasette, request: Request) -> dict[str, Any]:
    """The variables of templates/index.html; empty where the database is not served."""
    if DATABASE not in datasette.databases:
        return {}
    database = datasette.get_database(DATABASE)
    medicines = await database.execute(
        "select * from medicines order by product, jurisdiction limit :most",
        {"most": MOST_MEDICINES + 1},
    )
    documents = await database.execute("select count(*) from documents")
    about = datasette.metadata("tables", database=DATABASE) or {}
    hidden = set(await database.hidden_table_names())
    counts = await database.table_counts()
    tables = [
        {
            "name": name,
            "about": about.get(name, {}).get("description", ""),
            "rows": counts.get(name),
        }
        for name in await database.table_names()
        if name not in hidden
    ]
    views = [
        {"name": name, "about": about.get(name, {}).get("description", "")}
        for name in await database.view_names()
        if not about.get(name, {}).get("hidden")
    ]
    queries = await datasette.get_canned_queries(DATABASE, request.actor)
    return {
        "riskplan": {
            "medicines": [dict(row) for row in medicines.rows[:MOST_MEDICINES]],
            "more_medicines": len(medicines.rows) > MOST_MEDICINES,
            "documents": documents.single_value(),
            "tables": tables,
            "views": views,
            "queries": list(queries.values()),
        }
    }
