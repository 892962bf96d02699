"""An answer in, the ages of the question out that no row prints, though it has what they mean.

Who is over 75 is elderly; that rows on the elderly say "over 75" is not said by them.
"""

from __future__ import annotations

import re
import sqlite3

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.printed_phrases import texts_of
from ingest.site.search.lexicon.query_words import plain
from ingest.site.search.question.said_ages import AND_OVER, ELDERLY, OVER

SAID = re.compile(
    rf"\b(?:over|above)\s+{OVER}|\b(?P<least>[6-9]\d)(?={AND_OVER.pattern})", re.IGNORECASE
)
OF_AGE = (
    r"(?:[≥>]\s*=?|\b(?:over|above|beyond|than|to|age|aged))\s*(?:of\s+)?{0}(?![\d.,%])"
    r"|(?<![\d.,]){0}[\s-]*(?:\+|years?|yrs?|y/?o|(?:and|or)\s+(?:over|older|above))"
)
"""How rows print a limit of age."""


def unprinted_ages(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The limits of old age that were said, and that no row prints."""
    if not answer.has_hits:
        return []
    return [
        plain(match[0])
        for match in SAID.finditer(answer.query.text)
        if int(years := match["above"] or match["least"]) > ELDERLY
        and not _is_printed(connection, answer, years)
    ]


def _is_printed(connection: sqlite3.Connection, answer: Answer, years: str) -> bool:
    rows, _ = answer.lexicon.postings(connection, f"w:{years}")
    printed = re.compile(OF_AGE.format(years), re.IGNORECASE)
    return any(printed.search(text) for text in texts_of(connection, rows))
