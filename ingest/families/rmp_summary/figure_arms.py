"""A sentence with its figures in, which of them are of the comparator's arm out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.families.rmp_summary.figure_events import Clause, Place
from ingest.families.rmp_summary.figure_numbers import count, no_one
from ingest.families.rmp_summary.figure_patterns import (
    adjectives,
    any_name,
    comparator,
    is_share,
    people,
    words,
)

SHARED_OUT = (
    r"\b(?:in|for|with|on|by|among|of)\s+(?:the\s+)?"
    r"(?P<arms>(?:(?!\b(?:in|for|with|by|among)\s)[^;%])+?),?\s+respectively"
)
"""The arms that figures are shared out to."""
OF_A_DOSE = r"\d[\d.,]*\s*(?:mg|mcg|µg|g|ml|iu)(?:/[\w.]+)?|(?:low|medium|high|middle)(?:\s|-)dose"
"""What an arm of the medicine is called by."""
PARTED = re.compile(r"\s*,\s+(?:and\s+)?|\s+and\s+")


def arms_of(flat: str, figures: int, medicine: Sequence[str]) -> tuple[str | None, ...] | None:
    """The arms of figures that "respectively" shares out, in the order of the figures.

    ``8% and 3% of patients in the placebo and fictinib groups, respectively``. Empty where
    nothing is shared out; None where it cannot be told which figure is the comparator's.
    """
    if "respectively" not in flat or not re.search(comparator(), flat):
        return ()
    shared = list(re.finditer(SHARED_OUT, flat))
    parts = PARTED.split(shared[-1]["arms"]) if shared else []
    named = [bool(re.search(rf"{comparator()}|\bcontrols?\b", part)) for part in parts]
    if len(parts) < 2 or figures != len(parts) or sum(named) != 1:
        return None
    own = rf"{OF_A_DOSE}|{any_name(medicine)}"
    others = [part for part, theirs in zip(parts, named, strict=True) if not theirs]
    if len(parts) > 2 and not all(re.search(rf"\b(?:{own})\b", part) for part in others):
        return None  # another medicine, or all of them together
    if len(parts) > 2 and any(re.search(r"\+|\bplus\b", part) for part in parts):
        return None
    return tuple("comparator" if one else None for one in named)


def whose_untold(flat: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """The figures after a comparison that does not say which arm is whose: "was as frequent as
    with placebo (12.3% and 12.5%)", "in the fictinib and placebo groups, 9% and 4% had rash"."""
    untold = []
    first = matches[0].start() if matches else 0
    start, end = flat.rfind(";", 0, first) + 1, (flat.find(";", first) + 1 or len(flat))
    both = any(
        _beside_another(flat, start, m)
        for m in re.compile(comparator()).finditer(flat, start, first)
    )
    if (
        both
        and not re.compile(comparator()).search(flat, first, end)
        and "respectively" not in flat
    ):
        untold = [match for match in matches if match.start() < end]
        untold = untold if len(untold) > 1 else []
    for mark in re.finditer(rf"{comparator()}[^,;:()%]*[(:]([^;)]*)", flat):
        inside = [m for m in matches if mark.start(1) <= m.start() < mark.end(1)]
        if len(inside) > 1 and not re.search(comparator(), mark.group(1)):
            untold += inside
    return untold + list(_bare_pairs(flat, matches))


