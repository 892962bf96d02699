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
    """The figures that are another medicine's, or of those who had none.

    The arms of both are named in the same way: "patients on fictinib" and "patients taking
    aspirin" may have had both.
    """
    yield from _of_the_background(said, medicine)
    own = rf"\b{any_name(medicine)}\b"
    named = [(clause, arm) for clause, _ in said for arm in _arms(clause)]
    ways = {_way(flat) for clause, arm in named if re.search(own, flat := clause.flat[slice(*arm)])}
    for clause, arm in named:
        theirs = _way(clause.flat[slice(*arm)]) in ways and _is_other(clause.cased[slice(*arm)])
        if theirs and not re.search(own, clause.flat[clause.start : clause.end]):
            yield clause.match


def _way(arm: str) -> str:
    """In which way words name an arm: by what was taken, or as a group."""
    found = re.search(rf"\bin\s+the\b|\btreated\b|\b(?:{words('took')}|{words('on_it')})\s", arm)
    return found.group().strip() if found else ""


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
    end, theirs = 0, False
    for clause, context in said:
        flat, match = clause.flat, clause.match
        before = flat[end : match.start()]
        basis = flat[slice(*context.basis)] if context.basis else ""
        goes_on = theirs and re.fullmatch(r",?\s+and\s+of\s[^,;:()%\d]*", before)
        of_them = re.search(rf"\b(?:{words('background')})\b", basis)
        theirs = bool(of_them or goes_on or _behind_background(before, match, basis, medicine))
        end = match.end()
        if theirs:
            yield match


def _behind_background(
    before: str, match: re.Match[str], basis: str, medicine: Sequence[str]
) -> bool:
    """Whether a background in the words ``before`` a figure is what it is of, not what it is
    compared to."""
    found = list(re.finditer(rf"\b(?:{words('background')})\b", before))
    if not found:
        return False
    lead, between = before[: found[-1].start()], before[found[-1].end() :]
    whose = r"(?:,?\s+(?:(?:for|in|of|among)\s+(?:whom|which)|where)\b[^,;:()%\d]*|\s+of\s+)"
    bracket = re.fullmatch(r"\s*\(\s*", between) and match.string.startswith(")", match.end())
    if re.fullmatch(whose, between) or bracket:
        return True
    opens = re.fullmatch(r"\s*(?:in|for|among|of)\s+(?:the\s+)?", lead)
    compared = re.search(rf"\b(?:{words('compared_to')})\s+(?:[\w-]+\s+){{0,3}}$", lead)
    joins = rf"\b(?:and|but|while|whereas|{any_name(medicine)})\b|[;:()%\d]"
    of_others = basis and not opens
    return not (of_others or compared or re.search(joins, between))
