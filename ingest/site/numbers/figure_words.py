"""A figure of the evidence in, its words out: what was counted, how exactly, and among whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

QUALIFIERS = {
    "exactly": "",
    "about": "about ",
    "almost": "almost ",
    "at_least": "at least ",
    "more_than": "more than ",
    "up_to": "up to ",
    "less_than": "less than ",
}
"""How each qualifier is read before its number; an exact one has no word."""
UNITS = {"patients": "patient", "cases": "case", "events": "event"}
Figure = Mapping[str, Any] | sqlite3.Row
"""A row of evidence_figures, or of figures_overview."""


def number(value: float | int | None) -> str:
    """A number without an empty fraction: ``62.2``, ``25``, ``3,111``; "" for none."""
    if value is None:
        return ""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def amount(figure: Figure) -> str:
    """What was counted: ``about 25%``, ``6 to 8%``, ``20 patients``, ``1 case``."""
    value = number(figure["value"])
    if figure["value_max"] is not None:
        value = f"{value} to {number(figure['value_max'])}"
    qualifier = QUALIFIERS[figure["qualifier"]]
    if figure["unit"] == "percent":
        return f"{qualifier}{value}%"
    unit = UNITS[figure["unit"]]
    return f"{qualifier}{value} {unit}{'' if value == '1' else 's'}"


def count(figure: Figure) -> str:
    """The count behind a percentage as printed: ``589``, ``20 of more than 3,111``; "" for none."""
    among = ""
    if figure["denominator"] is not None:
        qualifier = QUALIFIERS[figure["denominator_qualifier"] or "exactly"]
        among = f"of {qualifier}{number(figure['denominator'])}"
    return " ".join(part for part in (number(figure["numerator"]), among) if part)


def grade(figure: Figure) -> str:
    """The grade as it is printed, never merged with another: ``Grade ≥3``, ``Grade 3``, ""."""
    said = figure["grade"]
    return "" if said is None else f"Grade {said.replace('>=', '≥').replace('<=', '≤')}"


def qualities(figure: Figure) -> list[str]:
    """What narrows a figure down: grade, related events, the comparator's arm, a named pool."""
    said = [grade(figure)]
    if figure["attribution"] == "related":
        said.append("related")
    if figure["arm"] == "comparator":
        said.append("comparator")
    if figure["population"]:
        said.append(str(figure["population"]))
    return [one for one in said if one]
