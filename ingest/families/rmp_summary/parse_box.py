"""One concern and its box of II.B in, the rows that hang on the concern out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.document import Document, Span, gaps
from ingest.families.rmp_summary.activities import activities, label_again, no_activities
from ingest.families.rmp_summary.box_context import BoxContext
from ingest.families.rmp_summary.box_measures import BoxMeasures
from ingest.families.rmp_summary.boxes import Box, Field
from ingest.families.rmp_summary.evidence import evidence_rows
from ingest.families.rmp_summary.factors import Known, parse_factors
from ingest.families.rmp_summary.terms import is_none, is_not_applicable, is_unknown
from ingest.plan_records import (
    PharmacovigilanceActivity,
    Risk,
    RiskFactor,
)
from ingest.records import FieldState, Row, Statement, TemplateSentence
from ingest.vocabulary import Folded, fold, heal, slug

STATES = (
    "evidence", "risk_factors", "routine_measures", "additional_measures", "legal_status",
    "smpc_references", "pl_references", "additional_pharmacovigilance",
)  # fmt: skip
"""The fields of a box (GVP Module V Rev. 2, template Part VI, II.B), one field_states row each."""


def parse_box(
    document: Document,
    folded: Folded,
    risk: Risk | None,
    box: Box | None,
    fixed: list[TemplateSentence],
) -> Iterator[Row]:
    """The risk itself, and all that its box states; ``risk`` is None for a box of no concern.

    ``fixed`` are the template's sentences: they are no activity.
    """
    stem = risk.id if risk else f"{document.id}-box-{box.span.start if box else 0}"
    context = BoxContext(document, folded, risk, stem)
    return _BoxReader(context, box, [row.span for row in fixed]).rows()


class _BoxReader:
    """Reads one box field by field and keeps note of what was stated."""

    def __init__(self, context: BoxContext, box: Box | None, fixed: list[Span]) -> None:
        self.context, self.box, self.fixed = context, box, fixed
        self.text, self.states = context.text, context.states
        self.measures = BoxMeasures(context)

    def rows(self) -> Iterator[Row]:
        inside = list(self._read()) if self.box else []
        if self.context.risk:
            yield self._risk(self.context.risk)
        yield from inside
        if self.context.risk:
            yield from self._field_states(self.context.risk)

    def _risk(self, risk: Risk) -> Risk:
        if self.box is None:
            return risk
        return replace(
            risk,
            heading=heal(self.box.heading.of(self.text)),
            summary_start=self.box.span.start,
            summary_end=self.box.span.end,
            legal_status_id=self.measures.legal_status_id,
            smpc_sections=self.measures.sections("smpc"),
            pl_sections=self.measures.sections("pl"),
        )

    def _read(self) -> Iterator[Row]:
        box = self.box
        assert box is not None
        for head in (box.heading, *box.again):
            yield self.context.heading(head, "concern", box.category, 3, box.span.end)
        readers = {
            "evidence": self._evidence,
            "risk_factors": self._factors,
            "measures": lambda field: self.measures.rows(field.body),
            "pharmacovigilance": self._pharmacovigilance,
        }
        for field in box.fields:
            yield self.context.heading(field.label, "field", field.key, 4, field.body.end)
            if field.body:
                yield from readers[field.key](field)

    def _bare_state(self, field: Field, key: str) -> str | None:
        """``stated_none`` or ``not_applicable`` where the field says no more than that."""
        said = field.body.of(self.text)
        state = (
            "stated_none"
            if is_none(said)
            else "not_applicable"
            if is_not_applicable(said)
            else None
        )
        self.states[key] = (state or "stated", field.body)
        return state

    def _evidence(self, field: Field) -> Iterator[Row]:
        if self._bare_state(field, "evidence"):
            yield self._statement(field.body, "empty_field", "evidence")
            return
        yield from evidence_rows(
            self.context.document, field.body, self.context.new_id("evidence"), self.context.risk_id
        )

    def _factors(self, field: Field) -> Iterator[Row]:
        if self._bare_state(field, "risk_factors"):
            yield self._statement(field.body, "empty_field", "risk-factors")
            return
        yield self._statement(field.body, "risk_factors", "risk-factors")
        if is_unknown(field.body.of(self.text)):
            return
        facts = self.context.document.facts
        medicine = (facts["product"].casefold(), facts["substance"].casefold())
        concern = fold(self.context.risk.name).text if self.context.risk else ""
        known = Known(medicine, concern)
        for number, factor in enumerate(parse_factors(self.text, field.body, known), 1):
            yield RiskFactor(
                factor.span,
                self.context.new_id(f"factor-{number}"),
                self.context.risk_id,
                number,
                heal(factor.span.of(self.text)),
                factor.role,
            )

    def _statement(self, span: Span, kind: str, name: str) -> Statement:
        text = heal(span.of(self.text))
        return Statement(
            span, self.context.new_id(f"{name}-text"), kind, text, self.context.risk_id
        )

    def _pharmacovigilance(self, field: Field) -> Iterator[Row]:
        """One row an activity, without the template's sentences and the field's own label."""
        body = field.body
        if label := label_again(self.context.folded, body):
            yield self.context.heading(label.strip(self.text), "label", field.key, 5, body.end)
            body = Span(label.end, body.end).strip(self.text)
        none = no_activities(self.text, self.context.folded, body)
        place = none.span if none else body
        self.states["additional_pharmacovigilance"] = (none.state if none else "stated", place)
        for gap in [place] if none else gaps(body, self.fixed):
            for span in activities(self.text, gap):
                yield PharmacovigilanceActivity(
                    span,
                    self.context.new_id("additional-pharmacovigilance"),
                    self.context.document.facts["product_id"],
                    self.context.risk_id,
                    "additional",
                    "stated_none" if none else "stated",
                    heal(span.of(self.text)),
                )

    def _field_states(self, risk: Risk) -> Iterator[FieldState]:
        for field in STATES:
            state, span = self.states.get(field, ("not_stated", None))
            if risk.category == "missing" and field in STATES[:2] and state == "not_stated":
                state = "not_applicable"
            yield FieldState(f"{risk.id}-{slug(field)}-state", risk.id, field, state, span)
