"""What narrows the hits of a query, as it was typed: kind:risk, category:"missing information"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.site.search.lexicon.operators import Part, cleaned, with_denied
from ingest.site.search.lexicon.query_term import Field, Term

FIELDS = ("category", "product", "section", "kind")
CATEGORY = r"(?:important\s+)?(?:identified|potential|missing)(?:\s+(?:risks?|information))?(?!\S)"
"""A category of safety concerns by its whole name: "important identified risk"."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The ``parts`` of a query that are looked for, and what narrows the hits: fields, and what
    they are to be ``without``. ``unread`` are operators and signs that are none where they stand.
    """

    parts: tuple[Part, ...]
    fields: tuple[Field, ...]
    without: tuple[Term, ...]
    unread: tuple[str, ...]


def narrowed_by(parts: Sequence[Part | Field]) -> Narrowing:
    """What the ``parts`` of a query look for and are narrowed by. What has a sign is left out of
    the hits where something else is asked for; else it is read as it would be without."""
    signed = [one for one in parts if isinstance(one, Term) and one.signed]
    asks = any(not isinstance(one, str) and one not in signed for one in parts)
    unread = ["OR" for at, one in enumerate(parts) if one == "OR" and not is_either_of(parts, at)]
    unread += [] if asks else [f"-{' '.join(one.words)}" for one in signed]
    kept = [one for one in parts if not isinstance(one, Field) and not (asks and one in signed)]
    read = [one for one in with_denied(cleaned(kept)) if not isinstance(one, Field)]
    fields = fields_among(with_denied(parts))
    without = tuple(signed) if asks else ()
    return Narrowing(tuple(read), fields, without, tuple(dict.fromkeys(unread)))


def fields_among(parts: Sequence[object]) -> tuple[Field, ...]:
    """The fields among the parts of a query, those of one name as one: either of its values is
    meant, unless AND stands between them. All fields are to hold, and none that is denied."""
    found: list[Field] = []
    open_: dict[str, int] = {}
    for part in parts:
        if part == "AND":
            open_.clear()
        elif isinstance(part, Field) and part.name in open_ and not part.denied:
            at = open_[part.name]
            found[at] = replace(found[at], values=(*found[at].values, *part.values))
        elif isinstance(part, Field):
            found.append(part)
            if not part.denied:
                open_[part.name] = len(found) - 1
    return tuple(found)


def is_either_of(parts: Sequence[object], at: int) -> bool:
    """Whether the OR at a place of the parts says no more than fields do that stand side by side:
    it joins words, or fields of one name."""
    before = next((one for one in parts[at - 1 :: -1] if one != ")"), None) if at else None
    after = next((one for one in parts[at + 1 :] if one != "("), None)
    if not (isinstance(before, Field) or isinstance(after, Field)):
        return True
    each = [one.name for one in (before, after) if isinstance(one, Field) and not one.denied]
    return len(each) > 1 and len(set(each)) == 1


def told(fields: Iterable[Field]) -> dict[str, str]:
    """Fields in words, by their names: "risk or factor", "not factor"."""
    found: dict[str, list[str]] = {}
    for one in fields:
        said = f"{'not ' if one.denied else ''}{' or '.join(one.values)}"
        found.setdefault(one.name, []).append(said)
    return {name: " and ".join(dict.fromkeys(each)) for name, each in found.items()}
