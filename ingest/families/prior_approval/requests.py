"""Criteria in, out what a request is asked: its facts, and how each criterion tests them.

What is asked comes of the parameters that were read, by dictionaries/criterion_tests.csv. A
criterion whose parameters nobody could read is asked as it is printed, with yes or no, after the
words that lead in to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ingest.families.prior_approval.diagnoses import Diagnoses
from ingest.families.prior_approval.fact_words import (
    RESERVED,
    Rule,
    as_json,
    fact_name,
    operand_of,
    options_of,
    parameters_of,
    rules,
    rules_for,
    says_when,
    words_of,
)
from ingest.families.prior_approval.parameters import class_key, negates
from ingest.families.prior_approval.records import Criterion, CriterionTest, PolicyDrug, RequestFact
from ingest.families.prior_approval.text import terms
from ingest.vocabulary import folded_words

AS_PRINTED = {"fact": "{text}", "type": "yes_no", "question": "Does this hold: {text}?"}
"""How a criterion is asked that no rule knows, and one of "none of these" that negates itself."""
PLURAL = re.compile(r"[^iu\Ws]s$")
"""A name that ends so is of many ("corticosteroids"), unlike tacrolimus."""
REGIMEN = re.compile(r"(?<![A-Z])[A-Z]{3,}(?![a-z])")
"""Capitals that may be the first letters of several medicines (FOLFIRI, R-CHOP)."""


def requests(
    criteria: Sequence[Criterion], class_ids: Mapping[str, str], drugs: Sequence[PolicyDrug] = ()
) -> Iterator[RequestFact | CriterionTest]:
    """The facts that a policy's ``criteria`` ask for, then the tests of each criterion.

    ``class_ids`` are the drug classes of its appendices by ``class_key`` of their names, ``drugs``
    the policy's own medicines: where there are several, which is asked for is a fact too.
    """
    if not criteria:
        return
    asked = Asked(criteria, class_ids)
    if len(drugs) > 1:
        asked.ask_for_one_of(drugs)
    tests = [test for row in asked.criteria for test in asked.tests(row)]
    yield from asked.facts()
    yield from tests


class Asked:
    """What a policy asks: its facts grow as its criteria are gone through."""

    def __init__(self, criteria: Sequence[Criterion], class_ids: Mapping[str, str]) -> None:
        """Take the criteria of both phases of one policy, and its classes by ``class_key``."""
        self.criteria = criteria
        self._class_ids = class_ids
        self._rows = {row.id: row for row in criteria}
        self._parents = {row.parent_id for row in criteria}
        self._facts: dict[str, dict[str, Any]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._diagnoses = Diagnoses(criteria)

    def ask_for_one_of(self, drugs: Sequence[PolicyDrug]) -> None:
        """Ask which of the policy's medicines the request is for."""
        rule = next(rule for rule in rules() if rule["parameter"] == "only_for_drugs")
        name = self._fact(rule, {})
        for drug in drugs:
            called = [one for one in (drug.brand_name, drug.generic_name) if one]
            self._facts[name]["options"][folded_words(called[0])] = (called[0], called[1:])

    def facts(self) -> Iterator[RequestFact]:
        """The facts in the order in which the criteria first ask them."""
        for ordinal, (name, fact) in enumerate(self._facts.items(), start=1):
            yield RequestFact(
                id=self._fact_id(name),
                policy_id=self.criteria[0].policy_id,
                ordinal=ordinal,
                name=name,
                type=fact["type"],
                unit=fact["unit"] or None,
                question=fact["question"],
                options=json.dumps(dict(fact["options"].values()), ensure_ascii=False),
            )

    def tests(self, row: Criterion) -> Iterator[CriterionTest]:
        """How ``row`` is tested, of whom it is asked first; nothing for a group without a scope."""
        read, under = parameters_of(row), self._under(row)
        leads_in = row.kind == "group" or row.id in self._parents
        is_read = not under and (leads_in or not says_when(row))
        made = [
            one
            for rule in rules_for(row.kind, read)
            if rule["role"] == "scope" or (rule["role"] and is_read)
            for one in self._by_rule(rule, read, row.phase)
        ]
        if not leads_in and not any(role == "condition" for role, *_ in made):
            words = " ".join([*under, row.text])
            made.append(self._made(AS_PRINTED | {"role": "condition"}, words, {}, "is_yes"))
        made.sort(key=lambda one: one[0] != "scope")
        for ordinal, (role, name, operator, operand) in enumerate(made, start=1):
            yield CriterionTest(
                id=f"{row.id}-test-{ordinal}",
                criterion_id=row.id,
                fact_id=self._fact_id(name),
                ordinal=ordinal,
                role=role,
                operator=operator,
                operand=as_json(operand),
            )

    def _under(self, row: Criterion) -> list[str]:
        """The words that lead in to a criterion and say what it is: "Inadequate response to".

        Groups and diagnoses only join what hangs on them, unless they say when. Under other words
        it is asked as printed.
        """
        chain: list[Criterion] = []
        above = self._rows.get(row.parent_id or "")
        while above is not None:
            chain.insert(0, above)
            above = self._rows.get(above.parent_id or "")
        leading = [
            at
            for at, one in enumerate(chain)
            if one.kind not in ("group", "diagnosis") or says_when(one)
        ]
        return [one.text for one in chain[leading[0] :]] if leading else []

    def _by_rule(
        self, rule: Rule, read: dict[str, Any], phase: str
    ) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        value: Any = read[rule["parameter"]]
        if rule["each"]:
            for item in value:
                asked = {**rule, **AS_PRINTED} if negates(item) else rule
                yield self._made(asked, item, {}, rule["operator"])
            return
        operand = operand_of(rule, read)
        if rule["type"] == "names" and isinstance(operand["value"], list):
            operand["value"] = [self._medicine_or_class(one) for one in operand["value"]]
        if rule["operator"] == "has_diagnosis":
            operand["value"] = self._diagnoses.called(value)
        made = self._made(rule, words_of(value), operand, rule["operator"], read)
        if rule["operator"] == "has_diagnosis":
            short = self._diagnoses.short_forms(value)
            self._facts[made[1]]["options"][operand["value"]] = (operand["value"], short)
            operand |= self._may_be(operand["value"], phase)
        yield made

    def _made(
        self,
        rule: Rule,
        item: str,
        operand: dict[str, Any],
        operator: str,
        read: Mapping[str, Any] | None = None,
    ) -> tuple[str, str, str, dict[str, Any]]:
        """Role, fact, operator and operand of a test; the fact is known from here on."""
        slots = {**(read or {}), "item": item, "text": item}
        name = self._fact(rule, slots)
        if rule.get("parameter") != "only_for_drugs" or not self._facts[name]["options"]:
            self._facts[name]["options"] |= options_of(rule, operand)
        return rule["role"], name, operator, operand

    def _fact(self, rule: Rule, slots: Mapping[str, Any]) -> str:
        """The name of the fact that ``rule`` asks; two that would share one get two."""
        question = re.sub(r"[.;:]\?$", "?", rule["question"].format_map(slots))
        wanted = fact_name(rule["fact"].format_map(slots))
        key = (rule["type"], folded_words(question))
        is_fixed = rule["fact"] == wanted
        if is_fixed:  # one fact whatever its question: that of the first rule
            key = (rule["type"], wanted)
        if key not in self._names:
            name, more = wanted, 1
            while name in self._facts or (name in RESERVED and not is_fixed):
                more += 1
                name = f"{wanted}_{more}"
            self._names[key] = name
            self._facts[name] = {
                "type": rule["type"],
                "unit": rule.get("unit", ""),
                "question": question,
                "options": {},
            }
        return self._names[key]

    def _medicine_or_class(self, asked: Any) -> Any:
        """A name as it is; a class as ``{class, class_id}``, ``class_id`` where it is listed."""
        named = asked["class"] if isinstance(asked, dict) else asked
        words = re.sub(r"^(?:an?|another|other)\s+", "", named)
        class_id = self._class_ids.get(class_key(words))
        if class_id is None and not isinstance(asked, dict) and words == named:
            last = folded_words(words).split()[-1]
            several = last in terms()["class_words"] or PLURAL.search(last) or REGIMEN.search(words)
            if not several:
                return asked
        found = asked if isinstance(asked, dict) else {"class": words}
        return {**found, "class_id": class_id} if class_id else found

    def _may_be(self, diagnosis: str, phase: str) -> dict[str, Any]:
        """Which other diagnoses may count as ``diagnosis`` in ``phase``, and who asks."""
        within = self._diagnoses.may_be(diagnosis, phase)
        if not within:
            return {}
        rule = {
            "fact": "is_also_{text}",
            "type": "yes_no",
            "question": "Does the patient, as the policy means it, also have this: {text}? "
            "(Where only a diagnosis is named whose name has words of this one in it.)",
        }
        return {"within": within, "also": self._fact(rule, {"text": diagnosis})}

    def _fact_id(self, name: str) -> str:
        return f"{self.criteria[0].policy_id}-fact-{name.replace('_', '-')}"
