"""Rules of what criteria ask, and the words of facts: their names, options and other names."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from ingest.families.prior_approval.records import Criterion
from ingest.vocabulary import dictionary, folded_words, phrase_pattern, slug

Rule = Mapping[str, str]
COLUMNS = (
    *("kind", "parameter", "equals", "unless", "each", "role", "operator", "operand"),
    *("fact", "type", "unit", "options", "question", "example", "source"),
)
LONGEST_NAME = 60
RESERVED = frozenset(
    {
        *("phase", "policy", "drug", "strength_mg"),
        *("tablets_per_dose", "doses_per_week", "tablets", "days"),
    }
)
"""What a request calls fields of its own, so that no fact of a policy is called so."""
NAMELESS = "criterion"
"""The name of a fact whose words have no Latin letters."""


def rules_for(kind: str, read: Mapping[str, Any]) -> list[Rule]:
    """The rules that a criterion of a kind fits by its parameters, in their order.

    ``equals`` is a phrase; a rule without one is for the values that no phrase of another knows.
    A rule without a role tests nothing: "For the last 6 months: ..." says when, not of whom.
    """
    fitting = [
        rule
        for rule in rules()
        if rule["kind"] in ("*", kind)
        and read.get(rule["parameter"]) is not None
        and rule["unless"] not in read
        and (not rule["equals"] or _is(read[rule["parameter"]], rule["equals"]))
    ]
    known = {rule["parameter"] for rule in fitting if rule["equals"]}
    return [rule for rule in fitting if rule["equals"] or rule["parameter"] not in known]


def says_when(row: Criterion) -> bool:
    """Whether the words before a criterion's colon say when it holds, not of whom."""
    return any(not rule["role"] for rule in rules_for(row.kind, parameters_of(row)))


def _is(value: object, phrase: str) -> bool:
    return re.fullmatch(phrase_pattern(phrase), folded_words(str(value))) is not None


def operand_of(rule: Rule, read: Mapping[str, Any]) -> dict[str, Any]:
    """What a rule tests against: parameters, the first of them as ``value``, or JSON as it is."""
    if rule["operand"].startswith("{"):
        found: dict[str, Any] = json.loads(rule["operand"])
        return found
    return {
        "value" if at == 0 else name: read[name]
        for at, name in enumerate(rule["operand"].split())
        if name in read
    }


def options_of(rule: Rule, operand: Mapping[str, Any]) -> dict[str, tuple[str, list[str]]]:
    """What may be chosen for a fact, by its folded name: as printed, and what else it is called."""
    if rule.get("options"):
        return {name: (name, []) for name in rule["options"].split("|")}
    found: dict[str, tuple[str, list[str]]] = {}
    if rule["type"] in ("one_of", "some_of", "names"):
        value = operand.get("value")
        for one in value if isinstance(value, list) else []:
            names = [one["class"], *one.get("examples", ())] if isinstance(one, dict) else [one]
            found |= {folded_words(name): (name, other_names(name)) for name in names}
    return found


def other_names(name: str) -> list[str]:
    """What else a printed name is: "complete blood count (CBC)" may be given as either."""
    match = re.fullmatch(r"(?P<long>[^()]+?)\s*\((?P<short>[A-Z][\w-]*)\)", name)
    return [match["long"], match["short"]] if match else []


def parameters_of(row: Criterion) -> dict[str, Any]:
    """The parameters of a criterion."""
    found: dict[str, Any] = json.loads(row.parameters)
    return found


def words_of(value: object) -> str:
    """A parameter as words."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def fact_name(words: str) -> str:
    """The name of a fact: small letters, digits and "_", cut at a word's end."""
    name = slug(words).replace("-", "_") or NAMELESS
    if len(name) <= LONGEST_NAME:
        return name
    return name[: LONGEST_NAME + 1].rpartition("_")[0] or name[:LONGEST_NAME]


def as_json(value: object) -> str:
    """A value as the database holds it."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


@cache
def rules() -> list[Rule]:
    """The rules of ``criterion_tests.csv``."""
    return [*dictionary("criterion_tests", COLUMNS)]
