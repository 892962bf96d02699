"""The criteria of a first approval and of its renewal in, what differs between them out.

What is not surely the same criterion in both phases is told as new and dropped (criteria_pairs).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ingest.site.policies.criteria_pairs import Criterion, criteria, pairs
from ingest.site.policies.criteria_tree import Row, tree

Standing = Literal["new", "changed", "dropped", "again"]
Reason = Literal["words", "joined"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A criterion of one or both phases, and how it stands at renewal."""

    standing: Standing
    start: Criterion | None
    renewal: Criterion | None
    reasons: tuple[Reason, ...] = ()
    """What differs. One that is asked again may differ in its words, with the same parameters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that follow each other, and whether this wording alone has them."""

    words: str
    only_here: bool


def differences(start: Sequence[Row], renewal: Sequence[Row]) -> list[Difference]:
    """How each criterion of either phase stands: the start's in their order, then the new ones."""
    before, after = criteria(tree(start)), criteria(tree(renewal))
    found = pairs(before, after)
    renewed = {first.row["id"]: second for first, second in found}
    known = {second.row["id"] for _, second in found}
    return [
        *(_standing(one, renewed.get(one.row["id"])) for one in before),
        *(Difference("new", None, one) for one in after if one.row["id"] not in known),
    ]


def _standing(start: Criterion, renewal: Criterion | None) -> Difference:
    if renewal is None:
        return Difference("dropped", start, None)
    reasons: list[Reason] = []
    if start.words != renewal.words:
        reasons.append("words")
    if start.joined != renewal.joined:
        reasons.append("joined")
    is_same = not reasons or (reasons == ["words"] and _says_the_same(start, renewal))
    return Difference("again" if is_same else "changed", start, renewal, tuple(reasons))


def _says_the_same(start: Criterion, renewal: Criterion) -> bool:
    return bool(start.tested) and start.tested == renewal.tested


def word_difference(start: str, renewal: str) -> tuple[list[Piece], list[Piece]]:
    """Both wordings in pieces; joined again they are what was given, with its blanks folded."""
    first, second = start.split(), renewal.split()
    folded = [[word.casefold() for word in words] for words in (first, second)]
    matcher = SequenceMatcher(None, folded[0], folded[1], autojunk=False)
    here: list[Piece] = []
    there: list[Piece] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        here += [Piece(" ".join(first[a:b]), kind != "equal")] if a < b else []
        there += [Piece(" ".join(second[c:d]), kind != "equal")] if c < d else []
    return here, there
