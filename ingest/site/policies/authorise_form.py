"""A policy and what was entered in, the fields of its form out, each with what it holds.

Fields that are lists have a box for each thing that the policy names, and a line for others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.approval.facts import Problem, printable
from ingest.approval.lines import EACH
from ingest.approval.names import key
from ingest.approval.options import NONE, none_of, options_called, parted, with_others
from ingest.approval.policy import Fact, Policy

LISTS = ("some_of", "names", "diagnoses")


@dataclass(frozen=True, slots=True)
class Choice:
    """A box or a button: its value, what stands beside it, and whether it is chosen."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices under a heading (None: without one), such as the medicines of a class."""

    heading: str | None
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A fact as the form asks it: ``text`` is what its line holds; ``asked_by`` the clauses."""

    fact: Fact
    groups: tuple[Group, ...]
    text: str
    asked_by: tuple[Mapping[str, Any], ...]
    problems: tuple[str, ...]

    @property
    def is_list(self) -> bool:
        """Whether more than one choice may be made."""
        return self.fact.type in LISTS


@dataclass(frozen=True, slots=True)
class Strength:
    """A line of the quantity: a strength, and what is entered for it by field."""

    strength: str
    given: Mapping[str, str]


def fields(
    policy: Policy, phase: str, said: Mapping[str, Any], problems: Sequence[Problem]
) -> list[Field]:
    """The fields of a phase in the order in which its criteria ask them."""
    return [_field(policy, phase, fact, said, problems) for fact in policy.facts_of(phase)]


def carried(
    policy: Policy, phase: str, said: Mapping[str, Any], problems: Sequence[Problem]
) -> list[tuple[str, str]]:
    """What was entered that another phase asks, so that it is not lost on the way there and back.

    Nothing that is wrong: the form of this phase could not mend it.
    """
    here = {fact.name for fact in policy.facts_of(phase)} | {one.field for one in problems}
    return [
        (name, value)
        for name, fact in policy.facts.items()
        if name not in here
        for value in entered(said.get(name), fact)
    ]


def _field(
    policy: Policy,
    phase: str,
    fact: Fact,
    said: Mapping[str, Any],
    problems: Sequence[Problem],
) -> Field:
    given = [_printed(policy, fact, one) for one in entered(said.get(fact.name), fact)]
    groups = [*_groups(policy, phase, fact, {key(one) for one in given})]
    offered = {key(choice.value) for group in groups for choice in group.choices}
    rest = [one for one in given if key(one) not in offered]
    return Field(
        fact=fact,
        groups=tuple(groups),
        text=", ".join(rest),
        asked_by=tuple(
            clause.row
            for root in policy.phases[phase]
            for clause in root.walk()
            if any(fact.name in test.facts for test in clause.tests)
        ),
        problems=tuple(one.problem for one in problems if one.field == fact.name),
    )


def _printed(policy: Policy, fact: Fact, given: str) -> str:
    """What was entered by the name that the form offers it by; itself where it offers none."""
    if fact.type == "names":
        return policy.names.known(given) or given
    called = options_called(fact, given)
    return called[0] if len(called) == 1 else given


def _groups(policy: Policy, phase: str, fact: Fact, given: set[str]) -> Iterator[Group]:
    def choice(value: str, words: str | None = None) -> Choice:
        return Choice(value, words or value, key(value) in given)

    if fact.type == "yes_no":
        yield Group(None, (choice("yes"), choice("no")))
    elif fact.type == "diagnoses":
        named = [choice(value, with_others(value, also)) for value, also in fact.options]
        yield Group(None, (*named, choice(none_of(fact), "none of these")))
    elif fact.type in ("one_of", "some_of"):
        none = [choice(NONE, "none of these")] if fact.type == "some_of" else []
        yield Group(None, (*(choice(value) for value, _ in fact.options), *none))
    elif fact.type == "names":
        for heading, medicines in _medicines(policy, phase, fact):
            yield Group(heading, tuple(choice(name, words) for name, words in medicines))
        yield Group(None, (choice(NONE, "none at all"),))


def _medicines(
    policy: Policy, phase: str, fact: Fact
) -> Iterator[tuple[str | None, list[tuple[str, str]]]]:
    """What the policy names for a fact: its classes with their members, then single names."""
    brands = {generic: brand for _, generic, brand in policy.members}
    seen: set[str] = set()
    for root in policy.phases[phase]:
        for clause in root.walk():
            for test in clause.tests:
                class_id = test.operand.get("class_id")
                if test.fact == fact.name and class_id and class_id not in seen:
                    seen.add(class_id)
                    yield (
                        str(test.operand["class"]),
                        [
                            (name, f"{name} ({brands[name]})")
                            for name in policy.names.members.get(class_id, ())
                        ],
                    )
    if fact.options:
        yield None, [(value, _branded(value, brands)) for value, _ in fact.options]


def _branded(name: str, brands: Mapping[str, str]) -> str:
    return f"{name} ({brands[name]})" if name in brands else name


def entered(value: Any, fact: Fact) -> list[str]:
    """What was entered in a field, as strings without blanks."""
    values = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in values:
        if isinstance(one, bool):
            found.append("yes" if one else "no")
        elif one is not None and not isinstance(one, dict | list):
            found += [printable(part) for part in parted(fact, str(one))]
    return found


def strengths(policy: Policy, phase: str, said: Mapping[str, Any]) -> list[Strength]:
    """A line for each strength that a limit or a pack is printed for, and for others entered.

    The last is for what is entered without a strength.
    """
    printed = {
        float(row["strength_mg"])
        for row in (*policy.limits_of(phase), *policy.packs)
        if row["strength_mg"] is not None
    }
    columns = {name: _column(said.get(name)) for name in EACH}
    given: dict[str, dict[str, str]] = {f"{strength:g}": {} for strength in sorted(printed)}
    for at, strength in enumerate(columns["strength_mg"]):
        row = given.setdefault(strength.removesuffix(".0"), {})
        for name in EACH[1:]:
            if at < len(columns[name]):
                row[name] = columns[name][at]
    given[""] = given.pop("", {})
    return [Strength(strength, row) for strength, row in given.items()]


def _column(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    return ["" if one in (None, "") else printable(str(one).strip()) for one in values]


def days(said: Mapping[str, Any]) -> str:
    """The days that were entered."""
    return " ".join(_column(said.get("days")))[:20]
