"""Units of a question in, the same out with those for whom a measure is made but ranking.

A card for patients, or material for healthcare professionals: who it is for is no thing that must
be said beside it.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit

AUDIENCE, MEASURES = "audience", "measures"
"""The group of words for people whom measures are made for, and that of kinds of measures."""


def for_an_audience(question: Question, units: list[Unit]) -> list[Unit]:
    """``units``; beside a kind of measures, words for an audience only rank, and mean nothing
    else."""
    known = question.lexicon
    if not any(unit.first in known.topics[MEASURES] for unit in units):
        return units
    return [
        replace(unit, meanings=(), weak=True, absent=False, only_near=False)
        if unit.words and known.groups[AUDIENCE].issuperset(unit.words) and not unit.topic
        else unit
        for unit in units
    ]
