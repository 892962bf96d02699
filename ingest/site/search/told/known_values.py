"""The fields of a query in, out of them those with a value that no row has, and what there is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ingest.site.search.lexicon.query_term import Field
from ingest.site.search.scores.fields import VALUES

MOST_VALUES = 20
IS_ONE = {
    "kind": "select 1 from search_index where kind = :said",
    "category": "select 1 from search_index where category = :said",
    "product": "select 1 from products where :said in (id, lower(name), substance_id)",
    "section": "select 1 from label_references "
    "where label_section_id in (:said, 'smpc-' || :said, 'pl-' || :said)",
}
"""What finds a row if a value is one that there is."""
EACH = {
    "kind": "select distinct kind from search_index order by 1",
    "category": "select distinct category from search_index where category <> '' order by 1",
    "product": "select id from products order by id",
    "section": "select distinct label_section_id from label_references order by 1",
}
"""The values that there are."""


def known_values(connection: sqlite3.Connection, fields: Iterable[Field]) -> dict[str, list[str]]:
    """For each field of which no row has one of the values, the values that rows have."""
    known: dict[str, list[str]] = {}
    for field in fields:
        each = [{"said": VALUES[field.name](said)} for said in field.values]
        if not all(connection.execute(IS_ONE[field.name], one).fetchone() for one in each):
            having = connection.execute(EACH[field.name])
            known[field.name] = [value for (value,) in having.fetchmany(MOST_VALUES)]
    return known
