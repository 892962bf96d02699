"""Words of a measure in; the label sections it cites and the legal status out.

Shared by every family that speaks of risk minimisation measures. Knowledge lies in
``measure_tool_terms.csv``, ``label_sections.csv`` and ``legal_statuses.csv``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.bullets import SIGN
from ingest.document import Span
from ingest.measure_tools import is_denied, tool_terms
from ingest.vocabulary import Folded, Match, dictionary, phrase_pattern


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
BETWEEN = rf"[\s.,;/&]*+(?:and|to|-)?+[\s,;:]*+(?:{SECTION}\s*+)?+"
COUNTS = re.compile(r"\d+\s*(?!(?:and|or|of|in|to|section|sections)(?!\w))[a-z%]")
"""A whole number and what it counts: "section 4.8 and 2 reports", "4.2: 4 tablets"."""
LEGAL_STATUS = "legal_status"
"""The tool that is the legal status, and the field that tells it."""
LINE_BEGINS = re.compile(rf"\n(?:{SIGN}[ ])?\Z")
OF = r"\s+(?:(?:the|proposed|current|approved|product's|product)\s+){0,3}"


def parse_citations(
    folded: Folded, item: Span, tool: str | None, alone: bool = False
) -> Iterator[Citation]:
    """The label sections that a measure cites, in the order printed.

    Read are ``SmPC sections: 4.2, 4.4``, ``SmPC 4.9``, ``SmPC: section 4.4``, ``SmPC sections 4.2
    4.4``, ``section 4.4. of the SPC``, ``PIL section 2 and 4``, and the like; with ``alone`` also
    ``section 4.4`` after the SmPC is named. A whole number that counts something is none, unless it
    stands under the word "section" among whole numbers. What is denied is not cited ("will not be
    listed in SmPC section 4.8").
    """
    row = documents().get(tool or "")
    if row is None:
        return
    end = folded.bounds(item)[1]
    found = {}
    for match in folded.finditer(_lists(row["id"]), item):
        numbers = match.group("after") or match.group("before")
        if numbers is None or is_denied(folded, match.span, item):
            continue
        sure = bool(match.group("section") or match.group("before"))
        for number in folded.finditer(re.compile(NUMBER), numbers):
            said = number.match.group()
            sure &= "." not in said
            if sure or not COUNTS.match(folded.text, number.match.start(), end):
                found[number.span.start] = number
    if alone and row["label"] == "SmPC":
        found |= {number.span.start: number for number in _goes_on(folded, item)}
    for _, number in sorted(found.items()):
        label_section = f"{row['label'].casefold()}-{number.match.group()}"
        yield Citation(label_section, number.span, label_section in _label_sections())


def sections_cited(citations: Iterable[Citation]) -> str | None:
    """The ids of the sections cited, each once, as a JSON array; None where there is none."""
    ids = dict.fromkeys(one.label_section_id for one in citations)
    return json.dumps(list(ids)) if ids else None


def goes_on(folded: Folded, item: Span) -> bool:
    """Whether ``item`` cites sections of the SmPC by their number alone ("Warning in section 4.4").

    The leaflet's have no dot in theirs.
    """
    return any(True for _ in _goes_on(folded, item))


def _goes_on(folded: Folded, item: Span) -> Iterator[Match]:
    """The numbers of sections that no document's name stands with, the SmPC being named last."""
    named = [(match.span.start, match.match.lastgroup) for match in folded.finditer(_names(), item)]
    for match in folded.finditer(_bare(), item):
        before = [document for at, document in named if at < match.span.start]
        numbers = match.group("numbers")
        if (
            numbers is None
            or before[-1:] not in ([], ["smpc"])
            or is_denied(folded, match.span, item)
        ):
            continue
        yield from folded.finditer(re.compile(r"\d{1,2}(?:\.\d{1,2})+"), numbers)


LONGEST_LIST = 500
"""Characters. No list of sections before a document's name is longer."""


def citation_start(folded: Folded, within: Span, name: Span) -> int:
    """Where the citation begins in which a document's ``name`` stands: at the name, or before it.

    ``sections 2 & 4 of the PL``; ``corresponding sections of the PL``. Sections that stand after
    another document's name are of that one.
    """
    start, end = folded.bounds(Span(within.start, name.start))
    named = {match.match.end() for match in folded.finditer(_names(), within)}
    at = max(start, end - LONGEST_LIST)
    while found := _before_name().search(folded.text, at, end):
        if len(folded.text[start : found.start()].rstrip(" \n:,()")) + start not in named:
            return folded.origin[found.start()]
        at = found.start() + 1
    return name.start


@cache
def _numbers() -> str:
    """Numbers of sections with their titles: "4.4 (Special warnings), 4.8 Undesirable effects"."""
    titles = "|".join(
        phrase_pattern(row["title"].split("(")[0].strip())
        for row in dictionary("label_sections", ("title",))
        if "X" not in row["title"]
    )
    title = rf"(?:\s*\([^()\d]{{3,120}}\)|[\s.:,-]*(?:{titles})(?!\w))?+"
    once = r"\d{1,2}+(?:\.\d{1,2}+)*+"
    return rf"{once}(?:{title}{BETWEEN}{once})*{title}"


@cache
def _lists(document: str) -> re.Pattern[str]:
    names = "|".join(_wordings(documents()[document]))
    return re.compile(
        rf"(?<!\w)(?:(?:{names})[\s:,()]*(?P<section>{SECTION})?[\s:]*(?P<after>{_numbers()})"
        rf"|{SECTION}[\s:]*(?P<before>{_numbers()})[\s.]*(?:of|in){OF}(?:{names}))"
        r"(?![\d%])"
    )


@cache
def _names() -> re.Pattern[str]:
    named = (f"(?P<{one}>{'|'.join(_wordings(row))})" for one, row in documents().items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(named)})(?!\w)")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){SECTION}[\s:]*(?P<numbers>{_numbers()})(?![\d%]|\s*(?:of|in)\s)")


