"""A policy and what somebody says of a request in, the whole answer out: criteria and quantity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ingest.approval.blame import Blame, blamed, causes
from ingest.approval.clause_tests import Value
from ingest.approval.evaluation import Evaluation, Verdict, evaluate, unclear
from ingest.approval.facts import BadRequest, Problem, facts_of, phase_of
from ingest.approval.lines import FIELDS, lines_of
from ingest.approval.options import taken_as
from ingest.approval.outcomes import MET, NOT_MET, UNKNOWN
from ingest.approval.policy import DRUG, Policy, Row
from ingest.approval.quantity import Quantity, for_medicine, quantity
from ingest.approval.questions import Question, questions

NOTICE = (
    "This applies the published text of the policy to what was entered. It is no coverage "
    "decision and no medical advice: whether it pays is for the payer to say."
)
WHOLE = {
    "met": "Every condition that the policy prints for this is met.",
    "not_met": "A condition that the policy prints for this is not met.",
    "unknown": "What was entered does not settle it.",
    "not_applicable": "None of the policy's conditions applies.",
}
CRITERIA = {
    "met": "The criteria are met",
    "not_met": "The criteria are not met",
    "unknown": "Whether the criteria are met is not settled",
    "not_applicable": "None of the criteria applies",
}
QUANTITY = {
    "met": "the quantity is within the printed limit",
    "not_met": "the quantity is more than the printed limit",
    "unknown": "whether the quantity is within a printed limit is not settled",
}
CRITERIA_ALONE = "No quantity was entered, so this is an answer on the criteria alone."
ALLOWANCES_ARE = "shown, not judged: no part of the answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a policy's text says to a request.

    ``blamed`` is what makes the criteria fail, ``questions`` are what is still to be asked,
    ``unclear`` the clauses that stay open though their facts are given, with the reason.
    ``quantity`` is None where nothing is said of one; ``unused`` are facts that this phase does not
    ask. ``lacks_drug``: the limits are of several medicines, and which is asked for is not known.
    ``taken`` are short names of diagnoses that were entered, with what they were taken as.
    """

    policy: Policy
    phase: str
    facts: Mapping[str, Value]
    evaluation: Evaluation
    blamed: tuple[Blame, ...]
    questions: tuple[Question, ...]
    unclear: tuple[tuple[Verdict, str], ...]
    quantity: Quantity | None
    lacks_drug: bool
    unused: tuple[str, ...]
    taken: Mapping[str, str]

    @property
    def status(self) -> str:
        """What becomes of the request: of criteria and quantity, or of the criteria alone."""
        return both(self.criteria, self.quantity.answer if self.quantity else None)

    @property
    def criteria(self) -> str:
        """What becomes of the criteria: unknown where a passage of them could not be read."""
        return UNKNOWN if self.unread else self.evaluation.status

    @property
    def failing(self) -> tuple[Blame, ...]:
        """The clauses that make the criteria fail, those of the diagnosis that is named first."""
        return tuple(causes(self.blamed))

    @property
    def unread(self) -> tuple[Row, ...]:
        """The passages of the criteria that could not be read."""
        return self.policy.unread[self.phase]

    @property
    def unread_limits(self) -> tuple[Row, ...]:
        """The passages of the limits that could not be read."""
        return self.policy.unread_limits[self.phase]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered."""
        return not self.facts and self.quantity is None

    @property
    def words(self) -> str:
        """What becomes of the request, in a sentence or two, and what short names were taken as."""
        taken = (f" {short} was taken as: {name}." for short, name in self.taken.items())
        return "".join((self._verdict_words, *taken))

    @property
    def _verdict_words(self) -> str:
        if self.quantity is None:
            return f"{self.criteria_words} {CRITERIA_ALONE}"
        said = QUANTITY[self.quantity.answer]
        if self.unread or not self.evaluation.roots:
            return f"{self.criteria_words} {said[0].upper()}{said[1:]}."
        return f"{CRITERIA[self.criteria]}; {said}."

    @property
    def criteria_words(self) -> str:
        """What becomes of the criteria, in a sentence."""
        if self.unread:
            return "Some words of the policy's criteria could not be read, so nothing is settled."
        if self.evaluation.roots:
            return WHOLE[self.criteria]
        if self.phase == "renewal" and self.policy.row["renewal_criteria"] is None:
            return "The policy says nothing of criteria for a renewal."
        if self.phase == "renewal" and self.policy.row["renewal_criteria"] == "none":
            return "The policy says that there are no criteria for a renewal."
        return "The policy prints no criteria for this that could be read."


def both(criteria: str, quantity: str | None) -> str:
    """The verdict of both: what is not met decides, and it is met only where both are.

    Without a quantity it is that of the criteria.
    """
    if quantity is None:
        return criteria
    if NOT_MET in (criteria, quantity):
        return NOT_MET
    return MET if criteria == quantity == MET else UNKNOWN


def answer(policy: Policy, said: Mapping[str, Any]) -> Answer:
    """What ``policy`` says to a request: a phase, facts and lines of quantity by their names.

    Raises BadRequest with all that is wrong, each with its field.
    """
    problems: list[Problem] = []

    def read(reader: Any, *args: Any, default: Any) -> Any:
        try:
            return reader(*args)
        except BadRequest as bad:
            problems.extend(bad.problems)
            return default

    phase = read(phase_of, said, default="initial")
    own = {name: value for name, value in said.items() if name not in ("phase", *FIELDS)}
    facts = read(facts_of, policy, own, default={})
    lines, days = read(lines_of, said, default=([], None))
    if problems:
        raise BadRequest(problems)
    evaluation = evaluate(policy, phase, facts)
    asked = {fact.name for fact in policy.facts_of(phase)}
    drug = facts.get(DRUG)
    limits, lacks_drug = for_medicine(
        policy.limits_of(phase), drug if isinstance(drug, str) else None, policy.names
    )
    unread = policy.unread_limits[phase]
    packs = () if any(row["drug"] for row in limits) or lacks_drug else policy.packs
    return Answer(
        policy=policy,
        phase=phase,
        facts=facts,
        evaluation=evaluation,
        blamed=blamed(evaluation),
        questions=tuple(questions(policy, evaluation.case)),
        unclear=tuple(unclear(evaluation)),
        quantity=quantity(lines, days, limits, packs, unread) if lines else None,
        lacks_drug=lacks_drug and bool(lines),
        unused=tuple(name for name in facts if name not in asked),
        taken={
            short: name
            for fact in policy.facts_of(phase)
            for short, name in taken_as(fact, own.get(fact.name)).items()
        },
    )
