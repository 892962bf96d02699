"""The indications of a plan and of a policy in, out how they compare, aspect by aspect.

Two indications are compared where their diagnoses share their words or a concept; of several with
that diagnosis each is laid beside those that have most aspects in common with it. Two diagnoses are
equal in the same words, or where both are names of one concept; words that only lead to a concept
("acute pancreatitis") leave it unknown, as does one that covers only some words of a diagnosis
("hormone-sensitive prostate cancer").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.concepts import concept_of
from ingest.crosswalk.aspect_words import plain_names
from ingest.crosswalk.indication_aspects import UNFIT, Aspect, Indication
from ingest.crosswalk.terms import is_name_of, one_name

Wider = Mapping[str, frozenset[str]]
Told = dict[tuple[str, str], list[Aspect]]
"""The aspects of an indication by name and detail."""
TELL_OF = {"prior treatment": ("refractory to", "progression on the last therapy", "disease state")}
"""Aspects whose words, where they were not read in full, may tell of another one too.

"Refractory to first-line chemotherapy or relapsed within 12 months" tells of a prior treatment.
"""
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
    names = [side.diagnosis.value or "" for side in (one, other) if side.diagnosis]
    if len(names) < 2:
        return False
    if names[0] == names[1] or one_name(*names) or one.concepts & other.concepts:
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
        if all(aspect.unread == UNFIT for aspect in (*left, *right)):
            continue
        if left and right:
            relation, reason = _relation(left, right, one, other)
        else:
            relation, reason = _of_one_side(key, mine, theirs)
        found.append(
            Compared(
                one, other, *key, relation, reason,
                left[0] if left else None, right[0] if right else None,
            )
        )  # fmt: skip
    return found


def _told(one: Indication) -> Told:
    found: Told = {}
    for aspect in one.aspects:
        found.setdefault((aspect.name, aspect.detail), []).append(aspect)
    return found


def _of_one_side(key: tuple[str, str], mine: Told, theirs: Told) -> tuple[str, str]:
    """What to say of an aspect that was read from one side alone.

    Where the other side has words for it that were not read, or another detail that has no partner
    either, it may say the same by another name.
    """
    which, there, here = (
        ("policy", theirs, mine) if key in mine else ("plan", mine, theirs)
    )  # fmt: skip
    denied = next((one.unread for one in here[key] if one.unread), None)
    others = [name for name in there if name[0] == key[0] and name not in here]
    if others and not denied:
        denied = next((one.unread for one in there[others[0]] if one.unread), None)
        if denied is None:
            return "unknown", f"The {which} states it in other words, which may mean the same."
    if denied:
        return "unknown", f"Words for it were not read: {denied}."
    for name in TELL_OF.get(key[0], ()):
        for one in (one for (told, _), several in there.items() if told == name for one in several):
            if one.unread or (name == "refractory to" and not one.detail):
                said = f"The {which} has words on “{name}” that were not read in full"
                return "unknown", f"{said}, which may tell of it."
    relation = {"policy": "plan_only", "plan": "policy_only"}[which]
    return relation, f"No words of this indication of the {which} were read as stating it."


def _relation(
    left: Sequence[Aspect], right: Sequence[Aspect], one: Indication, other: Indication
) -> tuple[str, str]:
    if unread := next((aspect.unread for aspect in (*left, *right) if aspect.unread), None):
        return "unknown", f"Words for it were not read: {unread}."
    mine, theirs = ({aspect.value or "" for aspect in side} for side in (left, right))
    if left[0].name == "diagnosis":
        return _diagnoses(left[0], right[0], one, other)
    if mine == theirs:
        return "equal", "Both state the same."
    if len(mine) > 1 or len(theirs) > 1:
        return "unknown", "One side states several values, which were not told apart."
    if not _told_apart(left[0], right[0]):
        return "unknown", "They state it in different words, which may mean the same."
    return "different", f"The plan states “{left[0].value}”, the policy “{right[0].value}”."


def _told_apart(left: Aspect, right: Aspect) -> bool:
    """Whether two values that differ cannot mean the same.

    "A platinum" may be the platinum of "platinum-based chemotherapy"; a line of therapy is not
    always one therapy; "two taxanes" may be meant as at least two.
    """
    mine, theirs = left.value or "", right.value or ""
    if left.name == "combination":
        return plain_names(mine) and plain_names(theirs)
    if left.name == "prior treatment":
        return mine.split(":")[0] == theirs.split(":")[0]
    if left.name == "refractory to":
        return left.detail != "" and mine.split()[-1] != theirs.split()[-1]
    return True


def _diagnoses(
    left: Aspect, right: Aspect, one: Indication, other: Indication
) -> tuple[str, str]:  # fmt: skip
    """Whether two diagnoses are one; the state of the disease is an aspect of its own."""
    states = any(
        aspect.name == "disease state" and aspect.unread != UNFIT
        for side in (one, other)
        for aspect in side.aspects
    )
    apart = " The state of the disease is compared by itself." if states else ""
    if left.value == right.value or one_name(left.value or "", right.value or ""):
        return "equal", f"Both name the same disease.{apart}"
    if not one.whole or not other.whole:
        return "unknown", (
            "They share words, but what the words beside those mean was not read, so they may be "
            "one disease or two."
        )
    names = [_names(side.whole) for side in (one, other)]
    if one.whole == other.whole:
        if all(is_name_of(side.value or "", each) for side in (left, right) for each in one.whole):
            return "equal", f"Both mean the concept {names[0]}.{apart}"
        return "unknown", (
            f"Both lead to the concept {names[0]}, but not both are names of it, so one may be "
            "a kind of the other."
        )
    return "different", f"The plan's means {names[0]}, the policy's {names[1]}."


def _names(concept_ids: Iterable[str]) -> str:
    return " and ".join(sorted(f"“{concept_of(each).name}”" for each in concept_ids))


def _alone(one: Indication, others: Sequence[Indication], which: str) -> tuple[str, str]:
    """Whether an indication is one side's alone, or nothing can be said."""
    other = {"plan": "policy", "policy": "plan"}[which]
    if one.diagnosis is None:
        return "unknown", "Its diagnosis was not read, so it was compared with none."
    if not others:
        return "unknown", f"No indication was read of the {other}."
    if not one.whole or not all(each.whole for each in others):
        return "unknown", (
            f"No indication of the {other} has this diagnosis in the same words; one of the "
            "diagnoses is, as a whole, in no dictionary, so it may be there by another name."
        )
    return f"{which}_only", f"No indication of the {other} is for {_names(one.whole)}."
