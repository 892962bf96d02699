"""The site's pages beside Datasette's own page of the risks with its facets, in one run.

    python tests/benchmarks/pages.py [--rounds N] [--seconds N] [--products N] [--database FILE]

One client asks for the pages in turn, over HTTP and packed as browsers ask; each was asked for once
before. The median of home, medicine, risk card and label matrix must be at most half of that of
``/riskplan/risks``, a page of the source and its image at most the same. Each page with its style
sheets and scripts must come to less than 150 kB as sent, images apart. With ``--products`` the site
holds that many fictional plans besides, and home, medicine and compare are held to twice the
ratios. The database is built for it, or is ``--database``. Prints each with its limit; exit status
1 when one is missed. Asking stops after ``--seconds``.
"""

from __future__ import annotations

import argparse
import html
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import urljoin

from fictional_plans import put_plans
from side_by_side import OWN, asked, running, seconds, verdict

from ingest import pipeline

BESIDE = "/riskplan/risks"
LIMITS = {"home": 0.5, "medicine": 0.5, "risk": 0.5, "labels": 0.5}
LIMITS |= {"source": 1.0, "place": 1.0, "image of the page": 1.0}
"""How much of the time of Datasette's page each may take."""
LIMITS_OF_MANY = {"home": 1.0, "medicines": 1.0, "medicine": 1.0, "compare": 1.0}
MOST_KILOBYTES = 150.0
IMAGE = re.compile(r'<img src="([^"]+)"')
PARTS = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<script[^>]* src="([^"]+)"')


def read_well(address: str, path: str) -> bytes:
    """The body of an answer as it was sent, packed."""
    answer = asked(address, path, accept_encoding="gzip")
    if answer.status != 200:
        sys.exit(f"status {answer.status} for {path}")
    return answer.body


def medians(address: str, paths: Iterable[str], rounds: int, longest: float) -> dict[str, float]:
    """The median of the seconds that each path takes, asked for in turn."""
    took: dict[str, list[float]] = defaultdict(list)
    wanted = list(paths)
    for path in wanted:
        read_well(address, path)
    begun = time.monotonic()
    for _ in range(rounds):
        for path in wanted:
            took[path].append(seconds(read_well, address, path))
        if time.monotonic() - begun > longest:
            break
    print(f"{len(took[wanted[0]])} rounds")
    return {path: statistics.median(times) for path, times in took.items()}


def paths(address: str, database: Path, products: int) -> dict[str, str]:
    """The pages by name; of a base of many medicines those of its first two plans."""
    found = {page.name: page.path for page in OWN}
    image = IMAGE.search(asked(address, found["source"]).body.decode())
    if image:
        found["image of the page"] = html.unescape(image[1])
    if products:
        with closing(sqlite3.connect(database)) as connection:
            rows = connection.execute("select distinct product_id from risks order by 1 limit 2")
            first, second = (row[0] for row in rows)
        found |= {
            "medicine": f"/riskplan/products/{first}",
            "compare": f"/-/compare?a={first}&b={second}",
        }
    return found


def in_time(
    address: str, limits: dict[str, float], named: dict[str, str], rounds: int, longest: float
) -> bool:
    """Whether each page keeps its limit beside Datasette's page of the risks."""
    found = medians(address, [BESIDE, *map(named.__getitem__, limits)], rounds, longest)
    print(f"{BESIDE} with its facets: {found[BESIDE] * 1000:.2f} ms")
    held = []
    for name, limit in limits.items():
        took = found[named[name]]
        held.append(verdict(f"{name}, {took * 1000:.2f} ms", [took / found[BESIDE]], limit))
    return all(held)


def light(address: str) -> bool:
    """Whether each page is light enough with all that it loads, images apart."""
    held = []
    for page in OWN:
        found = PARTS.findall(asked(address, page.path).body.decode())
        parts = {urljoin(page.path, a or b) for a, b in found}
        sent = sum(len(read_well(address, path)) for path in (page.path, *parts))
        held.append(verdict(f"{page.name}, kB with its style", [sent / 1000], MOST_KILOBYTES))
    return all(held)


def built(folder: Path, products: int) -> Path:
    """A database of the shipped documents and of ``products`` fictional plans."""
    sources, database = [pipeline.PACKAGED_SOURCES], folder / "riskplan.db"
    if products:
        sources.append(put_plans(folder / "plans", products))
    took = seconds(pipeline.build, sources, database, 2)
    print(f"{products} fictional plans and the shipped documents, built in {took:.0f} s")
    return database


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--products", type=int, default=0)
    parser.add_argument("--database", type=Path)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        database = said.database or built(Path(name), said.products)
        with running(database) as address:
            limits = LIMITS_OF_MANY if said.products else LIMITS
            named = paths(address, database, said.products)
            held = [in_time(address, limits, named, said.rounds, said.seconds)]
            held += [] if said.products else [light(address)]
    sys.exit(not all(held))


if __name__ == "__main__":
    main()
