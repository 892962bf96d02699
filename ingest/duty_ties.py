"""A thing to watch and the name of a concern or warning in, out why the thing is about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.concepts import concept_of
from ingest.crosswalk_names import Meaning
from ingest.duties import EFFECTS, Bearing, Thing

STRENGTH = ("direct", "related")
Wider = Mapping[str, frozenset[str]]
"""For each concept all that are wider, at whatever distance."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a duty is about a concern or warning."""

    relation: str
    concept_id: str
    reason: str
    source: str | None


def tie(thing: Thing, name: str, meanings: Sequence[Meaning], wider: Wider) -> Tie | None:
    """Why a thing is about what has this name, which means ``meanings``; None where it is not.

    A thing that shows a part of what a name says ("Severe infections due to Neutropenia") is
    related to it, never more.
    """
    ties = [
        (_of_the_part(found, name, meaning), bearing.concept_id != meaning.concept_id)
        for bearing in thing.bearings
        for meaning in meanings
        if (found := _tie(bearing, meaning.concept_id, wider))
    ]
    ties.sort(key=lambda one: (STRENGTH.index(one[0].relation), one[1]))
    return ties[0][0] if ties else None


def _of_the_part(found: Tie, name: str, meaning: Meaning) -> Tie:
    if (
        meaning.reading == "same"
        or (meaning.reading and not meaning.part)
        or found.relation != "direct"
    ):
        return found
    part = meaning.part or concept_of(meaning.concept_id).name
    reason = f"{found.reason}; “{part}” is a part of what “{name}” says"
    return replace(found, relation="related", reason=reason)


def _tie(bearing: Bearing, concept_id: str, wider: Wider) -> Tie | None:
    if bearing.concept_id == concept_id:
        return Tie(bearing.relation, concept_id, bearing.reason, bearing.source)
    one, other = concept_of(concept_id), concept_of(bearing.concept_id)
    if bearing.relation != "direct" or one.kind not in EFFECTS:
        return None
    if bearing.concept_id in wider.get(concept_id, ()):
        kind = f"“{one.name}” is a kind of “{other.name}”"
    elif concept_id in wider.get(bearing.concept_id, ()):
        kind = f"“{other.name}” is a kind of “{one.name}”"
    else:
        return None
    return Tie("related", concept_id, f"{bearing.reason}; {kind}", bearing.source)
