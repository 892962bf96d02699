"""The found rows of a search in, what is shown of each out: its words, its quote, the reason."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ingest.site.search_engine import Answer, Found
from ingest.site.search_reasons import CLOSE, OPEN, reason, unmarked

SNIPPET_WORDS = 28
QUOTED = re.compile(r"/riskplan/(?P<table>[a-z_]+)/(?P<id>[^/]+)$")
NEAR = 6
"""Concepts that are offered where nothing was found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit as pages and JSON show it. ``title`` and ``snippet`` have marks around words met.

    ``why`` says by which words it was found; ``quote`` is what the document says there.
    """

    kind: str
    title: str
    snippet: str
    why: str
    quote: str | None
    product_id: str | None
    category: str | None
    document_id: str | None
    page: int | None
    row_path: str
    partial: bool

    @property
    def plain_title(self) -> str:
        """The title without marks."""
        return unmarked(self.title)

    def as_json(self) -> dict[str, Any]:
        """The hit for other programs."""
        return {
            "kind": self.kind,
            "title": self.plain_title,
            "product_id": self.product_id,
            "category": self.category,
            "document_id": self.document_id,
            "page": self.page,
            "row_path": self.row_path,
            "quote": self.quote,
            "why": self.why,
            "partial": self.partial,
        }


def shown(
    connection: sqlite3.Connection, answer: Answer, start: int = 0, most: int = 20
) -> list[Hit]:
    """``most`` hits of ``answer`` from the one numbered ``start`` (from 0) on."""
    wanted = answer.found[start : start + most]
    details = _details(connection, answer, [found.id for found in wanted])
    sources = _sources(connection, [str(detail[8]) for detail in details.values()])
    return [
        _hit(connection, answer, found, details[found.id], sources)
        for found in wanted
        if found.id in details
    ]


def _details(
    connection: sqlite3.Connection, answer: Answer, ids: list[int]
) -> dict[int, sqlite3.Row | tuple[Any, ...]]:
    """For each row its columns, with marks where the words of the expression stand."""
    if not ids:
        return {}
    marks = ", ".join("?" * len(ids))
    columns = "kind, title, also_known_as, body, product_id, category, document_id, page, row_path"
    columns += ", risk_id, related"
    plain = {
        row[0]: row[1:]
        for row in connection.execute(
            f"select id, {columns} from search_index where id in ({marks})", ids
        )
    }
    if answer.expression == '""':
        return plain
    met = connection.execute(
        f"select rowid, highlight(search_index_fts, 0, '{OPEN}', '{CLOSE}'), "
        f"highlight(search_index_fts, 1, '{OPEN}', '{CLOSE}'), "
        f"snippet(search_index_fts, 2, '{OPEN}', '{CLOSE}', ' … ', {SNIPPET_WORDS}), "
        f"highlight(search_index_fts, 3, '{OPEN}', '{CLOSE}') "
        f"from search_index_fts where search_index_fts match ? and rowid in ({marks})",
        [answer.expression, *ids],
    )
    for row_id, title, names, body, related in met:
        kind, _, _, _, *rest, _ = plain[row_id]
        plain[row_id] = (kind, title, names, body, *rest, related)
    return plain


def _hit(
    connection: sqlite3.Connection,
    answer: Answer,
    found: Found,
    detail: Any,
    sources: set[str],
) -> Hit:
    kind, title, names, body, product_id, category, document_id, page, row_path, *rest = detail
    risk_id, related = rest
    why = reason(connection, title, body, names, related, risk_id)
    if found.lacks:
        lacking = ", ".join(" ".join(dict.fromkeys(words.split())) for words in found.lacks)
        why = f"{why}; without: {lacking}" if why else f"without: {lacking}"
    return Hit(
        kind,
        title,
        body if OPEN in body else _shortened(body),
        why,
        _quote(connection, row_path, sources),
        product_id,
        category,
        document_id,
        page,
        row_path,
        answer.level == "near" or bool(found.lacks),
    )


def _sources(connection: sqlite3.Connection, row_paths: Iterable[str]) -> set[str]:
    """Of the tables that paths lead to those whose rows have an id and a quote."""
    tables = {match["table"] for path in row_paths if (match := QUOTED.match(path))}
    sql = "select count(*) from pragma_table_info(?) where name in ('id', 'quote')"
    return {one for one in tables if connection.execute(sql, [one]).fetchone()[0] == 2}


def _quote(connection: sqlite3.Connection, row_path: str, sources: set[str]) -> str | None:
    """The words of the document that the row was read from; None where it has no place in one."""
    match = QUOTED.match(row_path)
    if match is None or match["table"] not in sources:
        return None
    sql = f"select quote from {match['table']} where id = ?"
    row = connection.execute(sql, [match["id"].replace("~2E", ".")]).fetchone()
    return row[0] if row else None


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:SNIPPET_WORDS]) + (" …" if len(words) > SNIPPET_WORDS else "")


def facets(answer: Answer) -> dict[str, list[tuple[str, int]]]:
    """How many of the hits are of each kind, category and product, the most first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name in ("kind", "category", "product_id"):
        counts = Counter(getattr(one, name) for one in answer.found if getattr(one, name))
        found[name] = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return found


def near_concepts(connection: sqlite3.Connection, answer: Answer) -> list[dict[str, Any]]:
    """Concerns of the base whose concepts are near to what was asked for but not found.

    Near are concepts that share a wider one with a concept that the words name. They are no
    hits: the base does not say that they are what was meant.
    """
    if answer.level in ("all", "most"):
        return []
    asked = [" ".join(term.words) for term in answer.query.terms]
    names = {" ".join(asked), *asked}
    marks = ", ".join("?" * len(names))
    sql = f"""
        with asked (id) as (
            select id from concepts where lower(name) in ({marks})
            union select concept_id from concept_synonyms
            where lower(synonym) in ({marks}) and kind <> 'related'
        ),
        wider (id) as (
            select id from asked
            union select b.broader_id from broader_concepts b join asked a on a.id = b.concept_id
        )
        select distinct r.id, r.name, r.product_id, '/riskplan/risks/' || r.id as row_path,
            c.name as concept
        from wider w
        join concepts c on c.id = w.id
        join broader_concepts b on b.broader_id = w.id
        join risk_concepts rc on rc.concept_id in (b.concept_id, w.id)
        join risks r on r.id = rc.risk_id
        order by r.id limit {NEAR}
    """
    cursor = connection.execute(sql, [*names, *names])
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]
