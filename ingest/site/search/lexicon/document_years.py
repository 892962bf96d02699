"""A year in, the documents of that year out that are one of several on a medicine."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows

YEAR = re.compile(r"(?:19|20)\d\d")
OWN = (
    "select distinct d.id from documents d join documents e "
    "on e.product_id = d.product_id and e.family = d.family and e.id <> d.id "
    "where substr(d.document_date, 1, 4) = ?"
)
OTHERS = (
    "select distinct e.id from documents d join documents e "
    "on e.product_id = d.product_id and e.family = d.family and e.id <> d.id "
    "where substr(d.document_date, 1, 4) = :year and substr(e.document_date, 1, 4) <> :year"
)


def documents_of_year(connection: sqlite3.Connection, words: Sequence[str]) -> set[str]:
    """The ids of the documents that a year (if ``words`` are one) names, where there are others of
    their family on the same medicine."""
    if len(words) != 1 or not YEAR.fullmatch(words[0]):
        return set()
    return {one for (one,) in connection.execute(OWN, [words[0]])}


def documents_beside(connection: sqlite3.Connection, year: str) -> set[str]:
    """The ids of the documents of other years beside those of a year, on the same medicines."""
    return {one for (one,) in connection.execute(OTHERS, {"year": year})}


def rows_of(connection: sqlite3.Connection, known: Lexicon, documents: Iterable[str]) -> Rows:
    """The rows of documents, by their ids."""
    found = np.zeros(known.size, np.bool_)
    for document_id in documents:
        sql = "select id - 1 from search_index where document_id = ?"
        found[[row for (row,) in connection.execute(sql, [document_id])]] = True
    return found
