"""A question for doses and nothing else in, the doses before rows that but speak of some out.

"Dose" asks for what is taken, before the entry of a policy's history that tells when that was
changed and a check of the packs.
"""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.meanings import strengths_in
from ingest.site.search.scores.unit_degrees import SURELY

DOSED, DOSES = "dosed", "doses"
"""The group of words for doses, and that of the kinds of rows that are some."""


def doses_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with the doses first, where a word for them is all that was said, besides stop
    words and medicines."""
    known = answer.lexicon
    asked = [unit for unit in answer.units if not known.medicines.issuperset(unit.words)]
    if not answer.has_hits or len(asked) != 1 or asked[0].first not in known.topics[DOSES]:
        return answer
    said = {word for term in answer.query.terms for word in term.words}
    if said <= known.groups[DOSED] | known.stop | known.medicines:
        strengths = strengths_in(known.postings(connection, asked[0].first), answer.rows)
        answer.reorder(np.argsort(strengths < SURELY, kind="stable").astype(np.int32))
    return answer
