"""The criteria of two phases in, pairs out: which of the one is which of the other.

Two are one only where that is sure: of one kind, for one diagnosis, with the same words, with
parameters that nothing else has, or with words so alike that nothing else can be meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from ingest.site.policies.criteria_tree import Node, Row

ALIKE_BY_FORM = 0.6
"""How alike words must be, from 0 to 1, where both have parameters of the same names."""
ALIKE_BY_WORDS = 0.8
"""How alike they must be where nothing but the words can be compared."""
AHEAD = 0.1
"""How far a pair must be ahead of anything else that either of the two could be."""
MOST_PAIRS = 10_000
"""Where more pairs of one kind are possible no likeness is looked for."""
BESIDE = frozenset({"appendix", "operator_stated", "class_id"})
"""Parameters that do not say what is asked."""
SUBJECTS = ("sex", "class")
"""Parameters that name whom or what a criterion is about: another name, another criterion."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A condition with what it hangs on."""

    row: Row
    parameters: dict[str, Any]
    diagnosis: Row | None
    """The diagnosis that it is asked for; None where it is asked for all."""
    joined: tuple[str, ...]
    """The operators over it, within its diagnosis, that change what it means; outermost first."""

    @property
    def words(self) -> str:
        """Its text, equal for texts that differ in case, blanks or the mark at their end."""
        return " ".join(str(self.row["text"]).casefold().split()).rstrip(" .;:,")

    @property
    def tested(self) -> dict[str, Any]:
        """Its parameters without those that do not say what is asked."""
        return {name: value for name, value in self.parameters.items() if name not in BESIDE}


Pairs = list[tuple[Criterion, Criterion]]
Side = Sequence[Criterion]


def criteria(roots: Iterable[Node]) -> list[Criterion]:
    """The conditions of a tree in reading order: groups only say how others are joined."""
    found: list[Criterion] = []

    def walk(node: Node, diagnosis: Row | None, joined: tuple[str, ...]) -> None:
        if node.is_asked:
            found.append(Criterion(node.row, node.parameters, diagnosis, _meant(joined)))
        if node.row["kind"] == "diagnosis":
            diagnosis, joined = node.row, ()
        if node.row["operator"] and len(node.children) > 1:
            joined = (*joined, node.row["operator"])
        for child in node.children:
            walk(child, diagnosis, joined)

    for root in roots:
        walk(root, None, ())
    return found


def _meant(joined: tuple[str, ...]) -> tuple[str, ...]:
    """Operators without those that change nothing: one after its like, and an outermost all_of."""
    kept = [one for at, one in enumerate(joined) if at == 0 or joined[at - 1] != one]
    return tuple(kept[1:] if kept[:1] == ["all_of"] else kept)


def pairs(start: Side, renewal: Side) -> Pairs:
    """Each criterion at most once; diagnoses first, for what hangs on them is compared by them."""
    found = _diagnoses(start, renewal)
    known = {second.row["id"]: first.row["id"] for first, second in found}
    starts, renewals = _grouped(start, None), _grouped(renewal, known)
    for group in starts.keys() & renewals.keys():
        found += _of_a_kind(starts[group], renewals[group])
    return found


def _grouped(side: Side, known: dict[str, str] | None) -> dict[tuple[str, str], list[Criterion]]:
    """Criteria other than diagnoses, by kind and by the start's id of their diagnosis.

    ``known`` gives that id for the renewal's; what hangs on a new diagnosis is in no group.
    """
    groups: dict[tuple[str, str], list[Criterion]] = {}
    for one in side:
        asked_for = "" if one.diagnosis is None else str(one.diagnosis["id"])
        if asked_for and known is not None:
            if asked_for not in known:
                continue
            asked_for = known[asked_for]
        if one.row["kind"] != "diagnosis":
            groups.setdefault((one.row["kind"], asked_for), []).append(one)
    return groups


