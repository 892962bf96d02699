"""What somebody says of the quantity of a request in, its lines and days out.

The fields are lists of one length, one place for each strength: ``strength_mg`` (which may be left
out), and either ``tablets_per_dose`` with ``doses_per_week`` or ``tablets``. ``days`` is one number
for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ingest.approval.dispensing import Line
from ingest.approval.facts import BadRequest, Problem, exact

EACH = ("strength_mg", "tablets_per_dose", "doses_per_week", "tablets")
FIELDS = (*EACH, "days")
MOST_LINES = 10
HIGHEST = {
    "strength_mg": 10_000,
    "tablets_per_dose": 100,
    "doses_per_week": 100,
    "tablets": 100_000,
    "days": 3660,
}


def lines_of(said: Mapping[str, Any]) -> tuple[list[Line], Fraction | None]:
    """The lines of a request and its days (None where not said).

    A line without any number is left out. Raises BadRequest with all that is wrong.
    """
    problems: list[Problem] = []
    columns = {name: _column(name, said.get(name), problems) for name in EACH}
    days = _column("days", said.get("days"), problems)
    if len(days) > 1:
        problems.append(Problem("days", "takes one value"))
    longest = max(map(len, columns.values()))
    if longest > MOST_LINES:
        problems.append(Problem("strength_mg", f"has more than {MOST_LINES} strengths"))
    lines = []
    for at in range(min(longest, MOST_LINES)):
        row = {name: column[at] if at < len(column) else None for name, column in columns.items()}
        told = [name for name in EACH[1:] if row[name] is not None]
        if not told:
            continue
        if told not in (["tablets"], ["tablets_per_dose", "doses_per_week"]):
            wanted = "takes tablets_per_dose and doses_per_week, or else tablets"
            problems.append(Problem(told[0], wanted))
            continue
        lines.append(Line(row["strength_mg"], *(row[name] for name in _ORDER)))
    if problems:
        raise BadRequest(problems)
    return lines, days[0] if days else None


_ORDER = ("tablets", "tablets_per_dose", "doses_per_week")


def _column(name: str, value: Any, problems: list[Problem]) -> list[Any]:
    """The numbers of a field, None for a blank one."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    found: list[Fraction | None] = []
    for one in values[: MOST_LINES + 1]:
        if one is None or (isinstance(one, str) and not one.strip()):
            found.append(None)
            continue
        read = exact(one)
        if read is None or read == 0:
            problems.append(Problem(name, "is no number above 0"))
        elif read > HIGHEST[name]:
            problems.append(Problem(name, f"is more than {HIGHEST[name]}"))
        found.append(read)
    return [one for one in found if one is not None] if name == "days" else found
