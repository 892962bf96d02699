"""How the database is served: Datasette's settings, and what it need not count for itself."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from datasette.inspect import inspect_hash, inspect_tables

DATABASE = "riskplan"
"""What the site calls the database, whatever its file is called: permalinks hold."""


def serve_settings() -> dict[str, int | bool]:
    """Datasette's settings. The database is to be immutable and CORS on: both are arguments."""
    return {
        "allow_facet": True,
        "default_facet_size": 30,
        "default_page_size": 25,
        "facet_time_limit_ms": 1000,
        "max_returned_rows": 1000,
        "num_sql_threads": 4,
        "sql_time_limit_ms": 2000,
        "suggest_facets": False,  # suggested facets are tried out on JSON requests too
        "truncate_cells_html": 600,
    }


def inspected(database: Path, metadata: dict[str, Any]) -> dict[str, Any]:
    """``inspect_data`` for Datasette: row counts and the hash of a file that will not change."""
    about = metadata.get("databases", {}).get(DATABASE, {})
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        tables = inspect_tables(connection, about)
    return {
        DATABASE: {
            "hash": inspect_hash(database),
            "size": database.stat().st_size,
            "file": str(database),
            "tables": tables,
        }
    }


def static_path(datasette: Any, name: str) -> str:
    """The address of a static file: Datasette mounts it by how it found the plugin."""
    from datasette.plugins import pm

    module = sys.modules["ingest.site"]
    packaged = any(plugin is module for plugin, _ in pm.list_plugin_distinfo())
    mounted = "riskplan" if packaged else "ingest.site"
    return str(datasette.urls.path(f"/-/static-plugins/{mounted}/{name}"))