def _diagnoses(start: Side, renewal: Side) -> Pairs:
    """Diagnoses of the same words, of one name, or of one abbreviation and the same numbers."""
    sides = [[one for one in side if one.row["kind"] == "diagnosis"] for side in (start, renewal)]
    found = _same_words(*sides)
    for key in (_name, _abbreviation):
        found += _same_key(*_left(found, *sides), key)
    return found


def _of_a_kind(start: Side, renewal: Side) -> Pairs:
    found = _same_words(start, renewal)
    found += _same_key(*_left(found, start, renewal), _parameters)
    return found + _alike(*_left(found, start, renewal))


def _same_words(start: Side, renewal: Side) -> Pairs:
    """Pairs of the same words; of several that have them the first with the first."""
    waiting: dict[str, list[Criterion]] = {}
    for one in reversed(renewal):
        waiting.setdefault(one.words, []).append(one)
    return [(one, waiting[one.words].pop()) for one in start if waiting.get(one.words)]


def _same_key(start: Side, renewal: Side, key: Callable[[Criterion], str | None]) -> Pairs:
    """Pairs of a key that each of them alone has in its phase."""
    firsts, seconds = ([(key(one), one) for one in side] for side in (start, renewal))
    counts = [Counter(said for said, _ in side) for side in (firsts, seconds)]
    by_key = {said: one for said, one in seconds if said is not None and counts[1][said] == 1}
    return [(one, by_key[said]) for said, one in firsts if said in by_key and counts[0][said] == 1]


def _left(found: Pairs, start: Side, renewal: Side) -> tuple[Side, Side]:
    known = {one.row["id"] for pair in found for one in pair}
    left = [[one for one in side if one.row["id"] not in known] for side in (start, renewal)]
    return left[0], left[1]


def _name(one: Criterion) -> str | None:
    name = one.parameters.get("diagnosis")
    return " ".join(name.casefold().split()) if isinstance(name, str) else None


def _abbreviation(one: Criterion) -> str | None:
    short = one.parameters.get("abbreviation")
    numbers = [word for word in one.words.split() if any(sign.isdigit() for sign in word)]
    return f"{short} {numbers}" if isinstance(short, str) else None


def _parameters(one: Criterion) -> str | None:
    return repr(sorted(one.tested.items())) if one.tested else None


def _alike(start: Side, renewal: Side) -> Pairs:
    """Pairs whose words are alike, well ahead of anything else that either could be."""
    if len(start) * len(renewal) > MOST_PAIRS:
        return []
    table = [[likeness(first, second) for second in renewal] for first in start]
    columns = [list(column) for column in zip(*table, strict=True)]
    return [
        (start[a], renewal[b])
        for a, row in enumerate(table)
        for b, score in enumerate(row)
        if score and _is_ahead(row, b) and _is_ahead(columns[b], a)
    ]


def _is_ahead(scores: list[float], at: int) -> bool:
    return all(scores[at] >= other + AHEAD for n, other in enumerate(scores) if n != at)


def likeness(first: Criterion, second: Criterion) -> float:
    """How alike the words of two criteria are; 0 where they are not alike enough to be one."""
    one, other = first.tested, second.tested
    if any(_is_about_another(one.get(name), other.get(name), name) for name in one):
        return 0.0
    least = ALIKE_BY_FORM if one and one.keys() == other.keys() else ALIKE_BY_WORDS
    words = first.words.split(), second.words.split()
    common = sum((Counter(words[0]) & Counter(words[1])).values())
    if 2 * common < least * (len(words[0]) + len(words[1])):
        return 0.0
    score = SequenceMatcher(None, *words, autojunk=False).ratio()
    return score if score >= least else 0.0


def _is_about_another(one: Any, other: Any, name: str) -> bool:
    """Whether two values of a parameter name different subjects, or lists without a common item."""
    if isinstance(one, list) and isinstance(other, list):
        return not {_said(item) for item in one} & {_said(item) for item in other}
    return name in SUBJECTS and other is not None and bool(one != other)


def _said(item: Any) -> str:
    return str(item["class"] if isinstance(item, dict) and "class" in item else item).casefold()
