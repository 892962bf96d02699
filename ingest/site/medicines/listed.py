"""The page /-/medicines: words, a jurisdiction and a page number in, the medicines held out.

A medicine's concerns are counted as its newest plan or report lists them: over several documents
each would count more than once.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from typing import Any
from urllib.parse import urlencode

from rapidfuzz import fuzz, process

from ingest.site.pages import Asked, dicts

PATH = "/-/medicines"
PAGE_SIZE = 50
CATEGORIES = ("identified", "potential", "missing")
NEWEST_FIRST = "document_date desc, cast(version as real) desc, version desc, id desc"
"""An order of documents, as in the view newest_plans; those without a date come last."""
AMONG = "product_id in (select value from json_each(?))"
MEDICINES = """
select p.id, p.name, s.name as substance, p.jurisdiction
from products p join substances s on s.id = p.substance_id
order by lower(p.name), p.jurisdiction, p.id
"""
CLOSE = 70
MOST_CLOSE = 5


def read_list(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """A page of the medicines whose name or substance has all words asked for."""
    words, jurisdiction = asked.text("q"), asked.text("jurisdiction", 50)
    medicines = dicts(connection, MEDICINES)
    named = [one for one in medicines if _has(one, words)]
    found = [one for one in named if jurisdiction in ("", one["jurisdiction"])]
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(asked.number("page", 1), pages)
    start = (page - 1) * PAGE_SIZE
    return {
        "words": words,
        "jurisdiction": jurisdiction,
        "jurisdictions": _counts(medicines),
        "total": len(found),
        "held": len(medicines),
        "start": start,
        "page": page,
        "pages": pages,
        "medicines": counted(connection, found[start : start + PAGE_SIZE]),
        "previous": _address(words, jurisdiction, page - 1) if page > 1 else None,
        "next": _address(words, jurisdiction, page + 1) if page < pages else None,
        "elsewhere": [
            (place, count, _address(words, place))
            for place, count in _counts([] if found else named)
        ],
        "close": [(name, _address(name)) for name in _close_to(words, [] if named else medicines)],
    }


def first_medicines(connection: sqlite3.Connection, most: int) -> list[dict[str, Any]]:
    """The first medicines by name, as the list has them."""
    return counted(connection, dicts(connection, f"{MEDICINES} limit ?", most))


def counted(
    connection: sqlite3.Connection, medicines: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The medicines with their documents, policies and concerns by category.

    ``plan`` is the document whose concerns are counted; None, and no counts, without one.
    """
    ids = json.dumps([one["id"] for one in medicines])
    documents = dict(
        connection.execute(
            f"select product_id, count(*) from documents where {AMONG} group by 1", [ids]
        ).fetchall()
    )
    policies = dict(
        connection.execute(
            f"select product_id, count(*) from policies where {AMONG} group by 1", [ids]
        ).fetchall()
    )
    plans = dict(
        connection.execute(
            f"select product_id, document_id from newest_plans where {AMONG}", [ids]
        ).fetchall()
    )
    concerns = {
        (document_id, category): count
        for document_id, category, count in connection.execute(
            "select document_id, category, count(*) from risks "
            "where document_id in (select value from json_each(?)) group by 1, 2",
            [json.dumps(list(plans.values()))],
        )
    }
    return [
        one
        | {
            "plan": (plan := plans.get(one["id"])),
            "documents": documents.get(one["id"], 0),
            "policies": policies.get(one["id"], 0),
            "concerns": [concerns.get((plan, category), 0) for category in CATEGORIES],
        }
        for one in medicines
    ]


def folded(text: str) -> str:
    """``text`` without case and accents: what is compared."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def _has(medicine: dict[str, Any], words: str) -> bool:
    said = folded(f"{medicine['name']} {medicine['substance']}")
    return all(word in said for word in folded(words).split())


def _counts(medicines: list[dict[str, Any]]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for one in medicines:
        found[one["jurisdiction"]] = found.get(one["jurisdiction"], 0) + 1
    return sorted(found.items())


def _close_to(words: str, medicines: list[dict[str, Any]]) -> list[str]:
    """Names of medicines and substances that are spelled much like ``words``, the closest first."""
    names = sorted({name for one in medicines for name in (one["name"], one["substance"])})
    near = process.extract(
        folded(words), names, scorer=fuzz.WRatio, processor=folded, limit=MOST_CLOSE,
        score_cutoff=CLOSE,
    )  # fmt: skip
    return [name for name, _, _ in near]


def _address(words: str, jurisdiction: str = "", page: int = 1) -> str:
    said = {"q": words, "jurisdiction": jurisdiction, "page": page if page > 1 else ""}
    arguments = urlencode({name: value for name, value in said.items() if value})
    return f"{PATH}?{arguments}" if arguments else PATH
