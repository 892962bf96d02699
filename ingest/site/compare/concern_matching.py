"""Two lists of safety concerns in, out which of them speak of the same thing, and by what.

Nothing here is a judgement: two concerns belong together by the concepts that their names mean, or
by one printed name. A concept that only some words of a name mean makes two concerns related in
part, a wider concept makes them related; neither makes them the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.site.search.lexicon.query_words import plain

Pair = tuple[str, str]
WHOLE = ("exact", "synonym")
"""Methods by which a whole name means a concept (ingest/name_matches.py)."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A concept that a name means: by the concept's own name, a synonym, a part of the name, as a
    case of the concept, or as what stands beside it."""

    concept_id: str
    concept: str
    method: str
    term: str

    @property
    def whole(self) -> bool:
        """Whether the whole name means the concept."""
        return self.method in WHOLE


@dataclass(frozen=True, slots=True)
class Item:
    """A safety concern of a plan, or a warning that a policy repeats (which has no category)."""

    id: str
    table: str
    name: str
    category: str | None
    document_id: str
    page: int | None
    char_start: int
    char_end: int
    meanings: tuple[Meaning, ...] = ()
    is_boxed: bool = False

    @property
    def key(self) -> str:
        """The printed name without case, accents and white space around it."""
        return " ".join(plain(self.name).split())

    @property
    def place(self) -> dict[str, str | int | None]:
        """Where in its document the name stands."""
        places = ("document_id", "page", "char_start", "char_end")
        return {name: getattr(self, name) for name in places}

    def meaning(self, concept_id: str) -> Meaning | None:
        """How the name means a concept; None where it does not."""
        return next((one for one in self.meanings if one.concept_id == concept_id), None)


@dataclass(frozen=True, slots=True)
class Row:
    """Concerns of both sides that belong together.

    ``kind`` is ``same`` (their whole names mean one concept, or are one name), ``part`` or
    ``related``. ``concepts`` are ids and names; empty where the name alone is the same. For related
    ones they come in pairs, the narrower before the broader.
    """

    kind: str
    concepts: tuple[Pair, ...]
    a: tuple[Item, ...]
    b: tuple[Item, ...]


@dataclass(slots=True)
class Matching:
    """What two lists have in common, and what is on one of them alone."""

    same: list[Row] = field(default_factory=list)
    part: list[Row] = field(default_factory=list)
    related: list[Row] = field(default_factory=list)
    only_a: list[Item] = field(default_factory=list)
    only_b: list[Item] = field(default_factory=list)


def matched(
    a: Sequence[Item], b: Sequence[Item], broader: Mapping[str, frozenset[str]]
) -> Matching:
    """Which of ``a`` and ``b`` belong together; ``broader`` has all wider concepts of a concept.

    Every two that belong together are in a row of the strongest kind there is for them.
    """
    told: set[Pair] = set()
    found = Matching()
    order = {one.id: place for place, one in enumerate(a)}
    same = _merged([*_by_concept(a, b, True, told), *_by_name(a, b, told)])
    found.same = sorted(same, key=lambda row: order[row.a[0].id])
    found.part = _merged(_by_concept(a, b, False, told))
    same_or_part = {one.id for row in (*found.same, *found.part) for one in (*row.a, *row.b)}
    found.related = _merged(_by_wider(a, b, broader, told))
    found.only_a = [one for one in a if one.id not in same_or_part]
    found.only_b = [one for one in b if one.id not in same_or_part]
    return found


def _by_concept(
    a: Sequence[Item], b: Sequence[Item], whole: bool, told: set[Pair]
) -> Iterator[Row]:
    """A row for each concept that joins two that no row has joined before."""
    mine, theirs = (_with_concepts(side, whole) for side in (a, b))
    joined: set[Pair] = set()
    for concept, left in mine.items():
        right = theirs.get(concept, [])
        pairs = {(x.id, y.id) for x in left for y in right} - told
        if pairs:
            yield _row("same" if whole else "part", (concept,), left, right, pairs)
            joined |= pairs
    told |= joined


def _with_concepts(side: Sequence[Item], whole: bool) -> dict[Pair, list[Item]]:
    found: dict[Pair, list[Item]] = {}
    for one in side:
        for meaning in one.meanings:
            if meaning.whole or not whole:
                found.setdefault((meaning.concept_id, meaning.concept), []).append(one)
    return found


def _by_name(a: Sequence[Item], b: Sequence[Item], told: set[Pair]) -> Iterator[Row]:
    """A row for each printed name that both sides have."""
    theirs: dict[str, list[Item]] = {}
    for one in b:
        theirs.setdefault(one.key, []).append(one)
    mine: dict[str, list[Item]] = {}
    for one in a:
        mine.setdefault(one.key, []).append(one)
    for name, left in mine.items():
        right = theirs.get(name, [])
        pairs = {(x.id, y.id) for x in left for y in right} - told
        if pairs:
            yield _row("same", (), left, right, pairs)
            told |= pairs


def _by_wider(
    a: Sequence[Item], b: Sequence[Item], broader: Mapping[str, frozenset[str]], told: set[Pair]
) -> Iterator[Row]:
    """A row for each two concepts, one on each side, of which one is a kind of the other."""
    mine, theirs = _with_concepts(a, False), _with_concepts(b, False)
    for one, left in mine.items():
        for other, right in theirs.items():
            if other[0] in broader.get(one[0], ()):
                concepts = (one, other)
            elif one[0] in broader.get(other[0], ()):
                concepts = (other, one)
            else:
                continue
            if pairs := {(x.id, y.id) for x in left for y in right} - told:
                yield _row("related", concepts, left, right, pairs)


def _row(
    kind: str, concepts: tuple[Pair, ...], a: Sequence[Item], b: Sequence[Item], pairs: set[Pair]
) -> Row:
    left, right = {x for x, _ in pairs}, {y for _, y in pairs}
    return Row(
        kind,
        concepts,
        tuple(one for one in a if one.id in left),
        tuple(one for one in b if one.id in right),
    )


def _merged(rows: Iterator[Row] | list[Row]) -> list[Row]:
    """Rows with the same concerns on both sides as one, which has the concepts of all."""
    merged: dict[tuple[tuple[str, ...], tuple[str, ...]], Row] = {}
    for row in rows:
        key = (tuple(one.id for one in row.a), tuple(one.id for one in row.b))
        before = merged.get(key)
        concepts = (*before.concepts, *row.concepts) if before else row.concepts
        merged[key] = Row(row.kind, concepts, row.a, row.b)
    return list(merged.values())
