"""A table of measures in; measures, references and activities per concern out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.concern_names import Names, without_category
from ingest.document import Span
from ingest.families.assessment_report.cells import Part, measures_of, parts_of
from ingest.families.assessment_report.row_names import RowNames
from ingest.label_citations import (
    LEGAL_STATUS,
    Citation,
    parse_citations,
    parse_legal_status,
    sections_cited,
)
from ingest.measure_tools import audience_of
from ingest.plan_context import Context
from ingest.plan_records import (
    LabelReference,
    PharmacovigilanceActivity,
    Risk,
    RiskMinimisationMeasure,
)
from ingest.plan_words import all_concerns, category_label
from ingest.records import FieldState, Row
from ingest.table_shapes import Shape
from ingest.tables import Table, TableRow
from ingest.vocabulary import slug

ROLES = (
    "routine_measures", "additional_measures", "measures", "routine_pharmacovigilance",
    "additional_pharmacovigilance", "pharmacovigilance",
)  # fmt: skip
STATES = (
    "evidence", "risk_factors", "routine_measures", "additional_measures", "legal_status",
    "smpc_references", "pl_references", "additional_pharmacovigilance",
)  # fmt: skip
"""The fields of a concern that every family of plans has a state for, one row each."""
NOT_IN_REPORTS = ("evidence", "risk_factors")
MEASURED = {"routine_measures", "additional_measures"}


@dataclass(slots=True)
class Measures:
    """What the tables of measures say of each concern; a concern may have several rows."""

    context: Context
    names: Names
    compared: RowNames
    states: dict[str, dict[str, tuple[str, Span]]] = field(default_factory=dict)
    legal: dict[str, str] = field(default_factory=dict)
    cited: dict[str | None, set[str]] = field(default_factory=dict)
    for_all: list[Part] = field(default_factory=list)
    tables: int = 0

    def table(self, table: Table, shape: Shape) -> Iterator[Row]:
        """The rows of one table."""
        self.tables += 1
        listed: str | None = None
        for number, row in enumerate(table.rows):
            if number < shape.head_rows:
                for cell in row.cells:
                    yield self.context.heading(cell.span, "label", "table-head", 5, cell.span.end)
            elif category := self._category(row):
                listed = category
                yield self.context.heading(row.span, "label", category, 4, row.span.end)
            elif shape.cell(row, "concern"):
                yield from self._row(row, shape, listed)

    def _category(self, row: TableRow) -> str | None:
        """The category that a row heads, which says nothing else."""
        return category_label(row.span.of(self.context.text)) if len(row.cells) == 1 else None

    def _row(self, row: TableRow, shape: Shape, listed: str | None) -> Iterator[Row]:
        """A row's concerns, and its fields for each; ``listed`` is the category over the row."""
        cell = shape.cell(row, "concern")
        assert cell is not None
        label, category, name = without_category(self.context.text, cell.span)
        if label:
            yield self.context.heading(label, "label", category or "", 5, name.end)
        everyone = all_concerns(name.of(self.context.text))
        risks: list[Risk | None] = []
        if everyone:
            yield self.context.heading(name, "concern", "all", 4, row.span.end)
            risks += self.names.risks
        else:
            for named in self.names.named(self.context.text, name):
                key = named.risk.category if named.risk else "unlisted"
                yield self.context.heading(named.span, "concern", key, 4, row.span.end)
                yield from self.compared.compare(named.span, named.risk, category or listed)
                risks.append(named.risk)
        for role in ROLES:
            held = shape.cell(row, role)
            for part in parts_of(self.context, role, held.span) if held else ():
                yield from self._part(part, risks, everyone)

    def _part(self, part: Part, risks: list[Risk | None], everyone: bool) -> Iterator[Row]:
        """A field of a row, once for each concern of the row.

        "None" in a row for all concerns waits until it is known which have nothing of their own.
        """
        if part.label:
            yield self.context.heading(part.label, "label", part.field, 5, part.span.end)
        if everyone and part.none:
            self.for_all.append(part)
            return
        kind, subject = part.field.split("_")
        listed = [] if part.none else list(measures_of(self.context, part.span))
        for risk in risks:
            if part.none:
                yield self._none(part, risk)
                continue
            if risk:
                self.note(risk, part.field, "stated", part.span)
            if subject == "pharmacovigilance":
                yield self._activity(part, risk, kind)
            for span, tool in listed if subject == "measures" else ():
                yield from self._measure_rows(span, risk, kind, tool)

    def _none(self, part: Part, risk: Risk | None) -> Row:
        """A field that is stated to be none, of a concern or (None) of the medicine."""
        kind, subject = part.field.split("_")
        if risk:
            self.note(risk, part.field, "stated_none", part.span)
        if subject == "pharmacovigilance":
            return self._activity(part, risk, kind)
        return self._measure(part.span, risk, kind, None, "stated_none")

    def _none_for_all(self) -> Iterator[Row]:
        """A row for each concern that "All: none" speaks of: those of which no row says more."""
        for part in self.for_all:
            states = self.states
            left: list[Risk | None] = [
                risk for risk in self.names.risks if part.field not in states.get(risk.id, {})
            ]
            for risk in left or [None]:
                yield self._none(part, risk)

    def note(self, risk: Risk, name: str, state: str, span: Span) -> None:
        """The first place where a field is stated; "stated" goes before "stated none"."""
        states = self.states.setdefault(risk.id, {})
        if name not in states or (states[name][0], state) == ("stated_none", "stated"):
            states[name] = (state, span)

    def _activity(self, part: Part, risk: Risk | None, kind: str) -> PharmacovigilanceActivity:
        state = "stated_none" if part.none else "stated"
        activity_id = self.context.new_id(f"{kind}-pharmacovigilance", risk.id if risk else None)
        return PharmacovigilanceActivity(
            part.span, activity_id, self.context.product, risk.id if risk else None, kind, state,
            self.context.said(part.span),
        )  # fmt: skip

    def _measure(
        self, span: Span, risk: Risk | None, kind: str, tool: str | None, state: str
    ) -> RiskMinimisationMeasure:
        name = "none" if state == "stated_none" else slug(tool or "measure")
        measure_id = self.context.new_id(f"{kind}-{name}", risk.id if risk else None)
        said = self.context.said(span)
        return RiskMinimisationMeasure(
            span, measure_id, risk.id if risk else None, kind, tool, state, said,
            audience_of(said, kind, tool) if state == "stated" else None,
        )  # fmt: skip

    def _measure_rows(
        self, span: Span, risk: Risk | None, kind: str, tool: str | None
    ) -> Iterator[Row]:
        citations = list(parse_citations(self.context.folded, span, tool))
        measure = self._measure(span, risk, kind, tool, "stated")
        measure = replace(measure, label_sections=sections_cited(citations))
        yield measure
        if tool == LEGAL_STATUS and risk:
            status = parse_legal_status(self.context.folded, span)
            if status and risk.id not in self.legal:
                self.legal[risk.id] = status
                self.note(risk, LEGAL_STATUS, "stated", span)
        for citation in citations:
            yield from self._citation(citation, span, risk, measure.id)

    def _citation(
        self, citation: Citation, span: Span, risk: Risk | None, measure_id: str
    ) -> Iterator[Row]:
        section = citation.label_section_id
        stem = risk.id if risk else None
        cited = self.cited.setdefault(stem, set())
        if not citation.known:
            said, label = citation.span.of(self.context.text), section.split("-")[0]
            message = f"cites section {said}, which the QRD template ({label}) does not have"
            yield self.context.finding(span, "unknown_label_section", message)
        elif section not in cited or risk is None:
            cited.add(section)
            if risk:
                self.note(risk, f"{section.split('-')[0]}_references", "stated", span)
            reference_id = self.context.new_id(slug(section), stem)
            yield LabelReference(citation.span, reference_id, stem, section, measure_id)

    def risks(self) -> Iterator[Row]:
        """The concerns with what hangs on them, their states, and those that no row names."""
        yield from self._none_for_all()
        yield from self.compared.other_capitals()
        for risk in self.names.risks:
            states = self.states.get(risk.id, {})
            yield replace(
                risk,
                legal_status_id=self.legal.get(risk.id),
                smpc_sections=self._sections(risk, "smpc"),
                pl_sections=self._sections(risk, "pl"),
            )
            for name in STATES:
                state: tuple[str, Span | None] = states.get(name, ("not_stated", None))
                if name in NOT_IN_REPORTS:
                    state = ("not_applicable", None)
                yield FieldState(f"{risk.id}-{slug(name)}-state", risk.id, name, *state)
            if self.tables and not MEASURED & states.keys():
                message = f"the list has {risk.name!r}; no row of the tables of measures names it"
                yield self.context.finding(risk.span, "concern_without_measures", message)

    def _sections(self, risk: Risk, label: str) -> str:
        found = [s.split("-")[1] for s in self.cited.get(risk.id, ()) if s.split("-")[0] == label]
        return json.dumps(sorted(found, key=lambda n: [int(part) for part in n.split(".")]))
