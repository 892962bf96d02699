"""A number in a sentence in, whether it is no figure after all out: a limit, a dose, a grade, or
people who were looked at."""

from __future__ import annotations

import re

from ingest.families.rmp_summary.figure_looked_at import looked_at
from ingest.families.rmp_summary.figure_numbers import NUMBER, count, goes_on, number, number_word
from ingest.families.rmp_summary.figure_openings import of_its_opening
from ingest.families.rmp_summary.figure_patterns import (
    adjectives,
    hedge,
    noun,
    people,
    qualifier,
    words,
)
from ingest.families.rmp_summary.figure_pregnancies import went_well
from ingest.printed_dates import PARTS

EVERY = r"\b(?:every|each)\s+"
"""What stands before the unit of a rate: "for every 1,000 women, 8 cases"."""

DAY_AND_MONTH = rf"\b(?:{PARTS['month']})\.?,?\s+(?:{PARTS['day']},\s+)?$"
"""What stands before the year of a date."""


def threshold(flat: str, match: re.Match[str]) -> bool:
    """Whether the number is no figure after all: a limit, a dose, a grade, an interval's level."""
    before, after = flat[: match.start()], flat[match.end() :]
    if match.group("none"):
        return False
    if _of_a_year(match, before):
        return True
    if match.group("bare"):
        return not of_its_opening(flat, match)
    if re.search(r"(?:^|[;.,(]\s*)(?:no|none|neither)\b[^;%]*$", before):
        return True  # "none of the 12 patients had an event"
    if re.search(rf"\b(?:{words('all_but')})\s*$", before) or _rate(match, after):
        return True
    if re.search(EVERY + rf"{count()}\s+{adjectives()}{people()}", flat[: match.end()]):
        return True
    if _frequency_class(flat, match) or _part(flat, match) or went_well(flat, match):
        return True
    bracket = before.rfind("(")
    inside = before[bracket + 1 :] if bracket >= 0 and ")" not in before[bracket:] else ""
    if re.search(rf"\b(?:{words('interval')})\b", inside):
        return True
    if match.group("percent") or match.group("between"):
        late = re.match(rf"\s*(?:{words('threshold_after')})\b", after)
        early = re.search(
            rf"\b(?:{words('threshold_before')})\b(?:(?!\b(?:{words('happened')})\b)[^,;.%])*"
            r"\b(?:of|by|to)\s*$",
            before,
        )
        signs = rf"(?:\s|[≥≤<>=]|\b(?:{words('measured_link')})\b)*"
        value = re.search(rf"\b(?:{words('measured')})\b{signs}$", before)
        return bool(late or early or value or _change(flat, match) or _of_a_subject(flat, match))
    if match.group("share"):
        return re.match(rf"\s+(?:of|the|all)\s+(?:[\w-]+\s+){{0,3}}{noun()}", after) is None
    if match.group("counted"):
        return False
    if looked_at(match, before, after):
        return True
    named = re.search(
        rf"\b(?:{words('not_a_count_after')})\s*(?:[≥>=<≤-]\s*)*"
        r"(?:\d\s*(?:,\s*\d\s*)*,?\s*(?:-|/|or|and|to)\s*)?$",
        before,
    )
    once = match.group("count") and match.group("q5") and number(match.group("n5")) == 1
    return bool(named or (once and qualifier(match.group("q5")) == "at_least"))


def _of_a_year(match: re.Match[str], before: str) -> bool:
    """Whether a number may be a year: "up to 14 February 2024 out of", "since 2013 patients"."""
    year = re.match(r"(?:19[89]|20[0-4])\d(?![\d,.%])", match.group())
    when = r"\b(?:by|since|until|till|in|from|during|before|after|through|q[1-4])\s+$"
    dated = re.search(DAY_AND_MONTH, before)
    return bool(year and (dated or (match.group("count") and re.search(when, before))))


def _rate(match: re.Match[str], after: str) -> bool:
    """Whether the number is a rate: "0.3 events per 100 patient-years", "2% of the patients per
    year". A count with a fraction is one, or a mean."""
    counts = " ".join(match.group(group) or "" for group in ("a4", "b4", "n5"))
    if re.search(r"\d\.\d", counts):
        return True
    who = rf"(?:\s*of\s+(?:the\s+)?{adjectives()}{noun()})?"
    share = match.group("percent") or match.group("counted") or match.group("between")
    per = rf"per\s+(?:{NUMBER}\b|{number_word()}|(?:{words('rate_unit')})\b)"
    return (
        re.match(rf"{who}\s*{per}" if share else rf"(?:\s+of\s+[^,;.()%\d]+?)?\s+{per}", after)
        is not None
    )


