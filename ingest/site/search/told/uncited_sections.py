"""An answer in, the sections of the label that it asks of concerns and that no row cites out.

"Which risks cite 4.3" has hits: the section itself, and what cites other ones. That no concern
cites it is told above them.
"""

from __future__ import annotations

import sqlite3

from ingest.site.search.answer import Answer
from ingest.site.search.question_form import words_of
from ingest.site.search.told.kinds_and_things import Apart

CITES = ("measure", "risk")
"""Kinds of rows that cite sections of the label."""


def uncited(connection: sqlite3.Connection, answer: Answer) -> list[Apart]:
    """The sections that a question names by their numbers beside concerns, and that none cites."""
    known = answer.lexicon
    asked = [word for word in words_of(answer) if word in known.groups["concerned"]]
    labels, kinds = known.columns["kind"]
    citing = {labels.index(kind) for kind in CITES if kind in labels}
    found = []
    for unit in answer.units if asked and answer.has_hits else ():
        if unit.numbered and not unit.denied:
            terms = [one.term for one in unit.meanings if one.term.startswith("s:")]
            rows = [row for term in terms for row in known.postings(connection, term)[0].tolist()]
            if citing.isdisjoint(kinds[rows].tolist()):
                found.append(Apart(asked[0], unit.meanings[0].said))
    return list(dict.fromkeys(found))
