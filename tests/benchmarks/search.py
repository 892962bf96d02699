"""Search over some 20,000 and some 200,000 rows of the index beside FTS5 alone, in one run.

    python tests/benchmarks/search.py [--rounds N] [--plans SMALL LARGE] [--seconds N]

Two bases of fictional plans are built, the smaller one's plans are in the larger one too. Asked are
the evaluation queries, by one client, several rounds, each in turn: FTS5 alone (all the words,
ranked, 20 row ids), FTS5 with any of the words (as a question needs it: all of them stand in no
row), search with the twenty hits, their marks and snippets in this process, search over HTTP on the
running site (as JSON, which has the whole quote of each hit and no snippet), and the site's own
time (a named query that is ``select 1``). Each question has a connection of its own, as curl asks.
The site keeps the JSON of searches: over HTTP each is asked for twice, and what that takes first
and again stands apart. For the next round another site is begun, which has kept nothing.
Over all queries the median over HTTP, the site's own time taken off, must be at most twice that of
FTS5 alone; from the small base to the large one no time may grow tenfold. Prints each with its
limit; exit status 1 when one is missed. Asking stops after ``--seconds`` for each base.
"""

from __future__ import annotations

import argparse
import csv
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import yaml
from fictional_plans import put_plans
from side_by_side import asked, running, seconds, verdict

from ingest import pipeline
from ingest.resources import resource
from ingest.site.search.engine import search
from ingest.site.search.hits import shown
from ingest.words import words_of

FOLDER = Path(__file__).parents[1] / "search"
QUERIES = {"tuning": FOLDER / "queries.csv", "held out": FOLDER / "held_out.csv"}
ALONE = "select rowid from search_index_fts where search_index_fts match ? order by rank limit 20"
ADDRESS = "/-/search.json?q="
OWN_TIME = "/riskplan/one.json?_shape=array"
WAYS = ("FTS5 alone", "FTS5, any word", "in process", "over HTTP", "HTTP, again", "select 1, HTTP")

Times = dict[tuple[str, str], list[list[float]]]
"""For each way and half of the queries the seconds of each query, round by round."""


def queries() -> list[tuple[str, str]]:
    """The words of each evaluation query, and the half that it is in (tests/search/SPLIT.md)."""
    found = []
    for half, path in QUERIES.items():
        with path.open(encoding="utf-8", newline="") as file:
            found += [(row["query"], half) for row in csv.DictReader(file)]
    return found


def together(query: str) -> str:
    """An FTS5 expression for all the words of a query."""
    return " ".join(f'"{word}"' for word in words_of(query)) or '""'


@contextmanager
def site(database: Path, folder: Path) -> Iterator[str]:
    """The address of the running site, which has one named query more."""
    metadata = yaml.safe_load(resource("metadata.yml").read_text(encoding="utf-8"))
    metadata["databases"]["riskplan"]["queries"]["one"] = {"sql": "select 1"}
    (folder / "metadata.yml").write_text(yaml.safe_dump(metadata), encoding="utf-8")
    with running(database, folder) as address:
        yield address


def read_well(host: str, path: str) -> None:
    if (status := asked(host, path).status) != 200:
        sys.exit(f"status {status} for a search over HTTP")


def measured(database: Path, folder: Path, rounds: int, longest: float) -> Times:
    """The times of all ways, each query asked in all of them before the next."""
    times: Times = defaultdict(list)
    begun = time.monotonic()
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        asked_for = [together(query) for query, _ in queries()]
        without = sum(not connection.execute(ALONE, [words]).fetchall() for words in asked_for)
        print(f"FTS5 with all the words finds no row for {without} of {len(asked_for)} queries")
        while len(times[WAYS[0], "tuning"]) < rounds:
            with site(database, folder) as host:
                for key, took in one_round(connection, host).items():
                    times[key].append(took)
            if time.monotonic() - begun > longest:
                break
    print(f"{len(times[WAYS[0], 'tuning'])} rounds")
    return times


