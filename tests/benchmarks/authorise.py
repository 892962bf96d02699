"""Requests held against a policy beside a row page of Datasette's, in one run.

    python tests/benchmarks/authorise.py [--rounds N] [--seconds N] [--database FILE]

One client asks over HTTP in turn for the row of a criterion and for the answer to requests of which
all, some or nothing is known, as JSON and as a page. No median may be over that of the row page.
The database is built for it, or is ``--database``. Prints each with its limit; exit status 1 when
one is missed. Asking stops after ``--seconds``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from side_by_side import asked, running, seconds, verdict

from ingest import pipeline

ROW = "/riskplan/policy_criteria/xpovio-prior-approval-initial-2-b"
REQUEST = "/-/authorise/xpovio-prior-approval"
ALL = (
    "age=67&diagnosis=RRMM&prior_therapies=4&combined_with=dexamethasone"
    "&refractory_to=Velcade&refractory_to=Kyprolis&refractory_to=Pomalyst&refractory_to=Revlimid"
    "&refractory_to=Sarclisa&prophylaxis_with=ondansetron&prophylaxis_when=prior+to"
    "&prophylaxis_when=during&monitoring=CBC&monitoring=standard+blood+chemistry"
    "&monitoring=body+weight&sex=male&partner_of_reproductive_potential=no"
    "&strength_mg=20&tablets_per_dose=4&doses_per_week=2"
)
SOME = "age=67&diagnosis=RRMM&prior_therapies=4"
PATHS = {
    f"{form}, {known} known": f"{REQUEST}{ending}?{query}"
    for form, ending in (("JSON", ".json"), ("page", ""))
    for known, query in (("all", ALL), ("some", SOME), ("nothing", ""))
}
MOST = 1.0


def read_well(address: str, path: str) -> None:
    """Ask for a page, which must be there."""
    answer = asked(address, path)
    if answer.status != 200:
        sys.exit(f"status {answer.status} for {path}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--database", type=Path)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        database = said.database or Path(name) / "riskplan.db"
        if not said.database:
            pipeline.build([pipeline.PACKAGED_SOURCES], database)
        with running(database) as address:
            took: dict[str, list[float]] = defaultdict(list)
            begun, wanted = time.monotonic(), [ROW, *PATHS.values()]
            for path in wanted:
                read_well(address, path)
            while len(took[ROW]) < said.rounds and time.monotonic() - begun < said.seconds:
                for path in wanted:
                    took[path].append(seconds(read_well, address, path))
    row = median(took[ROW])
    print(f"{len(took[ROW])} rounds; {ROW}: {row * 1000:.2f} ms")
    held = [
        verdict(f"{one}, {median(took[path]) * 1000:.2f} ms", [median(took[path]) / row], MOST)
        for one, path in PATHS.items()
    ]
    sys.exit(not all(held))


if __name__ == "__main__":
    main()
