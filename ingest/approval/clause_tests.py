"""A test of a clause and the facts of a request in, out whether it holds, and why, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ingest.approval.names import Names, at_least_distinct, key, singular
from ingest.approval.outcomes import Truth, all_true, any_true
from ingest.approval.policy import Fact, Test

MONTHS_A_YEAR = 12
MOST_ASKED_BACK = 3
"""So many names that are not known are held against those that are."""
Value = Fraction | bool | str | tuple[str, ...]
"""What a fact may be: a number, yes or no, a choice, or names (all there are)."""
Facts = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a test holds (None: not known) and why, in words; the facts it still lacks."""

    holds: Truth
    why: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A fact that was given, what a test asks of it, and the names that the policy knows."""

    value: Any
    asked: Any
    operand: Mapping[str, Any]
    names: Names
    fact: Fact

    @property
    def strange(self) -> list[str]:
        """The given names that the policy does not know."""
        return sorted(one for one in self.value if self.names.known(one) is None)

    @property
    def classes(self) -> list[str]:
        """The given names that are of classes: which medicine is meant is not said."""
        return sorted(one for one in self.value if self.names.is_class(one))

    def has_class(self, asked: str) -> bool:
        """Whether a class is given by its own name, be it of one or of several."""
        return singular(asked) in map(singular, self.value)

    def alike(self, asked: Any) -> list[str]:
        """The given medicines that may be another one, by the words that both names have."""
        if self.fact.type != "names" or isinstance(asked, Mapping):
            return []
        return [one for one in self.value if self.names.may_be_one(str(asked), one)]

    def asked_back(self, name: str) -> str:
        """A name that is not known, with one that is spelt nearly so."""
        near = self.names.nearest(name)
        return f"{name} (nearly spelt as {near})" if near else name

    def known(self, name: str) -> str:
        """The key of a medicine, whichever of its names is given."""
        return key(self.names.known(name) or name)

    @property
    def words(self) -> str:
        """The fact and its value in words."""
        value = self.value
        if isinstance(value, bool):
            value = "yes" if value else "no"
        elif isinstance(value, Fraction):
            value = written(value)
        elif isinstance(value, tuple):
            value = ", ".join(value) or "none"
        return f"{self.fact.name.replace('_', ' ')}: {value}"


def judge(test: Test, facts: Facts, names: Names, asked: Mapping[str, Fact]) -> Judged:
    """Whether ``test`` holds for the ``facts`` of a request; ``asked`` describes them."""
    if test.operator == "has_diagnosis":
        return has_diagnosis(test.operand, facts, test.fact)
    if test.fact not in facts:
        return Judged(None, f"not known: {test.fact.replace('_', ' ')}", (test.fact,))
    given = Given(
        facts[test.fact], test.operand.get("value"), test.operand, names, asked[test.fact]
    )
    return OPERATORS[test.operator](given)


def at_least(given: Given) -> Judged:
    """A number that must not be lower than another."""
    return Judged(given.value >= given.asked, f"{given.words}; asked for: at least {given.asked}")


def at_least_months(given: Given) -> Judged:
    """An age in years that must not be lower than one in months."""
    holds = given.value * MONTHS_A_YEAR >= given.asked
    return Judged(holds, f"{given.words}; asked for: at least {given.asked} months")


def at_most_whole(given: Given) -> Judged:
    """An age that may be that many years old, up to the next birthday."""
    holds = int(given.value) <= given.asked
    return Judged(holds, f"{given.words}; asked for: at most {given.asked}")


def is_yes(given: Given) -> Judged:
    """What must be so."""
    return Judged(given.value is True, given.words)


def is_no(given: Given) -> Judged:
    """What must not be so."""
    return Judged(given.value is False, given.words)


def is_any(given: Given) -> Judged:
    """A choice that must be one of some; medicines go by any of their names."""
    wanted = given.asked if isinstance(given.asked, list) else [given.asked]
    holds = given.known(given.value) in map(given.known, wanted)
    return Judged(holds, f"{given.words}; asked of: {' or '.join(wanted)}")


def has_diagnosis(operand: Mapping[str, Any], facts: Facts, fact: str) -> Judged:
    """A diagnosis that must be among those of the patient, all of which are named.

    One that is a part of the name of another is not known where only that other one is named:
    whether the policy counts the one as the other is not printed, and a fact of its own says so.
    """
    wanted, also = operand["value"], operand.get("also")
    if fact not in facts:
        lacks = (fact, also) if also and also not in facts else (fact,)
        return Judged(None, "the diagnosis is not known", lacks)
    named = facts[fact]
    assert isinstance(named, tuple)
    if wanted in named:
        return Judged(True, f"named: {wanted}")
    wider = [one for one in named if one in operand.get("within", ())]
    if wider and also and also in facts:
        told = facts[also]
        return Judged(told is True, f"{wider[0]} is named; {wanted} too: {'yes' if told else 'no'}")
    if wider and also:
        why = f"{wider[0]} is named; whether that counts as {wanted} here is not printed"
        return Judged(None, why, (also,))
    return Judged(False, f"not named: {wanted}; named: {', '.join(named) or 'none of them'}")


def has_all(given: Given) -> Judged:
    """Names of which each must be among those given."""
    each = [_has(given, one) for one in given.asked]
    lacking = [called(one) for one, has in zip(given.asked, each, strict=True) if not has]
    why = f"; not among them: {', '.join(lacking)}" if lacking else ""
    return _open_to_names(given, all_true(each), why)


def has_any(given: Given) -> Judged:
    """Names of which one must be among those given."""
    holds = any_true(_has(given, one) for one in given.asked)
    why = "" if holds else f"; not among them: {' or '.join(map(called, given.asked))}"
    return _open_to_names(given, holds, why)


def counts_members(given: Given) -> Judged:
    """So many different medicines of a class must be among those given."""
    members = {key(one) for one in given.names.members.get(given.operand["class_id"], ())}
    medicines = {given.names.known(one) or one for one in given.value}
    sure = [one for one in medicines if key(one) in members]
    perhaps = [one for one in medicines if not members or given.names.known(one) is None]
    low, high = at_least_distinct(sure), len({*sure, *perhaps})
    if given.classes:  # each may be any number of medicines, or one that is given by its name too
        low = max(low, int(given.has_class(given.operand["class"])))
        high = max(high, given.asked)
    counted = ", ".join(sorted(sure)) or "none"
    wanted = f"at least {given.asked}" if given.asked > 1 else "1"  # printed as "a", it may be
    why = f"; of {given.operand['class']}: {counted}; asked for: {wanted}"
    if low >= given.asked:
        return Judged(True, given.words + why)
    if high < given.asked:
        return Judged(False, given.words + why)
    if low < len(sure):
        why += "; whether these names are of different medicines is not printed"
    return _open_to_names(given, None, why)


def _has(given: Given, asked: Any) -> Truth:
    """Whether ``asked``, a medicine or a class, is among the names given."""
    known = set(map(given.known, given.value))
    perhaps = None if given.strange or given.classes or given.alike(asked) else False
    if not isinstance(asked, Mapping):
        return True if given.known(asked) in known else perhaps
    listed = given.names.members.get(asked.get("class_id", ""), ())
    if given.has_class(asked["class"]):
        return True
    if known & {key(one) for one in (*asked.get("examples", ()), *listed)}:
        return True
    return None if given.value and not listed else perhaps


def _open_to_names(given: Given, holds: Truth, why: str) -> Judged:
    """A judgement on names, which those that the policy does not know may leave open."""
    if holds is None and given.strange:
        strange = [*map(given.asked_back, given.strange[:MOST_ASKED_BACK])]
        strange += given.strange[MOST_ASKED_BACK:]
        why += f"; the policy does not say what this is: {', '.join(strange)}"
    for asked in given.asked if holds is None and isinstance(given.asked, list) else ():
        for one in given.alike(asked):
            why += f"; whether {one} is {asked} here is not printed"
    if holds is None and given.classes:
        why += f"; which medicine this is, is not said: {', '.join(given.classes)}"
    return Judged(holds, given.words + why)


def called(asked: Any) -> str:
    """What a test calls a medicine or a class."""
    return str(asked["class"] if isinstance(asked, Mapping) else asked)


def written(value: Fraction) -> str:
    """A number as a person writes it."""
    return str(value) if value.denominator == 1 else f"{float(value):g}"


OPERATORS: dict[str, Callable[[Given], Judged]] = {
    "at_least": at_least,
    "at_least_months": at_least_months,
    "at_most_whole": at_most_whole,
    "is_yes": is_yes,
    "is_no": is_no,
    "is_any": is_any,
    "has_all": has_all,
    "has_any": has_any,
    "counts_members": counts_members,
}
