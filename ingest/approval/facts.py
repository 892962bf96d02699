"""What somebody says of a request in, its facts out, or all that is wrong with them by field.

Values come from JSON, YAML or a form, so a number may be a string and a list one value. Blank is
not known; a list of "none" is empty. What a policy does not ask is refused, not passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ingest.approval.clause_tests import Value
from ingest.approval.names import key
from ingest.approval.options import NONE, listed, none_of, options_called, parted
from ingest.approval.policy import PHASES, Fact, Policy

LONGEST = 200
MOST_NAMES = 50
HIGHEST = {"number": 150, "count": 1000}
"""Years of age, and times that anything was received."""
YES = {"yes": True, "true": True, "y": True, "no": False, "false": False, "n": False}
NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field of a request."""

    field: str
    problem: str


class BadRequest(ValueError):
    """A request cannot be read; ``problems`` say what is wrong with which field."""

    def __init__(self, problems: list[Problem]) -> None:
        """All that is wrong, a problem a field."""
        super().__init__("; ".join(f"{one.field}: {one.problem}" for one in problems))
        self.problems = problems


class _Wrong(ValueError):
    """What is wrong with a value, in words."""


def phase_of(said: Mapping[str, Any]) -> str:
    """``initial`` unless a request says ``renewal``. Raises BadRequest for anything else."""
    phase = said.get("phase")
    if isinstance(phase, list) and len(phase) == 1:
        phase = phase[0]
    if phase in (None, ""):
        return "initial"
    if phase not in PHASES:
        raise BadRequest([Problem("phase", f"is none of: {', '.join(PHASES)}")])
    return str(phase)


def facts_of(policy: Policy, said: Mapping[str, Any]) -> dict[str, Value]:
    """The facts of a request, those left blank left out.

    ``said`` has the policy's facts alone. Raises BadRequest with all that is wrong.
    """
    found: dict[str, Value] = {}
    problems = []
    for name, value in said.items():
        fact = policy.facts.get(name)
        if fact is None:
            problems.append(Problem(printable(name), f"is not asked: {_alternatives(policy)}"))
            continue
        try:
            read = READERS[fact.type](value, fact)
        except _Wrong as wrong:
            problems.append(Problem(name, str(wrong)))
            continue
        if read is not None:
            found[name] = read
    problems += contradictions(policy, found)
    if problems:
        raise BadRequest(problems)
    return found


def printable(words: object) -> str:
    """Words that were entered as they can be shown: cut, and "?" for what has no sign."""
    shown = "".join(char if char.isprintable() else "?" for char in str(words)[:LONGEST])
    return shown or "?"


def _alternatives(policy: Policy) -> str:
    return f"this policy asks {', '.join(policy.facts)}"


def contradictions(policy: Policy, facts: Mapping[str, Value]) -> Iterator[Problem]:
    """Diagnoses that are named in one field and denied in another."""
    for roots in policy.phases.values():
        for clause in (clause for root in roots for clause in root.walk()):
            for test in clause.tests:
                also, named = test.operand.get("also"), facts.get(test.fact)
                wanted = test.operand.get("value")
                denied = isinstance(also, str) and facts.get(also) is False
                if denied and isinstance(named, tuple) and wanted in named:
                    yield Problem(str(also), f"is no, but {test.fact} names {wanted}")
                    return


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _single(value: Any) -> Any:
    """A value of which there may be one; a list of one is that one."""
    if isinstance(value, list):
        given = [one for one in value if not _blank(one)]
        if len(given) > 1:
            raise _Wrong("takes one value")
        value = given[0] if given else None
    if isinstance(value, str):
        _shown_as_it_is(value)
    return value


def _shown_as_it_is(value: str) -> None:
    if len(value) > LONGEST:
        raise _Wrong(f"is longer than {LONGEST} characters")
    if not all(char.isprintable() or char.isspace() for char in value):
        raise _Wrong("has characters that cannot be shown")


def number(value: Any, fact: Fact) -> Fraction | None:
    """A number that is not negative, as written: 17.9 is 179/10."""
    value = _single(value)
    if _blank(value):
        return None
    read = exact(value)
    if read is None:
        raise _Wrong("is no number")
    if read > HIGHEST[fact.type]:
        raise _Wrong(f"is more than {HIGHEST[fact.type]}")
    if fact.type == "count" and read.denominator != 1:
        raise _Wrong("is no whole number")
    return read


def exact(value: Any) -> Fraction | None:
    """A number, or the digits of one, exactly; None for anything else, and below zero."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    written = value.strip() if isinstance(value, str) else str(value)
    if isinstance(value, float | Decimal) and "e" not in written.casefold():
        written = written.removesuffix(".0")
    return Fraction(written) if NUMBER.fullmatch(written) else None


def yes_no(value: Any, _fact: Fact) -> bool | None:
    """Yes or no, in JSON's words or plain ones."""
    value = _single(value)
    if _blank(value):
        return None
    read = value if isinstance(value, bool) else YES.get(str(value).strip().casefold())
    if read is None:
        raise _Wrong("is neither yes nor no")
    return read


def one_of(value: Any, fact: Fact) -> str | None:
    """One of the options."""
    value = _single(value)
    return None if _blank(value) else _option(value, fact)


def some_of(value: Any, fact: Fact) -> tuple[str, ...] | None:
    """Some of the options, or none of them."""
    given = _listed(value, fact)
    return None if given is None else _distinct(_option(one, fact) for one in given)


def diagnoses(value: Any, fact: Fact) -> tuple[str, ...] | None:
    """Diagnoses as the policy names them, or none of them."""
    given = _listed(value, fact)
    if given is None:
        return None
    none = none_of(fact)
    others = [one for one in given if key(one) == none]
    if others and len(given) > 1:
        raise _Wrong(f"names diagnoses beside {none}")
    return () if others else _distinct(_option(one, fact, none) for one in given)


def names(value: Any, fact: Fact) -> tuple[str, ...] | None:
    """Names of medicines or classes, whatever they are."""
    given = _listed(value, fact)
    if given is None:
        return None
    plain = (re.sub(r"(?i)^(?:an?|other|another)\s+", "", one) for one in given)
    return _distinct(one for one in plain if one)


def _listed(value: Any, fact: Fact) -> list[str] | None:
    """The names in a list, or in strings parted by commas, semicolons or line breaks."""
    values = value if isinstance(value, list) else [value]
    found = []
    for one in values:
        if _blank(one):
            continue
        if isinstance(one, bool) or not isinstance(one, str):
            raise _Wrong("is no list of names")
        _shown_as_it_is(one)
        found += parted(fact, one)
    if len(found) > MOST_NAMES:
        raise _Wrong(f"has more than {MOST_NAMES} names")
    if any(key(one) == NONE for one in found):
        if len(found) > 1:
            raise _Wrong(f"has names beside {NONE}")
        return []
    return found if found or value == [] else None


def _option(value: Any, fact: Fact, *more: str) -> str:
    found = options_called(fact, value) if isinstance(value, str) else []
    if len(found) > 1:
        raise _Wrong(f"may be any of: {', '.join(listed(fact, found))}")
    if not found:
        raise _Wrong(f"is none of: {', '.join([*listed(fact), *more])}")
    return found[0]


def _distinct(found: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


READERS: dict[str, Any] = {
    "number": number,
    "count": number,
    "yes_no": yes_no,
    "one_of": one_of,
    "some_of": some_of,
    "names": names,
    "diagnoses": diagnoses,
}
