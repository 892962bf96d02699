"""The name of a concern or warning in, out what it means, and whether it means more or less.

"Thrombocytopenia and Bleeding" lists two concepts, so it is broader than either; "Severe infections
due to Neutropenia" is narrower than either: only those infections, only that neutropenia. What
joins the parts of a name lies in ``name_links.csv``; words that it does not have leave the name's
relation to its parts unread.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.concepts import broader_than, match_name
from ingest.document import Span
from ingest.vocabulary import dictionary, folded_words

SHORT = re.compile(r"\([A-Z][A-Za-z0-9/-]{1,9}s?\)")
"""A short form in brackets, which says nothing new: "interstitial lung disease (ILD)"."""
INVERSE = {"broader": "narrower", "narrower": "broader"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A concept that a name means.

    ``part`` has the words that mean it, None where that is the whole name. ``reading`` says how the
    name is to the concept: same, broader, narrower; None where that was not read.
    """

    concept_id: str
    part: str | None
    reading: str | None


def inverse(relation: str | None) -> str | None:
    """A relation read from the other end."""
    return INVERSE.get(relation or "", relation)


def composed(*relations: str | None) -> str:
    """What relations make of one another, read in a row: same, broader, narrower or related."""
    told = set(relations) - {"same"}
    if not told:
        return "same"
    only = told.pop()
    return only if not told and only in INVERSE else "related"


def meanings_of(name: str, concept_ids: Collection[str]) -> tuple[Meaning, ...]:
    """What ``name`` means of the concepts that it was matched to."""
    spans: dict[str, Span] = {}
    whole: set[str] = set()
    for match in match_name(name):
        if match.concept_id in concept_ids:
            spans.setdefault(match.concept_id, match.span)
            if match.method != "part":
                whole.add(match.concept_id)
    if SHORT.search(name):
        bare = match_name(SHORT.sub(" ", name))
        whole |= {one.concept_id for one in bare if one.method != "part"} & set(concept_ids)
    parts = [span for concept_id, span in spans.items() if concept_id not in whole]
    found = []
    for concept_id in concept_ids:
        span = spans.get(concept_id)
        if concept_id in whole:
            found.append(Meaning(concept_id, None, "same"))
        elif span is None:  # the words are not the dictionary's any more
            found.append(Meaning(concept_id, None, None))
        else:
            reading = _reading(name, parts, span)
            if reading == "broader" and _holds(concept_id, spans):
                reading = "same"  # "anaphylaxis and hypersensitivity" is hypersensitivity
            found.append(Meaning(concept_id, span.of(name), reading))
    return tuple(found)


def _holds(concept_id: str, others: Collection[str]) -> bool:
    """Whether all ``others`` are kinds of a concept."""
    return all(
        one == concept_id or concept_id in {wider.id for wider in broader_than(one)}
        for one in others
    )


def _reading(name: str, parts: Sequence[Span], asked: Span) -> str | None:
    """How ``name`` is to what the words at ``asked`` mean."""
    roles = _roles(name, sorted(set(parts), key=lambda span: span.start))
    if roles is None:
        return None
    roles -= {"filler"}
    if not roles:
        return "same" if len(set(parts)) == 1 else None
    if roles == {"list"}:
        return "broader"
    if roles == {"restriction"}:
        return "narrower"
    if roles == {"members"}:
        first = min(parts, key=lambda span: span.start)
        return "same" if asked == first else "broader"
    return None


def _roles(name: str, parts: Sequence[Span]) -> set[str] | None:
    """The roles of what stands around and between the parts; None where words are unknown."""
    found: set[str] = set()
    at = 0
    for span in (*parts, Span(len(name), len(name))):
        told = _roles_of(folded_words(SHORT.sub(" ", name[at : max(at, span.start)])))
        if told is None:
            return None
        found |= told
        at = max(at, span.end)
    return found


def _roles_of(words: str) -> set[str] | None:
    found: set[str] = set()
    waiting = words.replace(",", " , ").replace("/", " / ").replace(";", " ; ")
    waiting = waiting.replace("and / or", "and/or").strip(" .:")
    while waiting := waiting.strip():
        if waiting[0] in ",;/":
            found.add("list")
            waiting = waiting[1:]
            continue
        link = next((one for one in _links() if f"{waiting} ".startswith(f"{one[0]} ")), None)
        if link is None:
            return None
        found.add(link[1])
        waiting = waiting[len(link[0]) :]
    return found


@cache
def _links() -> list[tuple[str, str]]:
    """What joins parts of names, the longest first."""
    rows = dictionary("name_links", ("words", "role", "example", "source"))
    return sorted(((row["words"], row["role"]) for row in rows), key=lambda one: -len(one[0]))
