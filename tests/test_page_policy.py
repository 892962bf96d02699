"""The pages that are ours: one policy, nothing inline, nothing from elsewhere, whole HTML."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from html_parts import HtmlParts
from site_pages import OWN, SitePage

from ingest.server import application
from ingest.site.pages import POLICY

Get = Callable[[str], Any]


@pytest.fixture(scope="module")
def get(database: Path) -> Get:
    site = application(database)
    return lambda path: asyncio.run(site.client.get(path))


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    said = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert said["default-src"] == "'none'"
    assert {word for words in said.values() for word in words.split()} == {"'none'", "'self'"}


@pytest.mark.parametrize("one", OWN, ids=str)
def test_a_page_of_ours_keeps_the_policy(get: Get, one: SitePage) -> None:
    answer = get(one.path)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    parts = HtmlParts(answer.text)
    assert parts.scripts == parts.styles == []
    for tag, said in parts.tags:
        assert tag not in {"style", "base", "iframe", "object", "embed"}
        assert [name for name in said if name == "style" or name.startswith("on")] == [], (
            tag,
            said,
        )
        loads = said.get("src") or (said.get("href") if tag in ("link", "image", "use") else None)
        if loads:
            assert not urlsplit(loads).netloc, (tag, said)
            assert get(loads).status_code == 200, (tag, said)


@pytest.mark.parametrize("one", OWN, ids=str)
def test_a_page_of_ours_is_whole_html(get: Get, one: SitePage) -> None:
    parts = HtmlParts(get(one.path).text)
    names = [tag for tag, _ in parts.tags]
    assert dict(parts.tags)["html"]["lang"] == "en"
    assert names.count("main") == names.count("h1") == 1
    ids = [said["id"] for _, said in parts.tags if "id" in said]
    assert sorted(ids) == sorted(set(ids))
    levels = [int(tag[1]) for tag in names if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    within = {said["href"][1:] for tag, said in parts.tags if said.get("href", "").startswith("#")}
    assert within - {""} <= set(ids)
