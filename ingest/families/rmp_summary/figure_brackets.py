"""Figures and brackets in, out what a bracket says of the words before it: that they are a share of
so many, or how many a study looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.families.rmp_summary.figure_events import Place
from ingest.families.rmp_summary.figure_numbers import NUMBER, number
from ingest.families.rmp_summary.figure_patterns import any_name, comparator, words
from ingest.families.rmp_summary.figure_values import Figure, Words
from ingest.families.rmp_summary.percentages import admitted

OPENS = re.compile(r"(?:[^,;:()%\d]|\d+(?=\s*mg))*\(\s*$")
"""What may stand between people and their share in brackets: "on placebo (0.1%)"."""
MANY, ABOUT = 20, 5.0
"""People of a study that are not those to whom something happened; and how many points a share in
words may be off the count behind it."""
POOLED = r"\b(?:pool|arm|group|groups|set|population)\b|-pool\b"
FRACTION = re.compile(rf"[^,;.()%\d]*\(\s*(?P<n>{NUMBER})\s*(?:/|of)\s*(?P<d>{NUMBER})\s*\)")


def of_a_study(flat: str, match: re.Match[str]) -> bool:
    """Whether people are counted in the brackets behind a study, who were looked at: "an access
    programme (three countries, 410 patients)"; few may be those to whom something happened."""
    if not match.group("count") or not re.match(r"\s*(?:\)|,)", flat[match.end() :]):
        return False
    inside = rf"\b(?:{words('setting')})\s*\((?:[^()%]*,\s*)?$"
    many = number(match.group("n5")) >= MANY
    return many and re.search(inside, flat[: match.start()]) is not None


def in_words(flat: str, match: re.Match[str], place: Place, figure: Figure) -> tuple[Place, Figure]:
    """A share in words with the count behind it in brackets, and the place of both: "three quarters
    of the episodes (52/68)"; it is but about so much, unless they make it."""
    found = FRACTION.match(flat, match.end()) if match.group("share") else None
    if found is None:
        return place, figure
    part, whole = number(found["n"]), number(found["d"])
    if not part <= whole or not (part.is_integer() and whole.is_integer()):
        return place, figure
    apart = abs(100 * part / whole - figure.value)
    if apart > ABOUT:
        return place, figure
    exact = apart < 0.05
    hedged = figure.qualifier if exact or figure.qualifier != "exactly" else "about"
    counted = replace(
        figure,
        numerator=int(part),
        denominator=int(whole),
        denominator_qualifier="exactly",
        qualifier=hedged,
    )
    return (place[0], found.end()), counted


def joined(
    words_: Words,
    flat: str,
    figures: Sequence[Figure],
    places: Sequence[Place],
    shift: int,
    medicine: Sequence[str],
) -> Iterator[Figure]:
    """The figures, of which people and their share in brackets are one: "7 of the 31 patients with
    relapse (22.6%)". ``places`` are theirs in the folded sentence, which begins at ``shift``."""
    at = 0
    while at < len(figures):
        figure, share = figures[at], figures[at + 1] if at + 1 < len(figures) else None
        if share and _is_share_of(flat, (figure, places[at]), (share, places[at + 1]), medicine):
            end = flat.index(")", places[at + 1][1]) + 1
            yield replace(
                figure,
                unit=share.unit,
                value=share.value,
                qualifier=share.qualifier,
                numerator=int(figure.value),
                span=words_.span((places[at][0], end), shift),
                outcome=figure.outcome or share.outcome,
                grade=figure.grade or share.grade,
                arm=figure.arm or share.arm,
                population=figure.population or share.population,
            )
            at += 2
        else:
            yield figure
            at += 1


def _is_share_of(
    flat: str, people: tuple[Figure, Place], share: tuple[Figure, Place], medicine: Sequence[str]
) -> bool:
    """Whether a percentage in brackets is that of the people before it: their count makes it, or
    nothing but an arm or a pool stands between ("weight gain (>7%)" is a limit)."""
    (figure, place), (following, behind) = people, share
    counted = figure.value_max is None and figure.value > 0 and figure.unit != "percent"
    percent = following.unit == "percent" and following.numerator is None
    between = flat[place[1] : behind[0]]
    verb = re.search(rf"\b(?:{words('verb')})\b", between)
    closed = re.match(r"\s*\)", flat[behind[1] :]) is not None
    exact = figure.qualifier == "exactly" and following.value_max is None
    if not (counted and percent and exact and closed and not verb and OPENS.fullmatch(between)):
        return False
    if figure.unit == "cases":  # "1 case of hepatitis (<0.1%)", but not "of weight loss (10%)"
        limit = rf"\b(?:{words('threshold_before')}|{words('measured')})\b"
        return figure.denominator is None and re.search(limit, between) is None
    if figure.unit != "patients" or following.qualifier != "exactly":
        return False
    if figure.denominator is not None:
        possible = admitted(f"{following.value:g}%", int(figure.value))
        return possible is not None and figure.denominator in possible
    arm = rf"{comparator()}|\b{any_name(medicine)}\b|{POOLED}"
    return re.search(arm, between) is not None
