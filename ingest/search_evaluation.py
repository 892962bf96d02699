"""Queries with their expected rows in, how well a search finds them out, beside two baselines.

A queries file is CSV: ``query``, ``kind``, ``expected`` (``table/id=grade`` joined by ``;``; grade
3 is wanted first, 2 right too, 1 acceptable; empty where the base does not speak of it).
"""

from __future__ import annotations

import csv
import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadQueries
from ingest.site.search.lexicon.query_words import all_of, any_of, parse_query
from ingest.site.search.result import Result, look_up

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Rows:
    """What a search finds: ``paths`` are ``table/id``, best first; ``near`` is whether it says of
    them that they are but near to what was asked.
    """

    paths: list[str]
    near: bool = False


Search = Callable[[str], Rows]
"""From a query to what is found."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with the grades of the rows that are right; none where nothing is."""

    query: str
    kind: str
    grades: dict[str, int]


@dataclass(frozen=True, slots=True)
class Score:
    """How well queries of one kind are answered.

    ``zero`` is the share without hits, ``near`` that of hits which are said to be but near.
    ``claims`` is, for queries without an answer, the share of those that got hits none the less,
    and of which that is not said.
    """

    kind: str
    queries: int
    ndcg: float
    mrr: float
    recall: float
    zero: float
    near: float
    claims: float | None = None


def read_queries(path: Path) -> list[Judged]:
    """The queries of a file. Raises BadQueries naming file and line."""
    found = []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                found.append(_judged(row, f"{path}, line {number}"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadQueries(f"{path}: {error}; give a CSV file in UTF-8") from error
    return found


def _judged(row: dict[str, str], where: str) -> Judged:
    try:
        pairs = [pair.rsplit("=", 1) for pair in row["expected"].split(";") if pair]
        grades = {name: int(grade) for name, grade in pairs}
        return Judged(row["query"], row["kind"], grades)
    except (KeyError, ValueError, AttributeError) as error:
        raise BadQueries(
            f"{where}: not query, kind and expected rows as table/id=grade ({error!r}); mend it"
        ) from error


def searches(connection: sqlite3.Connection) -> Iterator[tuple[str, Search]]:
    """The project's search, and what SQLite gives by itself on the same titles and texts."""
    paths = {
        row_id: _table_and_id(path)
        for row_id, path in connection.execute("select id, row_path from search_index")
    }

    def own(query: str) -> Rows:
        result = look_up(connection, query, most=DEPTH)
        hits = [_table_and_id(hit.row.row_path) for hit in result.hits]
        return Rows(hits, is_told_near(result))

    yield "riskplan", own
    for name, tokenizer, expression in (
        ("FTS5, porter stemmer", "porter unicode61 remove_diacritics 2", all_of),
        ("BM25 without synonyms", "unicode61 remove_diacritics 2", any_of),
    ):
        yield name, _plain(connection, paths, tokenizer, expression)


def _table_and_id(path: str) -> str:
    return "/".join(path.rsplit("/", 2)[1:])


def is_told_near(result: Result) -> bool:
    """Whether it is said of the hits that they are near to what was asked, not just that, by any of
    the notes that a page shows above them, or of the first which of the words it is without.

    What is then no claim may still be of no use: ``near`` tells how much that is.
    """
    told = (
        *(result.absent, result.related, result.untold, result.uncounted, result.wide),
        *(result.in_label, result.only_named, result.not_there, result.apart, result.unstated),
    )
    first = any(hit.partial for hit in result.hits[:1])
    return bool(result.hits) and (result.level == "alike" or first or any(told))


def _plain(
    connection: sqlite3.Connection,
    paths: dict[int, str],
    tokenizer: str,
    expression: Callable[..., str],
) -> Search:
    memory = sqlite3.connect(":memory:")
    memory.execute(f"create virtual table t using fts5 (title, body, tokenize='{tokenizer}')")
    rows = connection.execute("select id, title, body from search_index")
    memory.executemany("insert into t (rowid, title, body) values (?, ?, ?)", rows)

    def find(query: str) -> Rows:
        terms = parse_query(query).terms
        if not terms:
            return Rows([])
        sql = f"select rowid from t where t match ? order by rank limit {DEPTH}"
        return Rows([paths[row_id] for (row_id,) in memory.execute(sql, [expression(terms)])])

    return find


def evaluate(find: Search, queries: Iterable[Judged]) -> list[Score]:
    """The scores of one search, kind by kind, then over all queries that have an answer."""
    by_kind: dict[str, list[Judged]] = {}
    for one in queries:
        by_kind.setdefault(one.kind if one.grades else "unanswerable", []).append(one)
    found = {one.query: find(one.query) for many in by_kind.values() for one in many}
    scores = [_score(kind, many, found) for kind, many in sorted(by_kind.items())]
    answerable = [one for many in by_kind.values() for one in many if one.grades]
    return [*scores, _score("all with an answer", answerable, found)] if answerable else scores


def _score(kind: str, queries: list[Judged], found: dict[str, Rows]) -> Score:
    count = len(queries)
    zero = sum(not found[one.query].paths for one in queries) / count
    near = sum(found[one.query].near for one in queries) / count
    if not any(one.grades for one in queries):
        claims = sum(bool(found[one.query].paths) and not found[one.query].near for one in queries)
        return Score(kind, count, 0.0, 0.0, 0.0, zero, near, claims / count)
    ndcg = sum(_ndcg(one, found[one.query].paths) for one in queries) / count
    mrr = sum(_reciprocal_rank(one, found[one.query].paths) for one in queries) / count
    recall = sum(_recall(one, found[one.query].paths) for one in queries) / count
    return Score(kind, count, ndcg, mrr, recall, zero, near)


def _ndcg(one: Judged, rows: list[str]) -> float:
    """Discounted gain (2^grade - 1) of the first ten rows, a share of the best there could be."""
    best = _gain(sorted(one.grades.values(), reverse=True)[:DEPTH])
    return _gain([one.grades.get(row, 0) for row in rows[:DEPTH]]) / best


def _gain(grades: list[int]) -> float:
    return float(sum((2**grade - 1) / math.log2(n + 1) for n, grade in enumerate(grades, 1)))


def _reciprocal_rank(one: Judged, rows: list[str]) -> float:
    """One over the place of the first row that is wanted first (of the highest grade there is)."""
    wanted = max(one.grades.values())
    places = (place for place, row in enumerate(rows, 1) if one.grades.get(row) == wanted)
    return 1 / next(places, math.inf)


def _recall(one: Judged, rows: list[str]) -> float:
    """The share of the right rows (grade 2 and 3; five at most) among the first five."""
    right = {row for row, grade in one.grades.items() if grade >= 2} or set(one.grades)
    return len(right & set(rows[:5])) / min(5, len(right))
