"""The site asked in-process, and what its own pages say and link to."""

from __future__ import annotations

import asyncio
import html
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from conftest import refill_search

from ingest.server import application


class Site:
    """The site, asked in-process, without a limit of time: a busy machine is no error of a page."""

    def __init__(self, database: Path) -> None:
        self.site = application(database)
        self.site.sql_time_limit_ms = 60_000

    def get(self, path: str, **arguments: object) -> Any:
        if arguments:
            path += "?" + urlencode(arguments)
        return asyncio.run(self.site.client.get(path, follow_redirects=False))

    def page(self, path: str, **arguments: object) -> str:
        """A page, which must be there."""
        answer = self.get(path, **arguments)
        assert answer.status_code == 200, (path, answer.text[-500:])
        return str(answer.text)

    def main(self, path: str, **arguments: object) -> str:
        """The main part of a page, which must be there."""
        return main_of(self.page(path, **arguments))

    def said(self, path: str, **arguments: object) -> str:
        """The main part without mark-up."""
        return words_of(self.main(path, **arguments))


@contextmanager
def reading(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection like those that pages read by."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def words_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def links_of(page: str) -> list[str]:
    """The addresses on this site that a page links to, without fragments."""
    found = [html.unescape(one) for one in re.findall(r'href="(/[^"#]*)', page)]
    return list(dict.fromkeys(found))


def names_of(page: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'<th scope="row"><a[^>]*>([^<]*)', page)]


def rows_of(page: str) -> list[list[str]]:
    """The cells of each row of a page's tables."""
    return [
        [words_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    ]


def empty_copy(database: Path, path: Path) -> None:
    """A copy of a database without its medicines and all that hangs on them."""
    path.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        for name, table in connection.execute(
            "select c.name, t.name from sqlite_master t, pragma_table_info(t.name) c "
            "where t.type = 'table' and t.sql like '%strict%'"
        ).fetchall():
            if name in {"document_id", "product_id", "policy_id", "substance_id"}:
                connection.execute(f"delete from {table}")
        for table in ("products", "documents", "substances"):
            connection.execute(f"delete from {table}")
        refill_search(connection)
