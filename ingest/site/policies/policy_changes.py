"""The criteria of both phases in, what the page of a policy tells of their differences out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.site.policies.criteria_diff import Difference, differences, word_difference
from ingest.site.policies.criteria_pairs import Criterion
from ingest.site.policies.criteria_tree import Row
from ingest.site.policies.policy_words import PHASES, anchor, asked_for, joined, kind

STANDINGS = ("new", "changed", "dropped", "again")


def changes(criteria: Mapping[str, Sequence[Row]], policy_id: str) -> dict[str, Any]:
    """The renewal beside the start: criteria by how they stand, and then by what they hang on."""
    found = differences(criteria["initial"], criteria["renewal"])
    told: dict[str, dict[str, list[Any]]] = {standing: {} for standing in STANDINGS}
    for one in sorted(found, key=hangs_on_something):
        shown_as = change(one, policy_id)
        told[one.standing].setdefault(shown_as["asked_for"], []).append(shown_as)
    return {
        "start": sum(one.start is not None for one in found),
        "renewal": sum(one.renewal is not None for one in found),
        "counts": Counter(one.standing for one in found),
        "told": told,
    }


def hangs_on_something(one: Difference) -> bool:
    """Whether a criterion is asked for a diagnosis, or is one of several that are enough."""
    criterion = one.renewal or one.start
    return criterion is not None and bool(criterion.diagnosis or criterion.joined)


def change(one: Difference, policy_id: str) -> dict[str, Any]:
    """One difference: both sides with their words in pieces where these are not the same."""
    start, renewal = one.start, one.renewal
    wordings: tuple[Any, Any] = (None, None)
    if start and renewal and "words" in one.reasons:
        wordings = word_difference(start.row["text"], renewal.row["text"])
    sides = [side(start, "initial", wordings[0], policy_id)] if start else []
    sides += [side(renewal, "renewal", wordings[1], policy_id)] if renewal else []
    return {
        "standing": one.standing,
        "reasons": one.reasons,
        "asked_for": sides[-1]["asked_for"],
        "sides": sides,
    }


def side(said: Criterion, phase: str, pieces: Any, policy_id: str) -> dict[str, Any]:
    """What one phase says of a criterion."""
    return {
        "row": said.row,
        "phase": PHASES[phase],
        "kind": kind(said.row),
        "anchor": anchor(said.row["id"], policy_id, phase),
        "asked_for": asked_for(said.diagnosis["text"] if said.diagnosis else None, said.joined),
        "joined": joined(said.joined),
        "pieces": pieces,
    }
