"""Reading a long file beside pdfplumber on all of its pages, in one run.

    python tests/benchmarks/long_plan.py [--rounds N] [--reports FOLDER]

A full plan of 400 pages, made here, must be read and parsed in at most one eighth of the time that
pdfplumber's words and tables take on all its pages; each assessment report below FOLDER (default:
the environment's RISKPLAN_REPORTS) in at most one fifth. Prints the ratios; exit status 1 when one
is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from side_by_side import page_count, pdfplumber_alone, put_full_plan, seconds, verdict

from ingest.pipeline import extract
from ingest.source_file import bare_source

PAGES = 400


def measured(path: Path, family: str, limit: float, rounds: int) -> bool:
    """Whether reading ``path`` as one of ``family`` keeps to ``limit``."""
    source = bare_source(path, family)
    pages = extract(source).document.pages  # compiles patterns, loads dictionaries
    closely = sum(page.read for page in pages)
    ratios = []
    for _ in range(rounds):
        alone = seconds(pdfplumber_alone, path)
        ratios.append(seconds(extract, source) / alone)
    return verdict(f"{path.name}: {closely} of {len(pages)} pages", ratios, limit)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reports", type=Path, default=os.environ.get("RISKPLAN_REPORTS"))
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plan = put_full_plan(Path(folder) / "full-plan.pdf", PAGES)
        if page_count(plan) < PAGES:
            sys.exit(f"the plan made has {page_count(plan)} pages only")
        held = [measured(plan, "rmp_summary", 1 / 8, said.rounds)]
    for report in sorted(said.reports.glob("*.pdf")) if said.reports else ():
        held.append(measured(report, "assessment_report", 1 / 5, said.rounds))
    sys.exit(not all(held))


if __name__ == "__main__":
    main()
