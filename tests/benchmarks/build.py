"""What riskplan costs beside pdfplumber alone, on the same pages in one run.

    python tests/benchmarks/build.py [--rounds N]

Prints the median seconds of each, the ratio of the medians and the median of the ratios, round by
round. "pdfplumber" is extract_words and find_tables on every page; "riskplan" is a build of the
same document: read, parse, check, store. The tables that come of the dictionaries alone are made
once a process, so that they are in the first build and not in the rounds: one document in a new
process costs what the last two lines say.
"""

from __future__ import annotations

import argparse
import statistics
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    pdf = next(PLAN.glob("*.pdf"))
    alone, whole = [], []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "riskplan.db"
        first = seconds(pipeline.build, [PLAN], database)  # compiles patterns, loads dictionaries
        for _ in range(rounds):
            alone.append(seconds(pdfplumber_alone, pdf))
            whole.append(seconds(pipeline.build, [PLAN], database))
    ratios = [b / a for a, b in zip(alone, whole, strict=True)]
    print(f"rounds                      {rounds}")
    print(f"pdfplumber alone            {statistics.median(alone):.3f} s")
    print(f"riskplan, read to stored    {statistics.median(whole):.3f} s")
    print(f"ratio of medians            {statistics.median(whole) / statistics.median(alone):.3f}")
    print(f"median of ratios            {statistics.median(ratios):.3f}")
    print(f"first build of the process  {first:.3f} s")
    print(f"ratio of that one           {first / statistics.median(alone):.3f}")


if __name__ == "__main__":
    main()