def one_round(connection: sqlite3.Connection, host: str) -> dict[tuple[str, str], list[float]]:
    """The seconds of each query, for each way and half of them, at a site that was just begun."""

    def rows(sql: str, words: str) -> None:
        connection.execute(sql, [words]).fetchall()

    def in_process(query: str) -> None:
        for hit in shown(connection, search(connection, query)):
            hit.title, hit.snippet  # noqa: B018, marked when they are asked for

    rows(ALONE, '"rash"')
    in_process("rash")
    read_well(host, OWN_TIME)
    took: dict[tuple[str, str], list[float]] = defaultdict(list)
    for query, half in queries():
        either = " OR ".join(f'"{word}"' for word in words_of(query)) or '""'
        there = f"{ADDRESS}{quote(query)}"
        for way, function, *asked_with in (
            ("FTS5 alone", rows, ALONE, together(query)),
            ("FTS5, any word", rows, ALONE, either),
            ("in process", in_process, query),
            ("over HTTP", read_well, host, there),
            ("HTTP, again", read_well, host, there),
            ("select 1, HTTP", read_well, host, OWN_TIME),
        ):
            took[way, half].append(seconds(function, *asked_with))
    return took


def p50(times: list[float]) -> float:
    return statistics.median(times)


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def of(times: Times, way: str, *halves: str) -> list[float]:
    """All times of a way for the queries of the ``halves``."""
    return [one for half in halves for each in times[way, half] for one in each]


def told(times: Times) -> None:
    """A line for each way and half, in milliseconds, beside FTS5 alone."""
    asked_in_all = sum(len(times[WAYS[0], half][0]) for half in HALVES)
    print(f"{asked_in_all} queries")
    print(f"{'':<20} {'queries':<9} {'p50 ms':>9} {'p95 ms':>9}  of FTS5 alone")
    for way in WAYS:
        for name, halves in (("tuning", ["tuning"]), ("held out", ["held out"]), ("all", HALVES)):
            mine, beside = of(times, way, *halves), of(times, WAYS[0], *halves)
            print(
                f"{way:<20} {name:<9} {p50(mine) * 1000:9.2f} {p95(mine) * 1000:9.2f} "
                f" p50 {p50(mine) / p50(beside):.2f}, "
                f"p95 {p95(mine) / p95(beside):.2f}"
            )


HALVES = tuple(QUERIES)


def beside_its_limit(times: Times, rows: int) -> bool:
    """Whether the median over HTTP is at most the site's own time and twice FTS5 alone, first and
    again, by all the words and by any; beside it whether it is at most twice both together.
    """
    alone, either, _, first, again, own = (of(times, way, *HALVES) for way in WAYS)
    held = [
        verdict(
            f"{rows} rows, {which}: (HTTP - select 1) / FTS5, {words}",
            [(p50(http) - p50(own)) / p50(bare)],
            2.0,
        )
        for which, http in (("first", first), ("again", again))
        for words, bare in (("all words", alone), ("any word", either))
    ]
    both = p50(alone) + p50(own)
    verdict(f"{rows} rows, first: HTTP / (FTS5, all words + select 1)", [p50(first) / both], 2.0)
    return all(held)


def grown(small: Times, large: Times) -> bool:
    """Whether no time of a search is ten times as long in the large base."""
    held = [
        verdict(
            f"growth of {name}, {way}",
            [share(of(large, way, *HALVES)) / share(of(small, way, *HALVES))],
            10.0,
        )
        for way in WAYS[2:5]
        for name, share in (("p50", p50), ("p95", p95))
    ]
    return all(held)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--plans", type=int, nargs=2, default=(120, 1200))
    parser.add_argument("--seconds", type=float, default=300)
    said = parser.parse_args()
    results, held = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in said.plans:
            sources, database = put_plans(folder / str(count), count), folder / f"{count}.db"
            folders = [pipeline.PACKAGED_SOURCES, sources]
            took = seconds(
                pipeline.build, folders, database, 2, False, lambda: None, folder / "cache"
            )
            with closing(sqlite3.connect(database)) as connection:
                (rows,) = connection.execute("select count(*) from search_index").fetchone()
            print(f"\n{rows} rows of the index, {count + 2} documents, built in {took:.0f} s")
            results.append(measured(database, folder, said.rounds, said.seconds))
            told(results[-1])
            held.append(beside_its_limit(results[-1], rows))
    print()
    held.append(grown(*results))
    sys.exit(not all(held))


if __name__ == "__main__":
    main()
