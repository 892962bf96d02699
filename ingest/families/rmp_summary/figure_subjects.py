"""Clauses with what they say in, the same out where several are the subjects of one predicate.

"3 patients on fictinib and 1 patient on placebo had rash": what befell the last befell all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.families.rmp_summary.figure_context import Context
from ingest.families.rmp_summary.figure_events import Clause
from ingest.families.rmp_summary.figure_patterns import words


def joined_subjects(said: Sequence[tuple[Clause, Context]]) -> list[tuple[Clause, Context]]:
    """Each clause with its context; one without an event has that of the next it is joined to."""
    shared = list(said)
    for order in reversed(range(len(shared) - 1)):
        (clause, context), (following, then) = shared[order : order + 2]
        if context.outcome is None and then.outcome and _are_subjects(clause, following, then):
            shared[order] = (
                clause,
                replace(
                    context, outcome=then.outcome, grade=then.grade, attribution=then.attribution
                ),
            )
    return shared


def _are_subjects(clause: Clause, following: Clause, then: Context) -> bool:
    """Whether two figures stand side by side before what befell the second."""
    flat = clause.flat
    if then.outcome is None or then.outcome[0] < following.match.end():
        return False
    no_verb = rf"(?:(?!\b(?:{words('verb')})\b)[^;()%])*"
    lead = rf"\s*(?:(?:in|of|among|during|overall)\b{no_verb}(?<!\bin)(?<!\bby)(?<!\bfor)\s+)?"
    beside = rf"(?:(?!\b(?:{words('verb')})\b)[^,;()%])*\s(?:and|or|versus|vs\.?|against)\s+"
    return (
        re.fullmatch(lead, flat[clause.start : clause.match.start()]) is not None
        and re.fullmatch(beside, flat[clause.match.end() : following.match.start()]) is not None
    )
