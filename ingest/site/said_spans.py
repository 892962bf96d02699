"""Words of a question in, half years as the months that documents print out."""

from __future__ import annotations

import re

from ingest.site.lexicon import Lexicon

HALF_YEARS = re.compile(
    r"\b(?:(?P<before>\w+) )?years? and (?:a|one) half\b"
    r"|\b(?P<years>\w+) and (?:a|one) half years?\b"
    r"|\bhalf (?:a |an |one )?year\b"
)
YEAR, HALF = 12, 6


def half_years_in_months(lexicon: Lexicon, words: list[str]) -> list[str]:
    """``words`` where a year and a half is 18 months."""

    def in_months(match: re.Match[str]) -> str:
        said = match["before"] or match["years"] or ""
        number = lexicon.root(said) if said else ""
        years = int(number) if number.isdigit() else 1 if " and " in match[0] else 0
        beside = f"{match['before']} " if match["before"] and not number.isdigit() else ""
        return f"{beside}{years * YEAR + HALF} months"

    return HALF_YEARS.sub(in_months, " ".join(words)).split()
