"""A section of limits in, the rows of its table of dose packs out.

40 mg once weekly 20 mg 4 blister packs
(8 tablets total in the carton)
Each blister has two 20 mg tablets
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.document import Span
from ingest.families.prior_approval.records import DosePack
from ingest.families.prior_approval.text import COUNT, PolicyText, count
from ingest.vocabulary import dictionary

MG = r"\d[\d,]*(?:\.\d+)?"
PACK = re.compile(
    (
        rf"(?<![\w.])(?P<dose>{MG}) mg (?P<frequency>\w+(?: times?)?) (?:weekly|a week|per week)"
        rf" (?P<strength>{MG}) mg (?P<packs>{COUNT}) blister packs?"
        rf" \((?P<total>{COUNT}) tablets? total in the carton\)"
        rf" each blister (?:pack )?has (?P<each>{COUNT}) (?P<blister_strength>{MG}) mg tablets?"
        r"(?!\w)"
    )
    .replace(" ", r"\s+")
    .replace(r"\s+mg", r"\s*mg")
)
"""A row of the table, on folded text; line breaks may stand anywhere between its words."""


@dataclass(frozen=True, slots=True)
class PrintedPack:
    """A row of the table, and the strength that it prints a second time, for the blister."""

    row: DosePack
    blister_strength_mg: float


def dose_packs(source: PolicyText, within: Span) -> Iterator[PrintedPack]:
    """The dose packs inside ``within``, in order."""
    ordinal = 0
    for match in source.find(PACK, within):
        said = {name: " ".join(words.split()) for name, words in match.match.groupdict().items()}
        times = frequencies().get(said["frequency"])
        packs, each, total = (count(said[name]) for name in ("packs", "each", "total"))
        if times is None or packs is None or each is None or total is None:
            continue
        ordinal += 1
        slug = f"{said['dose']} mg {said['frequency']} weekly {said['strength']} mg"
        row = DosePack(
            span=match.span.strip(source.text),
            id=source.id("pack", slug),
            policy_id=source.document.id,
            ordinal=ordinal,
            dose_mg=number(said["dose"]),
            doses_per_week=times,
            strength_mg=number(said["strength"]),
            packs=packs,
            tablets_per_pack=each,
            tablets_total=total,
        )
        yield PrintedPack(row, number(said["blister_strength"]))


@cache
def frequencies() -> dict[str, int]:
    """How often a week, in words."""
    rows = dictionary("policy_frequencies", ("words", "times", "source"))
    return {row["words"]: int(row["times"]) for row in rows}


def number(words: str) -> float:
    """A number of milligrams as printed: "1,000" or "2.5"."""
    return float(words.replace(",", ""))
