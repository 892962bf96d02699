"""A sentence with its figures in, out which of those that stand side by side have no arm that is
told, and which are the comparator's by the order that is told before.

"Fictinib vs placebo: rash 14.0% vs 7.7%": the second of each pair is the comparator's. Where no
order is told, or something else is compared since, and in "5 (1.9%), 3 (1.2%) and 2 (0.8%)
patients", whose is which is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.families.rmp_summary.figure_patterns import (
    adjectives,
    any_name,
    comparator,
    is_share,
    people,
    words,
)

VERSUS = r"(?:vs\.?|v\.?|versus|against)"
AGAINST = rf"\s+{VERSUS}\s+"
COMMA, LAST = r"\s*,\s+", r"\s*,?\s+(?:and|or)\s+"
DOSE = r"(?:\s+(?:\d[\d.,]*\s*mg|twice|once|daily))*"
JOINED = rf"{DOSE}\s*,?\s+(?:and|but|versus|vs\.?)\s+(?:in\s+)?"
"""What joins two figures of which each has its medicine behind it."""
OTHERWISE = re.compile(rf"\s{VERSUS}\s|\b(?:than|compared|between|with\s+and\s+without)\b")
"""What compares something else than what was told before."""
OF_BOTH = re.compile(r"\s+(?:of|in|among|for)\s+(?:the\s+)?[\w-]+\s+and\s+[\w-]+")
"""What says behind two figures that each is of other people: "of men and women"."""
Matches = list[re.Match[str]]


def pairs_of_versus(
    flat: str, matches: Matches, medicine: Sequence[str]
) -> tuple[Matches, Matches, Matches]:
    """Of figures side by side as in "14.0% vs 7.7%" without an arm behind them: those whose arms
    are untold, those whose arms are told before, and of these the comparator's."""
    untold: Matches = []
    told: Matches = []
    theirs: Matches = []
    for chain in _chains(flat, matches):
        if _arm_follows(flat, chain[-1], medicine):
            continue
        order = _order_before(flat, matches, chain)
        if order is not None:
            told += chain
            theirs.append(chain[order])
        elif not _of_one_arm(flat, matches, chain):
            untold += chain
    return untold, told, theirs


def _chains(flat: str, matches: Matches) -> Iterator[Matches]:
    """The figures that "vs" joins, as they follow each other."""
    chain = matches[:1]
    for first, second in pairwise(matches):
        if re.fullmatch(AGAINST, flat[first.end() : second.start()]):
            chain.append(second)
            continue
        if len(chain) > 1:
            yield chain
        chain = [second]
    if len(chain) > 1:
        yield chain


def _order_before(flat: str, matches: Matches, chain: Matches) -> int | None:
    """Which of two is the comparator's behind "fictinib vs placebo:" (1), or the other way (0); as
    in a pair before with its arms: "9% on fictinib against 4% on placebo, and fever in"."""
    if len(chain) != 2 or OF_BOTH.match(flat, chain[1].end()):
        return None
    before = flat[: chain[0].start()]
    arm = r"(?:[\w-]+\s+){0,2}?[\w-]+"
    names = rf"(?P<lead>{arm}{AGAINST}(?:the\s+)?{comparator()}(?P<more>[^:;.%]*)):"
    other = rf"(?P<lead>{comparator()}{AGAINST}(?P<more>[^:;.%]*)):"
    said = rf"(?:(?!{AGAINST})[^;:])"
    pair = rf"(?P<lead>)(?P<more>){AGAINST}{said}*?\d{said}*?{comparator()}(?={said}*$)"
    found = [
        (match.end(), order, match)
        for order, pattern in ((1, names), (0, other), (1, pair))
        for match in re.finditer(pattern, before)
    ]
    if not found:
        return None
    end, order, match = max(found, key=lambda each: each[0])
    three = re.search(rf"{VERSUS}\s+$", before[: match.start()]) is not None
    if three or re.search(rf"\s{VERSUS}\s", match["more"]):
        return None
    since = _without_pairs(flat, matches, end, chain[0].start())
    return None if OTHERWISE.search(since) else order


def _without_pairs(flat: str, matches: Matches, start: int, end: int) -> str:
    """``flat[start:end]`` without the figures in it and the "vs" between two."""
    said = flat
    for first, second in pairwise(matches):
        if re.fullmatch(AGAINST, flat[first.end() : second.start()]):
            blank = "#" * (second.start() - first.end())
            said = said[: first.end()] + blank + said[second.start() :]
    return said[start:end]


def _of_one_arm(flat: str, matches: Matches, chain: Matches) -> bool:
    """Whether no comparator is named at all, and others than arms are compared: two doses, two
    studies."""
    if re.search(comparator(), flat):
        return False
    before = _without_pairs(flat, matches, 0, chain[0].start())
    return re.search(rf"\w\s{VERSUS}\s+\w", before) is not None


def _arm_follows(flat: str, figure: re.Match[str], medicine: Sequence[str]) -> bool:
    """Whether an arm is named right behind a figure: "on placebo", "of those on placebo"."""
    names = any_name(medicine)
    who = rf"(?:of\s+)?(?:(?:the|those)\s+)*(?:{adjectives()}{people()}\s+)?"
    where = r"(?:on|with|in|under|for|among|receiving|given|taking|treated\s+with)\s+"
    told = rf"\s*\)?\s*{who}{where}[^,;:()%]{{0,40}}?(?:{comparator()}|\b{names}\b)"
    return re.match(told, flat[figure.end() :]) is not None


def bare_lists(flat: str, matches: Matches) -> Iterator[re.Match[str]]:
    """Three shares or more of one thing, side by side without a word on whose each is; and two
    behind "the figures were"."""
    if "respectively" in flat:
        return
    row: Matches = []
    for figure in [*matches, None]:
        if figure is not None and row and _goes_on(flat, row[-1], figure):
            row.append(figure)
            continue
        told = rf"\b(?:{words('counting_word')})\s+(?:were|was)\s+$"
        alone = bool(row) and re.search(told, flat[: row[0].start()]) is not None
        behind = flat[row[-1].end() :] if row else ""
        if len(row) > 2 or (len(row) == 2 and alone and re.match(r"\s*(?:[.;]|$)", behind)):
            yield from row
        row = [figure] if figure is not None and is_share(figure) else []


def _goes_on(flat: str, before: re.Match[str], figure: re.Match[str]) -> bool:
    between = flat[before.end() : figure.start()]
    return is_share(figure) and re.fullmatch(rf"{COMMA}|{LAST}", between) is not None


def of_another_medicine(flat: str, matches: Matches, medicine: Sequence[str]) -> Matches:
    """The figures of what was given in the stead of the ``medicine``: "1.4% after fictinib and 0.5%
    after meropenem"."""
    names = any_name(medicine)
    given = r"after|with|on|under|receiving|given|taking"
    found = []
    for first, second in pairwise(matches):
        own = re.match(rf"\)?\s+(?P<by>{given})\s+(?:the\s+)?{names}\b", flat[first.end() :])
        if own is None or not (is_share(first) and is_share(second)):
            continue
        if not re.fullmatch(JOINED, flat[first.end() + own.end() : second.start()]):
            continue
        no_other = rf"(?:the|an?|{names}|{comparator()})\b"
        other = re.match(rf"\s+{own['by']}\s+(?!{no_other})[a-z]", flat[second.end() :])
        found += [second] if other else []
    return found
