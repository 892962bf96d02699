"""Building twenty files of ten pages and more by two processes beside one, in one run.

    python tests/benchmarks/jobs.py [--rounds N]

Every page is read closely, nothing comes from a cache. Two processes must be at least 1.5 times as
fast as one. Prints the ratio; exit status 1 when it is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from side_by_side import page_count, put_source, seconds, verdict

from ingest import pipeline

FILES, PAGES, CONCERNS = 20, 10, 34


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        sources, database = Path(folder) / "sources", Path(folder) / "riskplan.db"
        pdfs = [put_source(sources, f"Fictavel{n}", CONCERNS) for n in range(FILES)]
        if min(map(page_count, pdfs)) < PAGES:
            sys.exit(f"the plans made have {page_count(pdfs[0])} pages only")
        pipeline.build([sources], database)  # compiles patterns, loads dictionaries
        one, two = [], []
        for _ in range(rounds):
            one.append(seconds(pipeline.build, [sources], database, 1))
            two.append(seconds(pipeline.build, [sources], database, 2))
            print(f"1 process {one[-1]:.2f} s, 2 processes {two[-1]:.2f} s")
    best = [min(one) / min(two)]  # of each: a neighbour on the machine takes time from one of them
    held = verdict(f"{FILES} files, --jobs 2 against 1", best, 1.5, at_least=True)
    sys.exit(not held)


if __name__ == "__main__":
    main()
