"""A figure and the numbers beside it in, the figure with the denominator that is plainly its own
out."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.families.rmp_summary import figure_patterns as patterns
from ingest.families.rmp_summary.figure_events import Clause
from ingest.families.rmp_summary.figure_numbers import number
from ingest.families.rmp_summary.figure_openings import of_all_opened_with, suffix_of
from ingest.families.rmp_summary.figure_values import Figure, Words


def of_observed(figure: Figure, among: re.Match[str], words: Words) -> Figure:
    """A figure with what the one behind it counts as its denominator."""
    return replace(
        figure,
        denominator=int(number(among.group("n5"))),
        denominator_qualifier=patterns.qualifier(among.group("q5")),
        basis=words.healed(among.span("u5")),
    )


def with_denominator(
    figure: Figure, clause: Clause, found: list[re.Match[str]], words: Words
) -> Figure:
    """A figure with the denominator of its clause, or of the sentence's opening where that is
    plainly meant."""
    if not found or figure.denominator is not None:
        return figure
    if found[0].start() == 0 and (
        figure.arm or not of_all_opened_with(clause, figure.basis, figure.numerator, found[0])
    ):
        return figure
    groups, suffix = found[0].groupdict(), suffix_of(found[0])
    return replace(
        figure,
        denominator=int(number(groups["n" + suffix])),
        denominator_qualifier=patterns.qualifier(groups["q" + suffix]),
        basis=figure.basis or words.healed(found[0].span("basis" + suffix)),
    )
