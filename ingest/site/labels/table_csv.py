"""The label matrix as CSV: the same rows and counts as the page, none left out."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from ingest.site.labels.across import across
from ingest.site.labels.matrix import matrix
from ingest.site.labels.scope import CATEGORIES, GAP_NAMES, scope_of
from ingest.site.pages import HEADERS, Asked, read_for, row_path

ALL = 1_000_000
FORMULA = tuple("=+-@\t\r\n")
"""What a spreadsheet takes for the beginning of a formula, at least after a paste."""


def safe(value: object) -> str:
    """``value`` as a cell that no spreadsheet computes: an apostrophe stands before a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV, each cell safe to open in a spreadsheet."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


async def labels_csv(request: Request, datasette: Datasette) -> Response:
    """The file of what /-/labels shows at the same address."""
    found = await read_for(request, datasette, read_labels_csv)
    headers = HEADERS | {"content-disposition": 'attachment; filename="riskplan-labels.csv"'}
    return Response(
        csv_text(found["rows"]), headers=headers, content_type="text/csv; charset=utf-8"
    )


def read_labels_csv(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    """The head and the rows of the file; None where the address names what does not exist."""
    scope = scope_of(connection, asked)
    if scope is None:
        return None
    if scope.across:
        return {"rows": [*_across(across(connection, scope, 1, ALL))]}
    return {"rows": [*_concerns(matrix(connection, scope, 1, ALL))]}


def _names(found: dict[str, Any]) -> list[str]:
    return [f"{one['document']} {one['number']}" for one in found["columns"]]


def _concerns(found: dict[str, Any]) -> Iterator[list[object]]:
    yield ["medicine", "document", "category", "concern", *_names(found), *GAP_NAMES.values(),
           "how to read the gaps (derived)", "row", "page", "char_start", "char_end"]  # fmt: skip
    for group in found["groups"]:
        for one in group["concerns"]:
            lacking = {name for gap in one["gaps"] for name in gap["names"]}
            yield [
                one["product"],
                one["document_id"],
                one["category"],
                one["name"],
                *("cited" if column["id"] in one["cited"] else "" for column in found["columns"]),
                *("yes" if name in lacking else "" for name in GAP_NAMES.values()),
                "; ".join(
                    f"{', '.join(gap['names'])}: {gap['reading']}"
                    for gap in one["gaps"]
                    if gap["reading"]
                ),
                row_path("risks", one["id"]),
                *(one[place] for place in ("page", "char_start", "char_end")),
            ]


def _across(found: dict[str, Any]) -> Iterator[list[object]]:
    yield ["concern", "matched by", "medicines", "concerns", *CATEGORIES, *_names(found),
           *GAP_NAMES.values()]  # fmt: skip
    for one in found["rows"]:
        yield [
            one["title"],
            one["kind"],
            one["products"],
            one["concerns"],
            *(one["by"][category] for category in CATEGORIES),
            *(one["sections"][column["id"]] for column in found["columns"]),
            *(one["gaps"][gap] for gap in GAP_NAMES),
        ]
