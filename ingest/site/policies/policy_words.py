"""Parameters of criteria, dates and limits in, plain words out: what pages say of a policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasette.utils import tilde_encode

from ingest.approval.dose_arithmetic import shown

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
PHASES = {"initial": "At the start", "renewal": "At renewal"}
NOT_SAID = frozenset({"diagnosis", "abbreviation", "appendix", "class_id", "operator_stated"})
"""Parameters that repeat the printed words or are told elsewhere."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What a machine can test of a criterion, in words; ``class_id`` where it names a class."""

    name: str
    value: str
    class_id: str | None = None


def derived(parameters: Mapping[str, Any]) -> list[Derived]:
    """The parameters of a criterion in words, none left out but those of ``NOT_SAID``."""
    left = {name: value for name, value in parameters.items() if name not in NOT_SAID}
    return [*_together(left, parameters.get("class_id")), *_one_by_one(left)]


def _together(left: dict[str, Any], class_id: object) -> Iterator[Derived]:
    """What takes two parameters to say: a count of something."""
    at_least = left.get("minimum_count")
    if at_least is None:
        if "class" in left:
            yield Derived("class", said(left.pop("class")), _text(class_id))
        return
    for name in ("class", "of"):
        if name in left:
            what = said(left.pop(name))
            del left["minimum_count"]
            class_of = _text(class_id) if name == "class" else None
            yield Derived(what, f"at least {said(at_least)}", class_of)
            return


def _one_by_one(left: Mapping[str, Any]) -> Iterator[Derived]:
    if "of" in left:
        yield Derived("who" if "sex" in left else "what", said(left["of"]))
    for name, value in left.items():
        label, words = SPOKEN.get(name, (name.replace("_", " "), said))
        if name != "of":
            yield Derived(label, words(value))


def said(value: Any) -> str:
    """A value of JSON in words: lists joined by semicolons, classes with their examples."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(said(item) for item in value)
    if isinstance(value, dict):
        name = said(value.get("class", ""))
        rest = {key: item for key, item in value.items() if key not in ("class", "examples")}
        examples = value.get("examples") or []
        such = f" (such as {', '.join(said(item) for item in examples)})" if examples else ""
        more = "; ".join(f"{key.replace('_', ' ')}: {said(item)}" for key, item in rest.items())
        return name + such + ("; " if more and name else "") + more
    if value is None:
        return "none"
    return shown(value) if isinstance(value, int | float) else str(value)


def counted(unit: str, before: str = "") -> Callable[[Any], str]:
    """A reader of numbers of ``unit``: ``18 years``, ``1 week``."""

    def words(value: Any) -> str:
        return f"{before}{said(value)} {unit}{'' if value == 1 else 's'}"

    return words


def limit_said(limit: Mapping[str, Any]) -> str:
    """A quantity limit in words, one of a thing in its singular: ``1 syringe per 180 days``."""
    quantity, days = limit["quantity"], limit["days"]
    unit = limit["singular"] if quantity == 1 else limit["unit"]
    return f"{quantity:,} {unit} per {days} day{'' if days == 1 else 's'}"


SPOKEN: dict[str, tuple[str, Callable[[Any], str]]] = {
    "minimum_age": ("lowest age", counted("year")),
    "maximum_age": ("highest age", counted("year")),
    "minimum_age_months": ("lowest age", counted("month")),
    "minimum_count": ("number", lambda value: f"at least {said(value)}"),
    "with": ("together with all of", said),
    "with_any_of": ("together with one of", said),
    "any_of": ("any of", said),
    "none_of": ("none of", said),
    "weeks_after_last_dose": ("after the last dose", counted("week")),
    "months_after_last_dose": ("after the last dose", counted("month")),
}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def day(printed: str | None) -> str:
    """A date with its month in words: ``1 July 2024``, ``July 2024``; as it is if it is none."""
    parts = (printed or "").split("-")
    if not (2 <= len(parts) <= 3 and all(part.isascii() and part.isdigit() for part in parts)):
        return printed or ""
    year, month, *rest = (int(part) for part in parts)
    if not 1 <= month <= 12:
        return printed or ""
    return " ".join([*(str(one) for one in rest), MONTHS[month - 1], str(year)])


def joined(operators: Sequence[str]) -> str:
    """How a criterion is joined to those beside it."""
    if not operators:
        return "must be met"
    if operators[-1] == "one_of":
        return "one of several of which one is enough"
    return "part of one of several of which one is enough"


def asked_for(diagnosis: str | None, operators: Sequence[str]) -> str:
    """What a criterion hangs on; "" where it must be met whatever the diagnosis."""
    alternative = joined(operators) if operators else ""
    if diagnosis is None:
        return alternative[:1].upper() + alternative[1:]
    return f"For {diagnosis}" + (f", {alternative}" if alternative else "")


def scope(strengths: Sequence[Mapping[str, Any]]) -> str:
    """Of what a printed limit counts, by the rows of its strengths; "" where that is unsaid."""
    if all(row["limit_scope"] == "own" for row in strengths):
        return "for this strength alone" if len(strengths) == 1 else "for each strength alone"
    return ""


def unsaid_scope(strengths: Sequence[Mapping[str, Any]]) -> str:
    """What a limit of unstated scope leaves open."""
    if any(row["strength_mg"] is None for row in strengths):
        return "no strength is printed with it"
    if len(strengths) == 1:
        return "whether it counts for this strength alone"
    return "whether it counts for each strength alone or for all of them together"


def anchor(row_id: str, policy_id: str, phase: str) -> str:
    """The part of the page that shows a criterion, readable in the address: ``initial-2-b``."""
    short = row_id.removeprefix(f"{policy_id}-")
    is_own = short != row_id and short.startswith(f"{phase}-")
    return tilde_encode(short) if is_own else f"criterion-{tilde_encode(row_id)}"


def class_anchor(class_id: str, policy_id: str) -> str:
    """The part of the page that shows a drug class."""
    return f"class-{tilde_encode(class_id.removeprefix(f'{policy_id}-'))}"


def kind(row: Mapping[str, Any]) -> str:
    """The kind of a criterion in words."""
    return str(row["kind"]).replace("_", " ")
