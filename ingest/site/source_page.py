"""The page /-/source/<document>: a place in a document with the text around it, or all of it."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import NotFound, Request, Response

from ingest.site.cells import source_path
from ingest.site.passages import passage
from ingest.site.settings import DATABASE

AROUND = 2000
MOST_ROWS = 200
DOCUMENT = """
select d.id, coalesce(d.title, d.source_file) as title, d.publisher, d.version,
    d.document_date, d.source_url, d.note, d.text,
    p.name as product, s.name as substance
from documents d
join products p on p.id = d.product_id
join substances s on s.id = p.substance_id
where d.id = :document
"""
PAGE = """
select page from lines
where document_id = :document and char_start <= :start
order by char_start desc, ordinal desc
limit 1
"""
READ_HERE = """
select table_name, row_id, page, char_start, char_end, quote
from places
where document_id = :document and char_start < :end and char_end > :start
order by char_start, char_end desc, table_name, row_id
limit :most
"""


async def source_page(request: Request, datasette: Datasette) -> Response:
    """The words from ``start`` to ``end``, marked, in their context; without ``start`` all of it.

    Raises NotFound for a document that is not in the database.
    """
    await datasette.ensure_permissions(
        request.actor, [("view-database", DATABASE), "view-instance"]
    )
    if DATABASE not in datasette.databases:
        raise NotFound("This site has no riskplan database")
    database = datasette.get_database(DATABASE)
    document_id = tilde_decode(request.url_vars["document"])
    document = (await database.execute(DOCUMENT, {"document": document_id})).first()
    if document is None:
        raise NotFound(f"No document {document_id}")
    start = _offset(request.args.get("start"))
    context: dict[str, Any] = {"document": dict(document), "passage": None, "rows": []}
    if start is not None:
        end = _offset(request.args.get("end"))
        shown = passage(document["text"], start, start + 1 if end is None else end, AROUND)
        read = await database.execute(
            READ_HERE,
            {
                "document": document_id,
                "start": shown.start,
                "end": max(shown.end, shown.start + 1),
                "most": MOST_ROWS,
            },
        )
        page = (
            await database.execute(PAGE, {"document": document_id, "start": shown.start})
        ).first()
        context |= {
            "passage": shown,
            "page": page["page"] if page else None,
            "rows": [_row_read(dict(row)) for row in read.rows],
        }
    return Response.html(await datasette.render_template("source.html", context, request=request))


def _offset(printed: str | None) -> int | None:
    """An offset from the address; None when missing or no number. Too big is clamped later."""
    if printed and printed.isascii() and printed.lstrip("-").isdigit() and len(printed) < 16:
        return int(printed)
    return None


def _row_read(row: dict[str, Any]) -> dict[str, Any]:
    key = ",".join(tilde_encode(part) for part in str(row["row_id"]).split(","))
    row["path"] = f"/{DATABASE}/{row['table_name']}/{key}"
    return row


async def in_its_source(datasette: Datasette, row: Any, columns: list[str]) -> dict[str, Any]:
    """What a row page shows of where its row was read; empty for a row without a place."""
    if not {"document_id", "char_start", "char_end", "quote"} <= set(columns):
        return {}
    if row["char_start"] is None:
        return {}
    database = datasette.get_database(DATABASE)
    document = (await database.execute(DOCUMENT, {"document": row["document_id"]})).first()
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
