"""A table of studies in; studies, their milestones and the concerns they address out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.concern_names import Names, without_category
from ingest.document import Span
from ingest.milestones import Milestone, milestones_in, paired
from ingest.plan_context import Context
from ingest.plan_records import Risk, Study, StudyConcern, StudyMilestone
from ingest.plan_words import all_concerns, is_none, is_word, keys_of, plan_word
from ingest.records import Row
from ingest.sentences import sentences
from ingest.table_shapes import Shape
from ingest.tables import Table, TableRow
from ingest.vocabulary import slug

OBLIGATIONS = {1: "condition", 2: "specific_obligation", 3: "other"}
"""GVP Module V, V.B.6.3: what a study of each category is."""
LONGEST_SLUG = 60


@dataclass(slots=True)
class Studies:
    """The studies read so far."""

    context: Context
    names: Names
    found: list[Study] = field(default_factory=list)
    addressed: dict[str, Span] = field(default_factory=dict)
    """For each concern that a study addresses the first place that says so."""
    category: int | None = None
    status: str | None = None

    def table(self, table: Table, shape: Shape) -> Iterator[Row]:
        """The rows of one table; rows of milestones alone belong to the study above."""
        self.category = None
        study: Study | None = None
        for number, row in enumerate(table.rows):
            name = shape.cell(row, "study") or shape.cell(row, "activity")
            if number < shape.head_rows:
                for cell in row.cells:
                    yield self.context.heading(cell.span, "label", "table-head", 5, cell.span.end)
            elif len(row.cells) == 1 and (category := self._category(row.span)):
                self.category, study = category, None
                yield self.context.heading(row.span, "label", "study-category", 4, row.span.end)
            elif name and is_none(name.span.of(self.context.text)):
                yield self._none(name.span)
            elif name:
                study = self._study(row, shape)
                yield study
                yield from self._hung(study, row, shape)
            elif study:
                yield from self._hung(study, row, shape)

    def _none(self, span: Span) -> Study:
        """A list of studies (of a category) that is stated to be empty."""
        obligation = OBLIGATIONS.get(self.category or 0)
        study_id = self.context.new_id(f"no-{obligation or 'additional'}-studies")
        study = Study(
            span, study_id, self.context.product, obligation, self.category, "stated_none",
            None, None,
        )  # fmt: skip
        self.found.append(study)
        return study

    def prose_none(self, span: Span) -> Study:
        """A sentence that says that there are no studies."""
        self.category = None
        return self._none(span)

    def _category(self, span: Span) -> int | None:
        start, end = self.context.folded.bounds(span)
        pattern = plan_word("study_category", template=r"(?<!\w){}\s*:?\s*(?P<number>[123])(?!\d)")
        match = pattern.search(self.context.folded.text, start, end)
        return int(match["number"]) if match else None

    def _study(self, row: TableRow, shape: Shape) -> Study:
        text = self.context.text
        cell = shape.cell(row, "study") or shape.cell(row, "activity")
        objectives = shape.cell(row, "objectives")
        assert cell is not None
        span = self._without_category(cell.span)
        last, status = cell.lines[-1].span, shape.cell(row, "status")
        self.status = self._status(status.span if status else last)
        if not status and self.status:
            span = Span(span.start, min(span.end, last.start)).strip(text)
        if "study" not in shape.columns:
            span = next(sentences(text, span), span)
        name = self.context.said(span).rstrip(" .,;:")
        category = self._category(cell.span) or self.category
        study_id = self.context.new_id(f"study-{slug(name)[:LONGEST_SLUG].strip('-')}")
        whole = Span(cell.span.start, cell.span.end)
        if objectives and objectives.column == cell.column + 1 and whole.end < objectives.span.end:
            whole = Span(whole.start, objectives.span.end)
        study = Study(
            whole, study_id, self.context.product, OBLIGATIONS.get(category or 0), category,
            "stated", name or None, self.context.said(objectives.span) if objectives else None,
            self.status,
        )  # fmt: skip
        self.found.append(study)
        return study

    def _without_category(self, span: Span) -> Span:
        """The name in a cell: what stands before "Category: 3" or "(category 3)"."""
        start, end = self.context.folded.bounds(span)
        template = r"[\s(\[,;-]*(?<!\w){}\s*:?\s*[123]\s*[)\]]?"
        pattern = plan_word("study_category", template=template)
        match = pattern.search(self.context.folded.text, start, end)
        if match is None or match.start() == start:
            return span
        return Span(span.start, self.context.folded.origin[match.start()]).strip(self.context.text)

    def _status(self, span: Span) -> str | None:
        words = span.of(self.context.text)
        return next((s for s in keys_of("status") if is_word("status", words, s)), None)

    def _hung(self, study: Study, row: TableRow, shape: Shape) -> Iterator[Row]:
        if status := shape.cell(row, "status"):
            yield self.context.statement(status.span, "study_status", study.id)
        if concern := shape.cell(row, "concern"):
            yield from self._concerns(study, concern.span)
        dates = shape.cell(row, "dates")
        milestone, due = shape.cell(row, "milestone"), shape.cell(row, "due")
        found: Iterator[Milestone] = iter(())
        if milestone and due:
            found = paired(self.context.text, milestone, due)
        elif one := dates or due or milestone:
            found = milestones_in(self.context.text, one.span)
        for step in found:
            stem = f"{slug(step.name)[:LONGEST_SLUG].strip('-') or 'milestone'}"
            yield StudyMilestone(
                step.span, self.context.new_id(stem, study.id), study.id, step.name, step.due_on,
                self.status,
            )  # fmt: skip

    def _concerns(self, study: Study, span: Span) -> Iterator[Row]:
        label, category, name = without_category(self.context.text, span)
        if label:
            yield self.context.heading(label, "label", category or "", 5, name.end)
        if all_concerns(name.of(self.context.text)):
            for risk in self.names.risks:
                yield self._concern(study, name, risk)
            return
        for named in self.names.named(self.context.text, name):
            said = self.context.said(named.span)
            part_of = None if named.risk else self.names.part_of(said)
            yield self._concern(study, named.span, named.risk, part_of)
            if named.risk and category and category != named.risk.category:
                risk = named.risk
                message = f"{risk.name!r} is listed as {risk.category}; its study says {category}"
                yield self.context.finding(named.span, "category_differs", message)
            if named.risk is None and not is_none(said):
                message = f"a study addresses {said!r}, which is no listed concern"
                message, derived = self.names.beside_the_list(said, message)
                yield self.context.finding(named.span, "study_concern_not_listed", message, derived)

    def _concern(
        self, study: Study, span: Span, risk: Risk | None, part_of: Risk | None = None
    ) -> StudyConcern:
        name = risk.id.removeprefix(f"{self.context.document.id}-") if risk else "unlisted"
        if addressed := risk or part_of:
            self.addressed.setdefault(addressed.id, span)
        concern_id = self.context.new_id(f"concern-{name}", study.id)
        return StudyConcern(
            span, concern_id, study.id, risk.id if risk else None, part_of.id if part_of else None
        )
