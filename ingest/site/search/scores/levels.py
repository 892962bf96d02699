"""The best row's share of what was asked for in, the level of the answer out."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.site.search.answer import Answer
from ingest.site.search.question.units import OTHERS, Unit

MOST = 0.5
"""The share of a question's weight that the best row must have for there to be hits."""
WHOLE = 0.99
"""A share that is all of it, but for rounding."""


def level_of(answer: Answer, lead: Sequence[Unit], top: float) -> str:
    """How much of what was asked for the best rows have, whose share of the ``lead`` is ``top``.

    What no row has beside a medicine alone that is named is but near in the rows on that, unless
    what holds for all other indications settles it.
    """
    settled = any(unit.topic and unit.first == OTHERS for unit in answer.units)
    gone = [unit for unit in lead if unit.absent and not unit.everyday]
    others = [unit for unit in lead if unit not in gone]
    if top > WHOLE and not any(unit.absent for unit in lead):
        return "all"
    medicines = answer.lexicon.medicines
    if gone and others and all(medicines.issuperset(one.words) for one in others) and not settled:
        return "near"
    return "most" if top >= MOST or lead[0].topic else "near"
