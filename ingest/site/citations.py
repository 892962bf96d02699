"""A document, and a place in it, in; how to cite it out: in words, as BibTeX and as CSL-JSON.

What a document does not state is left out and never made up. A document that names no address of
its own is cited by where it was seen.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from textwrap import shorten
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils import add_cors_headers, tilde_encode
from datasette.utils.asgi import Request, Response

from ingest.site.pages import HEADERS, Asked, read_for, row_path

GENRES = {
    "rmp_summary": "Risk management plan summary",
    "prior_approval": "Prior approval policy",
    "assessment_report": "Assessment report",
}
FORMS = {
    "bib": "application/x-bibtex; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json; charset=utf-8",
}
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts a brace after a backslash too
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
LONGEST_QUOTE = 80
ADDRESS = re.compile(r"https?://\S", re.IGNORECASE)
ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
Document = Mapping[str, Any] | sqlite3.Row
"""A row of documents: id, title, family, publisher, language, version, date and address."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader saw it: an absolute permalink, the day, and what stands there."""

    permalink: str
    accessed: date
    page: int | None = None
    name: str = ""


def in_words(document: Document, place: Place | None = None) -> str:
    """The citation as a line of text."""
    version = _said(document, "version")
    parts = [
        _said(document, "publisher"),
        _said(document, "title"),
        f"Version {version}" if version else "",
        _said(document, "document_date"),
        _address(document),
        _note(document, place),
    ]
    return " ".join(f"{part}." for part in parts if part)


def bibtex(document: Document, place: Place | None = None) -> str:
    """The citation as one BibTeX entry; ``date`` and ``urldate`` are biblatex's."""
    published = ISO_DATE.fullmatch(_said(document, "document_date"))
    version = _said(document, "version")
    address, seen = _address(document), _seen(document, place)
    fields = {
        "author": _protected(_said(document, "publisher")),
        "title": _protected(_said(document, "title")),
        "institution": _protected(_said(document, "publisher")),
        "type": _tex(_genre(document)),
        "number": f"version {_tex(version)}" if version else "",
        "year": published[1] if published else "",
        "date": published[0] if published else "",
        "pages": str(place.page) if place and place.page is not None else "",
        "url": _in_url(address or (seen.permalink if seen else "")),
        "urldate": seen.accessed.isoformat() if seen else "",
        "language": _tex(_said(document, "language")),
        "note": _tex(_note(document, place, dated=published is None)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{{_key(document, place)},\n{lines}}}\n"


def csl(document: Document, place: Place | None = None) -> list[dict[str, Any]]:
    """The citation as the one item of a CSL-JSON list."""
    publisher = _said(document, "publisher")
    printed = _said(document, "document_date")
    published = ISO_DATE.fullmatch(printed)
    seen = _seen(document, place)
    item = {
        "id": _key(document, place),
        "type": "report",
        "title": _said(document, "title"),
        "author": [{"literal": publisher}] if publisher else None,
        "publisher": publisher,
        "genre": _genre(document),
        "version": _said(document, "version"),
        "issued": _date_parts(published.groups()) if published else {"literal": printed},
        "page": str(place.page) if place and place.page is not None else None,
        "URL": _address(document) or (seen.permalink if seen else None),
        "accessed": _date_parts(seen.accessed.timetuple()[:3]) if seen else None,
        "language": _said(document, "language"),
        "note": _note(document, place),
    }
    if not printed:
        del item["issued"]
    return [{name: value for name, value in item.items() if value}]


def cite_path(document_id: str, form: str, table: str = "", row_id: str = "") -> str:
    """The path of a citation's file: of a document, or of a row that was read from it."""
    path = f"/-/cite/{tilde_encode(document_id)}.{form}"
    return f"{path}?{urlencode({'row': f'{table}/{row_id}'})}" if table else path


def cited(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    """The document of an address, and of the row in ``?row=table/id`` its page, words and path."""
    document = connection.execute(
        "select id, coalesce(title, source_file) as title, family, publisher, language, version, "
        "document_date, source_url from documents where id = ?",
        [asked.path["document"]],
    ).fetchone()
    row = asked.text("row", 1000)
    if document is None or not row:
        return document and {"document": document, "page": None, "name": "", "row": None}
    table, _, row_id = row.partition("/")
    place = connection.execute(
        "select page, quote from places where table_name = ? and row_id = ? and document_id = ?",
        [table, row_id, document["id"]],
    ).fetchone()
    return place and {
        "document": document,
        "page": place["page"],
        "name": f"“{shorten(place['quote'], LONGEST_QUOTE, placeholder=' …')}”",
        "row": row_path(table, row_id),
    }


async def citation_file(request: Request, datasette: Datasette) -> Response:
    """The file to download. Raises NotFound for an unknown document or row."""
    found = await read_for(request, datasette, cited)
    document = found["document"]
    path = datasette.urls.path(found["row"] or row_path("documents", document["id"]))
    place = Place(
        datasette.absolute_url(request, path),
        datetime.now(UTC).date(),
        found["page"],
        found["name"],
    )
    form = request.url_vars["form"]
    body = bibtex(document, place)
    if form == "json":
        body = json.dumps(csl(document, place), ensure_ascii=False, indent=2) + "\n"
    name = f"{_key(document, place)}.{form}"
    headers = {**HEADERS, "content-disposition": f'attachment; filename="{name}"'}
    if datasette.cors:
        add_cors_headers(headers)
    return Response(body, headers=headers, content_type=FORMS[form])


def _said(document: Document, name: str) -> str:
    """A column on one line, without what no reader sees; "" for null."""
    words = "".join(
        char if char.isprintable() or char.isspace() else "" for char in str(document[name] or "")
    )
    return " ".join(words.split())


def _genre(document: Document) -> str:
    return GENRES.get(str(document["family"]), "")


def _address(document: Document) -> str:
    """The publication's own address; "" where there is none of the web."""
    said = _said(document, "source_url")
    return said if ADDRESS.match(said) else ""


def _seen(document: Document, place: Place | None) -> Place | None:
    """The place where it stands in for an address that the document does not have."""
    return None if _address(document) else place


def _note(document: Document, place: Place | None, *, dated: bool = False) -> str:
    """What is not stated, then where in the document, and where that was seen.

    ``dated``: with the document's date, where it is no date that a field could hold.
    """
    date_printed = _said(document, "document_date")
    unsaid = [] if date_printed else ["date"]
    if not _said(document, "publisher"):
        unsaid.append("publisher")
    parts = [f"No {' or '.join(unsaid)} stated"] if unsaid else []
    if dated and date_printed:
        parts.append(f"Dated {date_printed}")
    if place:
        where = [place.name, "" if place.page is None else f"page {place.page}"]
        where.append(f"as extracted by riskplan: {place.permalink} (accessed {place.accessed})")
        parts.append(", ".join(part for part in where if part))
    return ". ".join(parts)


def _key(document: Document, place: Place | None) -> str:
    """The entry's key: letters, digits, points and hyphens alone."""
    key = re.sub(r"[^A-Za-z0-9.]+", "-", str(document["id"])).strip("-") or "document"
    return key if place is None or place.page is None else f"{key}-p{place.page}"


def _date_parts(parts: Any) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in parts if part is not None]]}


def _tex(text: str) -> str:
    return "".join(TEX.get(char, char) for char in text)


def _protected(text: str) -> str:
    """Escaped, and in braces of its own: names keep their capitals and are not taken apart."""
    return f"{{{_tex(text)}}}" if text else ""


def _in_url(address: str) -> str:
    """An address that cannot end its field; % and _ stand as they are in fields of this name."""
    return address.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
