"""The fields and operators of a query in, the rows of the search index that meet them out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.query_term import Field

MOST_RANKED = 1000
"""Hits that are ranked; those beyond are counted."""
QUOTED = 6
"""Words that are a quotation where a row has them in their order."""
NO_ROWS = np.zeros(0, np.int32)


class Narrowed:
    """The rows of the index that what narrows a query leaves; they count from 0."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        fields: Sequence[Field] = (),
        without: Numbers = NO_ROWS,
    ) -> None:
        """``fields`` are those of a query: category, product, section, kind; ``without`` are rows
        that are left out."""
        self.connection = connection
        self.fields = fields
        self.without = without
        self.where, self.values = _conditions(fields)

    @property
    def narrows(self) -> bool:
        """Whether any row is left out."""
        return bool(self.fields) or len(self.without) > 0

    def rows(self) -> Numbers:
        """All rows that are left, in their order."""
        sql = f"select i.id from search_index i where {self.where or '1'} order by i.id"
        found = self.connection.execute(sql, self.values).fetchall()
        rows = np.array([row_id - 1 for (row_id,) in found], np.int32)
        return np.setdiff1d(rows, self.without, assume_unique=True)

    def printing(self, words: Sequence[str]) -> Numbers:
        """The rows that have ``words``, enough to be a quotation, in their order; of all rows."""
        return NO_ROWS if len(words) < QUOTED else self.matching(f'body : "{" ".join(words)}"')

    def matching(self, expression: str) -> Numbers:
        """The rows for an FTS5 expression that can be read, in their order; of all rows."""
        sql = "select rowid - 1 from search_index_fts where search_index_fts match ? order by rowid"
        found = self.connection.execute(sql, [expression])
        return np.array([row for (row,) in found], np.int32)

    def ranked(self, expression: str) -> tuple[Numbers, Strengths]:
        """The rows for an FTS5 expression that can be read with their scores; of all rows."""
        sql = (
            "select i.id - 1, -hits.score * i.weight from (select rowid, rank as score "
            "from search_index_fts where search_index_fts match ?) hits "
            "join search_index i on i.id = hits.rowid order by 1"
        )
        found = self.connection.execute(sql, [expression]).fetchall()
        return (
            np.array([row for row, _ in found], np.int32),
            np.array([score for _, score in found], np.float32),
        )


def _kind(said: str) -> str:
    return said.lower().replace(" ", "_")


def _category(said: str) -> str:
    """The category of "important potential risk", of "missing information"."""
    return next((word for word in said.lower().split() if word != "important"), "")


def _product(said: str) -> str:
    return said.lower()


def _section(said: str) -> str:
    return said.lower().replace(" ", "-")


VALUES = {"kind": _kind, "category": _category, "product": _product, "section": _section}
"""Fields by which hits are narrowed down, and what a reader's words are there."""
HAVING = {
    "kind": "i.kind = :{}",
    "category": "i.category = :{}",
    "product": "i.product_id in (select id from products where :{} in (id, lower(name), "
    "substance_id))",
    "section": "i.risk_id in (select risk_id from label_references where label_section_id in "
    "(:{0}, 'smpc-' || :{0}, 'pl-' || :{0}))",
}
"""The condition of each on ``i``, a row of the index."""


def _conditions(fields: Sequence[Field]) -> tuple[str, dict[str, str]]:
    """All ``fields`` as a condition on ``i``, a row of the index."""
    wheres: list[str] = []
    values: dict[str, str] = {}
    for field in fields:
        either = []
        for said in field.values:
            key = f"value{len(values)}"
            values[key] = VALUES[field.name](said)
            either.append(HAVING[field.name].format(key))
        where = f"coalesce({' or '.join(either)}, 0)"
        wheres.append(f"not {where}" if field.denied else where)
    return " and ".join(wheres), values
