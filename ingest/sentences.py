"""A span of text in, the spans of its sentences out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.bullets import SIGN
from ingest.document import Span
from ingest.vocabulary import dictionary

END = re.compile(r"[.!?][)\"”’]?(?=\s+[^\sa-z])" rf"|\n(?=\s*{SIGN}\s)")


def sentences(text: str, within: Span) -> Iterator[Span]:
    """The sentences of ``text`` inside ``within``, without the white space around them.

    A full stop ends a sentence when white space and anything but a small letter follow, unless
    the word before it is an abbreviation (``abbreviations.csv``). A bullet starts one.
    """
    start = within.start
    for match in END.finditer(text, within.start, within.end):
        if ends_in_abbreviation(text, Span(within.start, match.start() + 1)):
            continue
        sentence = Span(start, match.end()).strip(text)
        if sentence:
            yield sentence
        start = match.end()
    rest = Span(start, within.end).strip(text)
    if rest:
        yield rest


def ends_in_abbreviation(text: str, said: Span) -> bool:
    """Whether the last word of ``said`` is an abbreviation with its full stop: "e.g."."""
    word = text[max(said.start, said.end - 13) : said.end].split()
    return bool(word) and word[-1].lstrip("(").casefold() in _abbreviations()


def _abbreviations() -> set[str]:
    return {row["abbreviation"] for row in dictionary("abbreviations")}
