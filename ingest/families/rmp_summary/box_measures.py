"""The field of risk minimisation measures of one box in; measures and their citations out."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from ingest.document import Span
from ingest.families.rmp_summary.box_context import BoxContext
from ingest.families.rmp_summary.measure_fields import measures_below, parse_measures
from ingest.families.rmp_summary.measures import measure_items, own_words, says_no_tool
from ingest.families.rmp_summary.said_none import MARKS, Nothing, none_stated
from ingest.families.rmp_summary.terms import terms
from ingest.finding_rules import finding
from ingest.label_citations import (
    LEGAL_STATUS,
    Citation,
    parse_citations,
    parse_legal_status,
    sections_cited,
)
from ingest.measure_tools import audience_of, kind_of_tool
from ingest.plan_records import LabelReference, RiskMinimisationMeasure
from ingest.records import Row, Statement
from ingest.vocabulary import heal, slug


@dataclass(slots=True)
class BoxMeasures:
    """Reads the measures of one box, and keeps what the concern's own row says of them."""

    context: BoxContext
    legal_status_id: str | None = None
    cited: set[str] = field(default_factory=set)
    ranks: dict[str, int] = field(default_factory=dict)
    number: int = 0

    def sections(self, label: str) -> str:
        """The numbers of the label's sections cited, in their order, as a JSON array."""
        numbers = [s.split("-")[1] for s in self.cited if s.split("-")[0] == label]
        return json.dumps(sorted(numbers, key=lambda n: [int(part) for part in n.split(".")]))

    def rows(self, body: Span) -> Iterator[Row]:
        """The measures under each label; "None" under the field's own is none of either kind.

        Without a label a measure is of the kind that its tool is by definition.
        """
        context = self.context
        parts = list(parse_measures(context.document, context.folded, body))
        if nothing := self._bare_none(body, any(part.label for part in parts)):
            yield from self._nothing(*nothing)
            return
        first = next((one for part in parts[:1] for one in (part.label, part.none) if one), None)
        before = Span(body.start, first.start if first else body.end).strip(context.text)
        items = measure_items(context.text, context.folded, before) if before else ()
        yield from self._by_tool(items)
        for part in parts:
            if part.label:
                key = f"{part.kind}_measures"
                yield context.heading(part.label, "label", key, 5, body.end)
            if part.none:
                yield self._none(part.none, part.kind, part.state)
                if part.rest:
                    yield self._words(part.rest)
            elif part.items:
                whole = Span(part.items[0][0].start, part.items[-1][0].end)
                self._note(part.kind, "stated", whole, {tool for _, tool in part.items})
            for item, tool in part.items:
                yield from self._measure(item, part.kind, tool)
            yield from self._by_tool(part.below)

    def _by_tool(self, items: Iterable[tuple[Span, str | None]]) -> Iterator[Row]:
        """Measures of the kind that their tool is by definition."""
        for item, tool in items:
            if kind := kind_of_tool(tool):
                self._note(kind, "stated", item, {tool})
                yield from self._measure(item, kind, tool)

    def _note(self, kind: str, state: str, span: Span, tools: Collection[str | None] = ()) -> None:
        """Where a kind of measures is stated first. What is stated goes before "none", but for a
        legal status, which has a field of its own."""
        rank = 1 if state != "stated" else 0 if set(tools) == {LEGAL_STATUS} else 2
        if rank > self.ranks.get(kind, -1):
            self.ranks[kind] = rank
            self.context.states[f"{kind}_measures"] = (state, span)

    def _bare_none(self, body: Span, labelled: bool) -> tuple[Nothing, list[str]] | None:
        """What says that there are none in a field without more words, and of which kinds; in one
        without labels measures may stand below it."""
        text, folded = self.context.text, self.context.folded
        each = list(terms()["measure_labels"])
        for kind, kinds in (("any", each), *((kind, [kind]) for kind in each)):
            found = none_stated(text, folded, body, kind)
            if found is None or found.rest:
                continue
            end = found.below.start if found.below and not labelled else body.end
            if not Span(found.span.end, end).strip(text, MARKS):
                return found, kinds
        return None

    def _nothing(self, found: Nothing, kinds: list[str]) -> Iterator[Row]:
        for kind in kinds:
            yield self._none(found.span, kind, found.state)
        below = measures_below(self.context.text, self.context.folded, found.below)
        yield from self._by_tool(below)

    def _words(self, span: Span) -> Statement:
        """Words that state no measure, among those that do."""
        self.number += 1
        name = self.context.new_id(f"measures-text-{self.number}")
        return Statement(
            span, name, "measures_text", heal(span.of(self.context.text)), self.context.risk_id
        )

    def _none(self, span: Span, kind: str, state: str) -> RiskMinimisationMeasure:
        """The row says that there is none; the state keeps "not applicable" apart."""
        self._note(kind, state, span)
        return self._row(span, kind, None, "stated_none")

    def _row(self, span: Span, kind: str, tool: str | None, state: str) -> RiskMinimisationMeasure:
        self.number += 1
        name = "none" if state == "stated_none" else f"{slug(tool or 'measure')}-{self.number}"
        measure_id = self.context.new_id(f"{kind}-{name}")
        text = heal(span.of(self.context.text))
        own = own_words(self.context.folded, span).of(self.context.text)
        audience = audience_of(heal(own), kind, tool) if state == "stated" else None
        return RiskMinimisationMeasure(
            span, measure_id, self.context.risk_id, kind, tool, state, text, audience
        )

    def _measure(self, item: Span, kind: str, tool: str | None) -> Iterator[Row]:
        if says_no_tool(self.context.folded, item):
            yield self._words(item)
            return
        citations = list(parse_citations(self.context.folded, item, tool, alone=True))
        measure = self._row(item, kind, tool, "stated")
        measure = replace(measure, label_sections=sections_cited(citations))
        yield measure
        if tool == LEGAL_STATUS:
            self.context.states[LEGAL_STATUS] = ("stated", item)
            self.legal_status_id = parse_legal_status(self.context.folded, item)
        for citation in citations:
            yield from self._citation(citation, item, measure.id)

    def _citation(self, citation: Citation, item: Span, measure_id: str) -> Iterator[Row]:
        """The first mention of a section; a section that no label has is a finding, no row."""
        section = citation.label_section_id
        if section in self.cited:
            return
        label = section.split("-")[0]
        name = self.context.new_id(slug(section))
        if not citation.known:
            said = citation.span.of(self.context.text)
            message = f"cites section {said}, which the QRD template ({label}) does not have"
            yield finding(item, f"{name}-unknown", "unknown_label_section", message)
            return
        self.cited.add(section)
        self.context.states.setdefault(f"{label}_references", ("stated", item))
        yield LabelReference(citation.span, name, self.context.risk_id, section, measure_id)
