"""How much each row has each unit of a question in, its share of the whole and its score out.

Rows are those that have some unit; the places in all that is given are theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Strengths
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.unit_weights import MET

NEAR_SHARE = 0.4
"""How far a row has what was asked for that only has something wider."""
LIFT = 0.36
"""How far a row of the kind asked for is lifted that hangs on what was asked about."""


@dataclass(frozen=True, slots=True)
class Shares:
    """For every row the share of the weight that it has: of the leading units, and of all."""

    leading: Strengths
    listed: Strengths


def shares_of(
    units: Sequence[Unit],
    degrees: Sequence[Strengths | None],
    weights: Sequence[float],
    lead: Sequence[Unit],
    count: int,
) -> Shares:
    """The shares of ``count`` rows; ``lead`` are the units that a hit must have, and ``weights``
    what each unit counts. What has only something wider has but a part of it.
    """
    of_leading, of_all = np.zeros(count, np.float32), np.zeros(count, np.float32)
    required = 0.0
    for unit, degree, weight in zip(units, degrees, weights, strict=True):
        required += weight if unit in lead else 0.0
        if degree is None:
            continue
        counts = (degree >= MET) * np.float32(weight * (NEAR_SHARE if unit.only_near else 1.0))
        if not unit.weak:
            of_all += counts
        if unit in lead:
            of_leading += counts
    return Shares(of_leading / np.float32(required or 1), of_all / np.float32(sum(weights) or 1))


def of_what_is_named(
    known: Lexicon, units: Sequence[Unit], degrees: Sequence[Strengths | None], count: int
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For every row whether it is of a medicine that is named, if any is."""
    named = [
        np.zeros(count, np.bool_) if degree is None else degree >= MET
        for unit, degree in zip(units, degrees, strict=True)
        if known.medicines.issuperset(unit.words)
    ]
    return np.logical_or.reduce(named) if named else np.ones(count, np.bool_)


def scores_of(
    units: Sequence[Unit],
    degrees: Sequence[Strengths | None],
    weights: Sequence[float],
    asked_for: Strengths | None,
    count: int,
) -> Strengths:
    """For every row how much it has of all units; lifted where it is of the kind asked for."""
    total = np.zeros(count, np.float32)
    for unit, degree, weight in zip(units, degrees, weights, strict=True):
        if degree is None:
            continue
        if asked_for is not None and not unit.topic:
            lift = np.maximum(1 - degree, 0) * asked_for * np.float32(LIFT)
            degree = degree + (degree >= MET) * lift
        total += degree * np.float32(weight)
    return total / np.float32(sum(weights) or 1)
