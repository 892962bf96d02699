"""How much rows have each unit in, the same without those that a rule does not let have it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingest.site.search.lexicon.meanings import Rows, Strengths
from ingest.site.search.question.units import Unit


def of_kept_rows(
    units: Iterable[Unit],
    degrees: Iterable[Strengths | None],
    kept: Callable[[Unit], Rows | None],
) -> list[Strengths | None]:
    """The ``degrees``, 0 where ``kept`` has not the row; None of it leaves a unit as it is."""
    found = []
    for unit, degree in zip(units, degrees, strict=True):
        rows = None if degree is None else kept(unit)
        found.append(degree if degree is None or rows is None else degree * rows)
    return found
