"""Words of a question in, the sections of the label that it names by their numbers out.

Who asks for risks without section 4.4 asks for those for which no citation of it was read.
"""

from __future__ import annotations

import re

from ingest.site.lexicon import Lexicon
from ingest.site.meanings import Meaning
from ingest.site.query_words import Query
from ingest.site.units import Unit

CITED = re.compile(
    r"(?:(?P<leaflet>\b(?:leaflet|PL|PIL)(?:\s+sections?)?)\s+)?(?<![\d.])(?P<number>\d{1,2}(?:\.\d)?)(?![\d.])",
    re.IGNORECASE,
)
DENIED = r"\b(?:{})(?:\s+(?:{}))*\s*$"
"""What stands before a section that is denied: words of the groups ``lacking`` and ``citing``."""


def cited_sections(
    lexicon: Lexicon, query: Query, words: list[str]
) -> tuple[list[Unit], list[str]]:
    """The sections of the label that a question names by number, and the other words."""
    if not (matches := list(CITED.finditer(query.text))):
        return [], words
    groups = (sorted(lexicon.groups[name], reverse=True) for name in ("lacking", "citing"))
    denied = re.compile(DENIED.format(*map("|".join, groups)), re.IGNORECASE)
    units = []
    for match in matches:
        leaflet = match["leaflet"] is not None
        term = f"s:{'pl' if leaflet else 'smpc'}-{match['number']}"
        if term not in lexicon.terms or not (leaflet or "." in match["number"]):
            continue
        meaning = Meaning(term, 1.0, match[0], "label", "")
        is_denied = denied.search(query.text[: match.start()]) is not None
        units.append(Unit((match["number"],), (), (meaning,), denied=is_denied))
        for part in match["number"].split("."):
            if part in words:
                words.remove(part)
    return units, words
