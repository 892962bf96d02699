"""Rows that every family of plans yields: the fields are the columns of schema/100."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ingest.document import Record


@dataclass(frozen=True, slots=True)
class Risk(Record):
    """A safety concern as listed in II.A."""

    table: ClassVar[str] = "risks"
    id: str
    product_id: str
    category: str
    ordinal: int
    name: str
    heading: str | None = None
    summary_start: int | None = None
    summary_end: int | None = None
    legal_status_id: str | None = None
    smpc_sections: str = "[]"
    pl_sections: str = "[]"


@dataclass(frozen=True, slots=True)
class Evidence(Record):
    """The whole field "Evidence for linking the risk to the medicine"."""

    table: ClassVar[str] = "evidence"
    id: str
    risk_id: str | None
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceFigure(Record):
    """One number that the evidence states: how many, of how many, of what, in whom."""

    table: ClassVar[str] = "evidence_figures"
    id: str
    risk_id: str | None
    evidence_id: str
    unit: str
    value: float
    value_max: float | None
    qualifier: str
    numerator: int | None
    denominator: int | None
    denominator_qualifier: str | None
    basis: str | None
    outcome: str | None
    grade: str | None
    attribution: str
    arm: str | None
    population: str | None


@dataclass(frozen=True, slots=True)
class RiskFactor(Record):
    """One enumerated risk factor, risk group or confounder."""

    table: ClassVar[str] = "risk_factors"
    id: str
    risk_id: str | None
    ordinal: int
    factor: str
    role: str


@dataclass(frozen=True, slots=True)
class RiskMinimisationMeasure(Record):
    """One measure as listed, or a kind of measures stated to be none."""

    table: ClassVar[str] = "risk_minimisation_measures"
    id: str
    risk_id: str | None
    kind: str
    tool: str | None
    state: str
    text: str
    audience: str | None = None
    label_sections: str | None = None


@dataclass(frozen=True, slots=True)
class LabelReference(Record):
    """A section of the SmPC or of the package leaflet that a measure cites."""

    table: ClassVar[str] = "label_references"
    id: str
    risk_id: str | None
    label_section_id: str
    measure_id: str | None


@dataclass(frozen=True, slots=True)
class PharmacovigilanceActivity(Record):
    """An activity for one concern (or for the medicine), or its absence stated."""

    table: ClassVar[str] = "pharmacovigilance_activities"
    id: str
    product_id: str
    risk_id: str | None
    kind: str
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Study(Record):
    """A post-authorisation study, or a list of them stated to be empty (``name`` null)."""

    table: ClassVar[str] = "studies"
    id: str
    product_id: str
    obligation: str | None
    category: int | None
    state: str
    name: str | None
    purpose: str | None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class StudyMilestone(Record):
    """A step of a study and when it is due, as far as the date is printed clearly."""

    table: ClassVar[str] = "study_milestones"
    id: str
    study_id: str
    name: str
    due_on: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class StudyConcern(Record):
    """A safety concern that a study addresses; ``risk_id`` null where none listed is named.

    ``part_of`` is then the listed concern that the words are plainly a part of, if there is one.
    """

    table: ClassVar[str] = "study_concerns"
    id: str
    study_id: str
    risk_id: str | None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentFact(Record):
    """What a document says of itself: its medicine, its numbers, the version of the plan."""

    table: ClassVar[str] = "document_facts"
    id: str
    kind: str
    value: str
