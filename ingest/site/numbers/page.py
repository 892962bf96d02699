"""The page /-/numbers: how often each risk was reported, as a plot and as a table."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.site.numbers.dot_plot import dot_plot
from ingest.site.numbers.figures import by_risk, read_figures
from ingest.site.numbers.scope import (
    PRODUCTS,
    Scope,
    choices,
    chosen_product,
    data_arguments,
    data_path,
    facets,
    scope_of,
)
from ingest.site.pages import Asked, dicts, documents_of, page

MOST_FIGURES = 60
MOST_OPTIONS = 60
"""Medicines that a list in the form offers; where there are more, their names are typed."""
RISKS = """
select r.id, r.name, r.category, count(f.id) as figures
from risks r left join evidence_figures f on f.risk_id = r.id
where r.product_id = ?
group by r.id
order by r.document_id, r.char_start, r.id
"""


def read_numbers(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What templates/numbers.html shows."""
    products = dicts(connection, PRODUCTS)
    product, candidates = chosen_product(connection, asked, products)
    scope = scope_of(asked, product)
    unknown = candidates is not None
    counted = [] if unknown else facets(connection, scope)
    number = asked.number("page", 1)
    figures = [] if unknown else _figures(connection, scope, number)
    total = sum(one["figures"] for one in counted if _fits(one, scope))
    groups = by_risk(figures, with_product=product is None)
    risks = dicts(connection, RISKS, product["id"]) if product else []
    arguments = data_arguments(connection, scope)
    return {
        "scope": scope,
        "said": asked.text("product"),
        "candidates": candidates,
        "concept": _name(connection, "concepts", scope.concept),
        "risk": _name(connection, "risks", scope.risk),
        "products": products,
        "typed": len(products) > MOST_OPTIONS,
        "neighbours": _neighbours(products, product),
        "risks": [one for one in risks if one["figures"]],
        "unnumbered": [one for one in risks if not one["figures"]],
        "choices": choices(counted, scope),
        "figures": figures,
        "groups": groups,
        "total": total,
        "percentages": sum(one["percentages"] for one in counted if _fits(one, scope)),
        "filtered": any((scope.risk, scope.concept, scope.grade, scope.attribution, scope.arm)),
        "page_number": number,
        "pages": max(-(-total // MOST_FIGURES), 1),
        "data": {kind: data_path(kind, arguments) for kind in ("", "json", "csv") if arguments},
        "documents": _documents(connection, product, figures),
        "dot_plot": dot_plot,
    }


numbers_page = page("numbers.html", read_numbers)


def _figures(connection: sqlite3.Connection, scope: Scope, number: int) -> list[dict[str, Any]]:
    where, values = scope.whole()
    ordered = f"{where} order by f.document_id, f.char_start, f.id limit ? offset ?"
    return read_figures(connection, ordered, *values, MOST_FIGURES, (number - 1) * MOST_FIGURES)


def _fits(counted: Mapping[str, Any], scope: Scope) -> bool:
    return (
        scope.grade in ("", counted["grade"] or "none")
        and scope.attribution in ("", counted["attribution"])
        and scope.arm in ("", counted["arm"] or "treatment")
    )


def _name(connection: sqlite3.Connection, table: str, row_id: str) -> str:
    """The name of a row that was asked for; what was asked where there is no such row."""
    row = connection.execute(f"select name from {table} where id = ?", [row_id]).fetchone()
    return row_id if row is None else str(row[0])


def _neighbours(
    products: Sequence[Mapping[str, Any]], product: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The medicines with figures before and after one, by name."""
    ids = [one["id"] for one in products]
    if product is None or product["id"] not in ids:
        return {"before": None, "after": None}
    at = ids.index(product["id"])
    return {
        "before": products[at - 1] if at else None,
        "after": products[at + 1] if at + 1 < len(products) else None,
        "place": at + 1,
    }


def _documents(
    connection: sqlite3.Connection,
    product: Mapping[str, Any] | None,
    figures: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """The documents of the figures shown, where they are about one medicine."""
    about = {one["product_id"] for one in figures} or ({product["id"]} if product else set())
    if len(about) != 1:
        return []
    shown = {one["document_id"] for one in figures}
    found = documents_of(connection, about.pop())
    return [one for one in found if one["id"] in shown] or found