def _bare_pairs(flat: str, matches: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Two percentages side by side behind an arm that is named for others: "9% on fictinib and 4%
    on placebo, and hives in 7% and 2%"; or before two arms: "7% and 2% on fictinib and placebo"."""
    for first, second in pairwise(matches):
        beside = re.fullmatch(r"\s+(?:and|or)\s+", flat[first.end() : second.start()])
        if not (beside and is_share(first) and is_share(second)):
            continue
        end = re.compile(r"[,;]|$").search(flat, second.end())
        own = re.compile(comparator()).search(flat, second.end(), end.start() if end else len(flat))
        named = re.search(comparator(), flat[: first.start()])
        untold = _beside_another(flat, second.end(), own) if own else named is not None
        named_so = not own and re.match(r"\s+(?:of|among)\s[^,;.]*\sand\s", flat[second.end() :])
        if untold and not named_so and "respectively" not in flat[second.end() :]:
            yield from (first, second)


def first_against(flat: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """The first of two percentages that both are the comparator's: "6% of adults and 12% of
    children, against 1.8% and 4.1% on placebo"."""
    found = []
    for first, second in pairwise(matches):
        beside = re.fullmatch(r"\s+and\s+", flat[first.end() : second.start()])
        compared = re.search(rf"\b(?:{words('compared_to')})\s+$", flat[: first.start()])
        arm = re.compile(rf"\s+(?:on|with|in|under)\s+(?:the\s+)?{comparator()}")
        both = first.group("percent") and second.group("percent")
        if beside and compared and both and arm.match(flat, second.end()):
            found.append(first)
    return found


def of_comparator(clause: Clause) -> bool:
    """Whether a clause names the comparator as its figure's arm: not as what it is compared to
    ("was more frequent than with placebo in 9%"), nor beside another ("on A or placebo, 9%").

    So is a share behind those who took it: "1 recipient of placebo (0.3%)". Behind a comparison
    with a number of its own ("against none among 300 recipients of placebo") it is that number's.
    Beside a percentage elsewhere one in brackets is its arm's: "compared with placebo (3%), ..".
    """
    flat, start, figure = clause.flat, clause.start, clause.match
    theirs = rf"{count()}\s+{adjectives()}{people()}\s+(?:{words('has_taken')})\s+(?:the\s+)?"
    if figure.group("none_among") or re.search(
        rf"{theirs}{comparator()}\s*\($", flat[: figure.start()]
    ):
        return True
    said_of_them = rf"(?:(?!\b(?:{words('verb')})\b)[^,;:()%]|(?<=\d),(?=\d))*"
    many = rf"(?:{no_one(people())}|{count()})(?!\w){said_of_them}"
    compared = rf"\b(?:{words('compared_to')})\s+(?:(?:[\w-]+\s+){{0,3}}|{many})$"
    of_another = r"(?<!who )(?<!which )(?<!that )\b(?:was|were)\b"  # "and fever was not seen on"
    others = "%" in flat[: figure.start()] + flat[figure.end() :]
    for named in re.compile(comparator()).finditer(flat, start, clause.end):
        said = flat[figure.end() if figure.end() <= named.start() else start : named.start()]
        if others and re.fullmatch(r"\s*\(", flat[named.end() : figure.start()]):
            return True
        if (
            not re.search(compared, said)
            and not re.search(of_another, flat[figure.end() : named.start()])
            and not (named.end() <= figure.start() and _beside_another(flat, start, named))
        ):
            return True
    return False


def without_arm(flat: str, outcome: Place, medicine: tuple[str, ...]) -> Place:
    """What happened without the arm at its end: "rash on placebo"; but "treated with" stays."""
    taken = r"(?:\s+(?:on|under)|(?<!ed)\s+with)\s+(?:the\s+)?"
    arm = rf"{taken}(?:{any_name(medicine)}\b|{comparator()})$"
    found = re.search(arm, flat[slice(*outcome)])
    return (outcome[0], outcome[0] + found.start()) if found else outcome


def _beside_another(flat: str, start: int, named: re.Match[str]) -> bool:
    """Whether the comparator is named together with another arm: "fictinib and placebo"."""
    before = re.search(
        r"\w\s+(?:and|or|versus|vs\.?)\s+(?:[\w,-]+\s+){0,4}$", flat[start : named.start()]
    )
    return (
        before is not None
        or re.match(r"\s+(?:and|or|versus|vs\.?)\s", flat[named.end() :]) is not None
    )
