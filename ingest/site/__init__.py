"""The Datasette plugin: hooks that put quotes into their source. It knows only tables.

Datasette finds it by its entry point where riskplan is installed; elsewhere ``install`` it.
"""

# mypy: disable-error-code="untyped-decorator"
# (Datasette's markers have no types.)

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from markupsafe import Markup

from ingest.site.settings import DATABASE, inspected, serve_settings, static_path

__all__ = ["inspected", "install", "serve_settings"]


def install() -> None:
    """Make Datasette use this plugin, unless the entry point of an installed riskplan has done so.

    To be called before a Datasette object is made.
    """
    from datasette.plugins import pm

    module = sys.modules[__name__]
    if not pm.is_registered(module):
        pm.register(module, "riskplan")


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """SQL function ``fts_query(words)``, also in place of the ``escape_fts`` of search boxes."""
    from ingest.site.search_terms import fts_query

    if database == DATABASE:
        for name in ("fts_query", "escape_fts"):
            conn.create_function(name, 1, fts_query, deterministic=True)


@hookimpl
def render_cell(
    row: Any, value: object, column: str, table: str | None, database: str, datasette: Any
) -> Markup | None:
    """Quotes, row paths, ids, snippets and addresses as links."""
    from ingest.site.cells import cell

    if database != DATABASE:
        return None
    return cell(column, value, row, datasette.urls.path, table)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The page that shows a place in its document, and the search with its JSON."""
    from ingest.site.search_page import search_json, search_page
    from ingest.site.source_page import source_page

    return [
        (r"^/-/source/(?P<document>[^/]+)$", source_page),
        (r"^/-/search$", search_page),
        (r"^/-/search\.json$", search_json),
    ]


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """``asset(name)``, the address of a static file, for all templates."""
    env.globals["asset"] = lambda name: static_path(datasette, name)


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    """The style sheet of all pages."""
    return [static_path(datasette, "riskplan.css")]


@hookimpl
def extra_template_vars(
    database: str | None, view_name: str, columns: list[str] | None, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """For the first page its lists; for a row page the function that finds its source."""
    from ingest.site.front_page import front_page
    from ingest.site.source_page import in_its_source

    if view_name == "index" and request is not None:
        return lambda: front_page(datasette, request)
    if view_name == "row" and database == DATABASE:

        async def source_of(row: Any) -> dict[str, Any]:
            return await in_its_source(datasette, row, columns or [])

        return {"source_of": source_of}
    return {}
