"""A figure and the opening of its sentence in, whether it is of all patients named there out.

"In a registry with 1,742 women, 61 (3.5%) had rash": only a count and its percentage which this
denominator makes say so, and only where no words say of other people.
"""

from __future__ import annotations

import re

from ingest.families.rmp_summary.figure_ellipsis import elliptic_end
from ingest.families.rmp_summary.figure_events import Clause
from ingest.families.rmp_summary.figure_numbers import count, number
from ingest.families.rmp_summary.figure_patterns import (
    comparator,
    denominator,
    hedge,
    people,
    words,
)
from ingest.families.rmp_summary.percentages import admitted


def tells_apart(said: str) -> bool:
    """Whether words between two figures may say of other people: "and in the extension,", "in
    study A", "of whom"; "and fever in 34" and "a fall in weight" do not."""
    first = rf"(?:^|[,;]|\b(?:and|but)\b)\s*(?:and\s+|but\s+)?(?!(?:in|for)\s+{hedge()}{count()})"
    where = rf"\bin\s+(?!{hedge()}{count()})(?:[\w-]+\s+){{0,3}}?(?:{words('setting')}|{people()})"
    apart = rf";|\b(?:{words('tells_apart')})\b|{where}|{comparator()}"
    return re.search(rf"{apart}|{first}(?:{words('tells_apart_first')})\b", said) is not None


def of_all_opened_with(
    clause: Clause, basis: str | None, numerator: int | None, opening: re.Match[str]
) -> bool:
    """Whether a figure is of all whom ``opening``, the sentence's first words, has counted."""
    flat, match = clause.flat, clause.match
    if match.group("bare"):  # "of the 7 patients, 6 had rash"
        return True
    groups, suffix = opening.groupdict(), suffix_of(opening)
    possible = admitted(match.group(), numerator) if numerator else None
    if possible is None or int(number(groups["n" + suffix])) not in possible:
        return False
    qualified, _, said = flat[opening.end() : match.end()].partition(",")
    if two_groups(qualified) or tells_apart(said):
        return False
    noun = re.escape(groups["basis" + suffix].split()[0])
    who = rf"(?:(?:of\s+)?(?:(?:the|these|those|all)\s+)*(?:{words('any_people')}|{noun})\b)"
    alone = rf"\s*{who}?\s*(?:$|[.,;]|\b(?:and|{words('verb')}|{words('compared_to')})\b)"
    none_else = basis is None or re.fullmatch(who, basis.casefold()) is not None
    goes_on = re.match(alone, flat[match.end() : clause.end]) or elliptic_end(clause)
    return none_else and goes_on is not None


def of_its_opening(flat: str, bare: re.Match[str]) -> bool:
    """Whether a bare count can only be of those whom the sentence opens with: "of the 7 patients
    on 20 mg, 6 had rash". It is whole, and not more than they."""
    opening = denominator().match(flat)
    if opening is None or not re.match(rf"(?:{words('of_whom')})\b", flat):
        return False
    between = flat[opening.end() : bare.start()]
    counted = number(bare.group("n8"))
    return (
        re.fullmatch(r"[^,;:()%]*,\s+", between) is not None
        and not two_groups(between)
        and counted.is_integer()
        and counted <= number(opening.group("n" + suffix_of(opening)))
    )


def suffix_of(opening: re.Match[str]) -> str:
    """What ends the names of the groups that took part in a match of ``denominator``."""
    return next(suffix for suffix in ("", "_no", "_of", "_in") if opening.group("n" + suffix))


def two_groups(said: str) -> bool:
    """Whether the words after those who were counted name others beside them: "children and
    adolescents", "on fictinib and 480 on placebo"."""
    return re.search(rf"\b(?:and|or|versus|vs)\b|{comparator()}", said) is not None
