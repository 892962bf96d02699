"""In what the concerns of two sides differ, in words: a row and the facts in, the words out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ingest.site.compare.concern_matching import Item, Row

CATEGORIES = {
    "identified": "important identified risk",
    "potential": "important potential risk",
    "missing": "missing information",
}
STATES = {
    "stated": "stated",
    "stated_none": "stated: none",
    "not_stated": "not stated",
    "not_applicable": "not applicable",
    None: "not read",
}
Facts = Mapping[str, Mapping[str, Any]]


def categories_differ(row: Row) -> bool:
    """Whether the sides list their concerns in different categories; a warning has none."""
    mine, theirs = ({one.category for one in side if one.category} for side in (row.a, row.b))
    return bool(mine and theirs and mine != theirs)


def differences(row: Row, facts: Facts, names: tuple[str, str]) -> list[tuple[str, str]]:
    """In what the sides of a row differ, a field and words each; a warning differs in nothing."""
    mine, theirs = ([one for one in side if one.table == "risks"] for side in (row.a, row.b))
    if not mine or not theirs:
        return []
    said = [
        (
            "category",
            [_joined(CATEGORIES[one.category or ""] for one in side) for side in (mine, theirs)],
        ),
        (
            "additional measures",
            [_states(side, facts, "additional_measures") for side in (mine, theirs)],
        ),
        ("legal status", [_legal(side, facts) for side in (mine, theirs)]),
    ]
    found = [(field, f"{x} in {names[0]}, {y} in {names[1]}") for field, (x, y) in said if x != y]
    return found + list(_sections_differ(mine, theirs, facts, names))


def _sections_differ(
    mine: Sequence[Item], theirs: Sequence[Item], facts: Facts, names: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    cited = [
        {f"{x['document']} {x['number']}": None for one in side for x in facts[one.id]["sections"]}
        for side in (mine, theirs)
    ]
    alone = [
        (cited[0].keys() - cited[1].keys(), cited[0], names[0]),
        (cited[1].keys() - cited[0].keys(), cited[1], names[1]),
    ]
    said = [
        f"{', '.join(one for one in own if one in lone)} cited only in {name}"
        for lone, own, name in alone
        if lone
    ]
    if said:
        yield "label sections", "; ".join(said)


def _joined(words: Iterable[str]) -> str:
    return " and ".join(sorted(set(words)))


def _states(side: Sequence[Item], facts: Facts, field: str) -> str:
    return _joined(STATES[facts[one.id]["states"].get(field, {}).get("state")] for one in side)


def _legal(side: Sequence[Item], facts: Facts) -> str:
    own = [facts[one.id]["legal"] for one in side]
    if any(own):
        return _joined(one["name"] if one else "not stated" for one in own)
    return _states(side, facts, "legal_status")
