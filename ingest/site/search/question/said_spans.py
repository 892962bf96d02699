"""Words of a question in, half years as the months that documents print out; and a span as the
longer or the shorter one that it is too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit

SPANS = {"year": ("month", 12), "week": ("day", 7)}
"""How many of a shorter span one of a longer one is."""
OWN = "riskplan"

HALF_YEARS = re.compile(
    r"\b(?:(?P<before>\w+) )?years? and (?:a|one) half\b"
    r"|\b(?P<years>\w+) and (?:a|one) half years?\b"
    r"|\bhalf (?:a |an |one )?year\b"
)
YEAR, HALF = 12, 6


def half_years_in_months(question: Question) -> list[str]:
    """The words where a year and a half is 18 months."""

    def in_months(match: re.Match[str]) -> str:
        said = match["before"] or match["years"] or ""
        number = question.lexicon.root(said) if said else ""
        years = int(number) if number.isdecimal() else 1 if " and " in match[0] else 0
        beside = f"{match['before']} " if match["before"] and not number.isdecimal() else ""
        return f"{beside}{years * YEAR + HALF} months"

    return HALF_YEARS.sub(in_months, " ".join(question.words)).split()


def same_spans(number: int, noun: str) -> list[tuple[int, str]]:
    """The same span in a longer or a shorter one: a year is 12 months."""
    found = []
    for long, (short, many) in SPANS.items():
        if noun.removesuffix("s") == long:
            found.append((number * many, short))
        elif noun.removesuffix("s") == short and not number % many:
            found.append((number // many, long))
    return found


def as_other_span(
    lexicon: Lexicon, units: list[Unit], numbers: Sequence[Unit], said: str
) -> list[Unit]:
    """``units`` with a span by the other one that rows print in its stead: 7 days are 1 week.

    ``numbers`` are those of the units that have the number; ``said`` is the span.
    """
    number, noun = re.split(r"[\s-]+", said)[:2]
    nouns = [one for one in units if one.words == (noun,)]
    if not nouns or any(len(one.words) > 1 for one in numbers):
        return units
    meanings = tuple(
        Meaning(
            f"w:{many} {lexicon.root(one)}",
            1.0,
            f"{many} {one}{'s' if many > 1 else ''}",
            "exact",
            OWN,
        )
        for many, one in same_spans(int(number), noun)
    )
    rest = [one for one in units if one not in numbers and one not in nouns]
    return [*rest, Unit((number, noun), (), meanings)]
