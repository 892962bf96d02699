"""Rows of a prior-approval policy: the fields are the columns of schema/110."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ingest.document import Record
from ingest.records import Fact


@dataclass(frozen=True, slots=True)
class Policy(Fact):
    """The policy as a whole: ages in years, durations in months, dates ISO.

    ``renewal_criteria`` and ``renewal_limits`` are ``own``, ``same`` as at the start, ``none`` or,
    where the policy does not say, None.
    """

    table: ClassVar[str] = "policies"
    id: str
    document_id: str
    product_id: str
    minimum_age: int | None
    initial_months: int | None
    renewal_months: int | None
    effective_on: str | None
    approved_on: str | None
    pre_approval_allowance: str | None
    renewal_criteria: str | None
    renewal_limits: str | None


@dataclass(frozen=True, slots=True)
class Criterion(Record):
    """A printed item of the requirements, or a group of them; ``parameters`` is JSON."""

    table: ClassVar[str] = "policy_criteria"
    id: str
    policy_id: str
    phase: str
    parent_id: str | None
    ordinal: int
    label: str | None
    operator: str | None
    kind: str
    text: str
    parameters: str


@dataclass(frozen=True, slots=True)
class PolicyDrug(Record):
    """A medicine that the policy is about; one of its two names may be missing."""

    table: ClassVar[str] = "policy_drugs"
    id: str
    policy_id: str
    ordinal: int
    brand_name: str | None
    generic_name: str | None


@dataclass(frozen=True, slots=True)
class Allowance(Record):
    """What is paid for before an approval; what is not printed is None."""

    table: ClassVar[str] = "pre_approval_allowances"
    id: str
    policy_id: str
    ordinal: int
    minimum_age: int | None = None
    maximum_age: int | None = None
    quantity: int | None = None
    unit: str | None = None
    days: int | None = None
    strength_mg: float | None = None
    drug: str | None = None


@dataclass(frozen=True, slots=True)
class QuantityLimit(Record):
    """How much of one strength is paid for; strengths printed under one limit share a group."""

    table: ClassVar[str] = "quantity_limits"
    id: str
    policy_id: str
    phase: str
    drug: str | None
    strength_mg: float | None
    quantity: int
    unit: str
    days: int
    limit_group: str
    limit_scope: str


@dataclass(frozen=True, slots=True)
class DosePack(Record):
    """A carton for one dosing scheme: blister packs, and tablets in each and in all."""

    table: ClassVar[str] = "dose_packs"
    id: str
    policy_id: str
    ordinal: int
    dose_mg: float
    doses_per_week: int
    strength_mg: float
    packs: int
    tablets_per_pack: int
    tablets_total: int


@dataclass(frozen=True, slots=True)
class DrugClass(Record):
    """A class of medicines that an appendix lists."""

    table: ClassVar[str] = "drug_classes"
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ClassMember(Record):
    """A medicine of a class, by its generic and its brand name."""

    table: ClassVar[str] = "class_members"
    id: str
    class_id: str
    generic_name: str
    brand_name: str


@dataclass(frozen=True, slots=True)
class HistoryEntry(Record):
    """What was done to the policy in a month (``2019-07``)."""

    table: ClassVar[str] = "policy_history"
    id: str
    policy_id: str
    month: str
    action: str


@dataclass(frozen=True, slots=True)
class PolicyWarning(Record):
    """One of the warnings that the policy says the medicine's labelling has."""

    table: ClassVar[str] = "policy_warnings"
    id: str
    policy_id: str
    ordinal: int
    name: str
    is_boxed: bool


@dataclass(frozen=True, slots=True)
class RequestFact(Fact):
    """What a request is asked: the name of a field, its type, and a question in plain words.

    ``options`` is JSON: what may be chosen as printed, each with what else it is called.
    """

    table: ClassVar[str] = "request_facts"
    id: str
    policy_id: str
    ordinal: int
    name: str
    type: str
    unit: str | None
    question: str
    options: str


@dataclass(frozen=True, slots=True)
class CriterionTest(Fact):
    """How a criterion tests a fact; ``scope`` says of whom it is asked. ``operand`` is JSON."""

    table: ClassVar[str] = "criterion_tests"
    id: str
    criterion_id: str
    fact_id: str
    ordinal: int
    role: str
    operator: str
    operand: str