@cache
def _before_name() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{SECTION}[\s:]*{_numbers()}[\s.]*(?:of|in){OF}"
        rf"|(?:the\s+)?(?:corresponding|respective|relevant)\s+(?:{SECTION}\s+(?:of|in){OF})?)\Z"
    )


@cache
def documents() -> dict[str, dict[str, str]]:
    """The tools that have sections to cite, by their id."""
    return {
        row["id"]: row | {"wordings": "|".join(tool_terms()[row["id"]])}
        for row in dictionary("measure_tools", ("id", "label"))
        if row["label"]
    }


@cache
def _label_sections() -> set[str]:
    return {row["id"] for row in dictionary("label_sections")}


@cache
def _status() -> str:
    """A legal status as a line of its own, or as the beginning of one, as a pattern."""
    wordings = "|".join(one for row in dictionary("legal_statuses") for one in _wordings(row))
    product = r"(?:(?:this|the)\s+)?(?:medicinal\s+product|medicine|product)\s+(?:is\s+)?"
    label = rf"(?:{'|'.join(map(phrase_pattern, tool_terms()[LEGAL_STATUS]))})\s*:\s*"
    return (
        rf"(?P<line>(?:{label}(?:{product})?|{product})(?:subject\s+to\s+|available\s+)?"
        rf"(?:{wordings})(?!\w)"
        rf"|(?:subject\s+to\s+)?(?:{wordings})(?=[ ]?\.?[ ]?(?:\n|\Z)|[ ]?\.[ ]))"
    )


@cache
def _status_line() -> re.Pattern[str]:
    return re.compile(rf"(?m)(?:^[ ]?(?:{SIGN}[ ])?|(?<=[\d)][.;][ ])){_status()}")


@cache
def _status_first() -> re.Pattern[str]:
    return re.compile(_status())


def legal_status_lines(text: str, folded: Folded, within: Span) -> Iterator[Span]:
    """Lines that begin with a legal status, or are one: "Prescription only"; so are the first words
    of all and sentences behind a citation.

    Not so a line without a capital, which goes on with the one before.
    """
    start, end = folded.bounds(within)
    first = _status_first().match(folded.text, start, end)
    spans = [folded.span(*first.span("line"))] if first else []
    lines = (match.group("line") for match in folded.finditer(_status_line(), within))
    spans += [span for span in lines if span and span not in spans]
    for span in spans:
        if text[span.start].isupper():
            yield span


def ends_in_legal_status(text: str, folded: Folded, within: Span) -> bool:
    """Whether no more than a bracket or a full stop stands behind the last legal status."""
    spans = list(legal_status_lines(text, folded, within))
    behind = re.compile(r"(?:\s*\([^()]*\))?[\s.]*")
    return bool(spans) and behind.fullmatch(text, spans[-1].end, within.end) is not None


def citing_lines(text: str, folded: Folded, within: Span) -> Iterator[tuple[int, str]]:
    """Where a line begins with the citation of a section, and the tool that is cited: "SmPC section
    4.4", "Sections 2 and 4 of the PL"."""
    for tool in documents():
        for match in folded.finditer(_lists(tool), within):
            start = match.match.start()
            begins = LINE_BEGINS.search(folded.text, max(0, start - 12), start)
            if begins and text[match.span.start].isupper():
                yield match.span.start, tool


def parse_legal_status(folded: Folded, item: Span) -> str | None:
    """The id of the legal status that a measure names; None when it is none that is known."""
    for row in dictionary("legal_statuses", ("id", "wordings")):
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(_wordings(row))})(?!\w)")
        if any(folded.finditer(pattern, item)):
            return row["id"]
    return None
