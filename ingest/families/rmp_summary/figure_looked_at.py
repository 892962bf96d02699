"""A count of people in a sentence in, whether they were only looked at or had the medicine out."""

from __future__ import annotations

import re

from ingest.families.rmp_summary.figure_actions import acted_in
from ingest.families.rmp_summary.figure_brackets import MANY
from ingest.families.rmp_summary.figure_numbers import NUMBER, count, number
from ingest.families.rmp_summary.figure_patterns import any_name, hedge, people, unit, words


def looked_at(match: re.Match[str], before: str, after: str) -> bool:
    """Whether people are counted who were looked at, not to whom something happened.

    ``1,234 patients were enrolled``; ``12 patients, 34 patient-years``; ``exposure doubled in 8
    subjects``: after "in", "from" or "of" a count is a figure only where something "was reported
    in" so many. ``52 trials of the product including 24,605 patients``.
    """
    counted = match.group("u5")
    if not counted or match.group("d5") or unit(counted) != "patients":
        return False
    enrolled = rf"\s+(?:who\s+)?(?:were|was|have been|had been)\s+(?:{words('exposed')})\b"
    no_verb = rf"(?:(?!\b(?:{words('verb')})\b)[^,;.()])*"
    took_part = rf"{no_verb}\s(?:were|was|have been|had been)\s+(?:{words('took_part')})\b"
    exposure = rf",\s+{NUMBER}\s+[a-z]+(?:\s*-\s*|\s+)(?:{words('exposure_unit')})\b"
    if re.match(enrolled, after) or re.match(took_part, after) or _who_took_part(match, before):
        return True
    if re.match(exposure, after) and not re.search(rf"\b(?:{words('happened')})\s+\w+\s+$", before):
        return True
    among = re.search(r"\b(?:in|from|among|of|(?<!all )of\s+(?:the|all|these|those))\s+$", before)
    if not among or re.search(rf"\b(?:{words('happened')})\s+\w+\s+$", before):
        return False
    if acted_in(before):
        return False
    # "rash was reported in 6 patients, fever in 2 patients": a list goes on
    no_event = rf"\b(?:{words('verb')}|\w+ed|{people()})\b"
    listed = re.search(
        rf"\b(?:{words('happened')})\s+(?:in|for|by)\s+{hedge()}{count()}[^;]*(?:,|\band)\s+"
        rf"(?!(?:{words('no_item')}|{words('not_named')})\b)([a-z][^,;()%\d]*)\s+(?:in|for)\s+$",
        before,
    )
    return listed is None or re.search(no_event, listed.group(1)) is not None


def _who_took_part(match: re.Match[str], before: str) -> bool:
    """Whether words before a count say that a study had so many: "trials of the product including".

    "A study of 1,204 women including" leads to some of them, and "was reported in studies
    including" may lead to a few to whom it happened.
    """
    said = rf"(?:(?!\b(?:{people()}|{words('verb')})\b)[^,;:()%])*"
    study = rf"\b(?:{words('setting')}|{words('collected')})\b{said}\s(?:{words('had_in_it')})\s+"
    found = re.search(rf"{study}(?:a total of\s+)?$", before)
    told = found and re.search(rf"\b(?:{words('happened')})\b", before[: found.start()])
    return found is not None and not (told and number(match.group("n5")) < MANY)


def took_it(flat: str, match: re.Match[str], medicine: tuple[str, ...]) -> bool:
    """Whether people are counted of whom no more is said than that they had the ``medicine``: "in
    two trials 1,234 patients took fictinib"."""
    ends = rf"(?:$|[.;,]|(?:and|or)\s+{count()})"  # "took fictinib in excess" is an event
    said = rf"\s+(?:{words('takes')})\s+(?:the\s+)?{any_name(medicine)}\s*{ends}"
    return bool(match.group("count")) and re.match(said, flat[match.end() :]) is not None


def beside_looked_at(flat: str, opening: re.Match[str], match: re.Match[str]) -> bool:
    """Whether people are named beside those of the sentence's opening: "in trials of 500 patients
    on fictinib and 480 patients on placebo, rash was seen in 9%"."""
    beside = re.fullmatch(r"[^,;:()%]*\s(?:and|or)\s+", flat[opening.end() : match.start()])
    return bool(match.group("count") and beside and "," in flat[match.end() :])
