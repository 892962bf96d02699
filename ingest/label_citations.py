"""Words of a measure in; the label sections it cites and the legal status out.

Shared by every family that speaks of risk minimisation measures. Knowledge lies in
``measure_tool_terms.csv``, ``label_sections.csv`` and ``legal_statuses.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.document import Span
from ingest.measure_tools import tool_terms
from ingest.vocabulary import Folded, dictionary, phrase_pattern


@dataclass(frozen=True, slots=True)
class Citation:
    """A section of the SmPC or the package leaflet, cited at ``span``."""

    label_section_id: str
    span: Span
    known: bool
    """False where the SmPC or the leaflet has no section of that number."""


def _wordings(row: dict[str, str]) -> list[str]:
    """The wordings of a row, parted at bars outside braces."""
    parts = re.findall(r"(?:\{[^}]*\}|[^|{])+", row["wordings"])
    return [phrase_pattern(part).removeprefix(r"\s*").removesuffix(r"\s*") for part in parts]


SECTION = r"(?:sections?|sect?\.|§)"
NUMBER = r"\d{1,2}(?:\.\d{1,2})*"
TITLE = r"(?:\s*\([^()\d]{3,120}\))?"
"""A section's title in brackets after its number: 4.8 (Undesirable effects)"""
BETWEEN = rf"[\s.,;/&]*(?:and|to|-)?[\s,;:]*(?:{SECTION}\s*)?"
NUMBERS = rf"{NUMBER}(?:{TITLE}{BETWEEN}{NUMBER})*"
COUNTS = re.compile(r"\d+\s*(?!(?:and|or|of|in|to|section|sections)(?!\w))[a-z%]")
"""A whole number and what it counts: "section 4.8 and 2 reports", "4.2: 4 tablets"."""
OF = r"\s+(?:(?:the|proposed|current|approved|product's|product)\s+){0,3}"


def parse_citations(folded: Folded, item: Span, tool: str | None) -> Iterator[Citation]:
    """The label sections that a measure cites, in the order printed.

    Read are ``SmPC sections: 4.2, 4.4``, ``SmPC 4.9``, ``SmPC: section 4.4``, ``SmPC sections 4.2
    4.4``, ``section 4.4. of the SPC``, ``PIL section 2 and 4``, and the like. A whole number that
    counts something is none, unless it stands under the word "section" among whole numbers.
    """
    row = _documents().get(tool or "")
    if row is None:
        return
    names = "|".join(_wordings(row))
    lists = re.compile(
        rf"(?<!\w)(?:(?:{names})[\s:,(]*(?P<section>{SECTION})?[\s:]*(?P<after>{NUMBERS})"
        rf"|{SECTION}[\s:]*(?P<before>{NUMBERS}){TITLE}[\s.]*(?:of|in){OF}(?:{names}))"
        r"(?![\d%])"
    )
    for match in folded.finditer(lists, item):
        numbers = match.group("after") or match.group("before")
        if numbers is None:
            continue
        sure = bool(match.group("section") or match.group("before"))
        for number in folded.finditer(re.compile(NUMBER), numbers):
            said = number.match.group()
            sure &= "." not in said
            if not sure and COUNTS.match(folded.text, number.match.start()):
                continue
            label_section = f"{row['label'].casefold()}-{said}"
            yield Citation(label_section, number.span, label_section in _label_sections())


@cache
def _documents() -> dict[str, dict[str, str]]:
    return {
        row["id"]: row | {"wordings": "|".join(tool_terms()[row["id"]])}
        for row in dictionary("measure_tools", ("id", "label"))
        if row["label"]
    }


@cache
def _label_sections() -> set[str]:
    return {row["id"] for row in dictionary("label_sections")}


def parse_legal_status(folded: Folded, item: Span) -> str | None:
    """The id of the legal status that a measure names; None when it is none that is known."""
    for row in dictionary("legal_statuses", ("id", "wordings")):
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(_wordings(row))})(?!\w)")
        if any(folded.finditer(pattern, item)):
            return row["id"]
    return None
