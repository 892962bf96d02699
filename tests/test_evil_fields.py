"""Whatever a document says is shown as text: on every page and in every JSON, whoever made them.

Routes, tables and queries are asked for by what the site itself lists, so a new one is tried too.
"""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import yaml
from datasette.utils import tilde_encode
from evil_fields import EVIL, SCRIPT, free_columns, tables_read
from html_parts import Form, HtmlParts
from test_site import SCHEMA

from ingest import site as plugin
from ingest.resources import resource
from ingest.server import application

QUERIES = yaml.safe_load(resource("metadata.yml").read_text(encoding="utf-8"))["databases"][
    "riskplan"
]["queries"]
ARGUMENTS = {"offset": "20", "kind": "", "product": "", "phase": "initial", "section": "4.4"}
"""What to ask named queries for; for what is not here they are asked with evil words."""
IN_ROUTES = {
    "document": "documents",
    "risk": "risks",
    "product": "products",
    "policy": "policies",
    "substance": "substances",
}
"""The parts of our routes, and the tables whose ids they are."""
OTHER_PARTS = {"page": ["1"], "form": ["bib", "json"], "format": [""]}
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset"}
RAW = (SCRIPT, "<img src=x", "</title></textarea>", "<svg onload", "<b onclick", "t49t")
"""What no page may hold as it is: mark-up of a document's, and what a template made of it."""
NO_PAGES = {
    "application/json", "application/vnd.citationstyles.csl+json", "application/x-bibtex",
    "image/png", "text/csv", "text/plain",
}  # fmt: skip
ALIKE = 3
"""How many links of one page and one set of arguments are followed."""


class Evil:
    """The site on the evil database, asked in-process."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.site = application(database)
        self.routes = [re.compile(pattern) for pattern, _ in plugin.register_routes()]

    def get(self, path: str) -> Any:
        return asyncio.run(self.site.client.get(path, follow_redirects=False))

    def ours(self, path: str) -> bool:
        """Whether the answer comes from riskplan's own code."""
        there = urlsplit(path).path
        return any(route.match(there) for route in self.routes)

    def rows(self, table: str, most: int = 100) -> list[str]:
        """The rows of a table as their addresses name them."""
        with closing(sqlite3.connect(self.database)) as connection:
            keys = [row[1] for row in connection.execute(f"pragma table_info({table})") if row[5]]
            named = f"select {', '.join(keys)} from {table} limit {most}"
            rows = connection.execute(named).fetchall() if keys else []
        return [",".join(tilde_encode(str(part)) for part in row) for row in rows]

    def own_paths(self) -> Iterator[str]:
        """An address, or more, for each of our routes."""
        for pattern, _ in plugin.register_routes():
            filled = [pattern.removeprefix("^").removesuffix("$").replace("\\", "")]
            for part in re.findall(r"\(\?P<(\w+)>", pattern):
                assert part in {*IN_ROUTES, *OTHER_PARTS}, f"say what <{part}> of {pattern} is"
                values = OTHER_PARTS.get(part) or self.rows(IN_ROUTES[part])
                group = re.compile(rf"\(\?P<{part}>[^)]*\)")
                filled = [
                    f"{told[: place.start()]}{value}{told[place.end() :]}"
                    for told in filled
                    if (place := group.search(told))
                    for value in values
                ]
            yield from filled

    def led_to(self) -> Iterator[str]:
        """Our addresses, and those of ours that their links and forms lead to."""
        waiting = [*self.own_paths(), f"/-/search?{urlencode({'q': SCRIPT})}"]
        seen: set[str] = set()
        alike: Counter[tuple[str, ...]] = Counter()
        while waiting:
            path = waiting.pop(0)
            if path in seen:
                continue
            seen.add(path)
            yield path
            answer = self.get(path)
            if not answer.headers.get("content-type", "").startswith("text/html"):
                continue
            parts = HtmlParts(answer.text)
            told = [link for link in parts.links if link.startswith("/")]
            told += [one for form in parts.forms if form.action for one in asked(form)]
            for one in (link.split("#")[0] for link in told):
                there, _, arguments = one.partition("?")
                if not arguments or not self.ours(there):
                    continue
                kind = (there, *(said.partition("=")[0] for said in arguments.split("&")))
                alike[kind] += one not in seen
                if alike[kind] <= ALIKE:
                    waiting.append(one)


def asked(form: Form) -> Iterator[str]:
    """What a form may ask for: its first choices, its last ones, and evil words."""
    for at in (0, -1):
        said = {name: values[at] if values else "" for name, values in form.fields.items()}
        yield f"{form.action}?{urlencode(said)}"
    yield f"{form.action}?{urlencode(dict.fromkeys(form.fields, EVIL))}"


