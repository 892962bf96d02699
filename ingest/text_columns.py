"""A text extraction in; where it has two columns side by side, whose words are mixed, out.

Some programs keep a page's look: a label and the text beside it then share a line, and what is
read line by line says what nobody wrote.
"""

from __future__ import annotations

import re

from ingest.document import Document, Span
from ingest.gutters import tables_of_gutters

WIDE, HIGH = 4.0, 12.0
"""Points that a character is taken to be wide, and a line to be high: three blanks are a gutter."""


def side_by_side(document: Document, within: Span) -> Span | None:
    """The first lines in ``within`` that stand in two columns; None where there are none.

    A PDF is not asked: its columns are parted when it is read.
    """
    if document.media_type == "application/pdf":
        return None
    lines = list(re.finditer(r"[^\n\f]+", document.text[within.start : within.end]))
    words = [
        {
            "text": word.group(),
            "x0": word.start() * WIDE,
            "x1": word.end() * WIDE,
            "top": number * HIGH,
            "bottom": number * HIGH + HIGH - 1,
        }
        for number, line in enumerate(lines)
        for word in re.finditer(r"\S+", line.group())
    ]
    table = next(tables_of_gutters(words, (), 10_000.0, set()), None)
    if table is None:
        return None
    first, last = table[0][0][1], table[-1][0][3]
    start = lines[round(first / HIGH)].start()
    end = lines[min(round(last / HIGH), len(lines)) - 1].end()
    return Span(within.start + start, within.start + max(start, end)).strip(document.text)
