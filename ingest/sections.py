"""A Document and its family's headings in, its Sections out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document, Section, Span, next_starts
from ingest.errors import MissingSection
from ingest.vocabulary import Folded, phrase_pattern

ANY_NUMBER = r"(?:part )?(?:[ivx]{1,4}|\d{1,2})(?:[.\-](?:[ivx]{1,4}|\d{1,2}|[a-z]))*[.:)]?\s+"
"""II.A, VI.II.A, 6.2.1: the number of a part, in folded text."""


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """A heading as ``family.yml`` has it: its numbers may be missing, its titles may not.

    A heading that has numbers may bear others: plans number their parts in ways of their own.
    """

    key: str
    level: int
    titles: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    required: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Matches the whole heading on lines of its own, on folded text."""
        numbers = "|".join(phrase_pattern(number) for number in self.numbers)
        titles = "|".join(phrase_pattern(title) for title in self.titles)
        number = rf"(?:(?:(?:{numbers})[.:]?\s*)|{ANY_NUMBER})?" if numbers else ""
        return re.compile(rf"(?m)^[ ]?{number}(?:{titles})[ ]?[.:]?[ ]?$")


Found = list[tuple[HeadingRule, re.Match[str]]]


def find_sections(
    document: Document, folded: Folded, rules: tuple[HeadingRule, ...]
) -> list[Section]:
    """The headings of ``rules`` that ``document`` has, in the rules' order, with their bodies.

    A required heading is the first of its words after the one before it; an optional one before
    a required one is the nearest to it, so that a table of contents or another part of the file
    does not confuse. A section's body ends at the next heading of any level.

    Raises MissingSection naming the document and the heading when a required one is missing.
    """
    found: Found = []
    waiting: list[HeadingRule] = []
    at = 0
    for rule in rules:
        if not rule.required:
            waiting.append(rule)
            continue
        match = next(_matches(document, folded, rule, at), None)
        if match is None:
            raise MissingSection(
                f"{document.id}: no heading for {rule.key} ({rule.titles[0]!r}); "
                "if its wording is new, add it to family.yml"
            )
        found += [*_nearest(document, folded, waiting, at, match.start()), (rule, match)]
        waiting, at = [], match.end()
    found += _following(document, folded, waiting, at)
    headings = [_whole(document.text, rule, folded.span(m.start(), m.end())) for rule, m in found]
    ends = next_starts(headings, len(document.text))
    return [
        Section(rule.key, rule.level, heading, Span(heading.end, end))
        for (rule, _), heading, end in zip(found, headings, ends, strict=True)
    ]


UNFINISHED = re.compile(r"(?:\b(?:for|of|and|the|with|in)|[,/+-])\s*$", re.IGNORECASE)


def _whole(text: str, rule: HeadingRule, heading: Span) -> Span:
    """A heading with the lines that it goes on in, if it is one that ends in words of its own.

    It goes on in the next line (not over a blank one) where that begins with a small letter or a
    bracket, or where a bracket is open or the last word cannot be the last.
    """
    heading = heading.strip(text)
    if not any(title.endswith("{line}") for title in rule.titles):
        return heading
    while line := re.compile(r"[^\S\n]*\n[^\S\n]*(\S[^\n]*)").match(text, heading.end):
        said = heading.of(text)
        goes_on = line.group(1)[0].islower() or line.group(1)[0] == "("
        if not (goes_on or said.count("(") > said.count(")") or UNFINISHED.search(said)):
            break
        heading = Span(heading.start, line.end()).strip(text)
    return heading


def _matches(
    document: Document, folded: Folded, rule: HeadingRule, start: int, end: int | None = None
) -> Iterator[re.Match[str]]:
    """The places of a heading; a line that begins with a small letter is the rest of a sentence."""
    end = len(folded.text) if end is None else end
    for match in rule.pattern().finditer(folded.text, start, end):
        first = folded.span(match.start(), match.end()).strip(document.text)
        if not document.text[first.start].islower():
            yield match


def _nearest(
    document: Document, folded: Folded, rules: list[HeadingRule], start: int, end: int
) -> Found:
    """Of each rule the last match before ``end``, the rules' order kept."""
    found: Found = []
    for rule in reversed(rules):
        matches = [*_matches(document, folded, rule, start, end)]
        if matches:
            found.insert(0, (rule, matches[-1]))
            end = matches[-1].start()
    return found


def _following(document: Document, folded: Folded, rules: list[HeadingRule], start: int) -> Found:
    """Of each rule the first match after the one before it."""
    found: Found = []
    for rule in rules:
        match = next(_matches(document, folded, rule, start), None)
        if match:
            found.append((rule, match))
            start = match.end()
    return found
