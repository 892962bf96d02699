"""The name of a concern or warning in, out what it means, and whether it means more or less.

"Thrombocytopenia and Bleeding" lists two concepts, so it is broader than either; "Severe infections
due to Neutropenia" is narrower than either: only those infections, only that neutropenia. What
joins the parts of a name lies in ``name_links.csv``; words that it does not have leave the name's
relation to its parts unread. Words that lead to a concept, but are no name of it, may mean only
some of it ("Edema" leads to fluid retention).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.concepts import broader_than
from ingest.crosswalk.terms import SHORT, is_name_of
from ingest.document import Span
from ingest.name_matches import match_name
from ingest.vocabulary import dictionary, folded_words

BRACKET = re.compile(r"\(([^()]*)\)")
SYNONYM = "synonym"
AROUND = frozenset(("restriction", "filler"))
INVERSE = {"broader": "narrower", "narrower": "broader"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A concept that a name means.

    ``part`` has the words that mean it, None where that is the whole name. ``reading`` says how the
    name is to the concept: same, broader, narrower; synonym where its words lead to the concept but
    are no name of it; None where that was not read.
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
            if match.whole:
                whole.add(match.concept_id)
    if SHORT.search(name):
        bare = match_name(SHORT.sub(" ", name))
        whole |= {one.concept_id for one in bare if one.whole} & set(concept_ids)
    parts = [span for concept_id, span in spans.items() if concept_id not in whole]
    found = []
    for concept_id in concept_ids:
        span = spans.get(concept_id)
        if concept_id in whole:
            found.append(_of_the_whole(name, concept_id, span))
        elif span is None:  # the words are not the dictionary's any more
            found.append(Meaning(concept_id, None, None))
        else:
            reading = _reading(name, parts, span)
            if reading == "broader" and _holds(concept_id, spans):
                reading = "same"  # "anaphylaxis and hypersensitivity" is hypersensitivity
            found.append(_of_a_part(span.of(name), concept_id, reading))
    return tuple(found)


def _of_the_whole(name: str, concept_id: str, span: Span | None) -> Meaning:
    """What a name means whose words, or those before its bracket, lead to a concept."""
    bare = SHORT.sub(" ", name)
    if span and span.end < len(name.rstrip()) and "(" in bare:
        brackets = BRACKET.findall(bare)
        if not all(is_name_of(each, concept_id) for each in brackets):
            return Meaning(concept_id, span.of(name), None)
        bare = BRACKET.sub(" ", bare)
    inner, reading = _stripped(bare, concept_id)
    return Meaning(concept_id, inner if reading == "narrower" else None, reading)


def _of_a_part(words: str, concept_id: str, reading: str | None) -> Meaning:
    """What a part of a name means, of which the words around it say ``reading``."""
    inner, own = _stripped(words, concept_id)
    if reading is None or own == "same":
        return Meaning(concept_id, words, reading)
    if own == SYNONYM:
        return Meaning(concept_id, words, SYNONYM)
    return Meaning(concept_id, inner, "narrower" if reading != "broader" else None)


def _stripped(words: str, concept_id: str) -> tuple[str, str]:
    """The name of a concept in ``words``, and whether others around it mean less: "acute"."""
    if is_name_of(words, concept_id):
        return words, "same"
    tokens = list(re.finditer(r"\S+", words))
    for start in range(len(tokens)):
        for end in range(len(tokens), start, -1):
            inner = words[tokens[start].start() : tokens[end - 1].end()]
            around = [words[: tokens[start].start()], words[tokens[end - 1].end() :]]
            roles = [_roles_of(folded_words(each)) for each in around]
            if not all(told is not None and told <= AROUND for told in roles):
                continue
            if is_name_of(inner, concept_id):
                return inner, "narrower" if any(
                    "restriction" in (told or ()) for told in roles
                ) else "same"
    return words, SYNONYM


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
