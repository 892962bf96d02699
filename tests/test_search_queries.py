"""The queries that the search is measured by: well graded, and each in one file only."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from conftest import SEARCH, by_words, fictional

from ingest.search_evaluation import evaluate, read_queries, searches
from ingest.site.search.result import look_up

FILES = sorted(SEARCH.glob("*.csv"))
TUNING = SEARCH / "queries.csv"
OTHERS = sorted(path.name for path in SEARCH.iterdir() if (path / "documents").exists())
"""Fictional medicines with documents and queries of their own."""
LEAST = {
    "held_out.csv": (0.90, 0.92), "unseen.csv": (0.88, 0.87), "unseen_broader.csv": (0.70, 0.65),
}  # fmt: skip
"""MRR and recall@5 that files which nobody looked at must have."""
KINDS = {
    "abbreviation",
    "broader",
    "exact",
    "lay",
    "question",
    "spelling",
    "typo",
    "unanswerable",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_expected_is_graded_and_in_the_database(
    path: Path, connection: sqlite3.Connection
) -> None:
    _check(path, connection)


@pytest.mark.parametrize("name", OTHERS)
def test_so_it_is_for_other_medicines(name: str, tmp_path: Path) -> None:
    with fictional(name, tmp_path) as connection:
        for path in sorted((SEARCH / name).glob("*.csv")):
            _check(path, connection)


@pytest.mark.parametrize("name", LEAST)
def test_queries_that_nobody_looked_at_are_answered(
    name: str, connection: sqlite3.Connection
) -> None:
    (_, find), *others = searches(connection)
    queries = read_queries(SEARCH / name)
    *_, own = evaluate(find, queries)
    assert own.mrr >= LEAST[name][0]
    assert own.recall >= LEAST[name][1]
    *_, words_alone = evaluate(by_words(connection), queries)
    assert own.mrr > words_alone.mrr
    for _, plain in others:
        *_, score = evaluate(plain, queries)
        assert score.recall < own.recall / 2


@pytest.mark.parametrize(("name", "most"), [("unanswerable.csv", 0.02), ("tempting.csv", 0.06)])
def test_hardly_a_query_without_an_answer_is_claimed_to_have_one(
    name: str, most: float, connection: sqlite3.Connection
) -> None:
    (_, find), _, (_, any_word) = searches(connection)
    queries = read_queries(SEARCH / name)
    *_, own = evaluate(find, queries)
    assert own.claims < most
    *_, beside = evaluate(any_word, queries)
    assert beside.claims > 10 * own.claims


def _check(path: Path, connection: sqlite3.Connection) -> None:
    paths = connection.execute("select row_path from search_index").fetchall()
    known = {path.removeprefix("/riskplan/") for (path,) in paths}
    for at, query in enumerate(read_queries(path), start=2):  # a line's number, never its words
        assert query.kind in KINDS, at
        assert set(query.grades.values()) <= {1, 2, 3}, at
        assert query.grades.keys() <= known, at
        assert bool(query.grades) == (query.kind != "unanswerable"), at


def test_no_query_stands_twice() -> None:
    places: dict[str, list[str]] = {}
    for path in FILES:
        for at, query in enumerate(read_queries(path), start=2):
            said = " ".join(query.query.split()).rstrip("?.! ")
            places.setdefault(said, []).append(f"{path.name}:{at}")
    assert [found for found in places.values() if len(found) > 1] == []


def test_every_hit_says_why_it_was_found(connection: sqlite3.Connection) -> None:
    for query in read_queries(TUNING):
        for hit in look_up(connection, query.query).hits:
            assert hit.why.partition("without")[0], (query.query, hit.row.row_path)
