"""A sentence in, the named pools and studies that its figures are of out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.families.rmp_summary.figure_events import Clause, Place
from ingest.families.rmp_summary.figure_patterns import adjectives, noun, words

POOL = (
    r"(?<![\w-])(?!(?:the|a|an|this|each)\s)(?:phase\s+)?[a-z][\w/]*(?:-[\w/]+)*(?:-\s?|\s)pool\b"
    r"|\b(?:study|trial)\s+(?:[a-z]+-?)?\d[\w-]*"
    r"|\b(?:(?:pooled|integrated|full)\s+)?(?:safety|full|integrated|pooled)(?:\s+analysis)?"
    r"\s+(?:set|population)\b"
    r"|\b(?:pooled|integrated)\s+(?:(?!(?:in|of|for|and|or)\s)[\w-]+\s+){1,3}?(?:set|population)\b"
)
CODE = r"(?:[A-Z][A-Za-z0-9]*(?:-[A-Z0-9]+)+[a-z]?|[A-Z]+[0-9][\w-]*)"
"""What a study is called by, as printed: "VEL-101", "CC014"."""
CODES = rf"{CODE}(?:(?:\s*,\s*|\s*,?\s+and\s+|\s*/\s*){CODE})*"
STUDY = r"(?i:stud(?:y|ies)|trials?)"


def pools(cased: str, matches: list[re.Match[str]], start: int, end: int) -> Iterator[Place]:
    """The populations named in ``cased[start:end]``, a folded sentence with its capitals.

    "In the trial 61 (5%)", "in the trial 61 patients had" and "in studies AB-1 and AB-2,
    respectively" name none.
    """
    counted = re.compile(rf"\w+\s+\d+\s+{adjectives()}{noun()}", re.IGNORECASE)
    for pool in _named().finditer(cased, start, end):
        shared_out = re.match(r",?\s+respectively", cased[pool.end() :])
        if counted.match(cased, pool.start()) or (shared_out and "and" in pool.group().split()):
            continue
        if not any(pool.start() < match.start() < pool.end() for match in matches):
            yield pool.span()


def _named() -> re.Pattern[str]:
    """A pool or a study with its name: "study (VEL-112)", "the VEL-112 study", "the BACH study"."""
    acronym = rf"(?<=\bthe\s)(?!(?i:{words('no_study_name')})\b)[A-Z][A-Z0-9]{{2,}}"
    return re.compile(
        rf"{STUDY}\s+\(\s*{CODES}\s*\)|\b{STUDY}\s+{CODES}(?![\w(])"
        rf"|\b(?:{CODE}|{acronym})\s+(?i:study|trial)\b|(?i:{POOL})"
    )


def population_of(
    clause: Clause, own: Sequence[Place], basis: Place | None, named: Sequence[Place], first: int
) -> Place | None:
    """The population of a figure: the one of its ``own`` clause, else the only ``named`` before.

    Beyond a ";" one that was named after the ``first`` figure holds only for "the patients": "5%
    of the patients in the A-Pool had rash; 2% of the patients had fever".
    """
    if own:
        return own[0] if len(own) == 1 else None
    flat, at = clause.flat, clause.match.start()
    before = [pool for pool in named if pool[0] < at]
    if len({flat[slice(*pool)] for pool in before}) != 1:
        return None
    near = before[-1][1] <= first or ";" not in flat[before[-1][1] : at]
    of_the = basis is not None and re.match(r"(?:the|these|those)\s", flat[slice(*basis)])
    return before[-1] if near or of_the else None
