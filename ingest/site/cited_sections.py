"""Words of a question in, the sections of the label that it names by their numbers out.

Who asks for risks without section 4.4 asks for those for which no citation of it was read. A number
that no section has (SmPC 4.10) is absent: its parts are no sections.
"""

from __future__ import annotations

import re

from ingest.site.lexicon import Lexicon
from ingest.site.meanings import Meaning
from ingest.site.query_words import Query, plain
from ingest.site.units import Unit

CITED = re.compile(
    r"(?:(?P<label>\b(?P<named>(?P<leaflet>leaflet|PL|PIL)|SmPC)(?:\s+sections?)?|\bsections?)\s+)?"
    r"(?<![\d.])(?P<number>\d{1,2}(?:\.\d{1,2})?)(?!\d|\.\d)",
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
        if term not in lexicon.terms:
            if _is_none(lexicon, match):
                units.append(Unit(tuple(plain(match[0]).split()), (), absent=True, meant=True))
                words = _without(words, match[0])
            continue
        if not (leaflet or _is_number(match)):
            continue
        said = match[0] if leaflet else match["number"]
        meaning = Meaning(term, 1.0, said, "label", "")
        is_denied = denied.search(query.text[: match.start()]) is not None
        units.append(Unit((match["number"],), (), (meaning,), denied=is_denied))
        words = _without(words, match["number"])
    return units, words


def _is_number(match: re.Match[str]) -> bool:
    """Whether what was found is no number of anything else."""
    return "." in match["number"]


def _is_none(lexicon: Lexicon, match: re.Match[str]) -> bool:
    """Whether what was found is the number of a section of the label, but there is no such one.

    Other documents have other sections: 12.3. A number that ends the question counts nothing.
    """
    if match["label"] is None:
        return False
    if match["named"] is None:
        return f"s:smpc-{match['number'].split('.')[0]}.1" in lexicon.terms and _is_number(match)
    return _is_number(match) or not match.string[match.end() :].strip(" .?!")


def _without(words: list[str], said: str) -> list[str]:
    """``words`` without those that are ``said``, each left out once."""
    left = list(words)
    for word in plain(said).replace(".", " ").split():
        if word in left:
            left.remove(word)
    return left
