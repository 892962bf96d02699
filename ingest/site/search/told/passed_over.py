"""An answer in, the words out that no row has, that alone only rank, and that a document prints.

"Interim" and "analysis" are words that only rank; where no row has either, an interim analysis
would be passed over. That a document speaks of one is told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.printed_phrases import is_in_a_document
from ingest.site.search.question.audiences import AUDIENCE
from ingest.site.search.question_form import words_of


def passed_over(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The words, several side by side."""
    if answer.as_typed:
        return []
    return [one for one in _runs(answer) if is_in_a_document(connection, one)]


def _runs(answer: Answer) -> Iterator[str]:
    """Words side by side that are no stop words, of no unit, and that no row has; whom a measure is
    for is none of them."""
    known = answer.lexicon
    taken = known.stop.union(*(unit.words for unit in answer.units)) | known.groups[AUDIENCE]
    run: list[str] = []
    for word in [*words_of(answer), ""]:
        gone = word and word not in taken and f"w:{known.root(word)}" not in known.terms
        if gone and not word.isdigit():
            run.append(word)
            continue
        if len(run) > 1:
            yield " ".join(run)
        run = []
