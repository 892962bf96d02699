"""An answer in, names with a number behind them out that rows print with another one: exportin 5.

Rows that print "exportin 1", and a 5 elsewhere, have both words, and say nothing of it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.printed_phrases import MOST_READ, is_printed, texts_of
from ingest.site.search.lexicon.query_words import plain
from ingest.site.search.told.passed_over import NOT_MISSED

NUMBERED = re.compile(
    r"(?<![\w-])(?P<name>[^\W\d_]{3,})(?P<mark>-| )(?P<number>\d{1,3})(?![\w%.,/-])"
)
"""A word, a hyphen or a blank, and a number that nothing is joined to."""


def numbered_names(connection: sqlite3.Connection, answer: Answer) -> Iterator[str]:
    """The names, as they were typed: with a hyphen, or with a blank where they end the question;
    none where the number is printed as part of a name ("study 312", where it is MRT-312), or the
    words before it are more than a name with it, as a grade is."""
    known, text = answer.lexicon, plain(answer.query.text)
    matches = list(NUMBERED.finditer(text)) if answer.has_hits else []
    texts = [plain(one) for one in texts_of(connection, answer.rows[:MOST_READ])] if matches else []
    alone = {unit.words[0] for unit in answer.units if len(unit.words) == 1 and not unit.absent}
    passed = known.stop | known.groups[NOT_MISSED] | known.medicines
    for match in matches:
        name, number = match["name"], match["number"]
        ends = match["mark"] == "-" or match.end() == len(text)
        if not ends or not {name, number} <= alone or name in passed:
            continue
        in_a_name = re.compile(rf"[^\W\d_]-?{number}(?!\d)")
        joined = is_printed(connection, f"{name} {number}") or any(map(in_a_name.search, texts))
        others = {one["name"] for printed in texts for one in NUMBERED.finditer(printed)}
        if name in others and not joined:
            yield match[0]