def in_list_with(flat: str, before: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a percentage goes on in a list with one that is no figure: "the mean was 41% at
    month 6, 36% at year 2 and 29% at year 4"."""
    if not (before.group("percent") and match.group("percent")):
        return False
    when = rf"(?:\s+(?:at|after|by|in)\s+(?:{words('exposure_unit')})\s+\d+)"
    between = flat[before.end() : match.start()]
    return re.fullmatch(rf"{when}(?:,|,?\s+and|,?\s+or)\s+", between) is not None


def _part(flat: str, match: re.Match[str]) -> bool:
    """Whether a count is part of a number that is not read: "several hundred and five", or of a
    range of counts: "9 to 12 of 10,000 women"."""
    counted = match.group("n1") or match.group("n5")
    if counted and re.search(r"\d\s*(?:-|\u2013|\bto\b)\s*$", flat[: match.start()]):
        return True
    return any(
        goes_on(flat, match.start(first), match.end(last))
        for first, last in (("n1", "n1"), ("n5", "n5"), ("a4", "b4"))
        if match.group(first)
    )


def _of_a_subject(flat: str, match: re.Match[str]) -> bool:
    """Whether the words after a percentage say of how many people that was seen which ends with
    it: "a fall to below 50% was seen in 34 patients"; a limit is above, below, to or a value of."""
    before, after = flat[: match.start()], flat[match.end() :]
    limit = qualifier(match.group("q2")) in ("at_least", "up_to", "less_than", "more_than")
    limit = limit or re.search(rf"\b(?:{words('limit_before')})\s+$", before) is not None
    if not limit or re.search(r"(?:^|[,;:(.])\s*$", before):
        return False  # "less than 12% were reported in two studies" has no other subject
    seen = rf"\s+(?:(?:was|were|has been|have been)\s+)?(?:\w+ly\s+)?(?:{words('happened')})"
    so_many = rf"{hedge()}{count()}"
    who = rf"(?:\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?{count()})?\s+{adjectives()}{people()}"
    share = rf"(?:\s+{adjectives()}{noun()})?\s*[(\[][^%)\]]*%"
    of_whom = rf"(?:{so_many}(?:{who}|{share})|{hedge()}{NUMBER}\s*%)"
    return re.match(rf"{seen}\s+(?:in|for|by|among)\s+{of_whom}", after) is not None


def _change(flat: str, match: re.Match[str]) -> bool:
    """Whether a percentage says how far a value moved: "fell by 14%", "lost more than 3% of
    their weight". What is "reported by 14%", or moved in "14% of patients", is a share."""
    before, after = flat[: match.start()], flat[match.end() :]
    if re.match(r"\s*of\s+(?:their|its|his|her)\b", after):
        return True
    if re.search(r"(?:^|[\s(])[+±]\s*$", before):
        return True
    if re.search(rf"\b(?:mean|median|average)(?:\s+[\w-]+){{0,3}}\s+(?:{words('is')})\s*$", before):
        return True
    if re.search(rf"\b(?:{words('moved')})\s+$", before):
        return True
    if match.group("m2") and re.search(rf"\b(?:{words('not_a_count_after')})\s+$", before):
        return True  # "5% at week 4 to 9% at week 12"
    if re.search(r"\bfrom\s+$", before) and re.search(r"\bto\b", match.group()):
        return re.search(rf"\b(?:{words('goes_from_to')})\s+from\s+$", before) is None
    if re.search(r"\bwith\s+$", before) and re.match(r"an?\s+(?:max|min)imum", match.group()):
        return True
    by = re.search(r"\bby\s+$", before)
    people_ = re.match(rf"(?:[\s,]*(?:and|or|to)?\s*{NUMBER}\s*%)*\s*of\b", after)
    said = re.search(rf"\b(?:{words('happened')})\s+by\s+$", before)
    return bool(by and not people_ and not said)


def _frequency_class(flat: str, match: re.Match[str]) -> bool:
    """Whether the number defines a class of frequency: "very common (≥ 10%)", "may affect up to 1
    in 100 people"."""
    if match.group("percent"):
        before = flat[: match.start("v2")]
        bound = rf"(?:{words('frequency_class')})\s*[:(]\s*(?:≥|>)|very\s+rare\s*[:(]\s*<"
        return bool(re.search(rf"\b(?:{bound})[^;)]*$", before))
    people_ = match.group("count") and match.group("d5")
    affects = re.search(rf"\b(?:{words('frequency_verb')})\s*$", flat[: match.start()])
    return bool(people_ and affects and number(match.group("n5")) == 1)
