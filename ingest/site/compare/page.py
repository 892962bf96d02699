"""The page that lays two medicines, or two documents, side by side: an address in, its rows out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from ingest.site.compare.choice import suggestions
from ingest.site.compare.concept import concept_over_products
from ingest.site.compare.concern_facts import facts_of
from ingest.site.compare.concern_matching import Item, Matching, Row, matched
from ingest.site.compare.differences import CATEGORIES, Facts, categories_differ, differences
from ingest.site.compare.sides import Side, broader_of, side_of
from ingest.site.pages import Asked
from ingest.site.product_choice import product_choice

PATH = "/-/compare"
SIDES = ("a", "b")
MOST = 100


def read_compare(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    """What templates/compare.html shows; None where the address names what does not exist."""
    if concept := asked.text("concept", 500):
        found = concept_over_products(connection, concept, asked.number("page", 1))
        return found and {"mode": "concept", **found}
    given = [which for which in SIDES if asked.text(which) or asked.text(f"{which}_document")]
    sides = {which: side_of(connection, asked, which) for which in given}
    if None in sides.values():
        return None
    a, b = sides.get("a"), sides.get("b")
    chosen = {"choice": product_choice(connection, asked.text("find"), warned=True)}
    if a and b and not chosen["choice"]["find"]:
        return {"mode": "pair", **chosen, **_pair(connection, a, b, asked)}
    return {
        "mode": "choose",
        "sides": sides,
        "kept": _kept(sides),
        "suggestions": suggestions(connection),
        **chosen,
    }


def _pair(connection: sqlite3.Connection, a: Side, b: Side, asked: Asked) -> dict[str, Any]:
    found = matched(a.items, b.items, broader_of(connection, [*a.items, *b.items]))
    most = asked.number("most", MOST, 2000)
    rows = {kind: getattr(found, kind) for kind in ("same", "part", "related")}
    shown = {kind: own[:most] for kind, own in rows.items()}
    risks = [item for own in shown.values() for row in own for item in _both(row)]
    facts = facts_of(connection, [one.id for one in risks if one.table == "risks"])
    names = _names(a, b)
    kept = _kept({"a": a, "b": b})
    return {
        "a": a,
        "b": b,
        "names": names,
        "facts": facts,
        "rows": _laid_out(shown, facts, names),
        "cut": {kind: len(own) - len(shown[kind]) for kind, own in rows.items()},
        "counts": counts_of(found, a, b),
        "differing": [row for row in found.same if categories_differ(row)],
        "category_words": CATEGORIES,
        "only": {"a": _named(found.only_a)[:most], "b": _named(found.only_b)[:most]},
        "only_cut": {
            "a": len(_named(found.only_a)) - most, "b": len(_named(found.only_b)) - most,
        },
        "wider": _wider(found),
        "titles": {**a.titles(), **b.titles()},
        "swap": address(_kept({"a": b, "b": a})),
        "everything": address({**kept, "most": "2000"}),
        "kept": kept,
        "documents": _documents(a, b),
        "one_thing": (a.product, a.document) == (b.product, b.document),
    }  # fmt: skip


def _laid_out(
    shown: Mapping[str, Sequence[Row]], facts: Facts, names: tuple[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """The rows of each kind with their differences; each concern's facts are told once only.

    Concerns that are the same in part may differ in all they like: there it is not called out.
    """
    told: set[str] = set()
    laid: dict[str, list[dict[str, Any]]] = {}
    for kind, rows in shown.items():
        laid[kind] = []
        for row in rows:
            fresh = {one.id for one in _both(row) if one.table == "risks"} - told
            said = differences(row, facts, names) if kind == "same" else []
            laid[kind].append({"row": row, "fresh": fresh, "differences": said})
            if kind != "related":
                told |= fresh
    return laid


def address(arguments: Mapping[str, str]) -> str:
    """The address of a comparison."""
    return f"{PATH}?{urlencode(arguments)}" if arguments else PATH


def _kept(sides: Mapping[str, Side | None]) -> dict[str, str]:
    kept = {}
    for which, side in sides.items():
        if side:
            kept[which] = side.product["id"]
            if side.document:
                kept[f"{which}_document"] = side.document["id"]
    return kept


def _names(a: Side, b: Side) -> tuple[str, str]:
    """What the sides are called: by medicine, or by document where the medicine is one."""
    if a.product["id"] != b.product["id"]:
        return a.product["name"], b.product["name"]
    dates = [one.document and one.document["document_date"] for one in (a, b)]
    if all(dates) and dates[0] != dates[1]:
        return f"{a.product['name']} {dates[0]}", f"{b.product['name']} {dates[1]}"
    said = [one.document["id"] if one.document else "all documents" for one in (a, b)]
    return f"A ({said[0]})", f"B ({said[1]})"


def _both(row: Row) -> Iterator[Item]:
    yield from row.a
    yield from row.b


def counts_of(found: Matching, a: Side, b: Side) -> dict[str, dict[str, int]]:
    """For each side how many of its concerns and warnings have what on the other, each once."""
    same, part, related = (
        {item.id for row in rows for item in _both(row)}
        for rows in (found.same, found.part, found.related)
    )
    counts = {}
    for which, side, only in (("a", a, found.only_a), ("b", b, found.only_b)):
        ids = {one.id for one in side.items}
        counts[which] = {
            "all": len(ids),
            "same": len(ids & same),
            "part": len((ids & part) - same),
            "only": len(only),
            "related": sum(one.id in related for one in only),
        }
    return counts


def _wider(found: Matching) -> dict[str, list[str]]:
    """For each concern without a partner the broader or narrower concepts of the other side."""
    wider: dict[str, list[str]] = {}
    for row in found.related:
        for narrow, broad in zip(row.concepts[::2], row.concepts[1::2], strict=True):
            for item in _both(row):
                broad_here = item.meaning(broad[0]) is not None
                other = f"narrower: {narrow[1]}" if broad_here else f"broader: {broad[1]}"
                said = wider.setdefault(item.id, [])
                if other not in said:
                    said.append(other)
    return wider


def _named(items: Sequence[Item]) -> list[list[Item]]:
    """Concerns of one name and category together, as several documents list them."""
    order = {one.id: place for place, one in enumerate(items)}
    key = lambda one: (one.table, one.category or "", one.key)  # noqa: E731
    groups = [list(own) for _, own in groupby(sorted(items, key=key), key)]
    return sorted(groups, key=lambda own: min(order[one.id] for one in own))


def _documents(a: Side, b: Side) -> list[dict[str, Any]]:
    """The documents that the page is an extract of, each once."""
    read = [
        one for side in (a, b) for one in ([side.document] if side.document else side.documents)
    ]
    return list({one["id"]: one for one in read}.values())
