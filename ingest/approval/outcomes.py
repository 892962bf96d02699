"""What may become of criteria in, what may become of their group out: three-valued logic.

An outcome that is open is the set of what it may still be. So a clause that is either met or not
asked of the patient does not hold up its group, though nobody knows yet which of the two it is.
"""

from __future__ import annotations

from collections.abc import Iterable

MET, NOT_MET, NOT_APPLICABLE, UNKNOWN = "met", "not_met", "not_applicable", "unknown"
Outcomes = frozenset[str]
"""What a criterion may still turn out to be: of met, not_met and not_applicable."""
Differences = frozenset[frozenset[str]]
"""Pairs of a criterion's outcomes between which the whole is not the same."""
PAIRS = frozenset(
    frozenset(pair) for pair in ((MET, NOT_MET), (MET, NOT_APPLICABLE), (NOT_MET, NOT_APPLICABLE))
)
AT_THE_TOP: Differences = frozenset(pair for pair in PAIRS if NOT_MET in pair)
"""What is met and what does not apply is one to the whole: it cannot fail."""
Truth = bool | None
"""None where it is not known."""


def status(outcomes: Outcomes) -> str:
    """The one outcome there is; ``unknown`` where there are several."""
    return next(iter(outcomes)) if len(outcomes) == 1 else UNKNOWN


def all_true(truths: Iterable[Truth]) -> Truth:
    """Whether all hold: one that does not settles it."""
    known = [*truths]
    if False in known:
        return False
    return None if None in known else True


def any_true(truths: Iterable[Truth]) -> Truth:
    """Whether one holds: one that does settles it."""
    known = [*truths]
    if True in known:
        return True
    return None if None in known else False


def leaf(applies: Truth, holds: Truth) -> Outcomes:
    """What may become of a clause by whether it is asked of the patient, and whether it holds."""
    tested = {None: {MET, NOT_MET}, True: {MET}, False: {NOT_MET}}[holds]
    return scoped(applies, frozenset(tested))


def scoped(applies: Truth, outcomes: Outcomes) -> Outcomes:
    """``outcomes`` of a criterion that may not be asked of the patient."""
    if applies is False:
        return frozenset({NOT_APPLICABLE})
    return outcomes if applies else outcomes | {NOT_APPLICABLE}


def all_of(children: Iterable[Outcomes]) -> Outcomes:
    """What may become of a group whose applicable members must all be met."""
    return _group([*children], good=MET, bad=NOT_MET)


def one_of(children: Iterable[Outcomes]) -> Outcomes:
    """What may become of a group of which one applicable member must be met."""
    return _group([*children], good=NOT_MET, bad=MET)


def all_or_one_of(children: Iterable[Outcomes]) -> Outcomes:
    """What may become of a group of which all members must be met, or one: which, is not known."""
    known = [*children]
    return all_of(known) | one_of(known)


def _group(children: list[Outcomes], good: str, bad: str) -> Outcomes:
    """One ``bad`` member makes the group so; else one ``good`` one does, else it does not apply."""
    found = set()
    if any(bad in child for child in children):
        found.add(bad)
    if all(child - {bad} for child in children):
        if any(good in child for child in children):
            found.add(good)
        if all(NOT_APPLICABLE in child for child in children):
            found.add(NOT_APPLICABLE)
    return frozenset(found)


def differences(operator: str, others: Outcomes, of_group: Differences) -> Differences:
    """The pairs of a member's outcomes that make a difference to the whole by way of its group.

    ``others`` is what may become of the other members together, ``of_group`` the pairs of the
    group's outcomes that make a difference. So whether a rule that fails is asked of the patient
    at all matters in a group of which one must be met: where none is asked, the group is not.
    """
    group = one_of if operator == "one_of" else all_of

    def joined(pair: frozenset[str], other: str) -> frozenset[str]:
        return frozenset(status(group((frozenset({one}), frozenset({other})))) for one in pair)

    return frozenset(
        pair for pair in PAIRS if any(joined(pair, other) in of_group for other in others)
    )


def is_open(outcomes: Outcomes, differences: Differences) -> bool:
    """Whether what it may be still makes a difference."""
    return any(pair <= outcomes for pair in differences)
