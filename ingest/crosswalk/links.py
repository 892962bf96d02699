"""Safety concerns of a plan and warnings of a policy in, out which of them speak of one thing.

Nothing is compared by likeness of words: a pair has a concept in common, one printed name, a row of
the curated dictionary (``crosswalk_links.csv``), or concepts of which one is a kind of the other.
Relations are read from the concern to the warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.concepts import EFFECTS, concept_of
from ingest.crosswalk.names import SYNONYM, Meaning, composed, inverse
from ingest.crosswalk.terms import one_name
from ingest.vocabulary import dictionary, folded_words

METHODS = ("concept", "printed_name", "curated", "broader_concept")
"""How a pair was made, what is told first before what is told by wider concepts."""
STRENGTH = ("same", "narrower", "broader", "related")
WORDS = {
    "same": "the same as",
    "broader": "broader than",
    "narrower": "narrower than",
    "related": "related to",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A concern or a warning: its id, its name as printed, and what the name means."""

    id: str
    name: str
    meanings: tuple[Meaning, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A concern and a warning that belong together, or one of them alone (relation none)."""

    concern: Item | None
    warning: Item | None
    relation: str
    reason: str
    method: str | None = None
    source: str | None = None
    meant: tuple[Meaning, Meaning] | None = None


Wider = Mapping[str, frozenset[str]]
"""For each concept all that are wider, at whatever distance."""


def crosswalk(
    concerns: Sequence[Item], warnings: Sequence[Item], wider: Wider, unread: Sequence[str] = ()
) -> list[Link]:
    """All pairs, and each concern and each warning that is in none.

    ``unread`` are sentences on warnings that gave none: the partner of a concern may be in them.
    """
    found: list[Link] = []
    for concern in concerns:
        for warning in warnings:
            links = list(_links_of(concern, warning, wider))
            if links:
                found.append(min(links, key=_rank))
    paired = {one.id for link in found for one in (link.concern, link.warning) if one}
    found += [
        Link(one, None, "none", _missing(one, warnings, unread))
        for one in concerns
        if one.id not in paired
    ]
    found += [
        Link(None, one, "none", _alone("warning", one, concerns))
        for one in warnings
        if one.id not in paired
    ]
    return found


def _rank(link: Link) -> tuple[bool, int, int]:
    return link.relation != "same", METHODS.index(link.method or ""), STRENGTH.index(link.relation)


def _links_of(concern: Item, warning: Item, wider: Wider) -> Iterator[Link]:
    """Every way in which the two belong together."""
    if folded_words(concern.name) == folded_words(warning.name):
        yield Link(concern, warning, "same", "Both have the same printed name.", "printed_name")
    alike = _means_alike(concern, warning)
    for mine in concern.meanings:
        for theirs in warning.meanings:
            for method, between, said, source in _between(mine, theirs, wider):
                relation = composed(mine.reading, between, inverse(theirs.reading))
                if alike and between == "same":
                    relation = "same"
                reason = _reason(concern, warning, (mine, theirs), said, relation)
                yield Link(concern, warning, relation, reason, method, source, (mine, theirs))


def _means_alike(concern: Item, warning: Item) -> bool:
    """Whether both names are the same words, or list the same parts in whole."""
    if one_name(concern.name, warning.name):
        return True
    sides = [{(one.concept_id, one.reading) for one in item.meanings}
             for item in (concern, warning)]  # fmt: skip
    return sides[0] == sides[1] and {reading for _, reading in sides[0]} <= {"same", "broader"}


def _between(
    mine: Meaning, theirs: Meaning, wider: Wider
) -> Iterator[tuple[str, str, str, str | None]]:
    """How two concepts belong together: by what, which relation, in words, and the source."""
    one, other = mine.concept_id, theirs.concept_id
    if one == other:
        yield "concept", "same", "", None
        return
    names = {concept: f"“{concept_of(concept).name}”" for concept in (one, other)}
    kind = ""
    if not _of_one_sort(one, other):
        pass
    elif other in wider.get(one, ()):
        kind = f"{names[one]} is a kind of {names[other]}"
        yield "broader_concept", "narrower", f"in the dictionary of concepts {kind}", None
    elif one in wider.get(other, ()):
        kind = f"{names[other]} is a kind of {names[one]}"
        yield "broader_concept", "broader", f"in the dictionary of concepts {kind}", None
    if row := curated().get((one, other)):
        relation, reason, source = row
        said = f"{names[one]} is {WORDS[relation]} {names[other]}, because {reason}"
        if kind:
            said += f" (in the dictionary of concepts {kind})"
        yield "curated", relation, said, source


def _of_one_sort(one: str, other: str) -> bool:
    """Whether two concepts are both effects, or both populations, or ...: else none is a kind."""
    kinds = {concept_of(concept).kind for concept in (one, other)}
    return len(kinds) == 1 or kinds <= EFFECTS


@cache
def curated() -> dict[tuple[str, str], tuple[str, str, str]]:
    """For two concepts their relation, the reason and its source; read from either end."""
    columns = ("concept_a", "relation", "concept_b", "reason", "source")
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for row in dictionary("crosswalk_links", columns):
        told = (row["relation"], row["reason"], row["source"])
        found[row["concept_a"], row["concept_b"]] = told
        back = (inverse(row["relation"]) or "", row["reason"], row["source"])
        found.setdefault((row["concept_b"], row["concept_a"]), back)
    return found


def _reason(
    concern: Item, warning: Item, meant: tuple[Meaning, Meaning], said: str, relation: str
) -> str:
    mine, theirs = meant
    ours = _name_of("concern", concern, mine)
    other = _name_of("warning", warning, theirs)
    if said:
        means = [
            name if folded_words(f"“{concept}”") in folded_words(name) else f"{name} (“{concept}”)"
            for name, concept in (
                (ours, concept_of(mine.concept_id).name),
                (other, concept_of(theirs.concept_id).name),
            )
        ]
        text = f"{means[0]} and {means[1]} belong together: {said}."
    else:
        belong = "mean" if SYNONYM not in (mine.reading, theirs.reading) else "lead to"
        text = f"{ours} and {other} {belong} “{concept_of(mine.concept_id).name}”."
    if relation != "same":
        text += "".join(
            f" “{meaning.part or item.name}” is no name of “{concept_of(meaning.concept_id).name}” "
            "itself in the dictionaries, so it may mean only some of that."
            for item, meaning in ((concern, mine), (warning, theirs))
            if meaning.reading == SYNONYM
        )
    parts = "".join(
        _part_said(which, one)
        for which, one in (("concern", mine), ("warning", theirs))
        if one.part is not None and one.reading != SYNONYM
    )
    text = f"{text[0].upper()}{text[1:]}{parts}"
    return text if said and not parts else f"{text} The concern is {WORDS[relation]} the warning."


def _name_of(which: str, item: Item, meaning: Meaning) -> str:
    words = meaning.part
    if words is None:
        return f"the {which} “{item.name}”"
    return f"“{words}” in the {which} “{item.name}”"


def _part_said(which: str, meaning: Meaning) -> str:
    """What the rest of a name does to the part that means the concept."""
    told = {
        "broader": f"names more than that, so it is broader than “{meaning.part}” alone",
        "narrower": f"names only some of that, so it is narrower than “{meaning.part}” alone",
        "same": "names nothing else",
        None: "has other words too, whose meaning was not read",
    }
    return f" The {which} {told[meaning.reading]}."


def _missing(one: Item, warnings: Sequence[Item], unread: Sequence[str]) -> str:
    """Why a concern has no warning."""
    if not unread:
        return _alone("concern", one, warnings)
    if not warnings:
        return f"No warning was read: {_said_unread(unread)}."
    return f"{_alone('concern', one, warnings)} But {_said_unread(unread)}."


def _said_unread(sentences: Sequence[str]) -> str:
    """That sentences on warnings were not read, with their words."""
    quoted = ", ".join(f"“{sentence}”" for sentence in sentences)
    return f"the policy has words on warnings that were not read: {quoted}"


def _alone(which: str, item: Item, others: Sequence[Item]) -> str:
    other = {"concern": "warning", "warning": "safety concern"}[which]
    if not others:
        return f"The other document lists no {other} at all."
    known = [concept_of(one.concept_id).name for one in item.meanings]
    means = " and ".join(f"“{name}”" for name in known)
    if not known:
        return (
            f"No {other} has this printed name, and the dictionaries have no concept for it, so it "
            "was compared by its name alone."
        )
    unread = not_understood(others)
    ties = f"No row of the dictionaries ties {means} to a {other} of the other document"
    if not unread:
        return f"{ties}."
    named = ", ".join(f"“{name}”" for name in unread)
    return f"{ties} that was understood. Not understood, or not in whole: {named}."


def not_understood(items: Sequence[Item]) -> list[str]:
    """The names of which some or all was not understood."""
    return [
        one.name
        for one in items
        if not one.meanings or None in {meaning.reading for meaning in one.meanings}
    ]
