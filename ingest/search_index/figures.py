"""A figure of a concern in, what it is a number of among all that the concern's name means out.

"Severe infections due to neutropenia" names two things, and a share of patients with neutropenia is
no share of patients with an infection.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ingest.concepts import broader_than
from ingest.search_index.texts import Known

WIDER = (0.8, 0.7, 0.6)
"""What a wider concept counts beside the concept itself, step by step."""


def own_of_figure(row: Mapping[str, Any], known: Known) -> tuple[str, ...]:
    """The concepts of its concern that a figure is a number of: all, unless what was counted is
    named; none where that is something else ("died")."""
    subject = known.concepts.get(row["risk_id"] or "", ())
    told = known.outcomes.get(row["row_path"], row["body"])
    own = known.meant(row["document_id"], told)
    if not own:
        return tuple(subject)
    return tuple(one for one in subject if any(_is_case(one, other) for other in own))


def is_of_part(row: Mapping[str, Any], known: Known) -> bool:
    """Whether a figure is a number of but a part of what the name of its concern means."""
    subject = known.concepts.get(row["risk_id"] or "", ())
    return 0 < len(own_of_figure(row, known)) < len(subject)


def _is_case(one: str, other: str) -> bool:
    """Whether of two concepts either is the other or a case of it."""
    return one in (other, *(w for w, _ in wider(other))) or other in (w for w, _ in wider(one))


@lru_cache(maxsize=65536)
def wider(concept: str) -> tuple[tuple[str, float], ...]:
    """The concepts that are wider than ``concept``, each with its share of what that counts."""
    found = broader_than(concept)
    return tuple((one.id, WIDER[min(at, len(WIDER) - 1)]) for at, one in enumerate(found))