@pytest.fixture(scope="module")
def evil(evil_database: Path) -> Evil:
    return Evil(evil_database)


def held_to_text(path: str, html: str) -> HtmlParts:
    """The parts of a page, none of which may have come of a document's words."""
    parts = HtmlParts(html)
    assert [told for told in parts.scripts if "alert" in told] == [], path
    for tag, said in parts.tags:
        assert not said.get("src", "").startswith("x"), (path, tag, said)
        for name, value in said.items():
            assert not (name.startswith("on") and "alert" in value), (path, tag, said)
            if name in ADDRESSES:
                scheme = re.sub(r"[\x00-\x20]", "", value).partition(":")[0].lower()
                assert scheme not in {"javascript", "data", "vbscript"}, (path, tag, said)
    assert [one for one in RAW if one in html] == [], path
    return parts


def held_to_type(answer: Any, path: str, ours: bool) -> None:
    """An answer that is no page: a browser must not take it for one."""
    kind = answer.headers["content-type"].partition(";")[0]
    assert kind in NO_PAGES, path
    if kind.endswith("json"):
        json.loads(answer.text)
    if ours:
        assert answer.headers["x-content-type-options"] == "nosniff", path


def test_every_field_of_every_table_is_evil(evil_database: Path) -> None:
    with closing(sqlite3.connect(evil_database)) as connection:
        for table in tables_read(connection):
            (made,) = connection.execute(
                "select sql from sqlite_master where name = ?", [table]
            ).fetchone()
            for column in free_columns(connection, table):
                found, evil = connection.execute(
                    f"select count(*), sum(instr({column}, ?) > 0) from {table}",
                    [json.dumps(EVIL)[1:-1] if f"json_valid({column})" in made else EVIL],
                ).fetchone()
                closed = re.search(rf"\b{column}\s+(in \(|glob )", made)
                assert found, table
                assert closed or found == evil, (table, column)
        assert connection.execute("select * from unfaithful_quotes").fetchall() == []
        assert connection.execute("pragma foreign_key_check").fetchall() == []


def test_our_pages_show_it_as_text(evil: Evil) -> None:
    shown = 0
    for path in evil.led_to():
        answer = evil.get(path)
        assert answer.status_code < 500, (path, answer.text[-2000:])
        if answer.headers.get("content-type", "").startswith("text/html"):
            parts = held_to_text(path, answer.text)
            shown += SCRIPT in parts.text
        elif answer.status_code == 200:
            held_to_type(answer, path, ours=True)
    assert shown >= 15


@pytest.mark.parametrize("name", sorted(SCHEMA))
def test_datasettes_pages_of_a_table_show_it_as_text(evil: Evil, name: str) -> None:
    rows = [f"/{one}" for one in evil.rows(name, 2)]
    for path in (f"/riskplan/{name}", *(f"/riskplan/{name}{row}" for row in rows)):
        answer = evil.get(path)
        assert answer.status_code == 200, path
        held_to_text(path, answer.text)
        for ending in (".json", ".csv") if path.endswith(name) else (".json",):
            answer = evil.get(f"{path}{ending}")
            assert answer.status_code == 200, path
            held_to_type(answer, path, ours=False)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_named_query_shows_it_as_text(evil: Evil, name: str) -> None:
    with closing(sqlite3.connect(evil.database)) as connection:
        ids = {
            part: connection.execute(f"select id from {table} order by id").fetchone()[0]
            for part, table in IN_ROUTES.items()
        }
        ids["first"], ids["second"] = (
            row[0] for row in connection.execute("select name from products").fetchmany(2)
        )
    for given in ({**ids, **ARGUMENTS}, {}):
        said = {one: given.get(one, EVIL) for one in QUERIES[name]["params"]}
        path = f"/riskplan/{name}?{urlencode(said)}"
        answer = evil.get(path)
        assert answer.status_code == 200, path
        held_to_text(path, answer.text)
        answer = evil.get(path.replace("?", ".json?"))
        assert answer.status_code == 200, path
        held_to_type(answer, path, ours=False)


@pytest.mark.parametrize("path", ["/riskplan", "/riskplan.json", "/-/metadata.json", "/-/no-such"])
def test_the_rest_shows_it_as_text(evil: Evil, path: str) -> None:
    answer = evil.get(path)
    if answer.headers["content-type"].startswith("text/html"):
        held_to_text(path, answer.text)
    else:
        held_to_type(answer, path, ours=False)
