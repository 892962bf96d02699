"""An answer in, names with a number behind them out that no row prints: exportin 5.

Rows that print "exportin 1", and a 5 elsewhere, have both words, and say nothing of it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.printed_phrases import is_printed
from ingest.site.search.lexicon.query_words import plain

NUMBERED = re.compile(
    r"(?<![\w-])(?P<name>[^\W\d_]{3,})(?P<mark>-| )(?P<number>\d{1,3})(?![\w%.,/-])"
)
"""A word, a hyphen or a blank, and a number that nothing is joined to."""


def numbered_names(connection: sqlite3.Connection, answer: Answer) -> Iterator[str]:
    """The names, as they were typed: with a hyphen, or with a blank where they end the question;
    none where the words before the number are more than a name with it, as a grade is."""
    text = plain(answer.query.text)
    alone = {unit.words[0] for unit in answer.units if len(unit.words) == 1 and not unit.absent}
    for match in NUMBERED.finditer(text) if answer.has_hits else ():
        name, number = match["name"], match["number"]
        ends = match["mark"] == "-" or match.end() == len(text)
        names = {name, number} <= alone and not answer.lexicon.medicines.issuperset({name})
        if ends and names and not is_printed(connection, f"{name} {number}"):
            yield match[0]
