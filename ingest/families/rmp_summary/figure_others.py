"""The clauses of a sentence and their figures in, those of others than had the medicine out.

The arm of another medicine, where the document's own is named beside it ("4% of patients on
fictinib and 2% of patients on docetaxel"), and the background that a risk is held against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.families.rmp_summary.figure_context import Context
from ingest.families.rmp_summary.figure_events import Clause, Place
from ingest.families.rmp_summary.figure_patterns import (
    adjectives,
    any_name,
    comparator,
    people,
    words,
)

Said = Sequence[tuple[Clause, Context]]
BRAND = r"[A-Z][a-z]{3,}(?![\w-])"
"""A brand behind what says that it was taken, as printed."""


def of_others(said: Said, medicine: Sequence[str]) -> Iterator[re.Match[str]]:
    """The figures that are another medicine's, or of those who had none."""
    yield from _of_the_background(said, medicine)
    own = rf"\b{any_name(medicine)}\b"
    arms = [clause.flat[slice(*arm)] for clause, _ in said for arm in _arms(clause)]
    if any(re.search(own, arm) for arm in arms):
        for clause, _ in said:
            theirs = any(_is_other(clause.cased[slice(*arm)]) for arm in _arms(clause))
            if theirs and not re.search(own, clause.flat[clause.start : clause.end]):
                yield clause.match


def _arms(clause: Clause) -> Iterator[Place]:
    """The words on an arm right behind a figure, or before it: "patients treated with fictinib",
    "fictinib-treated patients", "in the fictinib arm"."""
    flat, match = clause.flat, clause.match
    who = rf"(?:of\s+)?(?:(?:the|those|all)\s+)*(?:{adjectives()}{people()}\s+)?"
    took = rf"in\s+the\s|(?:{words('took')}|{words('on_it')})\s|[a-z-]+-treated\s"
    behind = rf"\s*\)?\s*{who}(?:{took})[^,;:()%]*"
    if found := re.compile(behind).match(flat, match.end(), clause.end):
        yield found.span()
    before = rf"\bin\s+the\s+[^,;:()%]*?\s(?:{words('group')})\b"
    for found in re.compile(before).finditer(flat, clause.start, match.start()):
        yield found.span()


def _is_other(arm: str) -> bool:
    """Whether words on an arm name nothing but another medicine: "the gefitinib arm"; one given
    together with others may be given with the document's own."""
    flat = re.sub(r"\s+(?:and|or|but)\s*$", "", arm.lower())  # what joins the next figure
    name = rf"(?:[a-z]{{2,}}(?:{words('inn_stem')})|{words('other_treatment')})"
    if re.search(rf"\b(?:{words('together')})\b|[+/]|{comparator()}", flat):
        return False
    group = rf"\bin\s+the\s+{name}(?:-treated)?\s+(?:{words('group')})\b|\s{name}-treated\s"
    took = rf"\s(?:{words('took')}|{words('on_it')})\s+{name}(?![\w-])"
    brand = rf"\s(?:{words('took')})\s+{BRAND}"
    return re.search(rf"{group}|{took}", flat) is not None or re.search(brand, arm) is not None


def _of_the_background(said: Said, medicine: Sequence[str]) -> Iterator[re.Match[str]]:
    """The figures of the general population, or called a background: "higher than in the general
    population, in whom it is 2%", "the background rate is 3%"."""
    before: re.Match[str] | None = None
    for clause, context in said:
        flat, match = clause.flat, clause.match
        goes_on = before and re.fullmatch(
            r",?\s+and\s+of\s[^,;:()%\d]*", flat[before.end() : match.start()]
        )
        basis = flat[slice(*context.basis)] if context.basis else ""
        of_them = re.search(rf"\b(?:{words('background')})\b", basis)
        before = None
        if of_them or goes_on or (not basis and _behind_background(clause, medicine)):
            before = match
            yield match


def _behind_background(clause: Clause, medicine: Sequence[str]) -> bool:
    """Whether a background before a figure is what it is of, not what it is compared to."""
    flat, match = clause.flat, clause.match
    found = list(
        re.compile(rf"\b(?:{words('background')})\b").finditer(flat, clause.start, match.start())
    )
    if not found:
        return False
    between = flat[found[-1].end() : match.start()]
    whose = r"(?:,?\s+(?:(?:for|in|of|among)\s+(?:whom|which)|where)\b[^,;:()%\d]*|\s+of\s+)"
    bracket = re.fullmatch(r"\s*\(\s*", between) and re.match(r"\s*\)", flat[match.end() :])
    if re.fullmatch(whose, between) or bracket:
        return True
    compared = rf"\b(?:{words('compared_to')})\s+(?:[\w-]+\s+){{0,3}}$"
    others = rf"\b(?:and|but|while|whereas|{people()}|{any_name(medicine)})\b|[;:()%\d]"
    return not (
        re.search(compared, flat[clause.start : found[-1].start()]) or re.search(others, between)
    )
