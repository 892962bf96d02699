"""One concern and its box of II.B in, the rows that hang on the concern out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from ingest.document import Document, Span, gaps
from ingest.families.rmp_summary.boxes import Box, Field
from ingest.families.rmp_summary.evidence import evidence_rows
from ingest.families.rmp_summary.factors import parse_factors
from ingest.families.rmp_summary.measures import Measures, listed, parse_measures
from ingest.families.rmp_summary.terms import is_none, is_not_applicable, is_unknown, terms
from ingest.finding_rules import finding
from ingest.label_citations import Citation, parse_citations, parse_legal_status
from ingest.measure_tools import audience_of
from ingest.plan_records import (
    LabelReference,
    PharmacovigilanceActivity,
    Risk,
    RiskFactor,
    RiskMinimisationMeasure,
)
from ingest.records import FieldState, Heading, Row, Statement, TemplateSentence
from ingest.vocabulary import Folded, heal, slug

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
    return _BoxReader(document, folded, risk, box, [row.span for row in fixed]).rows()


class _BoxReader:
    """Reads one box field by field and keeps note of what was stated."""

    def __init__(
        self,
        document: Document,
        folded: Folded,
        risk: Risk | None,
        box: Box | None,
        fixed: list[Span],
    ) -> None:
        self.document, self.text, self.folded = document, document.text, folded
        self.risk, self.box, self.fixed = risk, box, fixed
        self.risk_id = risk.id if risk else None
        place = box.span.start if box else 0
        self.stem = risk.id if risk else f"{document.id}-box-{place}"
        self.states: dict[str, tuple[str, Span | None]] = {}
        self.legal_status_id: str | None = None
        self.cited: set[str] = set()
        self.used: set[str] = set()

    def rows(self) -> Iterator[Row]:
        inside = list(self._read()) if self.box else []
        if self.risk:
            yield self._risk(self.risk)
        yield from inside
        if self.risk:
            yield from self._field_states(self.risk)

    def _risk(self, risk: Risk) -> Risk:
        if self.box is None:
            return risk
        return replace(
            risk,
            heading=heal(self.box.heading.of(self.text)),
            summary_start=self.box.span.start,
            summary_end=self.box.span.end,
            legal_status_id=self.legal_status_id,
            smpc_sections=self._sections("smpc"),
            pl_sections=self._sections("pl"),
        )

    def _sections(self, label: str) -> str:
        """The numbers of the label's sections cited, in their order, as a JSON array."""
        numbers = [s.split("-")[1] for s in self.cited if s.split("-")[0] == label]
        return json.dumps(sorted(numbers, key=lambda n: [int(part) for part in n.split(".")]))

    def _read(self) -> Iterator[Row]:
        box = self.box
        assert box is not None
        yield self._heading(box.heading, "concern", box.category, 3, box.span.end)
        readers = {
            "evidence": self._evidence,
            "risk_factors": self._factors,
            "measures": self._measures,
            "pharmacovigilance": self._pharmacovigilance,
        }
        for field in box.fields:
            yield self._heading(field.label, "field", field.key, 4, field.body.end)
            if field.body:
                yield from readers[field.key](field)

    def _id(self, name: str) -> str:
        """An id under the risk's own; a second one of a name is numbered."""
        wanted, number = f"{self.stem}-{name}", 2
        while wanted in self.used:
            wanted, number = f"{self.stem}-{name}-{number}", number + 1
        self.used.add(wanted)
        return wanted

    def _heading(self, span: Span, kind: str, key: str, level: int, end: int) -> Heading:
        title = heal(span.of(self.text))
        return Heading(span, self._id(f"{kind}-{slug(key)}"), key, kind, level, title, end)

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
        yield from evidence_rows(self.document, field.body, self._id("evidence"), self.risk_id)

    def _factors(self, field: Field) -> Iterator[Row]:
        if self._bare_state(field, "risk_factors"):
            yield self._statement(field.body, "empty_field", "risk-factors")
            return
        yield self._statement(field.body, "risk_factors", "risk-factors")
        if is_unknown(field.body.of(self.text)):
            return
        for number, factor in enumerate(parse_factors(self.text, field.body), 1):
            yield RiskFactor(
                factor.span,
                self._id(f"factor-{number}"),
                self.risk_id,
                number,
                heal(factor.span.of(self.text)),
                factor.role,
            )

    def _statement(self, span: Span, kind: str, name: str) -> Statement:
        text = heal(span.of(self.text))
        return Statement(span, self._id(f"{name}-text"), kind, text, self.risk_id)

    def _measures(self, field: Field) -> Iterator[Row]:
        """The measures under each label; "None" under the field's own is none of either kind."""
        if is_none(field.body.of(self.text)):
            for kind in terms()["measure_labels"]:
                self.states[f"{kind}_measures"] = ("stated_none", field.body)
                yield self._measure(field.body, kind, None, "stated_none", 1)
            return
        number = 0
        for part in parse_measures(self.document, self.folded, field.body):
            label = self._heading(part.label, "label", f"{part.kind}_measures", 5, field.body.end)
            yield label
            key = f"{part.kind}_measures"
            if part.none:
                number += 1
                self.states[key] = ("stated_none", part.none)
                yield self._measure(part.none, part.kind, None, "stated_none", number)
            elif part.items:
                listed = Span(part.items[0][0].start, part.items[-1][0].end)
                self.states[key] = ("stated", listed)
            for item, tool in part.items:
                number += 1
                yield from self._measure_rows(part, item, tool, number)

    def _measure(
        self, span: Span, kind: str, tool: str | None, state: str, number: int
    ) -> RiskMinimisationMeasure:
        name = "none" if state == "stated_none" else f"{slug(tool or 'measure')}-{number}"
        measure_id = self._id(f"{kind}-{name}")
        text = heal(span.of(self.text))
        audience = audience_of(text, kind, tool) if state == "stated" else None
        return RiskMinimisationMeasure(
            span, measure_id, self.risk_id, kind, tool, state, text, audience
        )

    def _measure_rows(
        self, part: Measures, item: Span, tool: str | None, number: int
    ) -> Iterator[Row]:
        measure = self._measure(item, part.kind, tool, "stated", number)
        yield measure
        if tool == "legal_status":
            self.states["legal_status"] = ("stated", item)
            self.legal_status_id = parse_legal_status(self.folded, item)
        for citation in parse_citations(self.folded, item, tool):
            yield from self._citation(citation, item, measure.id)

    def _citation(self, citation: Citation, item: Span, measure_id: str) -> Iterator[Row]:
        """The first mention of a section; a section that no label has is a finding, no row."""
        section = citation.label_section_id
        if section in self.cited:
            return
        name = self._id(slug(section))
        if not citation.known:
            said = citation.span.of(self.text)
            label = section.split("-")[0]
            message = f"cites section {said}, which the QRD template ({label}) does not have"
            yield finding(item, f"{name}-unknown", "unknown_label_section", message)
            return
        self.cited.add(section)
        self.states.setdefault(f"{section.split('-')[0]}_references", ("stated", item))
        yield LabelReference(citation.span, name, self.risk_id, section, measure_id)

    def _pharmacovigilance(self, field: Field) -> Iterator[Row]:
        """One row an activity: each bullet, or each paragraph without the template's sentences."""
        state = self._bare_state(field, "additional_pharmacovigilance")
        for gap in gaps(field.body, self.fixed):
            for span in listed(self.text, gap):
                yield PharmacovigilanceActivity(
                    span,
                    self._id("additional-pharmacovigilance"),
                    self.document.facts["product_id"],
                    self.risk_id,
                    "additional",
                    "stated_none" if state else "stated",
                    heal(span.of(self.text)),
                )

    def _field_states(self, risk: Risk) -> Iterator[FieldState]:
        for field in STATES:
            state, span = self.states.get(field, ("not_stated", None))
            if risk.category == "missing" and field in STATES[:2] and state == "not_stated":
                state = "not_applicable"
            yield FieldState(f"{risk.id}-{slug(field)}-state", risk.id, field, state, span)
