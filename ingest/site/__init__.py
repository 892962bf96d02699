"""The Datasette plugin: hooks that put quotes into their source. It knows only tables.

Datasette finds it by its entry point where riskplan is installed; elsewhere ``install`` it.
"""

# mypy: disable-error-code="untyped-decorator"
# (Datasette's markers have no types.)

from __future__ import annotations

import re
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
    from ingest.site.search.terms import fts_query

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
    """riskplan's own pages; some stand before Datasette's pages of the same rows."""
    from ingest.site.citations import citation_file
    from ingest.site.compare.crosswalk_page import read_crosswalk, read_crosswalks
    from ingest.site.compare.page import read_compare
    from ingest.site.labels.matrix import read_labels
    from ingest.site.labels.table_csv import labels_csv
    from ingest.site.medicines.home import home
    from ingest.site.medicines.listed import read_list
    from ingest.site.medicines.page import read_medicine
    from ingest.site.medicines.risk_page import risk_page
    from ingest.site.numbers.page import numbers_page
    from ingest.site.pages import page
    from ingest.site.policies.authorise_page import authorise_json, authorise_page, policies_page
    from ingest.site.policies.policy_page import policy_page
    from ingest.site.search.page import search_json, search_page
    from ingest.site.source.page import page_image, source_page, source_text

    return [
        (r"^/(?P<format>)$", home),
        (r"^/-/medicines$", page("medicines.html", read_list)),
        (r"^/riskplan/products/(?P<product>[^/.]+)$", page("medicine.html", read_medicine)),
        (r"^/-/cite/(?P<document>[^/]+)\.(?P<form>bib|json)$", citation_file),
        (r"^/-/source/(?P<document>[^/.]+)\.txt$", source_text),
        (r"^/-/source/(?P<document>[^/]+)$", source_page),
        (r"^/-/source/(?P<document>[^/]+)/page/(?P<page>\d+)\.png$", page_image),
        (r"^/-/search$", search_page),
        (r"^/-/search\.json$", search_json),
        (r"^/riskplan/risks/(?P<risk>[^/.]+)$", risk_page),
        (r"^/-/numbers$", numbers_page),
        (r"^/riskplan/policies/(?P<policy>[^/.]+)$", policy_page),
        (r"^/-/authorise$", policies_page),
        (r"^/-/authorise/(?P<policy>[^/.]+)$", authorise_page),
        (r"^/-/authorise/(?P<policy>[^/.]+)\.json$", authorise_json),
        (r"^/-/labels$", page("labels.html", read_labels)),
        (r"^/-/labels\.csv$", labels_csv),
        (r"^/-/compare$", page("compare.html", read_compare)),
        (r"^/-/crosswalk$", page("crosswalks.html", read_crosswalks)),
        (r"^/-/crosswalk/(?P<substance>[^/.]+)$", page("crosswalk.html", read_crosswalk)),
    ]


@hookimpl
def skip_csrf(scope: dict[str, Any]) -> bool:
    """No token for requests that are held against a policy: they change nothing."""
    return bool(re.search(r"/-/authorise/[^/]+$", scope["path"]))


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
    database: str | None, view_name: str, columns: list[str] | None, datasette: Any
) -> dict[str, Any]:
    """For a row page the functions that find its source and the reader of its document."""
    from ingest.site.source.page import in_its_source, reader_path

    if view_name == "row" and database == DATABASE:

        async def source_of(row: Any) -> dict[str, Any]:
            return await in_its_source(datasette, row, columns or [])

        return {"source_of": source_of, "reader_path": reader_path}
    return {}
