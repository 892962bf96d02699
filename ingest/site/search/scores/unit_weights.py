"""Units of a question in, what each weighs beside the others out."""

from __future__ import annotations

import math

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Strengths
from ingest.site.search.question.units import OTHERS, Unit

MET = 0.28
"""The strength from which on a row has a unit."""
NAME, TOPIC, WEAK = 1.8, 0.55, 0.35
"""What names of concepts, kinds of rows asked for, and words that only rank weigh beside others."""
NAMED_SO = np.float32(1.15)
"""How much a row has a phrase that stands for its very name."""
VERY_NAME = NAMED_SO - np.float32(0.001)
"""The strength from which on a row's own name is what words stand for."""
ABSENT, BESIDE_A_NAME = 1.5, 0.4
"""What words weigh that no row has, beside the weightiest that rows have; and everyday words
beside the name of a concept."""
EVERYDAY = 0.25
"""What words of everyday life weigh so that no row has, whatever stands beside them."""


def weights_of(known: Lexicon, units: list[Unit], degrees: list[Strengths | None]) -> list[float]:
    """What each unit weighs: a rare one more, a name more than a word."""
    weights: list[float] = []
    for unit, degree in zip(units, degrees, strict=True):
        having = 0 if degree is None else int(np.count_nonzero(degree >= MET))
        weight = math.log(1 + known.size / (0.5 + having)) if having else 0.0
        weights.append(weight * (NAME if unit.name else 1.0) * (WEAK if unit.weak else 1.0))
    lead = [w for unit, w in zip(units, weights, strict=True) if not unit.topic and not unit.weak]
    named = any(unit.name for unit in units) or _has_question(units) or _is_a_row(units, degrees)
    sure = any(unit.named for unit in units) or _has_question(units)
    usual = max(lead, default=0.0) or max(weights, default=0.0) or 1.0
    for at, unit in enumerate(units):
        nowhere = not weights[at] and (not unit.meanings or unit.only_near)
        if unit.absent or (unit.meant and nowhere):
            beside = (named and not unit.meant) or (sure and unit.only_near)
            share = EVERYDAY if unit.everyday else BESIDE_A_NAME if beside else ABSENT
            weights[at] = usual * share
            if unit.outside:
                weights[at] = max(weights[at], sum(lead) * ABSENT)
        elif unit.topic and any(lead):
            weights[at] = max(usual, weights[at]) * TOPIC
    return weights


def _is_a_row(units: list[Unit], degrees: list[Strengths | None]) -> bool:
    """Whether a phrase stands for the very name of a row: a knock on the head, a head injury."""
    return any(
        unit.meant
        and len(unit.words) > 1
        and degree is not None
        and degree.max(initial=0.0) >= VERY_NAME
        for unit, degree in zip(units, degrees, strict=True)
    )


def leading(units: list[Unit], weights: list[float]) -> list[Unit]:
    """The units that a row must have: else than kinds of rows and weak words, where any weighs.

    Where those are but everyday words that no row has, beside a phrase that asks for a kind of
    rows, it is all but weak words. Where the rows asked for are about all that is not listed (an
    off-label use), it is what asks for them, whatever is named beside that no row has.
    """
    strong = [
        unit
        for unit, weight in zip(units, weights, strict=True)
        if weight and not unit.weak and not unit.topic
    ]
    if all(unit.absent and not unit.meant for unit in strong) and _has_question(units):
        strong = []
    if all(unit.everyday for unit in strong):
        strong = []
    others = [unit for unit in units if any(one.term == OTHERS for one in unit.meanings)]
    if others and strong and all(unit.only_near or unit in others for unit in strong):
        strong = others
    return strong or [unit for unit in units if not unit.weak] or units


def _has_question(units: list[Unit]) -> bool:
    return any(unit.topic and len(unit.words) > 1 and unit.meanings for unit in units)
