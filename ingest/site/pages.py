"""What riskplan's own pages have in common: a path and a database in, a page out.

A page is a template and a function that reads all it shows from one connection. The function knows
nothing of the web, and the template nothing of SQL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.utils import sqlite_timelimit, tilde_decode, tilde_encode
from datasette.utils.asgi import Forbidden, NotFound, Request, Response
from jinja2 import Environment, Template

from ingest.site.settings import DATABASE

POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""The content security policy of these pages: nothing inline, and nothing from elsewhere."""
NO_SNIFFING = {"x-content-type-options": "nosniff"}
HEADERS = {"content-security-policy": POLICY, "referrer-policy": "same-origin", **NO_SNIFFING}
T = TypeVar("T")
TOO_LONG = "This page took longer to read than this site allows. Try it again, or ask for less."
_ENVIRONMENTS: WeakKeyDictionary[Datasette, Environment] = WeakKeyDictionary()
_TERMS: dict[tuple[str, str], dict[str, Term]] = {}


class TookTooLong(Forbidden):  # type: ignore[misc]
    """A page took longer to read than the site allows."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the field and what it means in plain words."""

    term: str
    plain: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: the parts of its path, decoded, and what follows the ``?``."""

    path: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str, most: int = 200) -> str:
        """An argument without blanks around it, cut to ``most`` characters; "" when missing."""
        return self.arguments.get(name, "").strip()[:most]

    def number(self, name: str, default: int, most: int = 1_000_000) -> int:
        """An argument that is a whole number from 1 to ``most``; ``default`` for anything else."""
        said = self.arguments.get(name, "")
        if not (said.isascii() and said.isdigit() and len(said) <= 9):
            return default
        return min(max(int(said), 1), most)


Read = Callable[[sqlite3.Connection, Asked], dict[str, Any] | None]
"""Reads what a template shows; None where there is no such thing. Rows are sqlite3.Row."""
View = Callable[[Request, Datasette], Awaitable[Response]]


def page(template: str, read: Read) -> View:
    """A view that shows ``template`` with what ``read`` finds.

    It answers 404 where there is no such thing or no database, 403 where the reader may not see it.
    """

    async def view(request: Request, datasette: Datasette) -> Response:
        found = await read_for(request, datasette, read)
        return await rendered(request, datasette, template, found)

    return view


async def allowed(request: Request, datasette: Datasette) -> None:
    """Raises Forbidden where the reader may not see the database, NotFound where there is none."""
    await datasette.ensure_permissions(
        request.actor, [("view-database", DATABASE), "view-instance"]
    )
    if DATABASE not in datasette.databases:
        raise NotFound("This site has no riskplan database")


async def read_for(request: Request, datasette: Datasette, read: Read) -> dict[str, Any]:
    """What ``read`` finds for a request. Raises NotFound, and Forbidden for lack of permission."""
    await allowed(request, datasette)
    asked = Asked(
        {name: tilde_decode(part) for name, part in request.url_vars.items() if part},
        {name: request.args.get(name) or "" for name in request.args},
    )
    found = await within_the_limit(datasette, lambda connection: _read(connection, asked, read))
    if found is None:
        raise NotFound("There is no such page")
    return found


def _read(connection: sqlite3.Connection, asked: Asked, read: Read) -> dict[str, Any] | None:
    found = read(connection, asked)
    return None if found is None else {"terms": plain_terms(connection), **found}


async def within_the_limit(datasette: Datasette, read: Callable[[sqlite3.Connection], T]) -> T:
    """What ``read`` gives in the time that a query may take. Raises TookTooLong past that."""

    def limited(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, datasette.sql_time_limit_ms):
            try:
                return read(connection)
            except sqlite3.OperationalError as error:
                if "interrupted" in str(error):
                    raise TookTooLong(TOO_LONG) from error
                raise

    found: T = await datasette.get_database(DATABASE).execute_fn(limited)
    return found


async def rendered(
    request: Request, datasette: Datasette, template: str, found: dict[str, Any]
) -> Response:
    """``template`` with ``found``, and with what all templates here may use."""
    context = {"row_path": row_path, "source_of": source_of, **found}
    at_once = _environment(datasette).get_template(template)
    html = await datasette.render_template(at_once, context, request=request)
    return Response.html(html, headers=HEADERS)


class _AtOnce(Template):
    """A template that awaits nothing: with a hundred macro calls a page takes a third of the time.

    So its context must not hold functions that are to be awaited, such as crumb_items.
    """

    async def render_async(self, *args: Any, **context: Any) -> str:
        return str(self.render(*args, **context))


def _environment(datasette: Datasette) -> Environment:
    """Datasette's own, with its folders and filters, for templates that are rendered at once."""
    found = _ENVIRONMENTS.get(datasette)
    if found is None:
        found = datasette.jinja_env.overlay(enable_async=False)
        found.template_class = _AtOnce
        _ENVIRONMENTS[datasette] = found
    return found


def row_path(table: str, row_id: object) -> str:
    """The path of a row's page."""
    return f"/{DATABASE}/{table}/{_encoded(str(row_id))}"


def source_of(row: Mapping[str, Any] | sqlite3.Row) -> str:
    """The path that shows in its document the words that a row was read from."""
    return (
        f"/-/source/{_encoded(str(row['document_id']))}"
        f"?start={row['char_start']}&end={row['char_end']}#quote"
    )


@lru_cache(maxsize=4096)
def _encoded(part: str) -> str:
    """A part of a path; a page names the same ones over and over."""
    encoded: str = tilde_encode(part)
    return encoded


def plain_terms(connection: sqlite3.Connection) -> dict[str, Term]:
    """The terms of the field by their ids, read once a database."""
    key = key_of(connection)
    if key not in _TERMS:
        _TERMS.clear()
        _TERMS[key] = {
            term_id: Term(term, plain)
            for term_id, term, plain in connection.execute(
                "select id, term, plain from plain_terms"
            )
        }
    return _TERMS[key]


def key_of(connection: sqlite3.Connection) -> tuple[str, str]:
    """What tells databases and their builds apart: the file and its fingerprint."""
    file = next(row[2] for row in connection.execute("pragma database_list") if row[1] == "main")
    (fingerprint,) = connection.execute("select fingerprint from builds").fetchone()
    return file, fingerprint


def dicts(connection: sqlite3.Connection, sql: str, *values: object) -> list[dict[str, Any]]:
    """The rows of a query by the names of their columns."""
    rows = connection.execute(sql, values)
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows]


def documents_of(connection: sqlite3.Connection, product_id: str) -> list[dict[str, Any]]:
    """The documents about a product, as the pages name them: of which one each value is."""
    return dicts(
        connection,
        "select id, coalesce(title, source_file) as title, family, publisher, version, "
        "document_date, source_url, media_type, page_count, product_id "
        "from documents where product_id = ? order by family desc, document_date desc, id",
        product_id,
    )
