"""A thing to watch and the name of a concern or warning in, out why the thing is about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.concepts import EFFECTS, concept_of
from ingest.crosswalk.duties import Bearing, Thing
from ingest.crosswalk.names import Meaning
from ingest.vocabulary import dictionary, fold, phrase_pattern

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


def tie(
    thing: Thing, name: str, meanings: Sequence[Meaning], wider: Wider, *, missing: bool = False
) -> Tie | None:
    """Why a thing is about what has this name, which means ``meanings``; None where it is not.

    A thing that shows a part of what a name says ("Severe infections due to Neutropenia") is
    related to it, never more. What is missing (``missing``) and what is about patients with a
    disease is no risk that a thing bears on: only what shows or names just that is tied to it.
    """
    strict = missing or _of_whom(name)
    ties = [
        (_of_the_part(found, name, meaning), bearing.concept_id != meaning.concept_id)
        for bearing in thing.bearings
        for meaning in meanings
        if (found := _tie(bearing, meaning.concept_id, {} if strict else wider))
        and not (strict and _only_bears(bearing))
    ]
    ties.sort(key=lambda one: (STRENGTH.index(one[0].relation), one[1]))
    return ties[0][0] if ties else None


def _of_whom(name: str) -> bool:
    """Whether a name begins as one of patients does: "Use in patients with"."""
    return any(pattern.match(fold(name).text.strip()) for pattern in _population_leads())


def _only_bears(bearing: Bearing) -> bool:
    """Whether a thing does no more than bear on an effect: it neither shows it nor names it."""
    return bearing.relation != "direct" and concept_of(bearing.concept_id).kind in EFFECTS


@cache
def _population_leads() -> list[re.Pattern[str]]:
    rows = dictionary("population_leads", ("words", "example", "source"))
    return [re.compile(rf"(?:{phrase_pattern(row['words'])})(?!\w)") for row in rows]


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
