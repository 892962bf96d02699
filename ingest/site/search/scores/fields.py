"""The fields and operators of a query in, the rows of the search index that meet them out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.search.lexicon.meanings import Numbers, Strengths

MOST_RANKED = 1000
"""Hits that are ranked; those beyond are counted."""
QUOTED = 6
"""Words that are a quotation where a row has them in their order."""
NO_ROWS = np.zeros(0, np.int32)


class Narrowed:
    """The rows of the index that the query's fields leave; they count from 0."""

    def __init__(self, connection: sqlite3.Connection, fields: dict[str, str]) -> None:
        """``fields`` are those of a query: category, product, section, kind."""
        self.connection = connection
        self.fields = fields
        self.where, self.values = _conditions(fields)

    def rows(self) -> Numbers:
        """All rows that the fields leave, in their order."""
        sql = f"select i.id from search_index i where {self.where or '1'} order by i.id"
        found = self.connection.execute(sql, self.values).fetchall()
        return np.array([row_id - 1 for (row_id,) in found], np.int32)

    def printing(self, words: Sequence[str]) -> Numbers:
        """The rows that have ``words``, enough to be a quotation, in their order; of all rows."""
        return NO_ROWS if len(words) < QUOTED else self.matching(f'body : "{" ".join(words)}"')

    def matching(self, expression: str) -> Numbers:
        """The rows for an FTS5 expression that can be read, in their order; of all rows."""
        sql = "select rowid - 1 from search_index_fts where search_index_fts match ? order by rowid"
        found = self.connection.execute(sql, [expression])
        return np.array([row for (row,) in found], np.int32)

    def ranked(self, expression: str) -> tuple[Numbers, Strengths]:
        """The rows for an FTS5 expression with their scores; none where it cannot be read."""
        sql = (
            "select i.id, -hits.score * i.weight from (select rowid, rank as score "
            "from search_index_fts where search_index_fts match :expression) hits "
            f"join search_index i on i.id = hits.rowid where {self.where or '1'} order by 1"
        )
        try:
            found = self.connection.execute(
                sql, {"expression": expression, **self.values}
            ).fetchall()
        except sqlite3.OperationalError as error:
            if not any(word in str(error) for word in ("fts5", "column", "syntax")):
                raise
            found = []
        return (
            np.array([row_id - 1 for row_id, _ in found], np.int32),
            np.array([score for _, score in found], np.float32),
        )


def _kind(said: str) -> str:
    return said.lower().replace(" ", "_")


def _category(said: str) -> str:
    """The category of "important potential risk", of "missing information"."""
    return next((word for word in said.lower().split() if word != "important"), "")


VALUES = {"kind": _kind, "category": _category}
"""Columns of the index by which hits are narrowed down, and what a reader's words are there."""


def _conditions(fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The fields as a condition on ``i``, a row of the index."""
    wheres: list[str] = []
    values: dict[str, str] = {}
    for name, as_told in VALUES.items():
        if said := fields.get(name):
            wheres.append(f"i.{name} = :{name}")
            values[name] = as_told(said)
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
