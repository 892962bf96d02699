"""An expression in, the rows of the search index that meet it out, best first.

A row counts more where the words stand in its own name and text than where they only lead to it,
and where it is of a kind that the question asks for.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

MOST_RANKED = 1000
"""Hits that are ranked and counted; a search that has more says so."""
RELATED = 0.4
"""What a row counts in which the words stand only among those that lead to it."""
OWN = 2.8
"""How much more a row that hangs on a concern counts for its own words than for the concern's."""
HUNG = {"factor", "measure", "activity"}
NAMED = "{title also_known_as body}"
ITS_OWN = "{also_known_as body}"
ASKED_FOR = 12.0
"""How much more a row counts whose kind the question asks for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the index by its id, its score (lower is better), and the words it lacks."""

    id: int
    score: float
    kind: str
    category: str | None
    product_id: str | None
    lacks: tuple[str, ...] = ()


def best_first(found: list[Found], kinds: set[str]) -> list[Found]:
    """``found`` by score, rows of the ``kinds`` asked for before others that are as good."""
    asked = [
        replace(one, score=one.score * ASKED_FOR) if one.kind in kinds else one for one in found
    ]
    return sorted(asked, key=lambda one: (one.score, one.id))


class Narrowed:
    """The rows of the index that the query's fields leave."""

    def __init__(self, connection: sqlite3.Connection, fields: dict[str, str]) -> None:
        """``fields`` are those of a query: category, product, section, kind."""
        self.connection = connection
        self.where, self.values = _conditions(fields)

    def ranked(self, expression: str, most: int = MOST_RANKED) -> list[Found]:
        """The best rows for an expression; none where FTS5 cannot read it."""
        columns = "i.id, hits.score * i.weight, i.kind, i.category, i.product_id"
        best = (
            "select rowid, rank as score from search_index_fts "
            "where search_index_fts match :expression"
        )
        if self.where:
            sql = (
                f"select {columns} from ({best}) hits join search_index i on i.id = hits.rowid "
                f"where {self.where} order by 2 limit {most}"
            )
        else:
            sql = (
                f"select {columns} from ({best} order by rank limit {most}) hits "
                "join search_index i on i.id = hits.rowid"
            )
        values = {"expression": expression, **self.values}
        try:
            found = [Found(*row) for row in self.connection.execute(sql, values)]
            return self._weighed(found, expression)
        except sqlite3.OperationalError as error:
            if "fts5" in str(error) or "column" in str(error) or "syntax" in str(error):
                return []
            raise

    def _weighed(self, found: list[Found], expression: str) -> list[Found]:
        """Scores by where the words stand: in the row's own words, its name, or beside it."""
        named = self._among(found, f"{NAMED} : ({expression})")
        own = self._among([one for one in found if one.kind in HUNG], f"{ITS_OWN} : ({expression})")
        return [
            replace(one, score=one.score * (OWN if one.id in own else 1.0))
            if one.id in named
            else replace(one, score=one.score * RELATED)
            for one in found
        ]

    def _among(self, found: list[Found], expression: str) -> set[int]:
        """Those of ``found`` that an expression meets."""
        if not found:
            return set()
        ids = ", ".join(str(one.id) for one in found)
        sql = (
            "select rowid from search_index_fts where search_index_fts match ? "
            f"and +rowid in ({ids})"  # the plus: the expression is met once, not once a row
        )
        return {row_id for (row_id,) in self.connection.execute(sql, [expression])}

    def everything(self) -> list[Found]:
        """All rows that the fields leave, the weightiest first."""
        sql = (
            "select i.id, -i.weight, i.kind, i.category, i.product_id from search_index i "
            f"where {self.where or '1'} order by 2, 1 limit {MOST_RANKED}"
        )
        return [Found(*row) for row in self.connection.execute(sql, self.values)]


def _conditions(fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The fields as a condition on ``i``, a row of the index."""
    wheres: list[str] = []
    values: dict[str, str] = {}
    if kind := fields.get("kind"):
        wheres.append("i.kind = :kind")
        values["kind"] = kind.lower().replace(" ", "_")
    if category := fields.get("category"):
        wheres.append("i.category = :category")
        words = category.lower().split()  # "important potential risk", "missing information"
        values["category"] = next((word for word in words if word != "important"), "")
    if product := fields.get("product"):
        wheres.append(
            "i.product_id in (select id from products where id = :product "
            "or lower(name) = :product or substance_id = :product)"
        )
        values["product"] = product.lower()
    if section := fields.get("section"):
        wheres.append(
            "i.risk_id in (select risk_id from label_references where label_section_id in "
            "(:section, 'smpc-' || :section, 'pl-' || :section))"
        )
        values["section"] = section.lower().replace(" ", "-")
    return " and ".join(wheres), values
