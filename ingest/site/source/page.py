"""The pages /-/source/<document>: a document beside what was read from it, its images, its text."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils import tilde_encode
from datasette.utils.asgi import NotFound, Request, Response

from ingest.page_images import NotDrawn
from ingest.site.cells import source_path
from ingest.site.pages import HEADERS, Asked, dicts, read_for, rendered
from ingest.site.passages import passage
from ingest.site.settings import DATABASE
from ingest.site.source.drawing import drawing, images_of, source_file, version
from ingest.site.source.reading import DOCUMENT, read

YEAR = 365 * 24 * 60 * 60


async def source_page(request: Request, datasette: Datasette) -> Response:
    """A page of the document with boxes on what was read from it, and the list of that.

    Raises NotFound for a document, page or row that is not in the database.
    """
    found = await read_for(request, datasette, read)
    found |= await drawing(datasette, found)
    return await rendered(request, datasette, "source.html", found)


async def source_text(request: Request, datasette: Datasette) -> Response:
    """The text of a document as it was read, to the letter. Raises NotFound."""
    found = await read_for(request, datasette, _text)
    return Response.text(found["text"], headers=HEADERS)


async def page_image(request: Request, datasette: Datasette) -> Response:
    """A page of the document's file as a PNG. Raises NotFound where there is none to be drawn.

    An address that names the version of the file may be kept for ever; it never shows another.
    """
    document = await read_for(request, datasette, _file)
    source, number = source_file(document), request.url_vars["page"]
    asked = request.args.get("v")
    if asked not in (None, version(source)) or len(number) > 7:
        raise NotFound("There is no such image")
    try:
        image = await asyncio.to_thread(images_of(datasette).image, source, int(number))
    except NotDrawn as error:
        raise NotFound("There is no such image") from error
    kept = f"private, max-age={YEAR}, immutable" if asked else "no-cache"
    return Response(
        image,
        content_type="image/png",
        # It is packed already: this keeps it from being packed again.
        headers=HEADERS | {"cache-control": kept, "content-encoding": "identity"},
    )


def _file(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    return _columns(connection, asked, "id, source_file, sha256")


def _text(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    return _columns(connection, asked, "text")


def _columns(connection: sqlite3.Connection, asked: Asked, names: str) -> dict[str, Any] | None:
    sql = f"select {names} from documents where id = ?"
    return next(iter(dicts(connection, sql, asked.path["document"])), None)


def reader_path(document: str) -> str:
    """The path of the page that shows a document beside what was read from it."""
    return f"/-/source/{tilde_encode(document)}"


async def in_its_source(datasette: Datasette, row: Any, columns: list[str]) -> dict[str, Any]:
    """What a row page shows of where its row was read; empty for a row without a place."""
    if not {"document_id", "char_start", "char_end", "quote"} <= set(columns):
        return {}
    if row["char_start"] is None:
        return {}
    database = datasette.get_database(DATABASE)
    document = (await database.execute(DOCUMENT, [row["document_id"]])).first()
    if document is None:
        return {}
    box = None
    if "summary_start" in columns and row["summary_start"] is not None:
        box = source_path(row["document_id"], row["summary_start"], row["summary_end"])
    return {
        "document": document,
        "passage": passage(document["text"], row["char_start"], row["char_end"]),
        "page": row["page"],
        "document_path": f"/{DATABASE}/documents/{tilde_encode(row['document_id'])}",
        "path": source_path(row["document_id"], row["char_start"], row["char_end"]),
        "summary_path": box,
    }
