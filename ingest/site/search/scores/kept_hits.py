"""An answer and the rows that the fields of its query leave in, the answer with those alone out."""

from __future__ import annotations

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.meanings import Numbers
from ingest.site.search.scores.unit_weights import MET


def within(answer: Answer, rows: Numbers, most: int) -> Answer | None:
    """The answer with the hits alone that are among ``rows``, ``most`` of them ranked; None where
    that is none of them.

    A facet beside hits is a field: so it leaves as many of them as it says.
    """
    kept = np.isin(answer.rows, rows)
    if not answer.has_hits or not kept.any():
        return None
    places = np.flatnonzero(kept).astype(np.int32)
    answer.beyond = np.sort(answer.rows[places[most:]])
    answer.reorder(places[:most])
    if answer.level == "all" and not _has_all(answer):
        answer.level = "most"
    return answer


def _has_all(answer: Answer) -> bool:
    """Whether any of the hits has all that was asked about."""
    has = np.ones(len(answer.rows), np.bool_)
    for unit, degree in zip(answer.units, answer.degrees, strict=False):
        if degree is not None and not unit.weak:
            has &= degree >= MET
    return bool(has.any())
