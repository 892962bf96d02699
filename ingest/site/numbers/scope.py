"""What the page of numbers is asked for in, which figures that is out: clauses and choices."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ingest.site.numbers.figure_words import grade as grade_words
from ingest.site.pages import Asked, dicts
from ingest.site.settings import DATABASE

FEW_PRODUCTS = 6
"""So many medicines are shown together where none was chosen; of more the first alone."""
MOST_NAMES = 100
MOST_CANDIDATES = 20
NO_GRADE = "none"
NO_COMPARATOR = "treatment"
PRODUCTS = """
select p.id, p.name from products p
where exists (
    select 1 from documents d join evidence_figures f on f.document_id = d.id
    where d.product_id = p.id
)
order by p.name, p.id
"""
PRODUCT = (
    "select id, name from products where id = ? or lower(name) = lower(?) order by id <> ?, id"
)
CANDIDATES = "select id, name from products where name like ? escape '\\' order by name, id limit ?"
FACETS = """
select f.grade, f.attribution, f.arm, count(*) as figures, sum(f.unit = 'percent') as percentages
from evidence_figures f
"""
NAMES = "select distinct name, category from risks where id in ({}) order by name limit ?"
RISK_IDS = "select id from risks where id = ? or lower(name) = lower(?)"
CONCEPT_IDS = "select risk_id from risk_concepts where concept_id = ?"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which figures: of a medicine (None: of all), a risk or a concept, and of what kind."""

    product: Mapping[str, Any] | None
    risk: str
    concept: str
    grade: str
    attribution: str
    arm: str

    def about(self) -> tuple[str, list[str]]:
        """The clauses for the medicine and the risk, and their values."""
        clauses, values = [], []
        if self.product is not None:
            clauses.append("f.document_id in (select id from documents where product_id = ?)")
            values.append(self.product["id"])
        if self.risk:
            clauses.append(f"f.risk_id in ({RISK_IDS})")
            values += [self.risk, self.risk]
        if self.concept:
            clauses.append(f"f.risk_id in ({CONCEPT_IDS})")
            values.append(self.concept)
        return _where(clauses), values

    def whole(self) -> tuple[str, list[str]]:
        """All clauses and their values."""
        where, values = self.about()
        clauses = [where.removeprefix("where ")] if where else []
        for column, said, null in (
            ("grade", self.grade, NO_GRADE),
            ("attribution", self.attribution, None),
            ("arm", self.arm, NO_COMPARATOR),
        ):
            if said and said == null:
                clauses.append(f"f.{column} is null")
            elif said:
                clauses.append(f"f.{column} = ?")
                values.append(said)
        return _where(clauses), values

    def address(self, **changed: str | int) -> str:
        """The page's address with these arguments changed; empty ones are left out."""
        product = self.product["id"] if self.product else ""
        said: dict[str, str | int] = {"product": product, "risk": self.risk}
        said |= {"concept": self.concept, "grade": self.grade}
        said |= {"attribution": self.attribution, "arm": self.arm} | changed
        kept = {name: value for name, value in said.items() if value or name == "product"}
        return f"/-/numbers?{urlencode(kept)}"


def scope_of(asked: Asked, product: Mapping[str, Any] | None) -> Scope:
    """What an address asks for, its medicine found."""
    return Scope(
        product,
        asked.text("risk", 300),
        asked.text("concept", 300),
        asked.text("grade", 40),
        asked.text("attribution", 40),
        asked.text("arm", 40),
    )


def chosen_product(
    connection: sqlite3.Connection, asked: Asked, products: Sequence[Mapping[str, Any]]
) -> tuple[Mapping[str, Any] | None, list[dict[str, Any]] | None]:
    """The medicine asked for; None for all. Beside it what was meant, where none has that name."""
    said = asked.text("product")
    if said:
        found = dicts(connection, PRODUCT, said, said, said)
        if len(found) == 1 or (found and found[0]["id"] == said):
            return found[0], None
        like = said.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return None, found or dicts(connection, CANDIDATES, f"%{like}%", MOST_CANDIDATES)
    told = "product" in asked.arguments or asked.text("risk") or asked.text("concept")
    if told or not products or 1 < len(products) <= FEW_PRODUCTS:
        return None, None
    return products[0], None


def facets(connection: sqlite3.Connection, scope: Scope) -> list[dict[str, Any]]:
    """How many figures of the medicine and risk there are by grade, attribution and arm."""
    where, values = scope.about()
    return dicts(connection, FACETS + where + " group by 1, 2, 3", *values)


def choices(rows: Sequence[Mapping[str, Any]], scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """What each field of the form offers: value, words and how many figures."""
    grades = sorted({row["grade"] for row in rows} - {None}, key=lambda one: (one[-1], one))
    offered: list[tuple[str, str, str | None, str]] = [
        ("grade", NO_GRADE, None, "no grade"),
        *(("grade", one, one, grade_words({"grade": one})) for one in grades),
        ("attribution", "related", "related", "related only"),
        ("attribution", "any", "any", "not called related"),
        ("arm", NO_COMPARATOR, None, "without the comparator"),
        ("arm", "comparator", "comparator", "comparator only"),
    ]
    found: dict[str, list[dict[str, Any]]] = {"grade": [], "attribution": [], "arm": []}
    for field, value, stored, words in offered:
        number = sum(row["figures"] for row in rows if row[field] == stored)
        found[field].append({"value": value, "words": words, "figures": number})
    for field, entries in found.items():
        said = getattr(scope, field)
        if said and said not in {one["value"] for one in entries}:
            entries.append({"value": said, "words": said, "figures": 0})
    return found


def data_arguments(connection: sqlite3.Connection, scope: Scope) -> str | None:
    """The arguments that select the same rows of figures_overview; None for too many names."""
    arguments: list[tuple[str, str]] = []
    if scope.product is not None:
        rows = connection.execute(
            "select id from documents where product_id = ? order by id", [scope.product["id"]]
        )
        arguments.append(("document_id__in", json.dumps([row[0] for row in rows])))
    for sql, values in ((RISK_IDS, [scope.risk] * 2), (CONCEPT_IDS, [scope.concept])):
        if not values[0]:
            continue
        named = dicts(connection, NAMES.format(sql), *values, MOST_NAMES + 1)
        if len(named) > MOST_NAMES:
            return None
        arguments.append(("risk__in", json.dumps(sorted({one["name"] for one in named}))))
        if len({one["category"] for one in named}) == 1:
            arguments.append(("category", named[0]["category"]))
    for column, said, null in (
        ("grade", scope.grade, NO_GRADE),
        ("attribution", scope.attribution, None),
        ("arm", scope.arm, NO_COMPARATOR),
    ):
        if said:
            arguments.append((f"{column}__isnull", "1") if said == null else (column, said))
    return urlencode([*arguments, ("_size", "max")])


def data_path(kind: str, arguments: str) -> str:
    """The path of these rows in Datasette; ``kind`` is json, csv, or "" for its page."""
    return f"/{DATABASE}/figures_overview{'.' if kind else ''}{kind}?{arguments}"


def _where(clauses: Sequence[str]) -> str:
    return "where " + " and ".join(clauses) if clauses else ""
