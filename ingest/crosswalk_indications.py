"""The indications of a plan and of a policy in, out how they compare, aspect by aspect.

Two indications are compared where they name one diagnosis; of several with that diagnosis each is
laid beside those that have most aspects in common with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.concepts import concept_of
from ingest.indication_aspects import Aspect, Indication

Wider = Mapping[str, frozenset[str]]
WHOLE = "indication"
"""The aspect of an indication that has no partner."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An aspect of a pair of indications, or an indication without partner."""

    plan: Indication | None
    policy: Indication | None
    aspect: str
    detail: str
    relation: str
    reason: str
    said_in_plan: Aspect | None = None
    said_in_policy: Aspect | None = None


def compared(
    plan: Sequence[Indication], policy: Sequence[Indication], wider: Wider
) -> Iterator[Compared]:
    """Every aspect of each pair, then the indications of one side alone."""
    pairs = _pairs(plan, policy, wider)
    for one, other in pairs:
        yield from _aspects(one, other)
    for one in plan:
        if one.id not in {pair[0].id for pair in pairs}:
            relation, reason = _alone(one, policy, "plan")
            yield Compared(one, None, WHOLE, "", relation, reason, one.diagnosis)
    for one in policy:
        if one.id not in {pair[1].id for pair in pairs}:
            relation, reason = _alone(one, plan, "policy")
            yield Compared(None, one, WHOLE, "", relation, reason, None, one.diagnosis)


def _pairs(
    plan: Sequence[Indication], policy: Sequence[Indication], wider: Wider
) -> list[tuple[Indication, Indication]]:
    """Pairs of one diagnosis, each of which is the best that one of the two has."""
    scores = {
        (one.id, other.id): _score(one, other)
        for one in plan
        for other in policy
        if _one_diagnosis(one, other, wider)
    }
    best_left: dict[str, tuple[int, int]] = {}
    best_right: dict[str, tuple[int, int]] = {}
    for (left, right), score in scores.items():
        best_left[left] = max(score, best_left.get(left, score))
        best_right[right] = max(score, best_right.get(right, score))
    return [
        (one, other)
        for one in plan
        for other in policy
        if (one.id, other.id) in scores
        and scores[one.id, other.id] in (best_left[one.id], best_right[other.id])
    ]


def _score(one: Indication, other: Indication) -> tuple[int, int]:
    rows = [row.relation for row in _aspects(one, other)]
    return rows.count("equal"), -rows.count("different")


def _one_diagnosis(one: Indication, other: Indication, wider: Wider) -> bool:
    if one.diagnosis is None or other.diagnosis is None:
        return False
    if one.diagnosis.value == other.diagnosis.value or one.concepts & other.concepts:
        return True
    return any(
        left in wider.get(right, ()) or right in wider.get(left, ())
        for left in one.concepts
        for right in other.concepts
    )


def _aspects(one: Indication, other: Indication) -> list[Compared]:
    mine, theirs = _told(one), _told(other)
    found = []
    for key in dict.fromkeys([*mine, *theirs]):
        left, right = mine.get(key, []), theirs.get(key, [])
        relation, reason = _relation(left, right, one, other)
        found.append(
            Compared(
                one, other, *key, relation, reason,
                left[0] if left else None, right[0] if right else None,
            )
        )  # fmt: skip
    return found


def _told(one: Indication) -> dict[tuple[str, str], list[Aspect]]:
    found: dict[tuple[str, str], list[Aspect]] = {}
    for aspect in one.aspects:
        found.setdefault((aspect.name, aspect.detail), []).append(aspect)
    return found


def _relation(
    left: Sequence[Aspect], right: Sequence[Aspect], one: Indication, other: Indication
) -> tuple[str, str]:
    if not right:
        return "plan_only", "The policy's words for this indication do not state it."
    if not left:
        return "policy_only", "The plan's words for this indication do not state it."
    values = [{aspect.value for aspect in side} for side in (left, right)]
    if values[0] == values[1]:
        return "equal", "Both state the same."
    if any(len(side) > 1 for side in values):
        return "unknown", "One side states several values, which were not told apart."
    if left[0].name == "diagnosis" and one.concepts and one.concepts == other.concepts:
        names = " and ".join(sorted(f"“{concept_of(each).name}”" for each in one.concepts))
        return "equal", f"Both mean the concept {names}."
    return "different", "The two state different things."


def _alone(one: Indication, others: Sequence[Indication], which: str) -> tuple[str, str]:
    """Whether an indication is one side's alone, or nothing can be said."""
    other = {"plan": "policy", "policy": "plan"}[which]
    if one.diagnosis is None:
        return "unknown", "Its diagnosis was not read, so it was compared with none."
    if not others:
        return "unknown", f"No indication was read of the {other}."
    unclear = [each for each in others if not each.concepts]
    if not one.concepts or unclear:
        return "unknown", (
            f"No indication of the {other} has this diagnosis in the same words; one of the "
            "diagnoses is in no dictionary, so it may be there by another name."
        )
    names = " and ".join(sorted(f"“{concept_of(each).name}”" for each in one.concepts))
    return f"{which}_only", f"No indication of the {other} is for {names}."
