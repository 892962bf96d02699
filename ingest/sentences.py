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
        word = text[max(within.start, match.start() - 12) : match.start() + 1].split()
        if word and word[-1].lstrip("(").casefold() in _abbreviations():
            continue
        sentence = Span(start, match.end()).strip(text)
        if sentence:
            yield sentence
        start = match.end()
    rest = Span(start, within.end).strip(text)
    if rest:
        yield rest


def _abbreviations() -> set[str]:
    return {row["abbreviation"] for row in dictionary("abbreviations")}
