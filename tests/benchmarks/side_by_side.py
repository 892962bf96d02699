"""What the benchmarks share: seconds, long plans made for the purpose, the verdict on a ratio.

Also what lies in ``tests`` for them: a running site, the table of the site's pages.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

sys.path.insert(0, str(Path(__file__).parents[1]))  # tests

from plans import put_pdf
from running_site import asked, running
from site_pages import OWN

__all__ = [
    "OWN",
    "asked",
    "page_count",
    "pdfplumber_alone",
    "put_full_plan",
    "put_source",
    "running",
    "seconds",
    "verdict",
]

Blocks = list[str | list[list[str]]]

INTRO = [
    "I. The medicine and what it is used for",
    "{product} is authorised for a made-up disease (see SmPC for the full indication). It contains "
    "fictinib as the active substance and it is given by oral route.",
    "II. Risks associated with the medicine and activities to minimise or further characterise the "
    "risks",
    "II.A List of important risks and missing information",
]
END = [
    "II.C Post-authorisation development plan",
    "II.C.1 Studies which are conditions of the marketing authorisation",
    "There are no studies which are conditions of the marketing authorisation or specific "
    "obligation of {product}.",
    "II.C.2 Other studies in post-authorisation development plan",
    "There are no studies required for {product}.",
]
EVIDENCE = (
    "Finding {n} was reported in 12 of 345 patients (3.5%) and in about 2% of the patients who "
    "received placebo. It led to treatment discontinuation in 1.2% of patients. "
)
FACTORS = "Risk factors include age, alcohol use, obesity and pre-existing liver disease."
MEASURES = (
    "Routine risk minimisation measures: SmPC sections 4.4 and 4.8, PL section 4<br/>"
    "Additional risk minimisation measures: none"
)
PROSE = (
    "The made-up disease is more frequent in adults than in children, and its incidence in the "
    "fictional registry was 3.4 per 1,000 patient years (study FICT-{n}, table {n}). "
)


def seconds(function: Callable[..., object], *arguments: object) -> float:
    """How long a call takes, by the clock on the wall."""
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def pdfplumber_alone(path: Path) -> None:
    """pdfplumber's words and tables on every page: what riskplan is measured against."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.find_tables()
            page.close()


def page_count(path: Path) -> int:
    """The number of pages of a PDF."""
    with pdfplumber.open(path) as pdf:
        return len(pdf.pages)


def summary(title: str, product: str, concerns: int) -> Blocks:
    """A plan's summary with ruled list and boxes; ten pages take some 25 concerns."""
    names = [f"Finding {n}" for n in range(1, concerns + 1)]
    blocks: Blocks = [title, *(line.format(product=product) for line in INTRO)]
    blocks.append(
        [
            ["Important identified risks", "<br/>".join(f"• {name}" for name in names)],
            ["Important potential risks", "None"],
            ["Missing information", "None"],
        ]
    )
    blocks.append("II.B Summary of important risks")
    for n, name in enumerate(names, 1):
        blocks.append(
            [
                [f"Important identified risk: {name}", ""],
                ["Evidence for linking the risk to the medicine", EVIDENCE.format(n=n) * 2],
                ["Risk factors and risk groups", FACTORS],
                ["Risk minimisation measures", MEASURES],
            ]
        )
    return [*blocks, *(line.format(product=product) for line in END)]


def part(title: str, pages: int) -> Blocks:
    """About ``pages`` pages of another part of a full plan: prose, and a ruled table on each."""
    blocks: Blocks = [title]
    for n in range(pages):
        blocks += [PROSE.format(n=n) * 3] * 2
        blocks.append(
            [["Concern", "What was seen"], *([f"Row {n}.{m}", PROSE.format(n=n)] for m in range(9))]
        )
    return blocks


def put_full_plan(path: Path, pages: int) -> Path:
    """A full plan of ``pages`` pages and more, its summary of some ten pages as Part VI."""
    contents = [f"Part {number} {'.' * 60} {at}" for at, number in enumerate(("I", "V", "VI"), 3)]
    blocks = [
        "EU Risk Management Plan for Fictavel (fictinib)",
        *contents,
        *part("Part II: Safety specification", pages * 21 // 20),
        "Part V: Risk minimisation measures",
        "List of important risks and missing information",
        *summary("Part VI: Summary of the risk management plan", "Fictavel", 25),
        *part("Part VII: Annexes", pages // 9),
    ]
    return put_pdf(path, blocks, head="Fictavel risk management plan", repeat=1)


def put_source(folder: Path, product: str, concerns: int) -> Path:
    """A source folder with a plan's summary as a PDF."""
    here = folder / product.casefold()
    here.mkdir(parents=True)
    title = f"Summary of risk management plan for {product} (fictinib)"
    pdf = put_pdf(here / "plan.pdf", summary(title, product, concerns))
    (here / "source.yml").write_text(
        f"file: plan.pdf\nfamily: rmp_summary\nproduct: {product}\nsubstance: fictinib\n"
        "jurisdiction: EU\n",
        encoding="utf-8",
    )
    return pdf


def verdict(what: str, ratios: list[float], limit: float, at_least: bool = False) -> bool:
    """Print the median of ``ratios``, measured in one run, beside its limit; whether it holds."""
    ratio = statistics.median(ratios)
    holds = ratio >= limit if at_least else ratio <= limit
    bound = f"at {'least' if at_least else 'most'} {limit:.3f}"
    print(f"{what:<44} {ratio:7.4f}  {bound}  {'ok' if holds else 'MISSED'}", flush=True)
    return holds
