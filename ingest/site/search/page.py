"""The page /-/search and its JSON: a reader's words, filters and page number in, an answer out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar
from weakref import WeakSet

from datasette.app import Datasette
from datasette.database import Database
from datasette.utils import add_cors_headers
from datasette.utils.asgi import Request, Response
from markupsafe import Markup, escape

from ingest.site.cells import source_path
from ingest.site.pages import NO_SNIFFING, TookTooLong, allowed, rendered, within_the_limit
from ingest.site.search.address import PATH, Asked, asked_of
from ingest.site.search.described import FACETS, described
from ingest.site.search.examples import examples
from ingest.site.search.hits import Hit
from ingest.site.search.holdings import holdings
from ingest.site.search.kept import kept_of
from ingest.site.search.lexicon.query_words import MOST_CHARACTERS, MOST_WORDS, without_fields
from ingest.site.search.lexicon.reading import lexicon, make_ready
from ingest.site.search.marks import MET, unmarked
from ingest.site.search.result import PAGE_SIZE, Result, look_up
from ingest.site.search.told.read_in_part import nothing, what_was_read
from ingest.site.search.told.side_by_side import beside_in_words
from ingest.site.settings import DATABASE

LONGEST_QUOTE = 240
LONGEST_WORD = 60
T = TypeVar("T")
_READ: WeakSet[Database] = WeakSet()
"""The databases of which it is read what searches go by."""
TOO_LONG = "The search took longer than this site allows, and was stopped. Try fewer words."
STOPPED, RETRY_AFTER = 503, "5"
"""The status of an answer that took too long, and in how many seconds to ask again: a site that is
busy, or has just begun, may need no more than that."""


async def search_page(request: Request, datasette: Datasette) -> Response:
    """The hits as a page. Where there are none: what is near, and what the base holds."""
    await allowed(request, datasette)
    asked = asked_of(request)
    result = await _result(datasette, asked)
    context: dict[str, Any] = {"asked": asked, "result": result}
    if result is None:
        context["too_long"] = TOO_LONG
    else:
        held = None if result.total else await _within_the_limit(datasette, holdings)
        shows_how = result.says_nothing or not asked.text.strip()
        tried = await _within_the_limit(datasette, examples) if shows_how else None
        context |= {
            "holdings": held,
            "examples": tried,
            "chips": [
                (name, value, asked.without(name).path()) for name, value in result.fields.items()
            ],
            "facets": _facet_links(asked, result),
            "hits": [_for_page(hit, result) for hit in result.hits],
            "near": [_for_page(hit, result) for hit in result.near],
            "spellings": _spellings(asked, result),
            "exactly": asked.exactly(result.answer.mended).path(),
            "previous": _previous(asked, result),
            "next": _next(asked, result),
            "beside": beside_in_words(result.side_by_side),
            "related": _in_words(result.related),
            "untold": _in_words(result.untold),
            "in_label": _in_words(result.in_label),
            "only_named": _in_words(result.only_named),
            "read": (MOST_CHARACTERS, MOST_WORDS),
            "unspoken": _in_words([one.words for one in result.absent if not one.documents]),
            "nothing": nothing(result.in_part),
            "source_path": source_path,
            "what_was_read": what_was_read(result.in_part),
            "bare": Asked(without_fields(asked.words), {}).path(),
            "first": replace(asked, page=1).path(),
        }
    answer = await rendered(request, datasette, "search.html", context)
    return answer if result is not None else _asking_again(answer)


async def search_json(request: Request, datasette: Datasette) -> Response:
    """The same as one JSON object; ``hits`` are of the page asked for, ``near`` are no hits."""
    await allowed(request, datasette)
    asked = asked_of(request)
    address = asked.path(f"{PATH}.json")
    kept = kept_of(datasette.get_database(DATABASE))
    text = kept.text(address)
    if text is None and (result := await _result(datasette, asked)):
        following = _next(asked, result, f"{PATH}.json")
        following = datasette.urls.path(following) if following else None
        text = json.dumps({"query": asked.words, **described(result), "next": following})
        kept.keep(address, text)
    headers = dict(NO_SNIFFING)
    if datasette.cors:
        add_cors_headers(headers)
    if text is None:
        stopped = {"query": asked.words, "level": "stopped", "error": TOO_LONG}
        return _asking_again(Response.json(stopped, headers=headers))
    return Response(text, headers=headers, content_type="application/json; charset=utf-8")


async def _result(datasette: Datasette, asked: Asked) -> Result | None:
    """The search; None where it took longer than the site allows."""
    start = (asked.page - 1) * PAGE_SIZE
    database = datasette.get_database(DATABASE)
    if database not in _READ:  # once, and no part of the search's time
        await database.execute_fn(read_ahead)
        _READ.add(database)
    try:
        return await within_the_limit(
            datasette, lambda connection: look_up(connection, asked.text, start)
        )
    except TookTooLong:
        _READ.discard(database)  # it may be another build of it by now
        return None


def read_ahead(connection: sqlite3.Connection) -> None:
    """Read what searches go by, and work out what the first ones would."""
    make_ready(lexicon(connection))


async def _within_the_limit(
    datasette: Datasette, read: Callable[[sqlite3.Connection], T]
) -> T | None:
    """What a page has beside the search; None where that took longer than the site allows."""
    try:
        return await within_the_limit(datasette, read)
    except TookTooLong:
        return None


def _asking_again(answer: Response) -> Response:
    """The answer of a search that was stopped."""
    answer.status = STOPPED
    answer.headers["retry-after"] = RETRY_AFTER
    return answer


def _next(asked: Asked, result: Result, path: str = PATH) -> str | None:
    if result.listed > asked.page * PAGE_SIZE:
        return replace(asked, page=asked.page + 1).path(path)
    return None


def _previous(asked: Asked, result: Result) -> str | None:
    """The page before the one asked for; behind the last page that."""
    if asked.page == 1:
        return None
    last = max(1, -(-result.listed // PAGE_SIZE))
    return replace(asked, page=min(asked.page - 1, last)).path()


def _facet_links(asked: Asked, result: Result) -> list[tuple[str, list[dict[str, Any]], int]]:
    """For each field not chosen yet its values with counts and links, and how many more."""
    found = []
    for name, key in FACETS.items():
        if name in result.fields or not result.facets[key].values:
            continue
        values = [
            {
                "label": result.answer.lexicon.products.get(value, value)
                if name == "product"
                else _words(value),
                "count": count,
                "path": asked.narrowed_to(name, value).path(),
            }
            for value, count in result.facets[key].values
        ]
        found.append((name, values, result.facets[key].more))
    return found


def _spellings(asked: Asked, result: Result) -> list[dict[str, Any]]:
    """The misspelled words, each with what it may mean as links to those searches."""
    return [
        {
            "word": word,
            "used": instead[0],
            "others": [(one, asked.with_word(word, one).path()) for one in instead],
        }
        for word, instead in result.answer.mended.items()
    ]


def _for_page(hit: Hit, result: Result) -> dict[str, Any]:
    """A hit with its marks as mark-up; its words are shown once where some say the same."""
    row, own_title, own_snippet = hit.row, hit.title, hit.snippet
    title, quote = _letters(own_title), " ".join((row.quote or "").split())
    snippet = "" if _letters(own_snippet) in title else own_snippet
    parts = [_letters(part) for part in own_snippet.split(" … ") if _letters(part)]
    if _letters(quote) in title or (parts and all(part in _letters(quote) for part in parts)):
        quote = ""
    if len(quote) > LONGEST_QUOTE:
        quote = quote[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return {
        "hit": hit,
        "title": marked(own_title),
        "snippet": marked(snippet),
        "quote": quote,
        "kind": _words(row.kind),
        "product": result.answer.lexicon.products.get(row.product_id or "", row.product_id),
        "edition": result.answer.lexicon.editions.shown(row.document_id),
    }


def _in_words(absent: list[str]) -> str:
    """ "a, b or c"; empty for none. What is very long is shortened."""
    words = [one if len(one) <= LONGEST_WORD else f"{one[:LONGEST_WORD]}…" for one in absent]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _letters(text: str) -> str:
    """``text`` without marks, white space, case and hyphens: what says the same is the same."""
    return "".join(char for char in unmarked(text).casefold() if char.isalnum())


def _words(value: str) -> str:
    return value.replace("_", " ")


def marked(text: str) -> Markup:
    """``text`` escaped, with what stands between the marks of a search marked."""
    return Markup(unmarked(MET.sub(r"<mark>\1</mark>", str(escape(text)))))
