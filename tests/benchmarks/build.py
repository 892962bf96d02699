"""What riskplan costs beside pdfplumber alone, on the same pages in one run.

    python tests/benchmarks/build.py [--rounds N]

Prints the median seconds of each, the ratio of the medians and the median of the ratios, round by
round. "pdfplumber" is extract_words and find_tables on every page; "riskplan" is a build of the
same document: read, parse, check, store. The rounds are of one process that has its libraries and
dictionaries loaded. The last lines are of whole processes, as from a shell: one that has the tables
of the dictionaries from an earlier build of this release, and the very first one, which makes them.
"""

from __future__ import annotations

import argparse
import inspect
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pdfplumber

from ingest import pipeline

PLAN = pipeline.PACKAGED_SOURCES / "nexpovio-rmp-summary"


def pdfplumber_alone(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.find_tables()
            page.close()


def seconds(function, *arguments) -> float:
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def of_a_process(code: str, *arguments: Path) -> float:
    """Seconds of a Python of its own, from its start to its end."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return seconds(lambda: subprocess.run(command, check=True))


ALONE = f"""
import sys
from pathlib import Path
import pdfplumber
{inspect.getsource(pdfplumber_alone)}
pdfplumber_alone(Path(sys.argv[1]))
"""
BUILD = """
import sys
from pathlib import Path
from ingest import pipeline
pipeline.build([Path(sys.argv[1])], Path(sys.argv[2]), cache=Path(sys.argv[3]))
"""


def of_processes(pdf: Path, folder: Path, rounds: int) -> tuple[float, float, float]:
    """Median seconds of processes: pdfplumber alone, a build, and a build that is the first."""
    alone, later, first = [], [], []
    for number in range(rounds):
        cache = folder / f"cache-{number}"
        database = folder / f"{number}.db"
        alone.append(of_a_process(ALONE, pdf))
        first.append(of_a_process(BUILD, PLAN, database, cache))
        for kept in cache.glob("*.rows"):
            kept.unlink()
        database.unlink()
        later.append(of_a_process(BUILD, PLAN, database, cache))
    return statistics.median(alone), statistics.median(later), statistics.median(first)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    pdf = next(PLAN.glob("*.pdf"))
    alone, whole = [], []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "riskplan.db"
        pipeline.build([PLAN], database)  # compiles patterns, loads dictionaries
        for _ in range(rounds):
            alone.append(seconds(pdfplumber_alone, pdf))
            whole.append(seconds(pipeline.build, [PLAN], database))
        process, later, first = of_processes(pdf, Path(folder), min(rounds, 3))
    ratios = [b / a for a, b in zip(alone, whole, strict=True)]
    print(f"rounds                      {rounds}")
    print(f"pdfplumber alone            {statistics.median(alone):.3f} s")
    print(f"riskplan, read to stored    {statistics.median(whole):.3f} s")
    print(f"ratio of medians            {statistics.median(whole) / statistics.median(alone):.3f}")
    print(f"median of ratios            {statistics.median(ratios):.3f}")
    print(f"process of pdfplumber       {process:.3f} s")
    print(f"process of riskplan         {later:.3f} s ({later / process:.2f} times)")
    print(f"the first of a release      {first:.3f} s ({first / process:.2f} times)")


if __name__ == "__main__":
    main()
