"""Building 200 files again when nothing has changed beside building them cold, in one run.

    python tests/benchmarks/rebuild.py [--rounds N]

Both are whole commands, from the start of Python to its end. The unchanged build must take at most
2 % of the cold one. Prints the ratio; exit status 1 when it is missed.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from side_by_side import put_source, seconds, verdict

FILES, CONCERNS = 200, 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        sources, database = Path(folder) / "sources", Path(folder) / "riskplan.db"
        for n in range(FILES):
            put_source(sources, f"Fictavel{n}", CONCERNS)
        command = [sys.executable, "-m", "ingest.cli", "build"]
        command += ["--sources", str(sources), "--database", str(database)]

        def build() -> None:
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

        cold = seconds(build)
        again = [seconds(build) for _ in range(rounds)]
        print(f"cold {cold:.2f} s, unchanged {statistics.median(again):.3f} s")
    sys.exit(not verdict(f"{FILES} files, unchanged against cold", [s / cold for s in again], 0.02))


if __name__ == "__main__":
    main()
