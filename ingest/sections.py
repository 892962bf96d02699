"""A Document and its family's headings in, its Sections out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.document import Document, Section, Span, next_starts
from ingest.errors import MissingSection
from ingest.vocabulary import Folded, phrase_pattern


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """A heading as ``family.yml`` has it: its numbers may be missing, its titles may not."""

    key: str
    level: int
    titles: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    required: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Matches the whole heading on lines of its own, on folded text."""
        numbers = "|".join(phrase_pattern(number) for number in self.numbers)
        titles = "|".join(phrase_pattern(title) for title in self.titles)
        number = rf"(?:(?:{numbers})[.:]?\s*)?" if numbers else ""
        return re.compile(rf"(?m)^[ ]?{number}(?:{titles})[ ]?[.:]?[ ]?$")


def find_sections(
    document: Document, folded: Folded, rules: tuple[HeadingRule, ...]
) -> list[Section]:
    """The headings of ``rules`` that ``document`` has, in the rules' order, with their bodies.

    A heading is looked for after the one before it, so that a contents list or a repeated title
    does not confuse. A section's body ends at the next heading of any level.

    Raises MissingSection naming the document and the heading when a required one is missing.
    """
    found: list[Section] = []
    at = 0
    for rule in rules:
        match = rule.pattern().search(folded.text, at)
        if match is None:
            if rule.required:
                raise MissingSection(
                    f"{document.id}: no heading for {rule.key} ({rule.titles[0]!r}); "
                    "if its wording is new, add it to family.yml"
                )
            continue
        at = match.end()
        heading = folded.span(match.start(), match.end()).strip(document.text)
        found.append(Section(rule.key, rule.level, heading, heading))
    ends = next_starts([section.heading for section in found], len(document.text))
    return [
        replace(section, body=Span(section.heading.end, end))
        for section, end in zip(found, ends, strict=True)
    ]
