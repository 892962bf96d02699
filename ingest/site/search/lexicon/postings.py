"""A term of the index in, the rows that have it out; kept in memory while there is room."""

from __future__ import annotations

import sqlite3
from collections.abc import Set
from threading import Lock

import numpy as np

from ingest.site.search.lexicon.meanings import NOWHERE, Postings

FULL = 250.0
"""The number that stands for a strength of 1 (ingest/search_index/postings.py)."""
MOST_KEPT = 64_000_000
"""Bytes that are kept for a database."""


class KeptPostings:
    """The rows that have each of the terms of a database, and how much it counts in each."""

    def __init__(self, terms: Set[str]) -> None:
        """``terms`` are all that rows have."""
        self._terms = terms
        self._kept: dict[str, Postings] = {}
        self._bytes = 0
        self._keeping = Lock()

    def of(self, connection: sqlite3.Connection, term: str) -> Postings:
        """The rows (from 0) that have ``term``, in their order, and how much it counts in each."""
        found = self._kept.get(term)
        if found is None:
            if term not in self._terms:
                return NOWHERE
            sql = "select rows, strengths from search_postings where term = ?"
            rows, strengths = connection.execute(sql, [term]).fetchone()
            found = (
                np.frombuffer(rows, "<u4").astype(np.int32) - 1,
                np.frombuffer(strengths, np.uint8).astype(np.float32) / np.float32(FULL),
            )
            with self._keeping:
                if self._kept.setdefault(term, found) is found:
                    self._bytes += _size(found)
                while self._bytes > MOST_KEPT:
                    self._bytes -= _size(self._kept.pop(next(iter(self._kept))))
        return found


def _size(postings: Postings) -> int:
    return sum(one.nbytes for one in postings)
